/*
 * word - the words of ASCII as numbers, to look them up
 *
 *	head = word_head(p, n, left);
 *	hash = word_hash(head, p, n);
 *
 * P are N bytes of a word, of a text that has LEFT bytes from there on.  Words
 * of up to eight bytes are equal if their heads are.  A hash is never
 * WORD_UNKNOWN or WORD_NONE.
 */
#ifndef CLASSIFY_WORD_H
#define CLASSIFY_WORD_H

#include <stddef.h>
#include <stdint.h>

enum {
	WORD_HEAD = 8, /* bytes of a head */
	WORD_UNKNOWN = 0, /* what stands there is not known */
	WORD_NONE = 1 /* there stands no word */
};

/* The eight bytes at P; compilers make one load of it. */
static inline uint64_t
word_load(const char *p)
{
	const unsigned char *b = (const unsigned char *)p;

	return b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 |
	    (uint64_t)b[3] << 24 | (uint64_t)b[4] << 32 | (uint64_t)b[5] << 40 |
	    (uint64_t)b[6] << 48 | (uint64_t)b[7] << 56;
}

/* The first N bytes of a head. */
static inline uint64_t
word_mask(size_t n)
{
	return n < WORD_HEAD ? ((uint64_t)1 << 8 * n) - 1 : UINT64_MAX;
}

static inline uint64_t
word_head(const char *p, size_t n, size_t left)
{
	uint64_t x = 0;

	if (left >= WORD_HEAD)
		return word_load(p) & word_mask(n);
	for (size_t i = 0; i < n && i < left; i++)
		x |= (uint64_t)(unsigned char)p[i] << 8 * i;
	return x;
}

static inline uint32_t
word_hash(uint64_t head, const char *p, size_t n)
{
	uint64_t x = head * 0x9e3779b97f4a7c15u;

	if (n > WORD_HEAD)
		x = (x ^ x >> 29 ^ word_load(p + n - WORD_HEAD)) *
		    0xd6e8feb86659fd93u;
	x ^= x >> 32;
	return (uint32_t)x < 2 ? 2 : (uint32_t)x;
}

#endif
