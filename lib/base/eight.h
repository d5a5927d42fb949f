/*
 * eight - eight bytes of text at once, as a number
 *
 *	x = eight_load(p);
 *	is = eight_between(x & ~EIGHT_HIGH, 'a', 'z') & ~x;
 *	n = eight_run(is);	letters, before anything else
 *
 * The first byte is the lowest, whatever the machine.  A mask has the highest
 * bit of each byte that it means.
 */
#ifndef BASE_EIGHT_H
#define BASE_EIGHT_H

#include <endian.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define EIGHT_ONES 0x0101010101010101u
#define EIGHT_HIGH (EIGHT_ONES << 7)

static inline uint64_t
eight_load(const char *p)
{
	uint64_t x;

	memcpy(&x, p, sizeof(x));
	return le64toh(x);
}

/* The bytes of X that are LOW to HIGH; all of them must be ASCII. */
static inline uint64_t
eight_between(uint64_t x, char low, char high)
{
	return (x + EIGHT_ONES * (uint64_t)(0x80 - low)) &
	    ~(x + EIGHT_ONES * (uint64_t)(0x7f - high)) & EIGHT_HIGH;
}

/* How many bytes from the first on are in MASK. */
static inline size_t
eight_run(uint64_t mask)
{
	uint64_t other = ~mask & EIGHT_HIGH;
	uint64_t in = (other - 1) & ~other & EIGHT_HIGH;

	return (size_t)((in >> 7) * EIGHT_ONES >> 56);
}

/* Are the N bytes at P all ASCII? */
static inline bool
eight_ascii(const char *p, size_t n)
{
	uint64_t any = 0;
	size_t i = 0;

	for (; n - i >= 8; i += 8)
		any |= eight_load(p + i);
	for (; i < n; i++)
		any |= (unsigned char)p[i];
	return (any & EIGHT_HIGH) == 0;
}

#endif
