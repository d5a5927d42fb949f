#include "lib/classify/because.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"

/* The label whose margin is the next largest, or -1 if that says nothing. */
static ptrdiff_t
rival(const struct model_state *st)
{
	const struct learned *m = st->memo.m;
	ptrdiff_t next = -1;

	for (size_t k = 0; m->single && k < m->labels; k++)
		if (k != st->best &&
		    (next < 0 || st->margin[k] > st->margin[next]))
			next = (ptrdiff_t)k;
	return next;
}

/* Take in word I, worth WORTH, if it is of the heaviest N. */
static size_t
take(uint32_t *word, double *worth, size_t n, uint32_t i, double heavy)
{
	size_t k;

	if (n == BECAUSE_MOST && heavy <= worth[n - 1])
		return n;
	k = n < BECAUSE_MOST ? n++ : n - 1;
	for (; k > 0 && worth[k - 1] < heavy; k--) {
		worth[k] = worth[k - 1];
		word[k] = word[k - 1];
	}
	worth[k] = heavy;
	word[k] = i;
	return n;
}

size_t
because_words(struct model_state *st, struct because to[BECAUSE_MOST])
{
	struct features *f = &st->f;
	uint32_t word[BECAUSE_MOST];
	double heavy[BECAUSE_MOST];
	size_t from;
	size_t n = 0;

	if (st->worth_cap < f->units) {
		st->worth_cap = f->units * 2;
		st->worth = xrealloc(st->worth, st->worth_cap,
		    sizeof(*st->worth));
	}
	memo_worth(&st->memo, f, st->best, rival(st), st->worth);
	for (uint32_t i = 0; i < f->units; i++)
		if (st->worth[i] > 0)
			n = take(word, heavy, n, i, st->worth[i]);
	for (size_t i = 0; i < n; i++) {
		from = (size_t)(f->unit[word[i]].word.p - f->fold.b.s);
		to[i].at.from = (uint32_t)fold_back(&f->fold, from);
		to[i].at.to = (uint32_t)fold_back(&f->fold,
		    from + f->unit[word[i]].word.n);
		to[i].worth = heavy[i];
	}
	return n;
}
