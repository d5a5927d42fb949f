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
 *
 * To leave out each by itself would take a time that is quadratic in how many
 * there are.  So of more than PACE_SETS organisations, or cells of a form, as
 * many sets are made, and all of the set are left out with the one.
 */
#ifndef PATTERN_PACE_H
#define PATTERN_PACE_H

#include "lib/pattern/cells.h"
#include "lib/pattern/walk.h"

enum { PACE_SETS = 64 };

struct pace {
	const struct cells *x;
	size_t n;
	size_t cap;
	size_t *cell; /* ascending, so those of a form are together */
	struct walk *like; /* not its logarithm */
	/* private, by cell: */
	size_t *at; /* its number above, from 1; or 0 */
	struct walk_steps *steps; /* the first negative: not known yet */
	/* private, by number of a value, once it is needed: */
	uint32_t *value[TALLY_DIMS]; /* its number of those in cells, from 1 */
	/* private, by number above: */
	uint32_t *set; /* of its form; NULL: not known yet */
	const struct walk **room;
	/* private, by form: */
	size_t from[CELLS_FORMS + 1]; /* the number of its first cell */
	struct walk **among[CELLS_FORMS]; /* what all others say, by set */
	const struct walk *near[CELLS_FORMS]; /* the last of those */
	uint32_t sets[CELLS_FORMS];
	/* private: */
	struct walk **beside; /* what all others say of organisations */
	const struct walk *last; /* of those */
};

void pace_open(struct pace *p, const struct cells *x);
/* Cell I, once and in their order, says LIKE of how its level walks. */
void pace_add(struct pace *p, size_t i, const struct walk *like);
/*
 * The steps of cell I, at least those of the wider ones, when all were added; 0
 * if none of them was.
 */
struct walk_steps pace_of(struct pace *p, size_t i);
void pace_release(struct pace *p);

#endif
