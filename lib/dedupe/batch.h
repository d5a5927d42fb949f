/*
 * batch - the facts of one run, in order of arrival, and what was decided
 *
 *	struct batch b = { .decide = { .names = &names, .window = 180 } };
 *
 *	batch_add(&b, &rec);
 *	...
 *	batch_decide(&b);
 *	v = batch_verdict(&b, i);
 *	batch_release(&b);
 */
#ifndef DEDUPE_BATCH_H
#define DEDUPE_BATCH_H

#include "lib/dedupe/decide.h"
#include "lib/dedupe/remember.h"

struct batch {
	bool latest; /* decide on the newest state of each id only */
	struct remember *remember; /* that keeps what is decided, or NULL */
	struct names names;
	struct decide decide;
	/* private */
	struct fact_reader reader;
	struct fact *fact;
	struct verdict *verdict;
	size_t n;
	size_t cap;
};

void batch_add(struct batch *b, struct rec *r);
/* Once, after the last batch_add. */
void batch_decide(struct batch *b);
/* What was decided on the Ith; NULL if it is no newest state. */
const struct verdict *batch_verdict(const struct batch *b, size_t i);
void batch_release(struct batch *b);

#endif
