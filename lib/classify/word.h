/*
 * word - the words of ASCII as numbers, to look them up
 *
 *	k = word_key(p, n, left);
 *
 * P are N bytes of a word, of a text that has LEFT bytes from there on.  Words
 * of up to eight bytes are equal if their heads are.  A hash is never
 * WORD_UNKNOWN or WORD_NONE.
 */
#ifndef CLASSIFY_WORD_H
#define CLASSIFY_WORD_H

#include "lib/base/eight.h"
#include "lib/base/slice.h"

enum {
	WORD_HEAD = 8, /* bytes of a head */
	WORD_UNKNOWN = 0, /* what stands there is not known */
	WORD_NONE = 1 /* there stands no word */
};

/* The first N bytes of a head. */
static inline uint64_t
word_mask(size_t n)
{
	size_t bits = 8 * (n < WORD_HEAD ? n : WORD_HEAD);

	/* In two steps: a shift by 64 means nothing. */
	return ~(UINT64_MAX << bits / 2 << bits / 2);
}

static inline uint64_t
word_head(const char *p, size_t n, size_t left)
{
	uint64_t x = 0;

	if (left >= WORD_HEAD)
		return eight_load(p) & word_mask(n);
	for (size_t i = 0; i < n && i < left; i++)
		x |= (uint64_t)(unsigned char)p[i] << 8 * i;
	return x;
}

struct word_key {
	uint64_t head;
	uint32_t hash;
};

/* The first N bytes behind a head. */
static inline uint64_t
word_mask_next(size_t n)
{
	size_t bits = 8 * (n > 2 * WORD_HEAD ? 2 * WORD_HEAD : n);

	/* Up to 64 in two steps; a shift by 64 means nothing. */
	bits = bits > 8 * WORD_HEAD ? bits - 8 * WORD_HEAD : 0;
	return ~(UINT64_MAX << bits / 2 << bits / 2);
}

/* Without jumps for the length of the word, which nobody can foretell. */
static inline struct word_key
word_key(const char *p, size_t n, size_t left)
{
	char end[2 * WORD_HEAD] = { 0 };
	uint64_t head;
	uint64_t next;
	uint64_t x;

	if (left < sizeof(end))
		p = memcpy(end, p, left);
	head = eight_load(p) & word_mask(n);
	next = eight_load(p + WORD_HEAD) & word_mask_next(n);
	x = (head ^ n << 56) * 0x9e3779b97f4a7c15u;
	x = (x ^ x >> 32 ^ next) * 0xd6e8feb86659fd93u >> 32;
	return (struct word_key){ head, x < 2 ? 2 : (uint32_t)x };
}

/* The hash of the word that ends before AT in TEXT; that begins behind it. */
uint32_t word_ending(struct slice text, size_t at);
uint32_t word_beginning(struct slice text, size_t at);

#endif
