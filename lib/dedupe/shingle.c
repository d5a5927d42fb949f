#include "lib/dedupe/shingle.h"

#include <stdlib.h>

#include "lib/base/hash.h"
#include "lib/base/xalloc.h"
#include "lib/text/words.h"

enum { NUMBER = 0, MASK = 1 };

static void
add_word(struct shingle *t, uint32_t word)
{
	if (t->n == t->cap) {
		t->cap = t->cap ? t->cap * 2 : 256;
		t->word = xrealloc(t->word, t->cap, sizeof(*t->word));
	}
	t->word[t->n++] = word;
}

void
shingle_read(struct shingle *t, struct slice text)
{
	struct slice rest;
	struct word w;
	size_t letters = 0;

	t->n = 0;
	t->exact = 0;
	fold_text(&t->fold, text, FOLD_CASE | FOLD_MARKS | FOLD_MASK);
	for (rest = fold_slice(&t->fold); words_next(&rest, &w);) {
		t->exact = hash_bytes(w.s, t->exact);
		letters += w.kind == WORD_LETTERS;
		if (w.kind == WORD_LETTERS)
			add_word(t, (uint32_t)hash_bytes(w.s, 1) | 2);
		else
			add_word(t, w.kind == WORD_NUMBER ? NUMBER : MASK);
	}
	t->same = 0;
	if (letters >= SHINGLE_LEAST)
		t->same = hash_bytes((struct slice){ (const char *)t->word,
					 t->n * sizeof(*t->word) },
			      1) |
		    1;
}

void
shingle_release(struct shingle *t)
{
	free(t->word);
	fold_release(&t->fold);
	*t = (struct shingle){ 0 };
}
