/*
 * chance - how often people come back by chance
 *
 * Who comes at random comes back about the same matter in proportion to how
 * many signals there were of it: a large theme is hit twice more often than a
 * small one.  And such people come back about something else as well: how often
 * they do says how much of it all is chance.  A matter is what sig-dedupe(1)
 * takes for one: a theme, or the product.
 */
#ifndef PATTERN_CHANCE_H
#define PATTERN_CHANCE_H

#include "lib/pattern/cells.h"

enum { CHANCE_DAYS = 180 }; /* in which one comes back; of sig-dedupe(1) */

/* Sums over signals of known people, by cell of the tally. */
struct chance {
	/* how many such signals of one matter there were in the days before */
	double *pairs;
	/* so of another matter; and how many of these were of the same person:
	 * of the signals of the last CORPUS_DAYS that are known one by one */
	double *other_pairs;
	double *others;
};

/*
 * C is of an organisation's signals from day FROM up to x->until, and the
 * CHANCE_DAYS before each.  What has a floor has 0.
 */
void chance_of(struct chance *c, const struct cells *x, int32_t from);
void chance_release(struct chance *c);

#endif
