/*
 * origin - from which sources the signals of a cell come, and since when
 *
 *	origin_build(&o, &cells, &deliveries);
 *	span = origin_span(&o, i, skip);
 *
 * A source is an organisation and a kind.  It begins on the first day from
 * which four weeks hold at least a quarter of what is usual for it, so that
 * a few stray or left-over signals (only those still open, say) before that
 * are no history.  Labels begin when its present codebook does: counts of
 * labels by another are not comparable.
 *
 * So do members that are filled in from some day on (filled.h).
 *
 * A source that began in the last 39 weeks is left out of cells that hold
 * older ones too: it has its own baseline, in cells of its own.  So is one that
 * would cost a cell more, of the days before it, than it adds in signals.
 */
#ifndef PATTERN_ORIGIN_H
#define PATTERN_ORIGIN_H

#include "lib/pattern/aliases.h"
#include "lib/pattern/deliveries.h"
#include "lib/pattern/filled.h"

enum { ORIGIN_NEW = 39 * 7 };

struct origin_source {
	uint32_t org;
	uint32_t kind;
	int32_t first; /* day; DATE_NONE if it has no signals with a day */
	int32_t labels; /* the first day of its present labels */
	int32_t delivered; /* up to when; DATE_NONE if not known */
};

struct origins {
	const struct cells *cells;
	size_t n;
	struct origin_source *s;
	struct filled filled;
	struct aliases aliases;
	uint32_t *of; /* the source of a cell of the tally */
	struct tally_rows rows; /* private: by source */
	int32_t *whole; /* by cell of the tally: up to when it was delivered */
	unsigned char *skip; /* cells of the tally; of the last origin_span */
	int32_t *from; /* private: likewise, since when they can be compared */
	double *rate; /* private: by day, of what can be compared since */
	bool late; /* a source is left out of all signals together */
	int32_t since; /* which are compared from then on */
};

/* What of a cell's days can be compared. */
struct origin_span {
	int32_t from; /* the first; that of the cells if all can */
	int32_t to; /* the last that was delivered */
	int32_t whole; /* the last that every system delivered */
	bool mixed; /* some members are left out: o->skip */
	bool renamed; /* `to' is because it has another name */
};

void origin_build(struct origins *o, const struct cells *x,
    const struct deliveries *d);
struct origin_span origin_span(struct origins *o, size_t i);
void origin_release(struct origins *o);

/*
 * The first of LEN days with signals, as COUNT says, from which four weeks
 * hold LEAST, were none to come after the last; the first with any if none is;
 * LEN without any.
 */
size_t origin_begin(const uint32_t *count, size_t len, double least);
/*
 * A quarter of the signals in four weeks, counted back from the last of LEN
 * days, of those that have any.
 */
double origin_quarter(const uint32_t *count, size_t len);

#endif
