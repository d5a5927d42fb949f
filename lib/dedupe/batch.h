/*
 * batch - the facts of one run, in order of arrival, and what was decided
 *
 *	struct batch b = { .decide = { .names = &names, .window = 180 } };
 *
 *	batch_add(&b, &rec);
 *	...
 *	batch_begin(&b);
 *	v = batch_verdict(&b, i);
 *	...
 *	batch_release(&b);
 *
 * A thread of its own decides, in order of arrival, while what is known can
 * be used: where the lines came in about that order, they can be written and
 * read by others while the rest is decided on.  NAMES do not change by it.
 */
#ifndef DEDUPE_BATCH_H
#define DEDUPE_BATCH_H

#include <pthread.h>

#include "lib/dedupe/decide.h"
#include "lib/dedupe/kinds.h"
#include "lib/dedupe/remember.h"

struct batch {
	bool latest; /* decide on the newest state of each id only */
	struct remember *remember; /* that keeps what is decided, or NULL */
	struct names names;
	struct decide decide;
	size_t guessed; /* which is newer, with latest: nothing tells */
	struct kinds kinds; /* with latest */
	size_t apart; /* ids of signals of more than one day; once begun */
	/* private */
	struct fact_reader reader;
	struct fact *fact;
	struct verdict *verdict;
	bool *known; /* whether the verdict is */
	size_t n;
	size_t cap;
	pthread_t thread; /* that decides */
	bool started;
	pthread_mutex_t lock; /* of known */
	pthread_cond_t more; /* are known */
};

void batch_add(struct batch *b, struct rec *r);
/* Once, after the last batch_add. */
void batch_begin(struct batch *b);
/* Wait until all is decided; after it REMEMBER may be used. */
void batch_end(struct batch *b);
/*
 * What is decided on the Ith, as soon as it is; NULL if it is no newest
 * state.
 */
const struct verdict *batch_verdict(struct batch *b, size_t i);
void batch_release(struct batch *b);

#endif
