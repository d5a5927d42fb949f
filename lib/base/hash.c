#include "lib/base/hash.h"

#include "lib/base/eight.h"

/* Four bytes as a number, the first the lowest, as eight_load has it. */
static uint64_t
load4(const char *p)
{
	uint32_t x;

	memcpy(&x, p, sizeof(x));
	return le32toh(x);
}

/* The N bytes at P, from 1 to 7; some are read twice, which changes nothing. */
static uint64_t
load_few(const char *p, size_t n)
{
	const unsigned char *c = (const void *)p;

	if (n >= 4)
		return load4(p) | load4(p + n - 4) << 8 * (n - 4);
	return c[0] | (uint64_t)c[n / 2] << 8 * (n / 2) |
	    (uint64_t)c[n - 1] << 8 * (n - 1);
}

uint64_t
hash_bytes(struct slice s, uint64_t seed)
{
	uint64_t h = seed ^ (0x9e3779b97f4a7c15u * (s.n + 1));
	size_t i;

	for (i = 0; i + 8 <= s.n; i += 8) {
		h = (h ^ eight_load(s.p + i)) * 0x9fb21c651e98df25u;
		h ^= h >> 29;
	}
	if (i < s.n)
		h = (h ^ load_few(s.p + i, s.n - i)) * 0x9fb21c651e98df25u;
	return hash_mix(h);
}
