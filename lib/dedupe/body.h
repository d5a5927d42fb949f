/*
 * body - what the longer texts are made of, by number
 *
 *	struct bodies b = { 0 };
 *
 *	n = body_add(&b, parts);
 *	fill in body_at(&b, n)
 *	bodies_release(&b);
 *
 * A body never moves.  Its number says where it is, so that one that is
 * found in an index can be fetched from memory at once.  Numbers are 32 bits
 * and stand 16 bytes apart: room for 64 GiB, some 300 million texts.
 */
#ifndef DEDUPE_BODY_H
#define DEDUPE_BODY_H

#include <stddef.h>

#include "lib/dedupe/minhash.h"

#define BODY_NONE UINT32_MAX

enum { BODY_BLOCK = 1 << 25, BODY_UNIT = 16 };

struct body {
	struct sketch sketch;
	uint32_t things; /* about how many shingles */
	uint32_t words;
	uint32_t core; /* which core it is, if it is one */
	uint32_t parts;
	uint32_t part[]; /* a hash; the low 8 bits are its words, up to 255 */
};

static inline unsigned
body_part_words(uint32_t part)
{
	return part & 0xff;
}

struct bodies {
	char **block; /* private */
	uint32_t blocks; /* private */
	uint32_t used; /* private: bytes of the last block */
};

/* Room for a body of PARTS parts; BODY_NONE if there is no number left. */
uint32_t body_add(struct bodies *b, uint32_t parts);
void bodies_release(struct bodies *b);

static inline struct body *
body_at(const struct bodies *b, uint32_t n)
{
	enum { PER = BODY_BLOCK / BODY_UNIT };

	return (void *)(b->block[n / PER] + (size_t)(n % PER) * BODY_UNIT);
}

#endif
