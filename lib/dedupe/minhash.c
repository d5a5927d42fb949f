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

/* The bin that bin I takes its value from: itself, unless it is empty. */
static unsigned
source(const struct sketch *s, unsigned i)
{
	uint64_t h = i;
	unsigned at = i;

	for (int n = 0; s->bin[at] == 0 && n < TRIES; n++) {
		h = h * 0x9fb21c651e98df25u + 0x9e3779b97f4a7c15u;
		at = (unsigned)(h >> 57);
	}
	while (s->bin[at] == 0)
		at = (at + 1) % MINHASH_BINS;
	return at;
}

void
minhash_bands(const struct sketch *s, uint64_t key[MINHASH_BANDS])
{
	unsigned at;
	uint64_t k;

	for (unsigned b = 0; b < MINHASH_BANDS; b++) {
		k = 0;
		for (unsigned i = 0; i < MINHASH_ROWS; i++) {
			at = source(s, b * MINHASH_ROWS + i);
			k = k << 15 | (uint64_t)at << 8 | s->bin[at];
		}
		key[b] = hash_mix(k + (b + 1) * 0x9e3779b97f4a7c15u);
	}
}
