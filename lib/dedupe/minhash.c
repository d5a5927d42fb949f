#include "lib/dedupe/minhash.h"

#include <string.h>

#include "lib/base/hash.h"

enum { EMPTY = 1 << 25, TRIES = 64 };

void
minhash_init(struct minhash *m)
{
	for (int i = 0; i < MINHASH_BINS; i++)
		m->low[i] = EMPTY;
}

void
minhash_finish(struct minhash *m)
{
	uint64_t h;

	for (int i = 0; i < MINHASH_BINS; i++) {
		h = hash_mix((uint64_t)m->low[i] + 1) >> 32;
		m->sketch.bin[i] = m->low[i] == EMPTY ?
		    0 :
		    (uint8_t)(1 + (h * 255 >> 32));
	}
}

/* A 1 in each byte of X that is not zero. */
static uint64_t
full_bytes(uint64_t x)
{
	const uint64_t low = 0x7f7f7f7f7f7f7f7fu;

	return (((x & low) + low) | x) >> 7 & 0x0101010101010101u;
}

/* The sum of the bytes of X, if it is under 256. */
static unsigned
sum_bytes(uint64_t x)
{
	return (unsigned)(x * 0x0101010101010101u >> 56);
}

double
minhash_jaccard(const struct sketch *a, const struct sketch *b)
{
	uint64_t other = 0; /* bins that differ, in eight sums */
	uint64_t either = 0; /* bins that are not empty in one or both */
	uint64_t both = 0;
	uint64_t x;
	uint64_t y;
	double all;
	double met;

	for (int i = 0; i < MINHASH_BINS; i += 8) {
		memcpy(&x, a->bin + i, 8);
		memcpy(&y, b->bin + i, 8);
		other += full_bytes(x ^ y);
		x = full_bytes(x);
		y = full_bytes(y);
		either += x | y;
		both += x & y;
	}
	all = sum_bytes(either);
	if (all < 1)
		return 0;
	met = all - sum_bytes(other) - sum_bytes(both) / 255.0;
	return met > 0 ? met / (1 - 1.0 / 255) / all : 0;
}

/*
 * The bins of S, each with its number above; an empty one takes those of
 * another.  The empty ones are tried together, without a branch on what is
 * found, which no processor could foresee.
 */
static void
fill(const struct sketch *s, uint32_t bin[MINHASH_BINS])
{
	uint64_t h[MINHASH_BINS + 1];
	uint8_t empty[MINHASH_BINS + 1];
	unsigned left = 0;
	unsigned n;
	unsigned at;

	for (unsigned i = 0; i < MINHASH_BINS; i++) {
		bin[i] = i << 8 | s->bin[i];
		empty[left] = (uint8_t)i;
		h[left] = i;
		left += s->bin[i] == 0;
	}
	for (int tries = 0; left > 0 && tries < TRIES; tries++) {
		n = left;
		left = 0;
		for (unsigned i = 0; i < n; i++) {
			h[left] = h[i] * 0x9fb21c651e98df25u +
			    0x9e3779b97f4a7c15u;
			at = (unsigned)(h[left] >> 57);
			bin[empty[i]] = at << 8 | s->bin[at];
			empty[left] = empty[i];
			left += s->bin[at] == 0;
		}
	}
	for (unsigned i = 0; i < left; i++) {
		at = (unsigned)(h[i] >> 57);
		for (int k = 0; s->bin[at] == 0 && k < MINHASH_BINS; k++)
			at = (at + 1) % MINHASH_BINS;
		bin[empty[i]] = at << 8 | s->bin[at];
	}
}

void
minhash_bands(const struct sketch *s, uint64_t key[MINHASH_BANDS])
{
	uint32_t bin[MINHASH_BINS];
	const uint32_t *row = bin;
	uint64_t k;

	fill(s, bin);
	for (unsigned b = 0; b < MINHASH_BANDS; b++) {
		k = 0;
		for (unsigned i = 0; i < MINHASH_ROWS; i++)
			k = k << 15 | *row++;
		key[b] = hash_mix(k + (b + 1) * 0x9e3779b97f4a7c15u);
	}
}
