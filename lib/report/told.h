/*
 * told - what each pattern was told as a part of, by a summary
 *
 *	told_read(&t, &summary);
 *	one = told_of(&t, id);			or NULL
 *	told_release(&t);
 *
 * It is the table of episodes of sig-pattern(5), which also holds what was
 * folded into other patterns, and so was never seen by a reader.
 */
#ifndef REPORT_TOLD_H
#define REPORT_TOLD_H

#include "lib/base/set.h"
#include "lib/line/rec.h"

struct told_one {
	struct slice in; /* id of what it was last a part of; empty: none */
	bool apart; /* it was told by itself, then or before */
};

struct told {
	bool known; /* there is a table that says so */
	struct set ids; /* private, like what follows */
	struct told_one *one;
	size_t cap;
	struct arena own;
};

/* Take in the table of summary R; without one nothing is known. */
void told_read(struct told *t, const struct rec *r);
const struct told_one *told_of(const struct told *t, struct slice id);
void told_release(struct told *t);

#endif
