/*
 * filled - since when a source fills a member in, and until when
 *
 *	filled_find(&f, &cells, &rows, nsources);
 *	from = f.from[source * TALLY_DIMS + TALLY_PRODUCT];
 *	filled_release(&f);
 *
 * A column that an export has since May, or that a tally of the months before
 * has summed over, makes every value of it seem to begin in May.  Where at
 * least a tenth of a source's last signals have a member, it is known from
 * the first day after the last weeks in which less than a twentieth had it of
 * what is usual now, and ten were to be expected.  Where a tenth had it and
 * the last weeks have next to nothing, it is known up to the last day that
 * has it.
 */
#ifndef PATTERN_FILLED_H
#define PATTERN_FILLED_H

#include "lib/pattern/cells.h"

enum { FILLED_LEAST = 20 };

/* Days by source and member; DATE_NONE where nothing changed. */
struct filled {
	int32_t *from;
	int32_t *to;
};

/* ROWS are by source. */
void filled_find(struct filled *f, const struct cells *x,
    const struct tally_rows *rows, size_t nsources);
void filled_release(struct filled *f);

#endif
