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

#include "lib/base/eight.h"
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

/* The same as hash_bytes, where eight bytes more than S can be read. */
static inline uint64_t
hash_padded(struct slice s, uint64_t seed)
{
	const uint64_t by = 0x9fb21c651e98df25u;
	uint64_t h = seed ^ (0x9e3779b97f4a7c15u * (s.n + 1));

	for (; s.n >= 8; s.p += 8, s.n -= 8) {
		h = (h ^ eight_load(s.p)) * by;
		h ^= h >> 29;
	}
	if (s.n > 0)
		h = (h ^ (eight_load(s.p) & (((uint64_t)1 << 8 * s.n) - 1))) *
		    by;
	return hash_mix(h);
}

#endif
