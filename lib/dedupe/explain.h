/*
 * explain - what was set aside as frame, for people to read
 *
 *	struct explain e = { .group = &group };
 *
 *	explain_add(&e, text);
 *	...
 *	explain_format(&e, &out);
 *	explain_release(&e);
 *
 * A line each: how often, a tab, the kind, a tab, the words.  Of what is
 * known by its first words (a greeting, a closing) only these are shown, for
 * a name may follow; of what was learned, all words, if it was met
 * EXPLAIN_LEAST times at least.
 */
#ifndef DEDUPE_EXPLAIN_H
#define DEDUPE_EXPLAIN_H

#include "lib/base/set.h"
#include "lib/dedupe/group.h"
#include "lib/dedupe/shingle.h"

enum { EXPLAIN_LEAST = 3 };

struct explain {
	const struct group *group;
	/* private */
	struct set what;
	uint64_t *n; /* by what */
	size_t cap;
	struct shingle text;
};

void explain_add(struct explain *e, struct slice text);
/* Append all, the most frequent first. */
void explain_format(const struct explain *e, struct buf *out);
void explain_release(struct explain *e);

#endif
