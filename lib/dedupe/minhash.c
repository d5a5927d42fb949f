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

/* How many of the 8 bytes of X are zero. */
static unsigned
zero_bytes(uint64_t x)
{
	const uint64_t low = 0x7f7f7f7f7f7f7f7fu;
	uint64_t t = ~(((x & low) + low) | x | low);

	return (unsigned)((t >> 7) * 0x0101010101010101u >> 56);
}

double
minhash_jaccard(const struct sketch *a, const struct sketch *b)
{
	unsigned equal = 0; /* or empty in both */
	unsigned empty = 0; /* in both */
	unsigned holes = 0; /* of A and of B */
	double both;
	double met;
	uint64_t x;
	uint64_t y;

	for (int i = 0; i < MINHASH_BINS; i += 8) {
		memcpy(&x, a->bin + i, 8);
		memcpy(&y, b->bin + i, 8);
		equal += zero_bytes(x ^ y);
		empty += zero_bytes(x | y);
		holes += zero_bytes(x) + zero_bytes(y);
	}
	if (empty == MINHASH_BINS)
		return 0;
	both = MINHASH_BINS - (double)(holes - empty);
	met = (equal - empty - both / 255) / (1 - 1.0 / 255);
	return met > 0 ? met / (MINHASH_BINS - empty) : 0;
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
