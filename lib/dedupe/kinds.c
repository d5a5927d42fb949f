#include "lib/dedupe/kinds.h"

#include <stdlib.h>

#include "lib/base/hash.h"
#include "lib/base/xalloc.h"

#define COMMON (TABLE_NONE - 1) /* words of several numbers */

struct kinds_pair {
	uint64_t words;
	uint32_t a;
	uint32_t b;
};

static void
know_number(struct kinds *k, uint32_t id, uint32_t number)
{
	if (id >= k->cap) {
		while (id >= k->cap)
			k->cap = k->cap ? k->cap * 2 : 1024;
		k->number = xrealloc(k->number, k->cap, sizeof(*k->number));
	}
	k->number[id] = number;
}

static void
add_pair(struct kinds *k, uint64_t words, uint32_t a, uint32_t b)
{
	if (k->pairs == k->pair_cap) {
		k->pair_cap = k->pair_cap ? k->pair_cap * 2 : 64;
		k->pair = xrealloc(k->pair, k->pair_cap, sizeof(*k->pair));
	}
	k->pair[k->pairs++] = (struct kinds_pair){ words, a, b };
}

void
kinds_add(struct kinds *k, struct rec *r, const struct fact *f, uint64_t words)
{
	struct slice number = rec_text(r, F_SRC_ID);
	uint32_t *at;

	if (rec_text(r, F_SYSTEM).n > 0)
		return;
	lists_add(&k->lists, r, f);
	if (words == 0 || number.n == 0)
		return;
	know_number(k, f->id,
	    (uint32_t)hash_bytes(number, hash_bytes(rec_text(r, F_ORG), 1)));
	at = table_at(&k->words, words);
	if (*at == TABLE_NONE)
		*at = f->id;
	else if (*at == COMMON || *at == f->id)
		return;
	else if (k->number[*at] == k->number[f->id])
		add_pair(k, words, *at, f->id);
	else
		*at = COMMON;
}

uint32_t
kinds_now(const struct kinds *k, uint32_t id)
{
	return k->now[id];
}

/* The first id of those that have words and number with ID. */
static uint32_t
first_of(const uint32_t *first, uint32_t id)
{
	while (first[id] != id)
		id = first[id];
	return id;
}

/* By id: one that is the same for all of equal words and number. */
static uint32_t *
alike(struct kinds *k, size_t ids)
{
	uint32_t *first = xmalloc((ids + 1) * sizeof(*first));
	uint32_t a;
	uint32_t b;

	for (size_t i = 0; i < ids; i++)
		first[i] = (uint32_t)i;
	for (size_t i = 0; i < k->pairs; i++) {
		if (table_get(&k->words, k->pair[i].words) == COMMON)
			continue;
		lists_alike(&k->lists, k->pair[i].a);
		lists_alike(&k->lists, k->pair[i].b);
		a = first_of(first, k->pair[i].a);
		b = first_of(first, k->pair[i].b);
		first[a > b ? a : b] = a > b ? b : a;
	}
	return first;
}

/* Of those alike HERE has the one seen last, if ID is in its list now. */
static void
know_here(const struct kinds *k, const uint32_t *first, uint32_t *here,
    uint32_t id)
{
	uint32_t *at = &here[first_of(first, id)];

	if (lists_here(&k->lists, id) &&
	    (*at == FACT_NONE || lists_later(&k->lists, id, *at)))
		*at = id;
}

static void
join(struct kinds *k, const uint32_t *first, const uint32_t *here, uint32_t id)
{
	uint32_t by = here[first_of(first, id)];

	if (k->now[id] != id || by == FACT_NONE || by == id ||
	    !lists_passed(&k->lists, id, by))
		return;
	k->now[id] = by;
	k->joined++;
}

void
kinds_close(struct kinds *k, size_t ids)
{
	uint32_t *first = alike(k, ids);
	uint32_t *here = xmalloc((ids + 1) * sizeof(*here));

	lists_close(&k->lists);
	k->now = xmalloc((ids + 1) * sizeof(*k->now));
	for (size_t i = 0; i < ids; i++) {
		k->now[i] = (uint32_t)i;
		here[i] = FACT_NONE;
	}
	for (size_t i = 0; i < k->pairs; i++) {
		know_here(k, first, here, k->pair[i].a);
		know_here(k, first, here, k->pair[i].b);
	}
	for (size_t i = 0; i < k->pairs; i++) {
		join(k, first, here, k->pair[i].a);
		join(k, first, here, k->pair[i].b);
	}
	free(first);
	free(here);
}

void
kinds_release(struct kinds *k)
{
	table_release(&k->words);
	free(k->number);
	free(k->pair);
	free(k->now);
	lists_release(&k->lists);
	*k = (struct kinds){ 0 };
}
