/*
 * shares - how often a source fills a member in, and since when
 *
 *	shares_find(&s, &cells, &rows, nsources, begin);
 *	part = shares_part(&s, source, form);
 *	shares_release(&s);
 *
 * A field that became required has each of its values more often from then on,
 * without more signals.  A step is a day that parts the signals of a source
 * best by the share that has the member,
 *
 *	chi2 / phi >= 25, and 1.25 times as large or as small
 *
 * with phi the dispersion of the weekly shares about those of the parts; and
 * each part is parted likewise.  That it is filled in by another habit, and not
 * that other things happened, is taken from what else changed there: what has
 * the member, without the value of which most came or went, changed by the root
 * of what the share did, or more, and what has not by the root of what is left.
 */
#ifndef PATTERN_SHARES_H
#define PATTERN_SHARES_H

#include "lib/pattern/cells.h"

struct shares_step {
	uint32_t source;
	int dim;
	int32_t from; /* the first day */
	double before; /* the share that has the member, up to a year */
	double after;
};

struct shares {
	size_t n;
	struct shares_step *step; /* by source, member and day */
	/* private: by source and form, and then by day; or NULL */
	double **part;
	size_t nparts;
	size_t nforms;
};

/*
 * ROWS are by source; BEGIN says, by source and member, from when its shares
 * can be compared, DATE_NONE if they cannot.
 */
void shares_find(struct shares *s, const struct cells *x,
    const struct tally_rows *rows, size_t nsources, const int32_t *begin);
/*
 * What part of what SOURCE fills in of all members of FORM now it filled in on
 * each day of the cells; NULL if that is the same on all.
 */
const double *shares_part(const struct shares *s, uint32_t source,
    uint32_t form);
void shares_release(struct shares *s);

#endif
