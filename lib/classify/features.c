#include "lib/classify/features.h"

#include <stdlib.h>

#include "lib/base/hash.h"
#include "lib/base/xalloc.h"
#include "lib/text/words.h"

enum { GRAM_MIN = 3, GRAM_MAX = 5, WORD_LONG = 40 /* characters looked at */ };

static void
add(struct features *f, uint64_t hash, int group, uint32_t word)
{
	if (f->n == f->cap) {
		f->cap = f->cap ? f->cap * 2 : 1024;
		f->v = xrealloc(f->v, f->cap, sizeof(*f->v));
	}
	f->v[f->n++] = (struct feature){
		(hash & ~(uint64_t)1) | (uint64_t)group, 1, word
	};
}

/* Add the runs of characters of word W, its ends marked with < and >. */
static void
add_grams(struct features *f, struct slice w, uint32_t word)
{
	size_t at[WORD_LONG + 3];
	size_t n = 0;

	buf_reset(&f->b);
	buf_putc(&f->b, '<');
	buf_put(&f->b, w);
	buf_putc(&f->b, '>');
	for (size_t i = 0; i < f->b.len && n < WORD_LONG + 2; i++)
		if (((unsigned char)f->b.s[i] & 0xc0) != 0x80)
			at[n++] = i;
	at[n] = f->b.len;
	for (size_t i = 0; i < n; i++)
		for (size_t k = GRAM_MIN; k <= GRAM_MAX && i + k <= n; k++)
			add(f,
			    hash_bytes((struct slice){ f->b.s + at[i],
					   at[i + k] - at[i] },
				1),
			    FEATURE_CHARS, word);
}

static int
by_hash(const void *a, const void *b)
{
	const struct feature *x = a;
	const struct feature *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->word > y->word) - (x->word < y->word);
}

/* Sort, and count what is there more than once. */
static void
count(struct features *f)
{
	size_t n = 0;

	if (f->n == 0)
		return;
	qsort(f->v, f->n, sizeof(*f->v), by_hash);
	for (size_t i = 1; i < f->n; i++)
		if (f->v[i].hash == f->v[n].hash)
			f->v[n].n++;
		else
			f->v[++n] = f->v[i];
	f->n = n + 1;
}

void
features_of(struct features *f, struct slice text)
{
	struct slice rest;
	struct word w;
	uint64_t before = 0;
	uint64_t hash;
	uint32_t n = 0;

	f->n = 0;
	fold_text(&f->fold, text, FOLD_CASE | FOLD_MARKS | FOLD_MASK);
	rest = fold_slice(&f->fold);
	for (; words_next(&rest, &w); n++) {
		if (w.kind == WORD_MASK) {
			before = 0;
			continue;
		}
		hash = hash_bytes(w.s, 2);
		add(f, hash, FEATURE_WORDS, n);
		if (before != 0)
			add(f, hash_mix(before * 3 + hash), FEATURE_WORDS, n);
		before = hash;
		add_grams(f, w.s, n);
	}
	count(f);
}

void
features_release(struct features *f)
{
	free(f->v);
	fold_release(&f->fold);
	buf_release(&f->b);
	*f = (struct features){ 0 };
}
