/*
 * kinds - ids of one signal that was called otherwise in a later export
 *
 *	struct kinds k = { 0 };
 *
 *	kinds_add(&k, &rec, id, words);		every signal
 *	kinds_close(&k, ids);
 *	... kinds_first(&k, id) ...
 *	kinds_release(&k);
 *
 * Without a system sig-ingest(1) hashes the kind with a short source id, so
 * that lists of several kinds may count from 1 each.  So what is called
 * otherwise later has another id.  It is one signal if organisation and source
 * id are equal and so are the words, which no other source id has: lists that
 * are numbered apart have other words under a number, but for those of a form,
 * which stand under several.
 */
#ifndef DEDUPE_KINDS_H
#define DEDUPE_KINDS_H

#include "lib/dedupe/table.h"
#include "lib/line/rec.h"

struct kinds {
	size_t joined; /* ids that are another one's too; once closed */
	/* private */
	struct table words; /* the first id that has them */
	uint32_t *number; /* of each id: its source id, as a hash */
	size_t cap;
	struct kinds_pair *pair; /* ids of equal words and number */
	size_t pairs;
	size_t pair_cap;
	uint32_t *first;
};

/* WORDS are all of R's, as a hash; 0 if there are too few. */
void kinds_add(struct kinds *k, struct rec *r, uint32_t id, uint64_t words);
/* There are IDS ids. */
void kinds_close(struct kinds *k, size_t ids);
/* The id that stands for ID and for all that are one signal with it. */
uint32_t kinds_first(const struct kinds *k, uint32_t id);
void kinds_release(struct kinds *k);

#endif
