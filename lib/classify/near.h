/*
 * near - where the sides of a cue stand together
 *
 *	near_begin(&n, &cue->e, text);
 *	for each side in turn: s = near_side(&n);
 *		near_add(s, where) ...; near_sort(s);
 *	while (near_next(&n, &where))
 *		it is there
 *
 * Between two sides stand at most so many characters, and no end of a
 * sentence: a full stop, question or exclamation mark before a blank or at
 * the end of the text, or an empty line.  A third side may also stand between
 * the first two, and so on.  The places come in the order of the
 * first side.  The work is bounded: n->limit says that it was too much.
 */
#ifndef CLASSIFY_NEAR_H
#define CLASSIFY_NEAR_H

#include "lib/classify/atom.h"
#include "lib/classify/expr.h"

enum { NEAR_STEPS = 1000000 };

/* Where one side stands. */
struct near_side {
	struct span *at;
	size_t n;
	size_t cap; /* private */
	uint32_t longest; /* private */
};

struct near {
	bool limit;
	bool barred; /* an UNLESS stood by what would have been there: */
	struct span would;
	struct span bar;
	/* private */
	const struct expr *e;
	struct slice text;
	struct near_side side[EXPR_TERMS];
	size_t sides;
	size_t next;
	uint32_t steps;
};

void near_begin(struct near *n, const struct expr *e, struct slice text);
/* The next side, empty. */
struct near_side *near_side(struct near *n);
void near_add(struct near_side *s, struct span at);
void near_sort(struct near_side *s);
/* The next place where all is as the cue has it; false if no more. */
bool near_next(struct near *n, struct span *where);
void near_release(struct near *n);

#endif
