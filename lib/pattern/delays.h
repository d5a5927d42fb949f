/*
 * delays - which share of the last days is known by now
 *
 *	struct delays ds = { 0 };
 *
 *	delays_learn(&ds, &cells, &deliveries, source, &days);
 *	delays_known(&ds, i, skip, end, known);
 *	delays_release(&ds);
 *
 * Learned from the tally's lines of delay and delivery, of each source (an
 * organisation, a system and a kind) that is delivered often, or always as
 * many days apart; of the former with few delays from all such together.  So
 * it is of each channel of a source, if it has enough delays there or in its
 * organisation.  What a holiday or a break may have put off teaches nothing of
 * its day of the week.  Of another source all is taken to be known up to its
 * last delivery, but delays_late says whether much of it used to come later.
 */
#ifndef PATTERN_DELAYS_H
#define PATTERN_DELAYS_H

#include "lib/pattern/calendar.h"
#include "lib/pattern/deliveries.h"

enum { DELAYS_KNOWN = 60 /* days that are told of */ };

struct delays_source;

struct delays {
	size_t n; /* sources that say when they are delivered; 0: none */
	/* private */
	const struct cells *cells;
	struct delays_source *s; /* and then channels of them */
	size_t len; /* of s */
	uint32_t *of; /* that of a cell of the tally, from 1; or 0 */
	uint32_t *stand; /* which stands in for that, from 1; or 0 */
	double *weight; /* recent signals of a cell of the tally */
};

/* SOURCE of each cell of the tally, by systems.h. */
void delays_learn(struct delays *ds, const struct cells *x,
    const struct deliveries *d, const uint32_t *source,
    const struct calendar_span *s);
/*
 * The share that is known of cell I, but for the cells of the tally in SKIP:
 * [0] of day END, [1] of the day before, ...  False if all of it is known.  Of
 * a system that may be late, what stands in for it says it (heirs.h).
 */
bool delays_known(const struct delays *ds, size_t i, const unsigned char *skip,
    int32_t end, double known[DELAYS_KNOWN]);
/*
 * The same where of sources that may only be late counts what surely was
 * delivered, and of those whose delays are not known, and are long, only what
 * must have come in by then, going by the past.
 */
bool delays_surely(const struct delays *ds, size_t i, const unsigned char *skip,
    int32_t end, double known[DELAYS_KNOWN]);
/*
 * Is more than a tenth of cell I of sources that may be late, or late of those
 * whose delays are not known?
 */
bool delays_late(const struct delays *ds, size_t i, const unsigned char *skip);
void delays_release(struct delays *ds);

#endif
