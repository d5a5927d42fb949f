/* The words of signals without a theme. */

#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/emerge.h"
#include "lib/pattern/gist.h"
#include "lib/pattern/novel.h"

enum { PHRASES = 6 /* pairs looked at for each phrase that is told */ };

/* Is texts of signal D without a theme? */
static bool
unknown(const struct corpus *c, const struct detail *d)
{
	struct slice theme = set_key(&c->tally.values,
	    c->tally.cell[d->cell].dim[TALLY_THEME]);

	return theme.n <= 2 || slice_eq(theme, SLICE("[\"onbepaald\"]"));
}

static int
most_telling(const void *a, const void *b)
{
	const struct novel_term *x = a;
	const struct novel_term *y = b;

	if (x->z != y->z)
		return x->z > y->z ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

/* The pairs of words that tell the unknown texts from the others. */
static struct novel_terms
telling_pairs(const struct lexicon *lx)
{
	struct novel_terms ts = { 0 };
	struct slice s;
	struct novel_term t;

	ts.t = xmalloc((lx->terms.len + 1) * sizeof(*ts.t));
	for (size_t i = 0; i < lx->terms.len; i++) {
		s = set_key(&lx->terms, i);
		if (memchr(s.p, ' ', s.n) == NULL)
			continue;
		t = novel_test(lx, i);
		if (t.z > 2)
			ts.t[ts.n++] = t;
	}
	if (ts.n > 1)
		qsort(ts.t, ts.n, sizeof(*ts.t), most_telling);
	return ts;
}

/* Do nearly all texts of A and B have both, as two parts of a phrase? */
static bool
one_phrase(const struct novel_term *a, const struct novel_term *b, size_t ndocs)
{
	double both = 0;

	for (size_t i = 0; i < ndocs; i++)
		both += a->in[i] && b->in[i];
	return both >= .8 * fmax(a->a, b->a);
}

/*
 * Keep at most MAX of TS, one of each phrase: one of two words that tell
 * something if it has such.
 */
static void
pick_phrases(struct novel_terms *ts, size_t ndocs, size_t max)
{
	struct novel_term *kept = xmalloc((ts->n + 1) * sizeof(*kept));
	size_t n = 0;
	bool fresh;

	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < ts->n; i++) {
			if (ts->t[i].little != (pass == 1))
				continue;
			fresh = n < max;
			for (size_t k = 0; k < n && fresh; k++)
				fresh = !one_phrase(&ts->t[i], &kept[k], ndocs);
			if (fresh)
				kept[n++] = ts->t[i];
			else
				free(ts->t[i].in);
		}
	}
	free(ts->t);
	if (n > 1)
		qsort(kept, n, sizeof(*kept), most_telling);
	ts->t = kept;
	ts->n = n;
}

/* Keep the texts after day LAST: those of which the share is told. */
static void
keep_recent(struct novel_docs *ds, int32_t last)
{
	size_t kept = 0;

	for (size_t i = 0; i < ds->n; i++)
		if (ds->d[i]->day > last)
			ds->d[kept++] = ds->d[i];
	ds->n = kept;
}

size_t
emerge_unknown(struct findings *fs, const struct cells *x,
    struct emerge_pair *pair, size_t max)
{
	const struct corpus *c = x->corpus;
	struct lexicon lx = { 0 };
	struct novel_docs all;
	struct novel_docs ds = { 0 };
	struct novel_terms ts;
	size_t n;

	if (x->until == DATE_NONE)
		return 0;
	novel_take(&all, x, 0);
	keep_recent(&all, x->until - GIST_UNKNOWN_DAYS);
	for (size_t i = 0; i < all.n; i++)
		if (unknown(c, all.d[i]))
			lexicon_count(&lx, all.d[i]->text, LEXICON_NOW);
	lexicon_prune(&lx, NOVEL_LEAST);
	for (size_t i = 0; i < all.n; i++)
		if (!unknown(c, all.d[i]))
			lexicon_count(&lx, all.d[i]->text, LEXICON_BEFORE);
	ts = telling_pairs(&lx);
	ts.n = ts.n < PHRASES * max ? ts.n : PHRASES * max;
	ds = all;
	ds.until = INT32_MIN + NOVEL_NOW + 1; /* every text is of now */
	ds.n = 0;
	for (size_t i = 0; i < all.n; i++)
		if (unknown(c, all.d[i]))
			ds.d[ds.n++] = all.d[i];
	novel_place(&ts, &lx, &ds);
	pick_phrases(&ts, ds.n, max);
	n = ts.n;
	for (size_t i = 0; i < n; i++) {
		pair[i].words = findings_text(fs, ts.t[i].text);
		pair[i].n = (uint32_t)ts.t[i].a;
		pair[i].persons = novel_persons(&ts.t[i], &ds);
		free(ts.t[i].in);
	}
	free(ts.t);
	lexicon_release(&lx);
	free(all.d);
	return n;
}
