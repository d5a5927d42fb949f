/* test_closed - closed sets, against trying every set */

#include <string.h>

#include "lib/base/hash.h"
#include "lib/pattern/closed.h"
#include "tests/unit/near.h"

enum { ITEMS = 8, MANY = 60 };

static int bad;

/* What was found, by the bits of its items. */
struct seen {
	uint64_t support[1 << ITEMS];
	int sets;
};

static bool
note(void *ctx, const uint32_t *items, size_t n, uint64_t support)
{
	struct seen *s = ctx;
	size_t bits = 0;

	for (size_t i = 0; i < n; i++)
		bits |= (size_t)1 << items[i];
	holds(&bad, "each set once", s->support[bits] == 0);
	s->support[bits] = support;
	s->sets++;
	return true;
}

static bool
stop(void *ctx, const uint32_t *items, size_t n, uint64_t support)
{
	(void)items;
	(void)n;
	(void)support;
	++*(int *)ctx;
	return false;
}

/* Zaki and Hsiao 2002, figure 1: A C D T W are items 0 to 4. */
static const uint32_t charm[] = { 0, 1, 3, 4, 1, 2, 4, 0, 1, 3, 4, 0, 1, 2, 4,
	0, 1, 2, 3, 4, 1, 2, 3 };
static const size_t charm_at[] = { 0, 4, 7, 11, 15, 20, 23 };

static void
published(void)
{
	struct closed_data d = { charm, charm_at, NULL, 6, 5 };
	struct closed_opt o = { 3, 5, 0 };
	struct seen s = { .sets = 0 };
	int told = 0;

	holds(&bad, "seven closed sets", closed_find(&d, &o, note, &s) == 7);
	holds(&bad, "ACTW in 3", s.support[0x1b] == 3);
	holds(&bad, "ACW in 4", s.support[0x13] == 4);
	holds(&bad, "C in 6", s.support[0x02] == 6);
	holds(&bad, "CD in 4", s.support[0x06] == 4);
	holds(&bad, "CDW in 3", s.support[0x16] == 3);
	holds(&bad, "CT in 4", s.support[0x0a] == 4);
	holds(&bad, "CW in 5", s.support[0x12] == 5);
	o.most = 4;
	holds(&bad, "over the limit", closed_find(&d, &o, NULL, NULL) > 4);
	holds(&bad, "a support that keeps to it", closed_support(&d, &o) == 6);
	o.most = 0;
	closed_find(&d, &o, stop, &told);
	holds(&bad, "ends when told", told == 1);
}

/* Random transactions with weights; every set is tried. */
static void
by_force(uint64_t seed)
{
	uint32_t item[MANY * ITEMS];
	size_t start[MANY + 1] = { 0 };
	uint32_t weight[MANY];
	uint32_t bits[MANY];
	struct closed_data d = { item, start, weight, MANY, ITEMS };
	struct closed_opt o = { 6, ITEMS, 0 };
	static struct seen s;
	size_t n = 0;
	int sets = 0;

	memset(&s, 0, sizeof(s));
	for (size_t i = 0; i < MANY; i++) {
		uint64_t x = hash_mix(seed * MANY + i);

		bits[i] = (uint32_t)(x & (x >> 20) & 0xff) | (x >> 60 ? 0 : 1);
		weight[i] = 1 + (uint32_t)(x >> 50 & 3);
		for (uint32_t k = 0; k < ITEMS; k++)
			if (bits[i] >> k & 1)
				item[n++] = k;
		start[i + 1] = n;
	}
	closed_find(&d, &o, note, &s);
	for (uint32_t set = 1; set < 1 << ITEMS; set++) {
		uint64_t support = 0;
		uint32_t all = 0xff;

		for (size_t i = 0; i < MANY; i++)
			if ((bits[i] & set) == set) {
				support += weight[i];
				all &= bits[i];
			}
		if (support < o.least || all != set)
			support = 0;
		holds(&bad, "support by force", s.support[set] == support);
		sets += support > 0;
	}
	holds(&bad, "there were some", sets > 10);
}

int
main(void)
{
	struct closed_data none = { NULL, (const size_t[]){ 0 }, NULL, 0, 3 };
	struct closed_opt o = { 1, 4, 0 };

	published();
	for (uint64_t seed = 1; seed < 20; seed++)
		by_force(seed);
	holds(&bad, "nothing", closed_find(&none, &o, NULL, NULL) == 0);
	return bad != 0;
}
