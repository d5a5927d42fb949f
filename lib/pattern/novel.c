#include "lib/pattern/novel.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/pattern/keyness.h"
#include "lib/pattern/look.h"
#include "lib/pattern/multtest.h"
#include "lib/pattern/special.h"

enum {
	MOST = 256, /* terms that are looked at further */
	WORDS = 10
};

const double novel_drift = .3;
static const double kappa = 2;
static const double z_limit = 3.29;

bool
novel_is_now(const struct novel_docs *ds, size_t i)
{
	return ds->d[i]->day > ds->until - NOVEL_NOW;
}

static int
by_family(const void *a, const void *b)
{
	const struct detail *x = *(const struct detail *const *)a;
	const struct detail *y = *(const struct detail *const *)b;

	if (x->day != y->day)
		return x->day > y->day ? -1 : 1;
	return slice_cmp(x->id, y->id);
}

void
novel_take(struct novel_docs *ds, const struct cells *x, uint32_t org)
{
	const struct corpus *c = x->corpus;
	unsigned char *taken = xcalloc(2 * (c->groups.len + 1), 1);
	unsigned char *t;
	size_t kept = 0;
	unsigned most;

	*ds = (struct novel_docs){ .until = x->until, .org = org };
	if (org != 0)
		counted_open(&ds->counted, c, set_key(&c->tally.values, org),
		    x->until);
	/* in tallies the first of a family stands for all */
	most = ds->counted.nrows > 0 ? 1 : NOVEL_PER_FAMILY;
	ds->d = xmalloc((c->ndetails + 1) * sizeof(*ds->d));
	for (size_t i = 0; i < c->ndetails; i++)
		if (c->detail[i].text.n > 0 &&
		    (org == 0 ||
			c->tally.cell[c->detail[i].cell].dim[TALLY_ORG] == org))
			ds->d[ds->n++] = &c->detail[i];
	if (ds->n > 1)
		qsort(ds->d, ds->n, sizeof(*ds->d), by_family);
	for (size_t i = 0; i < ds->n; i++) {
		t = &taken[2 * ds->d[i]->family + novel_is_now(ds, i)];
		if (ds->d[i]->family != 0 && (*t)++ >= most) {
			*t = (unsigned char)most;
			continue;
		}
		ds->d[kept++] = ds->d[i];
	}
	ds->n = kept;
	free(taken);
}

void
novel_count(struct lexicon *lx, struct novel_docs *ds)
{
	for (size_t i = 0; i < ds->n; i++)
		if (novel_is_now(ds, i))
			lexicon_count(lx, ds->d[i]->text, LEXICON_NOW);
	counted_add(&ds->counted, lx, LEXICON_NOW);
	lexicon_prune(lx, NOVEL_LEAST);
	for (size_t i = 0; i < ds->n; i++)
		if (ds->d[i]->day <= ds->until - NOVEL_NOW - NOVEL_GAP)
			lexicon_count(lx, ds->d[i]->text, LEXICON_BEFORE);
	counted_add(&ds->counted, lx, LEXICON_BEFORE);
}

/* Is TERM a pair with a word that says little? */
static bool
has_little(struct slice term)
{
	struct slice head;

	return slice_cut(&term, ' ', &head) &&
	    (lexicon_says_little(head) || lexicon_says_little(term));
}

struct novel_term
novel_test(const struct lexicon *lx, size_t i)
{
	const double *n = lx->texts;
	struct novel_term t = { .id = (uint32_t)i,
		.text = set_key(&lx->terms, i),
		.a = lx->n[LEXICON_NOW][i],
		.c = lx->n[LEXICON_BEFORE][i] };
	double y[2] = { t.a, t.c };
	double var;

	t.expected = n[LEXICON_NOW] * (t.c + .5) / (n[LEXICON_BEFORE] + 1);
	var = t.expected + t.expected * t.expected / (t.c + .5) +
	    novel_drift * novel_drift * t.expected * t.expected;
	t.p = fmax(special_nb_tail(t.a, t.expected, var),
	    keyness_p(keyness_g2(t.a, n[LEXICON_NOW], t.c, n[LEXICON_BEFORE])));
	if (t.a <= t.expected)
		t.p = 1;
	t.little = has_little(t.text);
	t.z = keyness_log_odds(y, lx->uses, t.a + t.c,
	    lx->uses[LEXICON_NOW] + lx->uses[LEXICON_BEFORE], KEYNESS_PRIOR)
		  .z;
	return t;
}

static int
surest_first(const void *a, const void *b)
{
	const struct novel_term *x = a;
	const struct novel_term *y = b;

	if (x->p != y->p)
		return x->p < y->p ? -1 : 1;
	if (x->a != y->a)
		return x->a > y->a ? -1 : 1;
	if (x->little != y->little)
		return x->little - y->little;
	return slice_cmp(x->text, y->text);
}

struct novel_terms
novel_find(const struct lexicon *lx, double per_week)
{
	struct novel_terms ts = { 0 };
	size_t m = lx->terms.len;
	struct novel_term *all = xmalloc((m + 1) * sizeof(*all));
	double *p = xmalloc((m + 1) * sizeof(*p));
	double *q = xmalloc((m + 1) * sizeof(*q));
	double limit = multtest_budget(per_week, kappa, fmax((double)m, 1));

	for (size_t i = 0; i < m; i++) {
		all[i] = novel_test(lx, i);
		p[i] = all[i].p;
	}
	look_adjust(p, q, m, (double)m);
	ts.t = all;
	for (size_t i = 0; i < m; i++) {
		all[i].q = q[i];
		/* what is wholly new gets little z: its p is enough */
		if (q[i] <= .05 && p[i] <= limit &&
		    (all[i].z > z_limit || all[i].c == 0))
			all[ts.n++] = all[i];
	}
	if (ts.n > 1)
		qsort(ts.t, ts.n, sizeof(*ts.t), surest_first);
	if (ts.n > MOST)
		ts.n = MOST;
	free(p);
	free(q);
	return ts;
}

void
novel_place(struct novel_terms *ts, struct lexicon *lx, struct novel_docs *ds)
{
	uint32_t id[LEXICON_TERMS];
	struct counted_word *told = xcalloc(ts->n + 1, sizeof(*told));
	size_t *of = xcalloc(lx->terms.len + 1, sizeof(*of));
	size_t n;

	for (size_t k = 0; k < ts->n; k++) {
		ts->t[k].in = xcalloc(ds->n + 1, 1);
		of[ts->t[k].id] = k + 1;
	}
	for (size_t i = 0; i < ds->n && novel_is_now(ds, i); i++) {
		n = lexicon_terms(lx, ds->d[i]->text, id);
		for (size_t k = 0; k < n; k++)
			if (of[id[k]] != 0)
				ts->t[of[id[k]] - 1].in[i] = 1;
	}
	counted_take(&ds->counted, lx, of, told);
	for (size_t k = 0; k < ts->n; k++)
		ts->t[k].told = told[k];
	free(told);
	free(of);
}

/* Do at least half of the texts of the rarer of A and B have both? */
static bool
together(const struct novel_term *a, const struct novel_term *b, size_t n)
{
	double both = 0;

	for (size_t i = 0; i < n; i++)
		both += a->in[i] && b->in[i];
	/* tallies do not tell the texts, but the senders */
	if (sketch_alike(&a->told.senders, &b->told.senders))
		both += fmin(a->told.n, b->told.n);
	return both * 2 >= fmin(a->a, b->a);
}

/* Is one of A and B a word of the other, or do they share one? */
static bool
share_word(struct slice a, struct slice b)
{
	struct slice x, y;
	struct slice rest;
	bool more = true;

	while (more) {
		more = slice_cut(&a, ' ', &x);
		if (!more)
			x = a;
		for (rest = b; slice_cut(&rest, ' ', &y);)
			if (slice_eq(x, y))
				return true;
		if (slice_eq(x, rest))
			return true;
	}
	return false;
}

/* Tallies that do not tell senders: terms that share a word are one. */
static void
join_untold(struct novel_terms *ts)
{
	size_t from, to;

	for (size_t k = 0; k < ts->n; k++)
		for (size_t j = 0; j < k; j++) {
			if (ts->t[j].told.untold * 2 < ts->t[j].a ||
			    ts->t[k].told.untold * 2 < ts->t[k].a ||
			    !share_word(ts->t[j].text, ts->t[k].text))
				continue;
			from = ts->t[k].lead > ts->t[j].lead ? ts->t[k].lead :
							       ts->t[j].lead;
			to = ts->t[k].lead + ts->t[j].lead - from;
			for (size_t i = 0; i < ts->n; i++)
				if (ts->t[i].lead == from)
					ts->t[i].lead = to;
		}
}

void
novel_cluster(struct novel_terms *ts, size_t ndocs)
{
	for (size_t k = 0; k < ts->n; k++) {
		ts->t[k].lead = k;
		for (size_t j = 0; j < k && ts->t[k].lead == k; j++)
			if (ts->t[j].lead == j &&
			    together(&ts->t[j], &ts->t[k], ndocs))
				ts->t[k].lead = j;
	}
	join_untold(ts);
}

/* Is word T inside a pair that nearly all of its texts have? */
static bool
in_phrase(const struct novel_terms *ts, const struct novel_term *t)
{
	struct slice word = t->text;
	struct slice s;
	struct slice head;

	for (size_t k = 0; k < ts->n; k++) {
		s = ts->t[k].text;
		if (ts->t[k].a >= .8 * t->a && slice_cut(&s, ' ', &head) &&
		    !lexicon_says_little(head) && !lexicon_says_little(s) &&
		    (slice_eq(head, word) || slice_eq(s, word)))
			return true;
	}
	return false;
}

/* Is pair T a word that stands out by itself, and one that says little? */
static bool
padded(const struct novel_terms *ts, const struct novel_term *t)
{
	struct slice s = t->text;
	struct slice head;
	struct slice other;

	if (!slice_cut(&s, ' ', &head))
		return false;
	if (!lexicon_says_little(head) && !lexicon_says_little(s))
		return false;
	for (size_t k = 0; k < ts->n; k++) {
		other = ts->t[k].text;
		if (slice_eq(other, head) || slice_eq(other, s))
			return true;
	}
	return false;
}

/* Is S in LIST, as a word of another organisation may be? */
static bool
has_text(const struct texts *list, struct slice s)
{
	for (size_t i = 0; i < list->n; i++)
		if (slice_eq(list->s[i], s))
			return true;
	return false;
}

void
novel_words(struct findings *fs, struct texts *list,
    const struct novel_terms *ts, size_t lead)
{
	for (size_t k = lead; k < ts->n && list->n < WORDS; k++)
		if (ts->t[k].lead == lead && !in_phrase(ts, &ts->t[k]) &&
		    !padded(ts, &ts->t[k]) && !has_text(list, ts->t[k].text))
			finding_list(fs, list, ts->t[k].text);
	if (list->n == 0)
		finding_list(fs, list, ts->t[lead].text);
}

static struct sketch
senders_of(const struct novel_term *t, const struct novel_docs *ds)
{
	struct sketch s = { 0 };

	for (size_t i = 0; i < ds->n; i++)
		if (t->in[i])
			sketch_add(&s, ds->d[i]->sender);
	sketch_merge(&s, &t->told.senders);
	return s;
}

double
novel_senders(const struct novel_term *t, const struct novel_docs *ds)
{
	struct sketch s = senders_of(t, ds);
	double n = sketch_senders(&s) + t->told.untold;

	sketch_release(&s);
	return n;
}

double
novel_persons(const struct novel_term *t, const struct novel_docs *ds)
{
	struct sketch s = senders_of(t, ds);
	double all = sketch_senders(&s) + t->told.untold;
	double n = sketch_persons(&s);

	sketch_release(&s);
	return n >= .8 * all ? n : NAN;
}

void
novel_release(struct novel_terms *ts)
{
	for (size_t k = 0; k < ts->n; k++) {
		sketch_release(&ts->t[k].told.senders);
		free(ts->t[k].in);
	}
	free(ts->t);
	*ts = (struct novel_terms){ 0 };
}
