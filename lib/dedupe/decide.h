/*
 * decide - what was said before: copies, states, persons, repeats, families
 *
 *	struct decide d = { .names = &names, .window = 180 };
 *
 *	for each fact, in the order of fact_cmp
 *		decide(&d, &fact, &verdict);
 *	decide_release(&d);
 *
 * A verdict depends on earlier facts only, so that decisions in several runs
 * are those of one.
 */
#ifndef DEDUPE_DECIDE_H
#define DEDUPE_DECIDE_H

#include "lib/dedupe/fact.h"
#include "lib/dedupe/group.h"
#include "lib/dedupe/said.h"
#include "lib/dedupe/table.h"
#include "lib/dedupe/who.h"

struct verdict {
	uint32_t copy_of; /* an id, or FACT_NONE */
	uint32_t who; /* a token, or FACT_NONE */
	uint32_t group; /* an id, or FACT_NONE */
	uint32_t name; /* of the family, where it kept one; or FACT_NONE */
	uint32_t repeat_of; /* an id; where repeat is above 1 */
	uint32_t repeat; /* 2 and up; else 0 */
	float similarity; /* where it has a group */
	uint64_t family; /* the text of its core; 0 if it has none */
	bool core; /* it is the first of a family, maybe of one */
	bool state_of; /* a newer state of a signal met before */
	bool superseded; /* an older one */
	bool unsure; /* whether it is newer: `seen' does not tell */
};

struct decide {
	struct names *names;
	int32_t window; /* days between repeats */
	/* private */
	struct who who;
	struct said said;
	struct table state; /* of an id and a content */
	struct table copy; /* of person, day, words and way: an id */
	struct group group;
	int32_t *newest; /* by id: seen, of the newest state */
	size_t ids;
};

/* So many more SIGNALS are coming, of which so many have BODIES. */
void decide_expect(struct decide *d, size_t signals, size_t bodies);
/* F is the one to decide on after the next; only makes it quicker. */
void decide_ahead(struct decide *d, const struct fact *f);
void decide(struct decide *d, const struct fact *f, struct verdict *v);
/*
 * Decide on F as in an earlier run, where V->core and V->family are known:
 * all that later verdicts depend on is as it was then.
 */
void decide_again(struct decide *d, const struct fact *f, struct verdict *v);
/* Does V's line count as a signal of its own? */
bool verdict_counts(const struct verdict *v);
/* A signal that is known was delivered again, in an earlier run. */
void decide_seen(struct decide *d, struct slice id, int32_t seen);
void decide_release(struct decide *d);

#endif
