/*
 * lsh - which sketches may be like this one
 *
 *	struct lsh n = { 0 };
 *
 *	lsh_find(&n, keys);
 *	for (i = 0; i < n.found; i++)
 *		look at n.hit[i]
 *	lsh_add(&n, keys, number);
 *	lsh_release(&n);
 *
 * An index from bands (see minhash) to the numbers of sketches.  Of the
 * sketches with one band it keeps the first three and the newest, so that a
 * find costs at most a constant, whatever texts people make up; it may also
 * find some that have no band in common.  It takes 64 bytes for 12 places,
 * 32 places a sketch, at most four fifths of which are taken.
 */
#ifndef DEDUPE_LSH_H
#define DEDUPE_LSH_H

#include <stddef.h>

#include "lib/dedupe/minhash.h"

enum { LSH_SAME = 4, LSH_MOST = MINHASH_BANDS * LSH_SAME };

struct lsh_bucket;

struct lsh {
	size_t found;
	uint32_t hit[LSH_MOST]; /* each once, in no order */
	/* private */
	struct lsh_bucket *bucket;
	void *memory; /* of bucket */
	size_t buckets;
	size_t used; /* places taken */
};

void lsh_find(struct lsh *n, const uint64_t key[MINHASH_BANDS]);
/*
 * Add NUMBER.  When the index must grow it asks SKETCH for that of each
 * number in turn, 0 to NUMBER - 1; NULL is one that was not added.
 */
void lsh_add(struct lsh *n, const uint64_t key[MINHASH_BANDS], uint32_t number,
    const struct sketch *(*sketch)(const void *, uint32_t), const void *arg);
void lsh_release(struct lsh *n);

#endif
