#include "lib/classify/memo.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/classify/model.h"
#include "lib/classify/rows.h"

enum {
	FIRST = 63, /* sets at first, less one */
	/* In the byte of a set: bits of the ways used, then the hand. */
	HAND = 1 << MEMO_WAYS
};

void
memo_open(struct memo *memo, const struct learned *m, size_t bytes)
{
	size_t each;

	memo->m = m;
	memo->stride = rows_stride(m->labels + 1);
	each = (memo->stride * sizeof(*memo->chars)) * MEMO_WAYS +
	    sizeof(*memo->set) + sizeof(*memo->used);
	memo->most = 0;
	while ((memo->most * 2 + 2) * each <= bytes)
		memo->most = memo->most * 2 + 1;
	memo->mask = memo->most < FIRST ? memo->most : FIRST;
	memo->set = xlines(memo->mask + 1, sizeof(*memo->set));
	memo->used = xcalloc(memo->mask + 1, sizeof(*memo->used));
	memo->chars = xmust(aligned_alloc(XLINE,
	    (memo->most + 1) * MEMO_WAYS * memo->stride *
		sizeof(*memo->chars)));
	memo->sum = xlines(memo->stride * 2, sizeof(*memo->sum));
}

/* Where a word is kept. */
struct place {
	struct memo_set *set;
	size_t way;
};

static inline size_t
set_of(const struct memo *memo, uint64_t hash)
{
	return (size_t)(hash >> 1) & memo->mask;
}

/* Word HASH, or another if it is not kept; without a jump to foretell. */
static inline struct place
place_of(const struct memo *memo, uint64_t hash)
{
	struct place p = { memo->set + set_of(memo, hash), 0 };

	for (size_t k = 1; k < MEMO_WAYS; k++)
		p.way = p.set->hash[k] == hash ? k : p.way;
	return p;
}

static inline void
set_used(struct memo *memo, struct place p)
{
	uint8_t *used = &memo->used[p.set - memo->set];

	*used = (uint8_t)(*used | 1 << p.way);
}

static inline float *
chars_of(const struct memo *memo, struct place p)
{
	return memo->chars + p.set->at[p.way] * memo->stride;
}

/* Put feature AT, X times, in R; returns what it adds to the length. */
static inline float
put_feature(const struct learned *m, size_t at, float x, struct rows *r)
{
	const struct model_row *row = model_row_of(m, at);
	float y = x * row->idf;

	rows_put(r, row->weight, y * row->scale);
	return y * y;
}

/* Let memory bring the N bytes at P. */
static inline void
fetch(const char *p, size_t n)
{
	__builtin_prefetch(p);
	for (size_t k = XLINE; k < n; k += XLINE)
		__builtin_prefetch(p + k);
}

/* Work out what word U adds, into P. */
static void
work_out(struct memo *memo, struct features *f, const struct feature_unit *u,
    struct place p)
{
	const struct model_table *t = &memo->m->table[FEATURE_CHARS];
	float *chars = chars_of(memo, p);
	float *norm = &chars[memo->stride - 1];
	struct rows r = { .n = 0 };
	float sum = 0;
	ptrdiff_t at;

	p.set->feature[p.way] = (uint32_t)(model_find(memo->m, u->hash) + 1);
	memset(chars, 0, memo->stride * sizeof(*chars));
	features_grams(f, u->word);
	for (size_t k = 0; k < f->grams; k++)
		__builtin_prefetch(model_set_of(t, f->gram[k]));
	for (size_t k = 0; k < f->grams; k++) {
		at = model_find_in(t, f->gram[k]);
		if (at < 0)
			continue;
		sum += put_feature(memo->m, (size_t)at, 1, &r);
		if (r.n == ROWS_MOST)
			rows_add_bytes(chars, &r, memo->stride);
	}
	rows_add_bytes(chars, &r, memo->stride);
	*norm = sum;
}

/* Make twice the sets: each word stays in its set, or goes so much further. */
static void
widen(struct memo *memo)
{
	size_t n = memo->mask + 1;
	struct memo_set *set = xlines(n * 2, sizeof(*set));
	struct memo_set *to;
	uint64_t hash;

	memo->mask = n * 2 - 1;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < MEMO_WAYS; k++) {
			hash = memo->set[i].hash[k];
			to = &set[set_of(memo, hash)];
			if (hash == 0)
				continue;
			to->hash[k] = hash;
			to->at[k] = memo->set[i].at[k];
			to->feature[k] = memo->set[i].feature[k];
		}
	free(memo->set);
	memo->set = set;
	memo->used = xrealloc(memo->used, n * 2, sizeof(*memo->used));
	memcpy(memo->used + n, memo->used, n * sizeof(*memo->used));
}

/* A way of SET that has no word; MEMO_WAYS if all have. */
static size_t
free_way(const struct memo_set *set)
{
	size_t k = 0;

	while (k < MEMO_WAYS && set->hash[k] != 0)
		k++;
	return k;
}

/* Make room for word HASH. */
static struct place
make_room(struct memo *memo, uint64_t hash)
{
	struct place p;
	uint8_t *used;

	for (;;) {
		p.set = memo->set + set_of(memo, hash);
		p.way = free_way(p.set);
		if (p.way < MEMO_WAYS) {
			/* Words lie in order of first appearance. */
			p.set->at[p.way] = memo->kept++;
			return p;
		}
		if (memo->mask == memo->most)
			break;
		widen(memo);
	}
	used = &memo->used[p.set - memo->set];
	for (;;) {
		p.way = *used / HAND % MEMO_WAYS;
		*used = (uint8_t)(*used + HAND);
		if (!(*used >> p.way & 1))
			return p;
		*used = (uint8_t)(*used & ~(1 << p.way));
	}
}

/* Keep word U, which is not there. */
static struct place
keep(struct memo *memo, struct features *f, const struct feature_unit *u)
{
	struct place p = make_room(memo, u->hash);

	p.set->hash[p.way] = u->hash;
	work_out(memo, f, u, p);
	return p;
}

/* Word U, kept from now on. */
static struct place
word_of(struct memo *memo, struct features *f, const struct feature_unit *u)
{
	struct place p = place_of(memo, u->hash);

	if (p.set->hash[p.way] != u->hash)
		p = keep(memo, f, u);
	set_used(memo, p);
	return p;
}

/* What the units of a block add, before it is added up. */
struct block {
	struct rows chars;
	struct rows word;
	size_t feature[ROWS_MOST]; /* those that units are */
	float x[ROWS_MOST]; /* and how often */
	size_t n;
	double norm[2]; /* of all blocks */
};

/* Add what the characters of the words of B add. */
static void
add_chars(struct memo *memo, struct block *b)
{
	const struct rows *r = &b->chars;
	const float *chars;

	for (size_t i = 0; i < r->n; i++) {
		chars = r->row[i];
		b->norm[1] += (double)(r->x[i] * r->x[i] *
		    chars[memo->stride - 1]);
	}
	rows_add_floats(memo->sum + memo->stride, &b->chars, memo->stride);
}

/* Add the features of B. */
static void
add_features(struct memo *memo, struct block *b)
{
	double norm = b->norm[0];

	for (size_t i = 0; i < b->n; i++)
		norm += (double)put_feature(memo->m, b->feature[i], b->x[i],
		    &b->word);
	b->norm[0] = norm;
	rows_add_bytes(memo->sum, &b->word, memo->stride);
}

/* Find what the characters of word U, X times, add; its number or -1. */
static inline ptrdiff_t
put_word(struct memo *memo, struct features *f, const struct feature_unit *u,
    float x, struct block *b)
{
	struct place p = place_of(memo, u->hash);
	const float *chars;

	if (p.set->hash[p.way] != u->hash) {
		/* Another word may have to make room. */
		add_chars(memo, b);
		p = keep(memo, f, u);
	}
	set_used(memo, p);
	chars = chars_of(memo, p);
	fetch((const char *)chars, memo->stride * sizeof(*chars));
	rows_put(&b->chars, chars, x);
	return (ptrdiff_t)p.set->feature[p.way] - 1;
}

/*
 * Add the N units U: what they need of memory is asked for at once, and added
 * up when all of it was asked for.
 */
static void
add_block(struct memo *memo, struct features *f, const struct feature_unit *u,
    size_t n, struct block *b)
{
	const struct learned *m = memo->m;
	const struct model_table *t = &m->table[FEATURE_WORDS];
	ptrdiff_t at;
	size_t k = 0;
	float x;

	for (size_t i = 0; i < n; i++)
		if (u[i].word.n == 0)
			__builtin_prefetch(model_set_of(t, u[i].hash));
		else
			__builtin_prefetch(memo->set + set_of(memo, u[i].hash));
	for (size_t i = 0; i < n; i++) {
		x = feature_damp(u[i].n);
		at = u[i].word.n ? put_word(memo, f, &u[i], x, b) :
				   model_find_in(t, u[i].hash);
		if (at < 0)
			continue;
		fetch(m->row + (size_t)at * m->row_size, m->row_size);
		b->feature[k] = (size_t)at;
		b->x[k++] = x;
	}
	b->n = k;
	add_features(memo, b);
	add_chars(memo, b);
}

void
memo_margins(struct memo *memo, struct features *f, double *margin)
{
	const float *word = memo->sum;
	const float *chars = memo->sum + memo->stride;
	struct block b;
	size_t n;

	b.chars.n = b.word.n = 0;
	b.norm[0] = b.norm[1] = 0;
	memset(memo->sum, 0, memo->stride * 2 * sizeof(*memo->sum));
	for (size_t i = 0; i < f->units; i += n) {
		n = f->units - i < ROWS_MOST ? f->units - i : ROWS_MOST;
		add_block(memo, f, f->unit + i, n, &b);
	}
	for (int i = 0; i < 2; i++)
		memo->norm[i] = b.norm[i] > 0 ? 1 / sqrt(b.norm[i]) : 0;
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
	const struct model_row *row = model_row_of(memo->m, at);
	const int8_t *w = row->weight;

	return (double)(x * row->idf * row->scale) *
	    (w[k] - (against < 0 ? 0 : w[against])) * memo->norm[0];
}

void
memo_worth(struct memo *memo, struct features *f, size_t k, ptrdiff_t against,
    double *worth)
{
	const struct feature_unit *u;
	struct place p;
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
			p = word_of(memo, f, u);
			at = (ptrdiff_t)p.set->feature[p.way] - 1;
			worth[i] += (double)x * memo->norm[1] *
			    less(chars_of(memo, p), k, against);
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
	free(memo->set);
	free(memo->used);
	free(memo->chars);
	free(memo->sum);
	*memo = (struct memo){ 0 };
}
