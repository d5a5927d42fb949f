/*
 * delays_source - how late the signals of one source come in
 *
 * Of delays.h alone: how often the source was delivered, and the delays that
 * were counted, of which delays_source_learn makes the share that is known.
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
	int32_t recent; /* how many in the weeks that are learned from */
	int32_t apart[DELAYS_SELDOM + 1]; /* distances by days; 0: of more */
	int32_t longest; /* distance, of half a year like those */
	double late; /* share that missed the first delivery */
	int32_t settled; /* so many days later nothing comes in any more */
	int step; /* what delays of a day differ by; 0: nothing is known */
	double n[DELAYS_KNOWN + 1]; /* signals by delay */
	double known[DELAYS_KNOWN]; /* share known so many days later */
};

/* Are so many delays N enough to learn from? */
bool delays_source_enough(const double n[DELAYS_KNOWN + 1]);
/* Make late, settled and, where S has a step, known; false if of too few. */
bool delays_source_learn(struct delays_source *s);

#endif
