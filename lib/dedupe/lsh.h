/*
 * lsh - which sketches may be like this one
 *
 *	struct lsh n = { 0 };
 *
 *	lsh_size(&n, room);
 *	lsh_find(&n, keys);
 *	for (i = 0; i < n.found; i++)
 *		look at n.hit[i]
 *	if (lsh_room(&n) == 0)
 *		lsh_size(&n, more), and add all again
 *	lsh_add(&n, keys, number);
 *	lsh_release(&n);
 *
 * An index from bands (see minhash) to the numbers of sketches.  Of the
 * sketches with one band it keeps the first three and the newest, so that a
 * find costs at most a constant, whatever texts people make up; one find in
 * some 200 also gives a sketch that has no band in common.  It takes 64 bytes
 * for 10 places, 32 places a sketch, at most seven eighths of which are taken:
 * 234 bytes a sketch when it is sized well.
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
	size_t n; /* sketches added */
	/* private */
	struct lsh_bucket *bucket;
	void *memory; /* of bucket */
	size_t buckets;
	size_t used; /* places taken */
};

/* Empty the index and make room for SKETCHES. */
void lsh_size(struct lsh *n, size_t sketches);
/* How many sketches can be added, at least. */
size_t lsh_room(const struct lsh *n);
/* Have what these keys lead to fetched from memory, for soon. */
void lsh_fetch(const struct lsh *n, const uint64_t key[MINHASH_BANDS]);
void lsh_find(struct lsh *n, const uint64_t key[MINHASH_BANDS]);
/* There must be room. */
void lsh_add(struct lsh *n, const uint64_t key[MINHASH_BANDS], uint32_t number);
void lsh_release(struct lsh *n);

#endif
