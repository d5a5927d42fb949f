/*
 * slow - what changes over months: trend, persistent, positive
 *
 * Weekly counts of at most two years.  A trend is a yearly change of at
 * least 15 % by quasi-Poisson regression (trend.h), of the cell by itself
 * and as a share of its organisation, that Mann-Kendall's test confirms.
 * What falls, or is good and rises, is positive.  Persistent is a level that
 * shifted up at least half a year ago, is there most weeks and does not
 * fall.  Both must be more than what the level walks by itself: pace.h.
 * More in sig-methods(7).
 */
#ifndef PATTERN_SLOW_H
#define PATTERN_SLOW_H

#include "lib/pattern/look.h"

void slow_find(struct findings *fs, struct look *l);

#endif
