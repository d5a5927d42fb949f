#include "lib/dedupe/lsh.h"

#include <stdlib.h>

#include "lib/dedupe/large.h"

enum { PLACES = 10, FIRST = 64 };

/*
 * One line of a processor's cache, filled from its first place on.  With tags
 * of 16 bits keys are hardly ever taken for one another: each time costs a look
 * at a sketch far away, and what is found would hang on the size of the index.
 * What does not fit is in the buckets behind; of each tag a bit of OVER says
 * whether it may be there.
 */
struct lsh_bucket {
	uint64_t tag[2]; /* parts of keys: four in each, the first lowest */
	uint32_t last; /* two more; a free place has 0 */
	uint16_t used;
	uint16_t over;
	uint32_t number[PLACES];
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

static size_t
next_bucket(const struct lsh *n, size_t bucket)
{
	return bucket + 1 < n->buckets ? bucket + 1 : 0;
}

static unsigned
over_bit(uint16_t tag)
{
	return 1u << (tag >> 12);
}

/* A bit for each of the four parts of X that is 0. */
static unsigned
zero_parts(uint64_t x)
{
	const uint64_t low = 0x7fff7fff7fff7fffu;

	x = ~(((x & low) + low) | x | low) >> 15;
	return (unsigned)(x * 0x0001000200040008u >> 48);
}

/*
 * A bit for each place of B that has TAG, the lowest for the first: without a
 * branch on what is there, which no processor could foresee.
 */
static unsigned
places_of(const struct lsh_bucket *b, uint16_t tag)
{
	uint64_t four = tag * 0x0001000100010001u;

	return zero_parts(b->tag[0] ^ four) |
	    zero_parts(b->tag[1] ^ four) << 4 | zero_parts(b->last ^ four) << 8;
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
	unsigned at;
	int same = 0;

	for (;;) {
		b = &n->bucket[s.bucket];
		for (at = places_of(b, s.tag); at != 0; at &= at - 1) {
			note(n, b->number[__builtin_ctz(at)]);
			if (++same == LSH_SAME)
				return;
		}
		if (!(b->over & over_bit(s.tag)))
			return;
		s.bucket = next_bucket(n, s.bucket);
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

/* Take a place of B, which has one. */
static unsigned
take_place(struct lsh_bucket *b, uint16_t tag)
{
	unsigned at = b->used;

	if (at < 8)
		b->tag[at / 4] |= (uint64_t)tag << at % 4 * 16;
	else
		b->last |= (uint32_t)tag << at % 4 * 16;
	b->used = (uint16_t)(at + 1);
	return at;
}

/* Put NUMBER under KEY, over the newest if there are enough. */
static void
put(struct lsh *n, uint64_t key, uint32_t number)
{
	struct spot s = locate(n, key);
	struct lsh_bucket *b;
	unsigned at;
	int same = 0;

	for (;;) {
		b = &n->bucket[s.bucket];
		for (at = places_of(b, s.tag); at != 0; at &= at - 1)
			if (++same == LSH_SAME) {
				b->number[__builtin_ctz(at)] = number;
				return;
			}
		if (b->used < PLACES) {
			b->number[take_place(b, s.tag)] = number;
			n->used++;
			return;
		}
		b->over = (uint16_t)(b->over | over_bit(s.tag));
		s.bucket = next_bucket(n, s.bucket);
	}
}

void
lsh_add(struct lsh *n, const uint64_t key[MINHASH_BANDS], uint32_t number)
{
	size_t at;

	/* Of those that are full the next will be needed. */
	for (int i = 0; i < MINHASH_BANDS; i++) {
		at = locate(n, key[i]).bucket;
		if (n->bucket[at].used == PLACES)
			__builtin_prefetch(&n->bucket[next_bucket(n, at)], 1);
	}
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
