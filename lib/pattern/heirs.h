/*
 * heirs - which system took over from one that stopped
 *
 *	heir = heirs_find(&deliveries, &cells);
 *	if (heir[system] != system)
 *	free(heir);
 *
 * A system that is not delivered any more is late, and what it has yet to tell
 * is not expected, unless another took its place: one of the same organisation
 * and kind that begins within four weeks of the last signal of it, on either
 * side, and has half as many signals a day or more.  It begins on the first day
 * from which four weeks hold a quarter of what is usual in four weeks in which
 * it has any: a few that were moved into it are older.  That it stopped is
 * known when its last delivery is longer ago than any two were apart in half a
 * year.
 */
#ifndef PATTERN_HEIRS_H
#define PATTERN_HEIRS_H

#include "lib/pattern/deliveries.h"

/* By number of a system in D: the number of the one that goes on for it. */
uint32_t *heirs_find(const struct deliveries *d, const struct cells *x);

#endif
