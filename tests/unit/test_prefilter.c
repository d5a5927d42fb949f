/*
 * test_prefilter - literals are found wherever they stand, each in order
 *
 * Made of few letters, so that literals overlap themselves and each other,
 * with a shortest length from two on: how many bytes at a time are looked at
 * depends on that.
 */

#include <string.h>

#include "lib/base/hash.h"
#include "lib/classify/prefilter.h"
#include "lib/text/words.h"
#include "tests/unit/test.h"

enum { LEAST = 2, MOST = 10, LITERALS = 300, TEXTS = 200, LONGEST = 150 };

static uint64_t state = 20261129;

static size_t
roll(size_t n)
{
	state += 0x9e3779b97f4a7c15u;
	return (size_t)(hash_mix(state) % n);
}

/* N bytes of letters, of ASCII and beyond, and of what is between words. */
static struct slice
make(char *to, size_t n)
{
	static const char *const some[] = { "aaaa", "aaab", "ab", "a", "a", " ",
		"-", "\xc3\xa9" };
	size_t i = 0;
	const char *c;

	while (i < n) {
		c = some[roll(sizeof(some) / sizeof(*some))];
		if (i + strlen(c) > n)
			continue;
		memcpy(to + i, c, strlen(c));
		i += strlen(c);
	}
	return (struct slice){ to, n };
}

static bool
stands(const struct prefilter *pf, uint32_t i, struct slice s, size_t at)
{
	struct slice l = set_key(&pf->literals, i);

	return l.n <= s.n - at && memcmp(s.p + at, l.p, l.n) == 0 &&
	    !(pf->edges[i] & PREFILTER_BEGINS && words_joined_before(s, at)) &&
	    !(pf->edges[i] & PREFILTER_ENDS && words_joined_at(s, at + l.n));
}

/* Are the hits of literal I in S those that there are, in order? */
static bool
same(const struct prefilter *pf, uint32_t i, struct slice s,
    const struct prefilter_hits *hits, size_t *found)
{
	size_t h = 0;

	for (size_t at = 0; at < s.n; at++) {
		if (!stands(pf, i, s, at))
			continue;
		while (h < hits->n && hits->hit[h].literal != i)
			h++;
		if (h == hits->n || hits->hit[h].at != at ||
		    hits->hit[h].n != set_key(&pf->literals, i).n)
			return false;
		h++;
		++*found;
	}
	for (; h < hits->n; h++)
		if (hits->hit[h].literal == i)
			return false;
	return true;
}

/* Literals of LEAST bytes and more; TIED: only where words begin or end. */
static void
try(size_t least, bool tied)
{
	struct prefilter pf = { 0 };
	struct prefilter_hits hits = { 0 };
	char l[MOST + 2];
	char t[LONGEST];
	struct slice s;
	size_t found = 0;
	bool right = true;

	for (size_t i = 0; i < LITERALS; i++)
		prefilter_add(&pf, make(l, least + roll(3)),
		    tied ? (int)roll(4) : 0);
	prefilter_build(&pf);
	for (size_t k = 0; k < TEXTS; k++) {
		s = make(t, roll(LONGEST + 1));
		prefilter_scan(&pf, s, &hits);
		for (uint32_t i = 0; i < pf.literals.len; i++)
			right = same(&pf, i, s, &hits, &found) && right;
	}
	ok(right);
	ok(found > TEXTS);
	prefilter_hits_release(&hits);
	prefilter_release(&pf);
}

int
main(void)
{
	for (size_t least = LEAST; least < MOST; least++) {
		try(least, false);
		try(least, true);
	}
	return failed != 0;
}
