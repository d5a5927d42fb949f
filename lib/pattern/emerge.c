#include "lib/pattern/emerge.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/pattern/merge.h"
#include "lib/pattern/novel.h"
#include "lib/pattern/special.h"

enum { LEAST_SENDERS = 3 };

static const double our_share = .1;

/* How many texts of term T belong to finding F. */
static double
held_by(const struct finding *f, const struct cells *x,
    const struct novel_term *t, const struct novel_docs *ds)
{
	const uint32_t *m = cells_members(x, (size_t)f->cell);
	unsigned char *in = xcalloc(x->corpus->tally.ncells + 1, 1);
	double n = 0;

	for (uint32_t i = 0; i < x->cell[f->cell].nmembers; i++)
		in[m[i]] = 1;
	for (size_t i = 0; i < ds->n; i++)
		n += t->in[i] && in[ds->d[i]->cell] &&
		    ds->d[i]->day >= f->from && ds->d[i]->day <= f->to;
	free(in);
	return n + counted_held(&ds->counted, &t->told, f);
}

static bool
can_hold(const struct finding *f)
{
	static const char *const kinds[] = { "burst", "trend", "cross-org",
		"positive", "persistent", NULL };

	if (f->into != NULL || f->cell < 0)
		return false;
	for (int i = 0; kinds[i] != NULL; i++)
		if (strcmp(f->kind, kinds[i]) == 0)
			return true;
	return false;
}

/* Most texts of T are of this family or campaign, or of none. */
static struct finding *
campaign_of(struct findings *fs, const struct corpus *c,
    const struct novel_term *t, const struct novel_docs *ds)
{
	struct slice group;
	ptrdiff_t at;
	double n;

	for (size_t k = 0; k < fs->n; k++) {
		if (strcmp(fs->f[k]->kind, "campaign") != 0)
			continue;
		group = finding_value(fs->f[k], "group");
		at = set_find(&c->groups, group);
		n = 0;
		for (size_t i = 0; i < ds->n; i++)
			n += t->in[i] && ds->d[i]->family == (uint32_t)(at + 1);
		if (n * 2 >= fmin(t->a, 2 * NOVEL_PER_FAMILY))
			return fs->f[k];
	}
	return NULL;
}

/*
 * Of the findings to which most texts of T belong the one that T fits best, or
 * NULL: by the share that both have of both together (Dice), as a whole
 * organisation holds all of its words.
 */
static struct finding *
holder(struct findings *fs, const struct look *l, const struct novel_term *t,
    const struct novel_docs *ds)
{
	struct finding *best = campaign_of(fs, l->cells->corpus, t, ds);
	double most = 0;
	double n, fits;

	if (best != NULL)
		return best;
	for (size_t k = 0; k < fs->n; k++) {
		if (!can_hold(fs->f[k]))
			continue;
		n = held_by(fs->f[k], l->cells, t, ds);
		fits = n / (t->a + fs->f[k]->observed);
		if (n >= .6 * t->a && fits > most) {
			most = fits;
			best = fs->f[k];
		}
	}
	return best;
}

/* The texts with term T by weeks, as far as there are texts. */
static void
put_series(struct finding *f, struct lexicon *lx, const struct novel_term *t,
    const struct novel_docs *ds)
{
	uint32_t id[LEXICON_TERMS];
	size_t steps = CORPUS_TEXT_DAYS / 7;
	size_t n, at;

	f->nseries = steps;
	f->series_step = 7;
	f->series_from = ds->until - (int32_t)(7 * steps) + 1;
	for (size_t i = 0; i < ds->n; i++) {
		if (ds->d[i]->day < f->series_from)
			continue;
		at = (size_t)(ds->d[i]->day - f->series_from) / 7;
		n = lexicon_terms(lx, ds->d[i]->text, id);
		for (size_t k = 0; k < n; k++)
			f->series[at] += id[k] == t->id;
	}
	counted_series(&ds->counted, &t->told, f->series, f->series_from,
	    steps);
	f->flag_from = steps - NOVEL_NOW / 7;
	f->flag_to = steps;
}

static void
put_figures(struct finding *f, const struct novel_term *t)
{
	double e = t->expected;

	f->n = f->observed = t->a;
	f->expected = e;
	f->variance = e + e * e / (t->c + .5) +
	    novel_drift * novel_drift * e * e;
	f->low = special_nb_inv(.05, e, f->variance);
	f->high = special_nb_inv(.95, e, f->variance);
	f->phi = 1;
	finding_ratio(f, .05);
	f->p = t->p;
	f->q = t->q;
}

/*
 * All signals of now with term T, near-equal ones too; how many, and of how
 * many they are a sample.
 */
static size_t
all_with(const struct detail **d, const struct corpus *c, struct lexicon *lx,
    const struct novel_term *t, const struct novel_docs *ds, double *in_all)
{
	uint32_t id[LEXICON_TERMS];
	const struct detail *one;
	size_t found = 0;
	size_t n;

	for (size_t i = 0; i < c->ndetails; i++) {
		one = &c->detail[i];
		if (one->text.n == 0 || one->day <= ds->until - NOVEL_NOW ||
		    c->tally.cell[one->cell].dim[TALLY_ORG] != ds->org)
			continue;
		n = lexicon_terms(lx, one->text, id);
		for (size_t k = 0; k < n; k++)
			if (id[k] == t->id) {
				d[found++] = one;
				*in_all += quota_weight(&c->sample, ds->org,
				    one->day);
			}
	}
	return found;
}

static void
add(struct findings *fs, struct look *l, struct lexicon *lx,
    const struct novel_terms *ts, const struct novel_term *t,
    const struct novel_docs *ds, struct slice org)
{
	struct finding *f = findings_add(fs, "emerging", "keyness/1");
	const struct corpus *c = l->cells->corpus;
	const struct detail **d = xmalloc((c->ndetails + 1) * sizeof(*d));
	struct buf b = { 0 };
	double in_all = 0;
	size_t n = all_with(d, c, lx, t, ds, &in_all);

	json_decode(&b, org);
	if (b.len > 0) {
		finding_where(fs, f, "org", buf_slice(&b));
		finding_list(fs, &f->orgs, buf_slice(&b));
	}
	buf_release(&b);
	finding_where(fs, f, "words", t->text);
	finding_identify(f);
	f->to = ds->until;
	f->from = ds->until - NOVEL_NOW + 1;
	put_figures(f, t);
	f->n = (double)n + t->told.n;
	if (in_all > (double)n)
		f->sampled_of = in_all + t->told.n;
	f->year_past = ds->counted.nrows > 0;
	finding_signals(fs, f, l->cells, d, n);
	if (t->told.n > 0 || f->sampled_of > 0) {
		f->senders = fmin(novel_senders(t, ds), f->n);
		f->persons = f->persons_known = NAN;
		f->persons_about = false;
	}
	novel_words(fs, &f->words, ts, t->lead);
	put_series(f, lx, t, ds);
	look_account(l, "emerging")->found++;
	free(d);
}

/*
 * A burst of signals without a theme, of which no more is known, that new words
 * explain: a product, channel or region is not lost for words.
 */
static bool
names_unknown(const struct finding *b, double held)
{
	return slice_eq(finding_value(b, "theme"), SLICE("onbepaald")) &&
	    b->where.n == 1 + (size_t)(finding_value(b, "org").n > 0) &&
	    held * 2 >= fmin(b->observed - b->expected, held * 4);
}

static void
judge(struct findings *fs, struct look *l, struct lexicon *lx,
    const struct novel_terms *ts, const struct novel_docs *ds, struct slice org)
{
	const struct novel_term *t;
	struct finding *in;

	for (size_t k = 0; k < ts->n; k++) {
		t = &ts->t[k];
		if (t->lead != k || novel_senders(t, ds) < LEAST_SENDERS)
			continue;
		in = holder(fs, l, t, ds);
		if (in != NULL && (in->cell < 0 || !names_unknown(in, t->a))) {
			novel_words(fs, &in->words, ts, k);
			continue;
		}
		add(fs, l, lx, ts, t, ds, org);
		if (in != NULL) {
			in->into = fs->f[fs->n - 1];
			merge_part(fs, in->into, in);
		}
	}
}

/* Is cell I an organisation? */
static bool
is_org(const struct cells *x, size_t i)
{
	const struct cells_form *f = &x->form[x->cell[i].form];

	return f->n == 1 && f->dim[0] == TALLY_ORG;
}

/* Each organisation has its own words, and its part of the budget. */
static double
part_of_budget(const struct look *l)
{
	double orgs = 0;

	for (size_t i = 0; i < l->cells->n; i++)
		orgs += is_org(l->cells, i);
	return our_share * l->opt.budget / fmax(orgs, 1);
}

static void
find_in(struct findings *fs, struct look *l, uint32_t org, double budget)
{
	const struct tally *t = &l->cells->corpus->tally;
	struct lexicon lx = { 0 };
	struct novel_docs ds;
	struct novel_terms ts;

	novel_take(&ds, l->cells, org);
	novel_count(&lx, &ds);
	look_account(l, "emerging")->cells += lx.terms.len;
	look_account(l, "emerging")->tests += lx.terms.len;
	/* a history of words must be there to tell what is new */
	if (lx.texts[LEXICON_BEFORE] >= lx.texts[LEXICON_NOW]) {
		ts = novel_find(&lx, budget);
		novel_place(&ts, &lx, &ds);
		novel_cluster(&ts, ds.n);
		judge(fs, l, &lx, &ts, &ds, set_key(&t->values, org));
		novel_release(&ts);
	}
	lexicon_release(&lx);
	counted_release(&ds.counted);
	free(ds.d);
}

void
emerge_find(struct findings *fs, struct look *l)
{
	const struct cells *x = l->cells;
	double budget = part_of_budget(l);

	look_account(l, "emerging");
	for (size_t i = 0; i < x->n; i++)
		/* of fewer signals no word is told */
		if (is_org(x, i) &&
		    (x->cell[i].recent >= NOVEL_LEAST ||
			x->corpus->terms.nrows > 0))
			find_in(fs, l, x->cell[i].value[0], budget);
}
