/*
 * remember - what was decided, kept from night to night
 *
 *	struct remember r = { .memory = &m, .night = day, .keep = days };
 *
 *	why = remember_load(&r, &decide);
 *	remember_begin(&r);
 *	remember_add(&r, &fact, &verdict);	in the order of decision
 *	...
 *	why = remember_commit(&r);
 *	remember_release(&r);
 *
 * Only nights before NIGHT are loaded, so that a night that is run again
 * knows what it knew.  Of a signal are kept: its id, its tokens, numbers made
 * of its words, its themes and product, its days, and if it is the first of
 * a family its sketch and parts; never its text.  What was last delivered
 * more than KEEP days before NIGHT is not loaded.
 */
#ifndef DEDUPE_REMEMBER_H
#define DEDUPE_REMEMBER_H

#include "lib/dedupe/decide.h"
#include "lib/dedupe/memory.h"

struct remember {
	struct memory *memory;
	int32_t night;
	int32_t keep; /* days; 0 is for ever */
	uint64_t loaded; /* signals */
	/* private */
	struct decide *decide;
	struct table last; /* of an id: the night it was last delivered */
	uint64_t stale; /* bytes that are not needed any more */
	struct memory *to; /* a new file, while it is written */
	uint32_t *matter; /* numbers of names: in a night and here */
	size_t matters;
	struct arena kept;
	struct table named; /* matters that were given a number tonight */
	struct buf b;
};

/* Learn the earlier nights; the reason if it cannot be done. */
const char *remember_load(struct remember *r, struct decide *d);
void remember_begin(struct remember *r);
void remember_add(struct remember *r, const struct fact *f,
    const struct verdict *v);
const char *remember_commit(struct remember *r);
void remember_release(struct remember *r);

#endif
