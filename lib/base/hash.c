#include "lib/base/hash.h"

/* Eight bytes as a number, the first the lowest, whatever the machine. */
static uint64_t
load(const char *p, size_t n)
{
	uint64_t x = 0;

	for (size_t i = 0; i < n; i++)
		x |= (uint64_t)(unsigned char)p[i] << 8 * i;
	return x;
}

uint64_t
hash_bytes(struct slice s, uint64_t seed)
{
	uint64_t h = seed ^ (0x9e3779b97f4a7c15u * (s.n + 1));
	size_t i;

	for (i = 0; i + 8 <= s.n; i += 8) {
		h = (h ^ load(s.p + i, 8)) * 0x9fb21c651e98df25u;
		h ^= h >> 29;
	}
	if (i < s.n)
		h = (h ^ load(s.p + i, s.n - i)) * 0x9fb21c651e98df25u;
	return hash_mix(h);
}
