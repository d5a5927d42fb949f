/*
 * dedupe_peers - SimHash and cosine of trigrams on the texts of make_dups
 *
 * usage: make_dups -t n | dedupe_peers
 *
 * Links each text to the earlier one that is most like it, comparing all
 * pairs, and prints for each method and threshold which share of the edited
 * texts was linked to one of their family, and which share of all links is
 * right.  For a few thousand texts.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/hash.h"
#include "lib/base/xalloc.h"
#include "lib/line/rec.h"
#include "lib/text/fold.h"
#include "lib/text/words.h"

enum { GRAMS = 4096 };

struct text {
	uint64_t simhash;
	long family;
	char class[16];
	bool has_older; /* one of its family came before */
	uint16_t *gram; /* sorted hashes of its trigrams */
	size_t n;
};

struct score {
	unsigned links, right, all, found;
};

static int
cmp_gram(const void *a, const void *b)
{
	uint16_t x = *(const uint16_t *)a;
	uint16_t y = *(const uint16_t *)b;

	return (x > y) - (x < y);
}

/* Charikar's hash of the pairs of neighbouring words. */
static uint64_t
simhash(struct slice s)
{
	int sum[64] = { 0 };
	uint64_t last = 0;
	uint64_t out = 0;
	struct word w;
	uint64_t h;

	while (words_next(&s, &w)) {
		h = hash_bytes(w.s, 1);
		last = hash_mix(last * 31 + h);
		for (int i = 0; i < 64; i++)
			sum[i] += last >> i & 1 ? 1 : -1;
		last = h;
	}
	for (int i = 0; i < 64; i++)
		out |= (uint64_t)(sum[i] > 0) << i;
	return out;
}

static void
read_text(struct text *t, struct rec *r, struct fold *f)
{
	struct slice s;
	struct slice v;

	memset(t, 0, sizeof(*t));
	fold_text(f, rec_text(r, F_TEXT), FOLD_CASE | FOLD_MARKS);
	s = fold_slice(f);
	t->simhash = simhash(s);
	v = rec_other(r, "x_class");
	if (v.n > 2)
		memcpy(t->class, v.p + 1, v.n - 2 < 15 ? v.n - 2 : 15);
	v = rec_other(r, "x_family");
	t->family = strtol(v.p, NULL, 10);
	t->gram = xmalloc((s.n + 1) * sizeof(*t->gram));
	for (size_t i = 0; i + 3 <= s.n; i++)
		t->gram[t->n++] = (uint16_t)hash_bytes((struct slice){ s.p + i,
							   3 },
		    1);
	qsort(t->gram, t->n, sizeof(*t->gram), cmp_gram);
}

static size_t
run_of(const struct text *t, size_t i)
{
	size_t from = i;

	while (i < t->n && t->gram[i] == t->gram[from])
		i++;
	return i - from;
}

static double
norm(const struct text *t)
{
	double sum = 0;
	size_t k;

	for (size_t i = 0; i < t->n; i += k) {
		k = run_of(t, i);
		sum += (double)(k * k);
	}
	return sqrt(sum);
}

static double
cosine(const struct text *a, const struct text *b)
{
	double sum = 0;
	size_t i = 0;
	size_t k = 0;

	if (a->n == 0 || b->n == 0)
		return 0;
	while (i < a->n && k < b->n) {
		if (a->gram[i] < b->gram[k]) {
			i += run_of(a, i);
		} else if (a->gram[i] > b->gram[k]) {
			k += run_of(b, k);
		} else {
			sum += (double)(run_of(a, i) * run_of(b, k));
			i += run_of(a, i);
			k += run_of(b, k);
		}
	}
	return sum / norm(a) / norm(b);
}

/* How alike; above 0 is not unlike. */
static double
alike(const struct text *a, const struct text *b, bool trigrams)
{
	if (trigrams)
		return cosine(a, b);
	return -(double)__builtin_popcountll(a->simhash ^ b->simhash);
}

/* Link all, and print how good that is at some thresholds. */
static void
judge(const struct text *t, size_t n, bool trigrams, const double *at)
{
	struct score s[4] = { { 0 } };
	double best;
	double x;
	size_t who;

	for (size_t i = 0; i < n; i++) {
		best = -99;
		who = 0;
		for (size_t k = 0; k < i; k++) {
			x = alike(&t[i], &t[k], trigrams);
			if (x > best) {
				best = x;
				who = k;
			}
		}
		for (int k = 0; k < 4; k++) {
			s[k].all += t[i].has_older;
			if (i == 0 || best < at[k])
				continue;
			s[k].links++;
			s[k].right += t[who].family == t[i].family;
			s[k].found += t[who].family == t[i].family;
		}
	}
	for (int k = 0; k < 4; k++)
		printf("%-8s %5.2f  found %.4f  right %.4f\n",
		    trigrams ? "trigrams" : "simhash", fabs(at[k]),
		    (double)s[k].found / s[k].all,
		    (double)s[k].right / s[k].links);
}

int
main(void)
{
	static const double bits[4] = { -3, -6, -10, -14 };
	static const double cosines[4] = { 0.9, 0.8, 0.7, 0.6 };
	struct text *t = NULL;
	struct fold f = { 0 };
	struct rec r = { 0 };
	char *line = NULL;
	size_t cap = 0;
	size_t n = 0;
	ssize_t got;

	while ((got = getline(&line, &cap, stdin)) > 0) {
		if (rec_parse(&r, (struct slice){ line, (size_t)got - 1 }) !=
		    NULL)
			return 2;
		t = xrealloc(t, n + 1, sizeof(*t));
		read_text(&t[n], &r, &f);
		for (size_t i = 0; i < n; i++)
			t[n].has_older |= t[i].family == t[n].family;
		n++;
	}
	judge(t, n, false, bits);
	judge(t, n, true, cosines);
	for (size_t i = 0; i < n; i++)
		free(t[i].gram);
	free(t);
	free(line);
	fold_release(&f);
	rec_release(&r);
	return 0;
}
