/*
 * kinds - ids of one signal that was called otherwise in a later export
 *
 *	struct kinds k = { 0 };
 *
 *	kinds_add(&k, &rec, &fact, words);	every signal with an id
 *	kinds_close(&k, ids);
 *	... kinds_now(&k, id) ...
 *	kinds_release(&k);
 *
 * Without a system sig-ingest(1) hashes the kind with a short source id, so
 * that lists of several kinds may count from 1 each.  So what is called
 * otherwise later has another id.  It is one signal if organisation and source
 * id are equal and so are the words, which no other source id has: lists that
 * are numbered apart have other words under a number, but for those of a form,
 * which stand under several.  And the one must have gone from its list, see
 * lists, before the other was last seen: what stands in two lists, as a report
 * and as the complaint that it became, is two.
 */
#ifndef DEDUPE_KINDS_H
#define DEDUPE_KINDS_H

#include "lib/dedupe/lists.h"

struct kinds {
	size_t joined; /* ids that are another one's too; once closed */
	/* private */
	struct table words; /* the first id that has them */
	uint32_t *number; /* of each id: its source id, as a hash */
	size_t cap;
	struct kinds_pair *pair; /* ids of equal words and number */
	size_t pairs;
	size_t pair_cap;
	struct lists lists;
	uint32_t *now;
};

/* WORDS are all of R's, as a hash; 0 if there are too few. */
void kinds_add(struct kinds *k, struct rec *r, const struct fact *f,
    uint64_t words);
/* There are IDS ids. */
void kinds_close(struct kinds *k, size_t ids);
/* The id that stands for ID now: itself, unless it is called otherwise. */
uint32_t kinds_now(const struct kinds *k, uint32_t id);
void kinds_release(struct kinds *k);

#endif
