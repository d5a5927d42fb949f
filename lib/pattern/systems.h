/*
 * systems - which systems of a source are a source that began later
 *
 *	n = systems_split(of, nsources, whole, &deliveries, &cells);
 *
 * A register that is connected beside another, of the same organisation and
 * kind, brings more signals; one that takes its place does not.  So a system
 * that begins more than two weeks after the first of its source is a source of
 * its own, unless the older ones have fewer since, by half of what it has or
 * more, of which it then goes on with what fell:
 *
 *	sum(a s - b) >= c / 2, or c - sum(a s - b) is not surely above 0
 *
 * over the older ones, in up to 91 days since it began, with c what it has, b
 * theirs, a as many days of theirs before, the mean of 28 at least, and s the
 * season: what became of theirs a year ago from that day on, as far as one year
 * tells it.  What is an heir goes on with what it is the heir of.  Where none of
 * the days since are known to be whole, or some have a floor, it is one source
 * with the older ones.
 */
#ifndef PATTERN_SYSTEMS_H
#define PATTERN_SYSTEMS_H

#include "lib/pattern/deliveries.h"

/*
 * OF is the source, below N, of each cell of the tally; those that began later
 * get a number from N on.  WHOLE says up to when each cell was delivered.
 * Returns how many there are then.
 */
size_t systems_split(uint32_t *of, size_t n, const int32_t *whole,
    const struct deliveries *d, const struct cells *x);

#endif
