#include "lib/dedupe/lsh.h"

#include <stdlib.h>

#include "lib/dedupe/large.h"

enum { PLACES = 10, FIRST = 64 };

/*
 * One line of a processor's cache.  With tags of 16 bits keys are hardly ever
 * taken for one another: each time costs a look at a sketch far away, and
 * what is found would hang on the size of the index.
 */
struct lsh_bucket {
	uint16_t tag[PLACES]; /* part of the key; 0 is a free place */
	uint32_t number[PLACES];
	uint32_t spare;
};

/* Where the entries of one key may be. */
struct spot {
	size_t bucket;
	uint16_t tag;
};

static struct spot
locate(const struct lsh *n, uint64_t key)
{
	return (struct spot){ (size_t)((key >> 32) * n->buckets >> 32),
		(uint16_t)(1 + (key & 0xffffffff) % 0xffff) };
}

static void
note(struct lsh *n, uint32_t number)
{
	for (size_t i = 0; i < n->found; i++)
		if (n->hit[i] == number)
			return;
	n->hit[n->found++] = number;
}

/* Note what has one key. */
static void
find_key(struct lsh *n, uint64_t key)
{
	struct spot s = locate(n, key);
	const struct lsh_bucket *b;
	int same = 0;

	for (;;) {
		b = &n->bucket[s.bucket];
		for (int i = 0; i < PLACES; i++) {
			if (b->tag[i] == 0)
				return;
			if (b->tag[i] != s.tag)
				continue;
			note(n, b->number[i]);
			if (++same == LSH_SAME)
				return;
		}
		s.bucket = s.bucket + 1 < n->buckets ? s.bucket + 1 : 0;
	}
}

void
lsh_fetch(const struct lsh *n, const uint64_t key[MINHASH_BANDS])
{
	for (int i = 0; i < MINHASH_BANDS && n->buckets > 0; i++)
		__builtin_prefetch(&n->bucket[locate(n, key[i]).bucket], 1);
}

void
lsh_find(struct lsh *n, const uint64_t key[MINHASH_BANDS])
{
	n->found = 0;
	if (n->buckets == 0)
		return;
	for (int i = 0; i < MINHASH_BANDS; i++)
		find_key(n, key[i]);
}

/* Put NUMBER under KEY, over the newest if there are enough. */
static void
put(struct lsh *n, uint64_t key, uint32_t number)
{
	struct spot s = locate(n, key);
	struct lsh_bucket *b;
	int same = 0;

	for (;;) {
		b = &n->bucket[s.bucket];
		for (int i = 0; i < PLACES; i++) {
			if (b->tag[i] == s.tag && ++same == LSH_SAME) {
				b->number[i] = number;
				return;
			}
			if (b->tag[i] != 0)
				continue;
			b->tag[i] = s.tag;
			b->number[i] = number;
			n->used++;
			return;
		}
		s.bucket = s.bucket + 1 < n->buckets ? s.bucket + 1 : 0;
	}
}

void
lsh_add(struct lsh *n, const uint64_t key[MINHASH_BANDS], uint32_t number)
{
	for (int i = 0; i < MINHASH_BANDS; i++)
		put(n, key[i], number);
	n->n++;
}

void
lsh_size(struct lsh *n, size_t sketches)
{
	size_t line = sizeof(*n->bucket);
	size_t buckets = sketches * MINHASH_BANDS / PLACES / 7 * 8 + FIRST;
	uintptr_t at;

	free(n->memory);
	n->memory = large_alloc((buckets + 1) * line);
	at = (uintptr_t)n->memory;
	n->bucket = (void *)((char *)n->memory + (line - at % line) % line);
	n->buckets = buckets;
	n->used = 0;
	n->n = 0;
}

size_t
lsh_room(const struct lsh *n)
{
	size_t most = n->buckets * PLACES / 8 * 7;

	return most > n->used ? (most - n->used) / MINHASH_BANDS : 0;
}

void
lsh_release(struct lsh *n)
{
	free(n->memory);
	*n = (struct lsh){ 0 };
}
