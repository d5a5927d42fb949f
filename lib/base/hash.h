/*
 * hash - numbers made of bytes
 *
 * hash_bytes is for tables in memory: quick, the same on every machine and in
 * every run (so that output never depends on it by chance), and no secret.
 * For ids and tokens that people rely on, see digest.h.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdint.h>

#include "lib/base/slice.h"

uint64_t hash_bytes(struct slice s, uint64_t seed);

/* X stirred: every bit of it moves every bit of the answer (a bijection). */
static inline uint64_t
hash_mix(uint64_t x)
{
	x ^= x >> 30;
	x *= 0xbf58476d1ce4e5b9u;
	x ^= x >> 27;
	x *= 0x94d049bb133111ebu;
	return x ^ x >> 31;
}

#endif
