/*
 * pace - how the level of a cell moves, as other cells have it
 *
 *	struct pace p;
 *
 *	pace_open(&p, cells);
 *	pace_add(&p, i, &like);	for every cell with a course
 *	steps = pace_of(&p, i);
 *	pace_release(&p);
 *
 * The shares of the ways to go (walk.h) are learned from all cells of other
 * organisations (of cells without: with another value of their first member),
 * and with that in mind from the other cells of the same members.  What grew,
 * what it is a part of and what is a part of it would say of themselves that
 * such is usual.  A part of a cell makes no smaller steps than the whole.
 */
#ifndef PATTERN_PACE_H
#define PATTERN_PACE_H

#include "lib/pattern/cells.h"
#include "lib/pattern/walk.h"

struct pace {
	const struct cells *x;
	size_t n;
	size_t cap;
	size_t *cell;
	struct walk *like;
	/* private, by cell: */
	size_t *at; /* its number above, from 1; or 0 */
	struct walk **beside; /* of a cell of one member, once it is known */
	struct walk_steps *steps; /* the first negative: not known yet */
	const struct walk *last; /* of those */
	struct walk
	    *near; /* by form: the shares that its last cell was given */
	struct walk *room;
};

void pace_open(struct pace *p, const struct cells *x);
/* Cell I, once, says LIKE of how its level walks. */
void pace_add(struct pace *p, size_t i, const struct walk *like);
/*
 * The steps of cell I, at least those of the wider ones, when all were added; 0
 * if none of them was.
 */
struct walk_steps pace_of(struct pace *p, size_t i);
void pace_release(struct pace *p);

#endif
