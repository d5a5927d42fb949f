#include "lib/classify/features.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/hash.h"
#include "lib/base/xalloc.h"
#include "lib/text/words.h"

enum {
	GRAM_MIN = 3,
	GRAM_MAX = 5,
	WORD_LONG = 40, /* characters looked at */
	SLOTS = 256 /* at least */
};

float
feature_damp_many(uint32_t n)
{
	return (float)(1 + log(n));
}

/* A table for the units of a text of N bytes, most of which fits at once. */
static void
clear(struct features *f, size_t n)
{
	size_t want = SLOTS;

	while (want < n)
		want *= 2;
	if (want > f->slots) {
		f->slots = want;
		f->slot = xrealloc(f->slot, want, sizeof(*f->slot));
	}
	f->mask = want - 1;
	memset(f->slot, 0, want * sizeof(*f->slot));
	f->units = 0;
}

/* The slot of HASH, or the free one where it would be. */
static uint32_t *
slot_of(const struct features *f, uint64_t hash)
{
	size_t i = (size_t)(hash >> 1) & f->mask;

	while (f->slot[i] != 0 && f->unit[f->slot[i] - 1].hash != hash)
		i = (i + 1) & f->mask;
	return &f->slot[i];
}

static void
widen(struct features *f)
{
	size_t want = (f->mask + 1) * 2;

	if (want > f->slots) {
		f->slots = want;
		f->slot = xrealloc(f->slot, want, sizeof(*f->slot));
	}
	f->mask = want - 1;
	memset(f->slot, 0, want * sizeof(*f->slot));
	for (size_t i = 0; i < f->units; i++)
		*slot_of(f, f->unit[i].hash) = (uint32_t)(i + 1);
}

/* Room for another word and its pair, in the units of F and their table. */
static inline void
make_room(struct features *f)
{
	if (f->units + 2 > f->unit_cap) {
		f->unit_cap = f->unit_cap ? f->unit_cap * 2 : 256;
		f->unit = xrealloc(f->unit, f->unit_cap, sizeof(*f->unit));
	}
	if ((f->units + 2) * 2 > f->mask)
		widen(f);
}

/* Count the unit HASH; returns its number. */
static inline uint32_t
count_unit(struct features *f, uint64_t hash, struct feature_unit u)
{
	struct feature_unit *unit = f->unit;
	uint32_t *slot = f->slot;
	size_t mask = f->mask;
	size_t at = (size_t)(hash >> 1) & mask;
	uint32_t i;

	for (; (i = slot[at]) != 0; at = (at + 1) & mask)
		if (unit[i - 1].hash == hash) {
			unit[i - 1].n++;
			return i - 1;
		}
	i = (uint32_t)f->units++;
	slot[at] = i + 1;
	u.hash = hash;
	u.n = 1;
	unit[i] = u;
	return i;
}

/* Is word W a placeholder? */
static inline bool
masked(struct slice w)
{
	size_t i = 0;

	while (i < w.n && w.p[i] == '_')
		i++;
	return i == w.n;
}

void
features_units(struct features *f, struct slice text)
{
	struct words_walk walk = { .s = words_fold(&f->fold, text) };
	struct slice w;
	uint64_t before = 0;
	uint64_t hash;
	uint32_t left = 0;
	uint32_t i;
	size_t from;

	clear(f, walk.s.n);
	while ((from = words_edge(&walk)) < walk.s.n) {
		w.p = walk.s.p + from;
		w.n = words_edge(&walk) - from;
		if (masked(w)) {
			before = 0;
			continue;
		}
		make_room(f);
		hash = hash_padded(w, 2);
		i = (uint32_t)f->units;
		i = count_unit(f, hash | FEATURE_WORDS,
		    (struct feature_unit){ .word = w, .left = i, .right = i });
		if (before != 0)
			(void)count_unit(f,
			    hash_mix(before * 3 + hash) | FEATURE_WORDS,
			    (struct feature_unit){ .left = left, .right = i });
		before = hash;
		left = i;
	}
}

void
features_grams(struct features *f, struct slice word)
{
	size_t at[WORD_LONG + 3];
	struct slice s;
	size_t n = 0;

	buf_reset(&f->b);
	buf_putc(&f->b, '<');
	buf_put(&f->b, word);
	buf_putc(&f->b, '>');
	for (size_t i = 0; i < f->b.len && n < WORD_LONG + 2; i++)
		if (((unsigned char)f->b.s[i] & 0xc0) != 0x80)
			at[n++] = i;
	at[n] = f->b.len;
	if (f->gram_cap == 0) {
		f->gram_cap = (WORD_LONG + 2) * (GRAM_MAX - GRAM_MIN + 1);
		f->gram = xcalloc(f->gram_cap, sizeof(*f->gram));
	}
	f->grams = 0;
	for (size_t i = 0; i < n; i++)
		for (size_t k = GRAM_MIN; k <= GRAM_MAX && i + k <= n; k++) {
			s = (struct slice){ f->b.s + at[i], at[i + k] - at[i] };
			f->gram[f->grams++] = hash_bytes(s, 1) & ~(uint64_t)1;
		}
}

static void
add(struct features *f, uint64_t hash, float x)
{
	if (f->n == f->cap) {
		f->cap = f->cap ? f->cap * 2 : 1024;
		f->v = xrealloc(f->v, f->cap, sizeof(*f->v));
	}
	f->v[f->n++] = (struct feature){ hash, x, x * x };
}

static int
by_hash(const void *a, const void *b)
{
	const struct feature *x = a;
	const struct feature *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->x > y->x) - (x->x < y->x);
}

/* Sort, and add up what is there more than once. */
static void
count(struct features *f)
{
	size_t n = 0;

	if (f->n == 0)
		return;
	qsort(f->v, f->n, sizeof(*f->v), by_hash);
	for (size_t i = 1; i < f->n; i++) {
		if (f->v[i].hash != f->v[n].hash) {
			f->v[++n] = f->v[i];
			continue;
		}
		f->v[n].x += f->v[i].x;
		f->v[n].q += f->v[i].q;
	}
	f->n = n + 1;
}

void
features_of(struct features *f, struct slice text)
{
	const struct feature_unit *u;
	float x;

	features_units(f, text);
	f->n = 0;
	for (size_t i = 0; i < f->units; i++) {
		u = &f->unit[i];
		x = feature_damp(u->n);
		add(f, u->hash, x);
		if (u->word.n == 0)
			continue;
		features_grams(f, u->word);
		for (size_t k = 0; k < f->grams; k++)
			add(f, f->gram[k], x);
	}
	count(f);
}

void
features_release(struct features *f)
{
	free(f->unit);
	free(f->v);
	free(f->gram);
	free(f->slot);
	fold_release(&f->fold);
	buf_release(&f->b);
	*f = (struct features){ 0 };
}
