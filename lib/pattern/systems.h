/*
 * systems - which systems of a source are a source that began later
 *
 *	n = systems_split(of, nsources, whole, &deliveries, &cells);
 *
 * A register that is connected beside another, of the same organisation and
 * kind, brings more signals; one that takes its place does not.  So a system
 * that begins more than two weeks after the first of its source is a source of
 * its own, unless the older ones surely have fewer since, by what it has: then
 * it goes on for the one that lost most.  That they do is 20 times as likely
 * as that they lost nothing:
 *
 *	c (min(f, c) - c / 2) >= v log 20, f = sum(r - b),
 *	v = 2 sum(r d / D + (r + b) / 2)
 *
 * over the older ones, in d days, up to 91, since it began, with c what it
 * has, b theirs, and r = a s d / D, of a in the D days before, d or 28 at
 * least, and s the season: what became of theirs a year ago from that day on,
 * as far as one year tells it.  So what is not sure yet does not count, as
 * what is new does not, and is no rise of the others.  Of days after one
 * stopped that was beside it for four weeks nothing is asked: what came in its
 * place then is more.  What is an heir goes on with what it is the heir of.
 * Where some have a floor, or less than log 20 of its signals would have come
 * before it began, it is one source with the older ones.
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
