/*
 * heirs - which systems took over from one that stopped
 *
 *	heirs_find(&h, &deliveries, &cells);
 *	if (h.heir[system] != system)
 *	heirs_release(&h);
 *
 * A system that is not delivered any more is late, and what it has yet to tell
 * is not expected, unless others took its place: those of the same organisation
 * and kind that begin within four weeks of the last signal of it, on either
 * side, and have half as many signals a day or more, together.  One begins on
 * the first day from which four weeks hold a quarter of what is usual in four
 * weeks in which it has any: a few that were moved into it are older.  That it
 * stopped is known when its last delivery is longer ago than any two were apart
 * in half a year.
 *
 * So it is of one that dwindled beside those that began in the half year before
 * its last signal: in the fortnight up to that it has lost half, or more, and
 * they have as much, and twice what it has left.  Of such a one no more is
 * waited for than its deliveries are apart on average.
 *
 * Until that is known, what surely goes on for it (systems.h) already counts,
 * and may be all there is.  So where others were delivered without it more
 * often than ever, those that go on for it, and began in the half year before
 * its last signal, stand in for it if they have half of what it had, or more,
 * besides what they had: as much is expected as if it were over.  Nothing else
 * is: it may come yet.
 */
#ifndef PATTERN_HEIRS_H
#define PATTERN_HEIRS_H

#include "lib/pattern/deliveries.h"

/* By number of a system: the number of another, or its own if there is none. */
struct heirs {
	uint32_t *heir; /* the largest of those that go on for it */
	uint32_t *past; /* the largest of those that it goes on for */
	/* which stands in for it while it is late, and may be over */
	uint32_t *stand;
};

/* SOURCE of each cell of the tally, by systems.h; NULL: none stands in. */
void heirs_find(struct heirs *h, const struct deliveries *d,
    const struct cells *x, const uint32_t *source);
void heirs_release(struct heirs *h);

#endif
