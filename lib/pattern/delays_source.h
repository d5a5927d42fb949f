/*
 * delays_source - how late the signals of one source come in
 *
 * Of delays.h alone: how often the source was delivered, and what was learned
 * of the delays that were counted.
 */
#ifndef PATTERN_DELAYS_SOURCE_H
#define PATTERN_DELAYS_SOURCE_H

#include "lib/pattern/delays.h"

enum {
	DELAYS_SELDOM = 14 /* days between deliveries that are alike at most */
};

struct delays_source {
	int32_t first; /* days of delivery */
	int32_t last;
	int32_t sure; /* last, where it is not only late */
	int32_t recent; /* how many in the weeks that are learned from */
	int32_t apart[DELAYS_SELDOM + 1]; /* distances by days; 0: of more */
	int32_t longest; /* distance, of half a year like those */
	int32_t out[2]; /* deliveries around its longest break, or 0 */
	double late; /* share that missed the first delivery */
	int32_t settled; /* so many days later nothing comes in any more */
	int step; /* what delays of a day differ by; 0: nothing is known */
	/* share of a day of the week, Monday first, known so many days later */
	float known[7][DELAYS_KNOWN];
};

/* Signals of a source that came in as late. */
struct delays_row {
	int step; /* of the source */
	int weekday; /* theirs, 0 is Monday; -1: any */
	int delay;
	uint32_t n;
};

/* How late signals came in. */
struct delays_count {
	double n[DELAYS_KNOWN + 1]; /* by delay */
	uint32_t on[7][DELAYS_KNOWN + 1]; /* those of each day of the week */
};

/*
 * S, last delivered on a day before, is delivered on DAY; if that took long and
 * began before UNTIL, it was a break.
 */
void delays_source_deliver(struct delays_source *s, int32_t day, int32_t until);
/* Might S have been delivered sooner with what is of DAY but for a break? */
bool delays_source_broke(const struct delays_source *s, int32_t day);
void delays_count(struct delays_count *c, const struct delays_row *r);
/* Make late, settled and, where S has a step, known; false if of too few. */
bool delays_source_learn(struct delays_source *s, const struct delays_count *c);

#endif
