/*
 * minhash - a set of things in 128 bytes, from which likeness can be told
 *
 *	struct minhash m;
 *
 *	minhash_init(&m);
 *	for each thing
 *		minhash_add(&m, hash);
 *	minhash_finish(&m);
 *	j = minhash_jaccard(&a.sketch, &b.sketch);
 *
 * One-permutation hashing: each thing falls in one of 128 bins, and of each
 * bin the lowest is kept, as one of 255 values; 0 is an empty bin.  The
 * estimate of Jaccard's index is that of Li, Owen and Zhang, "One
 * permutation hashing" (NIPS 2012): equal bins over bins that are not empty
 * in both, set right for values that are equal by chance.  Its standard error
 * is about sqrt(j (1 - j) / 128), less for small sets.
 *
 * Bands are for finding candidates: 32 groups of 4 bins, where an empty bin
 * borrows from another as in Shrivastava, "Optimal densification for fast
 * and accurate minwise hashing" (ICML 2017).  Two sets of likeness j have a
 * band in common with probability 1 - (1 - j^4)^32: 0.56 at 0.4, 0.87 at
 * 0.5, 0.99 at 0.6.
 */
#ifndef DEDUPE_MINHASH_H
#define DEDUPE_MINHASH_H

#include <stdint.h>

enum { MINHASH_BINS = 128, MINHASH_BANDS = 32, MINHASH_ROWS = 4 };

struct sketch {
	uint8_t bin[MINHASH_BINS];
};

struct minhash {
	struct sketch sketch; /* after minhash_finish */
	uint32_t low[MINHASH_BINS]; /* private */
};

void minhash_init(struct minhash *m);

/* HASH is well stirred; the same thing twice is the same thing. */
static inline void
minhash_add(struct minhash *m, uint32_t hash)
{
	uint32_t *low = &m->low[hash >> 25];

	hash &= 0x1ffffff;
	if (hash < *low)
		*low = hash;
}

void minhash_finish(struct minhash *m);
/* From 0 to 1; two empty sets are not alike. */
double minhash_jaccard(const struct sketch *a, const struct sketch *b);
/* The keys of the bands of S, which has at least one thing. */
void minhash_bands(const struct sketch *s, uint64_t key[MINHASH_BANDS]);

#endif
