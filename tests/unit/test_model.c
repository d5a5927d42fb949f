/*
 * test_model - a model judges alike whatever it remembers, and can say why
 *
 * A model is made of the features of made-up texts with weights by chance;
 * then other texts are judged with a large memo, with one of a few words and
 * by adding up the features of the whole text.  Rows of weights are added up
 * in the same bits whatever the machine has.
 */

#include <math.h>
#include <stdlib.h>

#include "lib/base/hash.h"
#include "lib/base/xalloc.h"
#include "lib/classify/because.h"
#include "lib/classify/rows.h"
#include "tests/unit/test.h"

enum { LABELS = 13, TEXTS = 2000, WORDS = 300 };

static uint64_t state = 5;

static unsigned
roll(unsigned n)
{
	state += 0x9e3779b97f4a7c15u;
	return (unsigned)(hash_mix(state) % n);
}

static void
make_text(struct buf *b)
{
	static const char *const part[] = { "ba", "lie", "br", "ief",
		"\xc3\xa9", "t", "wach", "en" };
	unsigned n = roll(40);
	unsigned w;

	buf_reset(b);
	for (; n > 0; n--) {
		w = roll(WORDS) * roll(WORDS) / WORDS;
		for (; w > 0; w /= 8)
			buf_puts(b, part[w % 8]);
		buf_puts(b, roll(9) == 0 ? " [BSN:1a] " : " ");
	}
}

static int
by_hash(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a;
	uint64_t y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* A model of some of the features of some texts. */
static void
make_model(struct learned *m)
{
	struct features f = { 0 };
	struct buf b = { 0 };
	struct model_row *row;
	size_t n = 0;

	*m = (struct learned){ .single = true,
		.labels = LABELS,
		.temperature = 0.3 };
	m->hash = xcalloc(1 << 20, sizeof(*m->hash));
	for (int i = 0; i < 50; i++) {
		make_text(&b);
		features_of(&f, buf_slice(&b));
		for (size_t k = 0; k < f.n; k++)
			if (roll(4))
				m->hash[n++] = f.v[k].hash;
	}
	qsort(m->hash, n, sizeof(*m->hash), by_hash);
	for (size_t i = 0; i < n; i++)
		if (m->n == 0 || m->hash[m->n - 1] != m->hash[i])
			m->hash[m->n++] = m->hash[i];
	model_rows(m);
	m->bias = xcalloc(LABELS, sizeof(*m->bias));
	for (size_t i = 0; i < m->n; i++) {
		row = model_row_of(m, i);
		row->idf = 1 + (float)roll(700) / 100;
		row->scale = (float)(1 + roll(100)) / 10000;
		for (size_t k = 0; k < LABELS; k++)
			row->weight[k] = (int8_t)((int)roll(255) - 127);
	}
	for (size_t k = 0; k < LABELS; k++)
		m->bias[k] = (double)roll(100) / 1000;
	model_index(m);
	features_release(&f);
	buf_release(&b);
}

static bool
alike(const struct model_state *a, const struct model_state *b)
{
	return a->best == b->best &&
	    memcmp(a->p, b->p, LABELS * sizeof(*a->p)) == 0 &&
	    memcmp(a->margin, b->margin, LABELS * sizeof(*a->p)) == 0;
}

/* The largest difference of the margins. */
static double
apart(const struct model_state *a, const struct model_state *b)
{
	double most = 0;

	for (size_t k = 0; k < LABELS; k++)
		most = fmax(most, fabs(a->margin[k] - b->margin[k]));
	return most;
}

/* The words' weights add up to the margins, less the bias. */
static double
unexplained(const struct learned *m, struct model_state *st)
{
	struct because why[BECAUSE_MOST];
	double sum = 0;
	double want;
	size_t n = because_words(st, why);
	size_t next = st->best == 0;

	for (size_t i = 0; i < st->f.units; i++)
		sum += st->worth[i];
	for (size_t i = 1; i < n; i++)
		ok(why[i - 1].worth >= why[i].worth);
	for (size_t k = 0; k < LABELS; k++)
		if (k != st->best && st->margin[k] > st->margin[next])
			next = k;
	want = st->margin[st->best] - m->bias[st->best] - st->margin[next] +
	    m->bias[next];
	return fabs(want - sum);
}

/* Rows are added in order, in the same bits whatever the machine has. */
static void
add_by_chance(void (*add)(float *, struct rows *, size_t))
{
	enum { MOST = 7 * ROWS_LANES };

	int8_t row[ROWS_MOST][MOST];
	float got[MOST];
	float want[MOST];
	struct rows r = { .n = 0 };

	for (size_t n = 0; n <= ROWS_MOST; n++)
		for (size_t wide = 0; wide <= MOST; wide += ROWS_LANES) {
			for (size_t i = 0; i < n; i++)
				for (size_t k = 0; k < MOST; k++)
					row[i][k] = (int8_t)((int)roll(256) -
					    128);
			for (size_t k = 0; k < MOST; k++)
				got[k] = want[k] = (float)roll(1000) / 7;
			for (size_t i = 0; i < n; i++)
				rows_put(&r, row[i], (float)roll(1000) / 999);
			for (size_t i = 0; i < n; i++)
				for (size_t k = 0; k < wide; k++)
					want[k] += r.x[i] * (float)row[i][k];
			add(got, &r, wide);
			ok(r.n == 0);
			ok(memcmp(got, want, sizeof(got)) == 0);
		}
}

int
main(void)
{
	struct model_state warm = { 0 };
	struct model_state plain = { 0 };
	struct model_state whole = { 0 };
	struct features f = { 0 };
	struct buf b = { 0 };
	struct learned m;

	add_by_chance(rows_add_bytes);
	add_by_chance(rows_add_bytes_plainly);
	make_model(&m);
	ok(m.n > 500);
	memo_open(&plain.memo, &m, 1000);
	for (int i = 0; i < TEXTS; i++) {
		make_text(&b);
		model_judge(&m, &warm, buf_slice(&b));
		model_judge(&m, &plain, buf_slice(&b));
		ok(alike(&warm, &plain));
		features_of(&f, buf_slice(&b));
		model_judge_features(&m, &whole, f.v, f.n);
		ok(apart(&warm, &whole) < 1e-5);
		ok(unexplained(&m, &warm) < 1e-5);
	}
	ok(plain.memo.mask == 1);
	ok(warm.memo.kept > 256);
	ok(warm.memo.mask > 63);
	model_state_release(&warm);
	model_state_release(&plain);
	model_state_release(&whole);
	features_release(&f);
	buf_release(&b);
	model_release(&m);
	return failed != 0;
}
