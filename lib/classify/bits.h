/*
 * bits - whether a hash may be in a table, in few bits: 128 KiB at most
 *
 *	bits_open(&b, 5000);
 *	bits_set(&b, hash);
 *	if (bits_maybe(&b, hash))
 *		look in the table
 *	free(b.b);
 *
 * The highest bits of hashes must be good.
 */
#ifndef CLASSIFY_BITS_H
#define CLASSIFY_BITS_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/xalloc.h"

enum { BITS_LEAST = 10, BITS_MOST = 20, BITS_EACH = 32 };

struct bits {
	uint64_t *b;
	int shift;
};

/* Room for N hashes. */
static inline void
bits_open(struct bits *b, size_t n)
{
	int bits = BITS_LEAST;

	while (bits < BITS_MOST && ((size_t)1 << bits) < n * BITS_EACH)
		bits++;
	b->shift = 32 - bits;
	b->b = xcalloc((size_t)1 << (bits - 6), sizeof(*b->b));
}

static inline void
bits_set(struct bits *b, uint32_t hash)
{
	uint32_t bit = hash >> b->shift;

	b->b[bit / 64] |= (uint64_t)1 << bit % 64;
}

static inline bool
bits_maybe(const struct bits *b, uint32_t hash)
{
	uint32_t bit = hash >> b->shift;

	return b->b[bit / 64] >> bit % 64 & 1;
}

#endif
