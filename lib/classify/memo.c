#include "lib/classify/memo.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/classify/model.h"

enum {
	WAYS = 4,
	LANES = 8,
	LINE = 16 /* numbers of a line of memory */,
	BLOCK = 32 /* units at a time */
};

void
memo_open(struct memo *memo, const struct learned *m, size_t bytes)
{
	size_t each;
	size_t n;

	memo->m = m;
	memo->stride = (m->labels + LANES - 1) / LANES * LANES;
	each = memo->stride * 2 * sizeof(*memo->score) + sizeof(*memo->length) +
	    sizeof(*memo->key) + 2;
	memo->mask = 0;
	while ((memo->mask * 2 + 2) * WAYS * each <= bytes)
		memo->mask = memo->mask * 2 + 1;
	n = (memo->mask + 1) * WAYS;
	memo->key = xcalloc(n, sizeof(*memo->key));
	memo->at = xcalloc(n, sizeof(*memo->at));
	memo->used = xcalloc(n, 1);
	memo->hand = xcalloc(memo->mask + 1, 1);
	memo->length = xcalloc(n, sizeof(*memo->length));
	memo->score = xcalloc(n, memo->stride * 2 * sizeof(*memo->score));
	memo->sum = xcalloc(memo->stride * 2, sizeof(*memo->sum));
}

/* Add X times V to TO, N of them. */
static inline void
add_scores(float *restrict to, float x, const float *restrict v, size_t n)
{
	for (size_t k = 0; k < n; k++)
		to[k] += x * v[k];
}

/* Add feature AT of M, X times, to TO; returns what it adds to the length. */
static float
add_feature(const struct learned *m, size_t at, float x, float *restrict to)
{
	const int8_t *restrict w = m->weight + at * m->labels;
	float y = x * m->idf[at];
	float z = y * m->scale[at];
	size_t n = m->labels;

	for (size_t k = 0; k < n; k++)
		to[k] += z * (float)w[k];
	return y * y;
}

/* Work out what word U adds, at place I. */
static void
work_out(struct memo *memo, struct features *f, const struct feature_unit *u,
    size_t i)
{
	float *word = memo->score + i * memo->stride * 2;
	float *chars = word + memo->stride;
	struct memo_length *l = &memo->length[i];
	ptrdiff_t at = model_find(memo->m, u->hash);

	memset(word, 0, memo->stride * 2 * sizeof(*word));
	*l = (struct memo_length){ 0, 0 };
	if (at >= 0)
		l->word = add_feature(memo->m, (size_t)at, 1, word);
	features_grams(f, u->word);
	for (size_t k = 0; k < f->grams; k++) {
		at = model_find(memo->m, f->gram[k]);
		if (at >= 0)
			l->chars += add_feature(memo->m, (size_t)at, 1, chars);
	}
}

/* Make room in the set of ways from FIRST on; returns the way. */
static size_t
make_room(struct memo *memo, size_t first)
{
	uint8_t *hand = &memo->hand[first / WAYS];
	size_t i;

	for (;;) {
		i = first + *hand;
		*hand = (uint8_t)((*hand + 1) % WAYS);
		if (memo->used[i] == 0)
			break;
		memo->used[i] = 0;
	}
	/* Words lie close together, in order of first appearance. */
	if (memo->key[i] == 0)
		memo->at[i] = memo->kept++;
	return i;
}

/* The place of word U. */
static size_t
place(struct memo *memo, struct features *f, const struct feature_unit *u)
{
	size_t first = ((size_t)(u->hash >> 1) & memo->mask) * WAYS;
	size_t i;

	for (i = first; i < first + WAYS; i++)
		if (memo->key[i] == u->hash) {
			memo->used[i] = 1;
			return memo->at[i];
		}
	i = make_room(memo, first);
	memo->key[i] = u->hash;
	memo->used[i] = 1;
	work_out(memo, f, u, memo->at[i]);
	return memo->at[i];
}

/* Let memory bring what word U adds. */
static inline void
fetch_word(const struct memo *memo, const struct feature_unit *u)
{
	size_t first = ((size_t)(u->hash >> 1) & memo->mask) * WAYS;
	const float *score;

	for (size_t i = first; i < first + WAYS; i++) {
		if (memo->key[i] != u->hash)
			continue;
		score = memo->score + memo->at[i] * memo->stride * 2;
		for (size_t k = 0; k < memo->stride * 2; k += LINE)
			__builtin_prefetch(score + k);
	}
}

/*
 * Find the features that pairs among the N units U are, in AT, and let memory
 * bring what they and the words add, all at the same time.
 */
static void
fetch(const struct memo *memo, const struct feature_unit *u, size_t n,
    ptrdiff_t *at)
{
	for (size_t i = 0; i < n; i++)
		if (u[i].word.n == 0)
			model_fetch(memo->m, u[i].hash);
		else
			fetch_word(memo, &u[i]);
	for (size_t i = 0; i < n; i++) {
		if (u[i].word.n != 0)
			continue;
		at[i] = model_find(memo->m, u[i].hash);
		if (at[i] >= 0)
			__builtin_prefetch(
			    memo->m->weight + (size_t)at[i] * memo->m->labels);
	}
}

/* Add up what word U adds; the squares go to NORM. */
static void
add_word(struct memo *memo, struct features *f, const struct feature_unit *u,
    float x, double norm[2])
{
	size_t n = memo->stride;
	size_t i = place(memo, f, u);
	const float *score = memo->score + i * n * 2;
	const struct memo_length *l = &memo->length[i];

	norm[0] += (double)(x * x * l->word);
	norm[1] += (double)(x * x * l->chars);
	if (l->word > 0)
		add_scores(memo->sum, x, score, n);
	if (l->chars > 0)
		add_scores(memo->sum + n, x, score + n, n);
}

static void
add_block(struct memo *memo, struct features *f, const struct feature_unit *u,
    size_t n, double norm[2])
{
	ptrdiff_t at[BLOCK];
	float x;

	fetch(memo, u, n, at);
	for (size_t i = 0; i < n; i++) {
		x = feature_damp(u[i].n);
		if (u[i].word.n != 0)
			add_word(memo, f, &u[i], x, norm);
		else if (at[i] >= 0)
			norm[0] += (double)add_feature(memo->m, (size_t)at[i],
			    x, memo->sum);
	}
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
		n = f->units - i < BLOCK ? f->units - i : BLOCK;
		add_block(memo, f, f->unit + i, n, norm);
	}
	memo->norm[0] = norm[0] > 0 ? 1 / sqrt(norm[0]) : 0;
	memo->norm[1] = norm[1] > 0 ? 1 / sqrt(norm[1]) : 0;
	for (size_t k = 0; k < memo->m->labels; k++)
		margin[k] = memo->m->bias[k] + (double)word[k] * memo->norm[0] +
		    (double)chars[k] * memo->norm[1];
}

/* What feature AT, X times, adds to the margin of K, less that of AGAINST. */
static double
pair_worth(const struct memo *memo, size_t at, float x, size_t k,
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
	const float *score;
	ptrdiff_t at;
	double half;
	float x;

	for (size_t i = 0; i < f->units; i++)
		worth[i] = 0;
	for (size_t i = 0; i < f->units; i++) {
		u = &f->unit[i];
		x = feature_damp(u->n);
		if (u->word.n == 0) {
			at = model_find(memo->m, u->hash);
			if (at < 0)
				continue;
			half = pair_worth(memo, (size_t)at, x, k, against) / 2;
			worth[u->left] += half;
			worth[u->right] += half;
			continue;
		}
		score = memo->score + place(memo, f, u) * memo->stride * 2;
		worth[i] += (double)(x * score[k]) * memo->norm[0] +
		    (double)(x * score[memo->stride + k]) * memo->norm[1];
		if (against >= 0)
			worth[i] -= (double)(x * score[against]) *
				memo->norm[0] +
			    (double)(x *
				score[memo->stride + (size_t)against]) *
				memo->norm[1];
	}
}

void
memo_release(struct memo *memo)
{
	free(memo->key);
	free(memo->at);
	free(memo->used);
	free(memo->hand);
	free(memo->length);
	free(memo->score);
	free(memo->sum);
	*memo = (struct memo){ 0 };
}
