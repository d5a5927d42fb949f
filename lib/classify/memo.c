#include "lib/classify/memo.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/classify/model.h"
#include "lib/classify/rows.h"

enum {
	WAYS = 4 /* of a set, for a word to be in */,
	LINE = 64 /* bytes of a line of memory */
};

void
memo_open(struct memo *memo, const struct learned *m, size_t bytes)
{
	size_t each;
	size_t n;

	memo->m = m;
	memo->stride = rows_stride(m->labels);
	each = memo->stride * sizeof(*memo->chars) + sizeof(*memo->word) + 1;
	memo->mask = 0;
	while ((memo->mask * 2 + 2) * WAYS * each <= bytes)
		memo->mask = memo->mask * 2 + 1;
	n = (memo->mask + 1) * WAYS;
	memo->word = xcalloc(n, sizeof(*memo->word));
	memo->hand = xcalloc(memo->mask + 1, 1);
	memo->chars = xcalloc(n, memo->stride * sizeof(*memo->chars));
	memo->sum = xcalloc(memo->stride * 2, sizeof(*memo->sum));
}

/* Put feature AT, X times, in R; returns what it adds to the length. */
static float
put_feature(const struct learned *m, size_t at, float x, struct rows *r)
{
	float y = x * m->idf[at];

	rows_put(r, m->weight + at * m->labels, y * m->scale[at]);
	return y * y;
}

/* Let memory bring what put_feature and the sums need of feature AT. */
static inline void
fetch_feature(const struct learned *m, size_t at)
{
	const int8_t *row = m->weight + at * m->labels;

	__builtin_prefetch(&m->idf[at]);
	__builtin_prefetch(&m->scale[at]);
	for (size_t k = 0; k < m->labels; k += LINE)
		__builtin_prefetch(row + k);
	__builtin_prefetch(row + m->labels - 1);
}

/* Work out what word U adds, into W. */
static void
work_out(struct memo *memo, struct features *f, const struct feature_unit *u,
    struct memo_word *w)
{
	float *chars = memo->chars + w->at * memo->stride;
	struct rows r = { .n = 0 };
	ptrdiff_t at;

	w->feature = (uint32_t)(model_find(memo->m, u->hash) + 1);
	w->chars = 0;
	memset(chars, 0, memo->stride * sizeof(*chars));
	features_grams(f, u->word);
	for (size_t k = 0; k < f->grams; k++)
		model_fetch(memo->m, f->gram[k]);
	for (size_t k = 0; k < f->grams; k++) {
		at = model_find(memo->m, f->gram[k]);
		if (at < 0)
			continue;
		w->chars += put_feature(memo->m, (size_t)at, 1, &r);
		if (r.n == ROWS_MOST)
			rows_add_bytes(chars, &r, memo->stride);
	}
	rows_add_bytes(chars, &r, memo->stride);
}

/* Make room in SET; returns the way. */
static struct memo_word *
make_room(struct memo *memo, size_t set)
{
	uint8_t *hand = &memo->hand[set];
	struct memo_word *w;

	for (;;) {
		w = memo->word + set * WAYS + *hand;
		*hand = (uint8_t)((*hand + 1) % WAYS);
		if (!w->used)
			break;
		w->used = false;
	}
	/* Words lie close together, in order of first appearance. */
	if (w->hash == 0)
		w->at = memo->kept++;
	return w;
}

static inline size_t
set_of(const struct memo *memo, uint64_t hash)
{
	return (size_t)(hash >> 1) & memo->mask;
}

/* Word HASH, or another if it is not kept; without a jump to foretell. */
static inline struct memo_word *
way(const struct memo *memo, uint64_t hash)
{
	struct memo_word *first = memo->word + set_of(memo, hash) * WAYS;
	size_t i = 0;

	for (size_t k = 1; k < WAYS; k++)
		i += k * (first[k].hash == hash);
	return first + i;
}

/* Keep word U, which is not there. */
static struct memo_word *
keep(struct memo *memo, struct features *f, const struct feature_unit *u)
{
	struct memo_word *w = make_room(memo, set_of(memo, u->hash));

	w->hash = u->hash;
	work_out(memo, f, u, w);
	return w;
}

/* Word U, kept from now on. */
static struct memo_word *
word_of(struct memo *memo, struct features *f, const struct feature_unit *u)
{
	struct memo_word *w = way(memo, u->hash);

	if (w->hash != u->hash)
		w = keep(memo, f, u);
	w->used = true;
	return w;
}

/* What the units of a block add, before it is added up. */
struct block {
	ptrdiff_t feature[ROWS_MOST]; /* that a unit is, or -1 */
	struct rows chars;
	struct rows word;
};

/* Find what word U adds to the sum of the characters. */
static ptrdiff_t
put_word(struct memo *memo, struct features *f, const struct feature_unit *u,
    struct block *b, double norm[2])
{
	struct memo_word *w = way(memo, u->hash);
	float x = feature_damp(u->n);
	const float *chars;

	if (w->hash != u->hash) {
		/* Another word may have to make room. */
		rows_add_floats(memo->sum + memo->stride, &b->chars,
		    memo->stride);
		w = keep(memo, f, u);
	}
	w->used = true;
	chars = memo->chars + w->at * memo->stride;
	for (size_t k = 0; k < memo->stride; k += LINE / sizeof(*chars))
		__builtin_prefetch(chars + k);
	norm[1] += (double)(x * x * w->chars);
	if (w->chars > 0)
		rows_put(&b->chars, chars, x);
	return (ptrdiff_t)w->feature - 1;
}

/*
 * Add the N units U: what they need of memory is asked for at once, and added
 * up when all of it was asked for.
 */
static void
add_block(struct memo *memo, struct features *f, const struct feature_unit *u,
    size_t n, double norm[2])
{
	const struct learned *m = memo->m;
	struct block b;
	size_t i;

	b.chars.n = b.word.n = 0;
	for (i = 0; i < n; i++)
		if (u[i].word.n == 0)
			model_fetch(m, u[i].hash);
		else
			__builtin_prefetch(
			    memo->word + set_of(memo, u[i].hash) * WAYS);
	for (i = 0; i < n; i++) {
		b.feature[i] = u[i].word.n ?
		    put_word(memo, f, &u[i], &b, norm) :
		    model_find(m, u[i].hash);
		if (b.feature[i] >= 0)
			fetch_feature(m, (size_t)b.feature[i]);
	}
	for (i = 0; i < n; i++)
		if (b.feature[i] >= 0)
			norm[0] += (double)put_feature(m, (size_t)b.feature[i],
			    feature_damp(u[i].n), &b.word);
	rows_add_bytes(memo->sum, &b.word, memo->stride);
	rows_add_floats(memo->sum + memo->stride, &b.chars, memo->stride);
}

void
memo_margins(struct memo *memo, struct features *f, double *margin)
{
	const float *word = memo->sum;
	const float *chars = memo->sum + memo->stride;
	double norm[2] = { 0, 0 };
	size_t n;

	memset(memo->sum, 0, memo->stride * 2 * sizeof(*memo->sum));
	for (size_t i = 0; i < f->units; i += n) {
		n = f->units - i < ROWS_MOST ? f->units - i : ROWS_MOST;
		add_block(memo, f, f->unit + i, n, norm);
	}
	memo->norm[0] = norm[0] > 0 ? 1 / sqrt(norm[0]) : 0;
	memo->norm[1] = norm[1] > 0 ? 1 / sqrt(norm[1]) : 0;
	rows_mix(margin, memo->m->bias, word, memo->norm[0], chars,
	    memo->norm[1], memo->m->labels);
}

/* What V[K] of a row adds, less V[AGAINST]. */
static double
less(const float *v, size_t k, ptrdiff_t against)
{
	return (double)v[k] - (against < 0 ? 0 : (double)v[against]);
}

/* What feature AT, X times, adds to the margin of K, less that of AGAINST. */
static double
feature_worth(const struct memo *memo, size_t at, float x, size_t k,
    ptrdiff_t against)
{
	const struct learned *m = memo->m;
	const int8_t *w = m->weight + at * m->labels;

	return (double)(x * m->idf[at] * m->scale[at]) *
	    (w[k] - (against < 0 ? 0 : w[against])) * memo->norm[0];
}

void
memo_worth(struct memo *memo, struct features *f, size_t k, ptrdiff_t against,
    double *worth)
{
	const struct feature_unit *u;
	const struct memo_word *w;
	ptrdiff_t at;
	double half;
	float x;

	for (size_t i = 0; i < f->units; i++)
		worth[i] = 0;
	for (size_t i = 0; i < f->units; i++) {
		u = &f->unit[i];
		x = feature_damp(u->n);
		if (u->word.n == 0)
			at = model_find(memo->m, u->hash);
		else {
			w = word_of(memo, f, u);
			at = (ptrdiff_t)w->feature - 1;
			worth[i] += (double)x * memo->norm[1] *
			    less(memo->chars + w->at * memo->stride, k,
				against);
		}
		if (at < 0)
			continue;
		half = feature_worth(memo, (size_t)at, x, k, against) / 2;
		worth[u->left] += half;
		worth[u->right] += half;
	}
}

void
memo_release(struct memo *memo)
{
	free(memo->word);
	free(memo->hand);
	free(memo->chars);
	free(memo->sum);
	*memo = (struct memo){ 0 };
}
