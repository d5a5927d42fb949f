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
kinds_add(struct kinds *k, struct rec *r, uint32_t id, uint64_t words)
{
	struct slice number = rec_text(r, F_SRC_ID);
	uint32_t *at;

	if (words == 0 || number.n == 0 || rec_text(r, F_SYSTEM).n > 0)
		return;
	know_number(k, id,
	    (uint32_t)hash_bytes(number, hash_bytes(rec_text(r, F_ORG), 1)));
	at = table_at(&k->words, words);
	if (*at == TABLE_NONE)
		*at = id;
	else if (*at == COMMON || *at == id)
		return;
	else if (k->number[*at] == k->number[id])
		add_pair(k, words, *at, id);
	else
		*at = COMMON;
}

uint32_t
kinds_first(const struct kinds *k, uint32_t id)
{
	while (k->first[id] != id)
		id = k->first[id];
	return id;
}

void
kinds_close(struct kinds *k, size_t ids)
{
	const struct kinds_pair *p;
	uint32_t a;
	uint32_t b;

	k->first = xmalloc((ids + 1) * sizeof(*k->first));
	for (size_t i = 0; i < ids; i++)
		k->first[i] = (uint32_t)i;
	for (size_t i = 0; i < k->pairs; i++) {
		p = &k->pair[i];
		if (table_get(&k->words, p->words) == COMMON)
			continue;
		a = kinds_first(k, p->a);
		b = kinds_first(k, p->b);
		k->joined += a != b;
		k->first[a > b ? a : b] = a > b ? b : a;
	}
}

void
kinds_release(struct kinds *k)
{
	table_release(&k->words);
	free(k->number);
	free(k->pair);
	free(k->first);
	*k = (struct kinds){ 0 };
}
