#include "lib/dedupe/lsh.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "lib/dedupe/large.h"

enum { PLACES = 10, WORDS = 3, FIRST = 64 };

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

/* Of the Ith four tags of B, those that are TAG: the high bit of each. */
static uint64_t
tags_that_are(const struct lsh_bucket *b, int i, uint16_t tag)
{
	const uint64_t low = 0x7fff7fff7fff7fffu;
	const uint64_t none = i < WORDS - 1 ? 0 : 0xffffffff00000000u;
	uint64_t x;

	memcpy(&x, (const char *)b + (size_t)i * 8, sizeof(x));
	x = (le64toh(x) ^ tag * 0x0001000100010001u) | none;
	return ~(((x & low) + low) | x | low);
}

/* Which place the lowest tag of M, as above, is. */
static int
place_of(uint64_t m, int i)
{
	return i * 4 + __builtin_ctzll(m) / 16;
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
		for (int i = 0; i < WORDS; i++)
			for (uint64_t m = tags_that_are(b, i, s.tag); m != 0;
			     m &= m - 1) {
				note(n, b->number[place_of(m, i)]);
				if (++same == LSH_SAME)
					return;
			}
		if (b->tag[PLACES - 1] == 0)
			return;
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

/* The first free place in B, or PLACES. */
static int
free_place(const struct lsh_bucket *b)
{
	uint64_t m;

	for (int i = 0; i < WORDS; i++) {
		m = tags_that_are(b, i, 0);
		if (m != 0)
			return place_of(m, i);
	}
	return PLACES;
}

/*
 * The place in B of the entry that is the LSH_SAMEth with TAG, where SAME are
 * in buckets before it; PLACES if B has not so many, which SAME then counts.
 */
static int
newest_place(const struct lsh_bucket *b, uint16_t tag, int *same)
{
	for (int i = 0; i < WORDS; i++)
		for (uint64_t m = tags_that_are(b, i, tag); m != 0; m &= m - 1)
			if (++*same == LSH_SAME)
				return place_of(m, i);
	return PLACES;
}

/* Put NUMBER under KEY, over the newest if there are enough. */
static void
put(struct lsh *n, uint64_t key, uint32_t number)
{
	struct spot s = locate(n, key);
	struct lsh_bucket *b;
	int same = 0;
	int at;

	for (;;) {
		b = &n->bucket[s.bucket];
		at = newest_place(b, s.tag, &same);
		if (at == PLACES) {
			at = free_place(b);
			n->used += at < PLACES;
		}
		if (at < PLACES)
			break;
		s.bucket = s.bucket + 1 < n->buckets ? s.bucket + 1 : 0;
	}
	b->tag[at] = s.tag;
	b->number[at] = number;
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
