/*
 * chance - how often people come back by chance
 *
 * Who comes at random comes back about the same matter in proportion to how
 * many signals there were of it: a large theme is hit twice more often than a
 * small one.  A matter is what sig-dedupe(1) takes for one: a theme, or the
 * product.
 */
#ifndef PATTERN_CHANCE_H
#define PATTERN_CHANCE_H

#include "lib/pattern/cells.h"

enum { CHANCE_DAYS = 180 }; /* in which one comes back; of sig-dedupe(1) */

/*
 * By cell of the tally, freed by the caller: over its signals of known people
 * from day FROM up to x->until, the sum of how many such signals of one matter
 * their organisation had in the CHANCE_DAYS before.  What has a floor has 0.
 */
double *chance_pairs(const struct cells *x, int32_t from);

#endif
