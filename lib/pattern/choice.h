/*
 * choice - which values that begin and stop are names of each other
 *
 *	struct choice_around a = { from, from };
 *
 *	for (i = from; i < end; i++) {
 *		choice_move(&a, us.u, end, i);
 *		if (us.u[i].began && choice_of(&us, &a, i))
 *			...those of us.u from a.from up to a.end that are chosen
 *	}
 *
 * What stopped and what begins about the same day is chosen if it has about
 * the same level, each set against what of the group goes on, and has not
 * surely more together where both are there.
 */
#ifndef PATTERN_CHOICE_H
#define PATTERN_CHOICE_H

#include "lib/pattern/units.h"

/* Units of a group that are about as old as one of them, by day. */
struct choice_around {
	size_t from;
	size_t end;
};

/* Move A on to those around unit I of U, of which the group ends at N. */
void choice_move(struct choice_around *a, const struct unit *u, size_t n,
    size_t i);
/*
 * Choose of the units of A those that stop or begin as unit I begins: all if
 * they are at one level, or on one day if they may be, or else what fits best;
 * false if none does.
 */
bool choice_of(struct units *us, const struct choice_around *a, size_t i);

#endif
