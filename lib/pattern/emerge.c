#include "lib/pattern/emerge.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/pattern/again.h"
#include "lib/pattern/counted.h"
#include "lib/pattern/keyness.h"
#include "lib/pattern/lexicon.h"
#include "lib/pattern/multtest.h"
#include "lib/pattern/special.h"

enum {
	NOW = COUNTED_NOW,
	GAP = COUNTED_GAP, /* days before that are neither now nor before */
	LEAST = 5, /* texts */
	LEAST_SENDERS = 3,
	PER_FAMILY = 3,
	MOST = 256, /* terms that are looked at further */
	PHRASES = 6, /* pairs looked at for each phrase that is told */
	WORDS = 10
};

static const double kappa = 2;
static const double our_share = .1;
static const double drift = .3;
static const double z_limit = 3.29;

/* The texts of one organisation, by number. */
struct docs {
	const struct detail **d;
	size_t n;
	int32_t until;
	uint32_t org; /* its value, or 0 for all */
	struct counted counted; /* texts that only tallies know */
};

struct term {
	uint32_t id;
	double a, c; /* texts now, and before */
	double expected, p, q, z;
	int little; /* it is a pair with a word that says little */
	unsigned char *in; /* of each text of now: does it have the term */
	struct counted_word told; /* by tallies */
	size_t lead; /* the term whose finding it belongs to; itself if one */
};

struct terms {
	struct term *t;
	size_t n;
};

static bool
is_now(const struct docs *ds, size_t i)
{
	return ds->d[i]->day > ds->until - NOW;
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

/* The texts with value ORG, or of all if it is 0; few of each family. */
static void
take_docs(struct docs *ds, const struct cells *x, uint32_t org)
{
	const struct corpus *c = x->corpus;
	unsigned char *taken = xcalloc(2 * (c->groups.len + 1), 1);
	unsigned char *t;
	size_t kept = 0;
	unsigned most;

	*ds = (struct docs){ .until = x->until, .org = org };
	if (org != 0)
		counted_open(&ds->counted, c, set_key(&c->tally.values, org),
		    x->until);
	/* in tallies the first of a family stands for all */
	most = ds->counted.nrows > 0 ? 1 : PER_FAMILY;
	ds->d = xmalloc((c->ndetails + 1) * sizeof(*ds->d));
	for (size_t i = 0; i < c->ndetails; i++)
		if (c->detail[i].text.n > 0 &&
		    (org == 0 ||
			c->tally.cell[c->detail[i].cell].dim[TALLY_ORG] == org))
			ds->d[ds->n++] = &c->detail[i];
	if (ds->n > 1)
		qsort(ds->d, ds->n, sizeof(*ds->d), by_family);
	for (size_t i = 0; i < ds->n; i++) {
		t = &taken[2 * ds->d[i]->family + is_now(ds, i)];
		if (ds->d[i]->family != 0 && (*t)++ >= most) {
			*t = (unsigned char)most;
			continue;
		}
		ds->d[kept++] = ds->d[i];
	}
	ds->n = kept;
	free(taken);
}

static void
count_docs(struct lexicon *lx, struct docs *ds)
{
	for (size_t i = 0; i < ds->n; i++)
		if (is_now(ds, i))
			lexicon_count(lx, ds->d[i]->text, LEXICON_NOW);
	counted_add(&ds->counted, lx, LEXICON_NOW);
	lexicon_prune(lx, LEAST);
	for (size_t i = 0; i < ds->n; i++)
		if (ds->d[i]->day <= ds->until - NOW - GAP)
			lexicon_count(lx, ds->d[i]->text, LEXICON_BEFORE);
	counted_add(&ds->counted, lx, LEXICON_BEFORE);
}

/* Is term T a pair with a word that says little? */
static bool
has_little(const struct lexicon *lx, const struct term *t)
{
	struct slice s = set_key(&lx->terms, t->id);
	struct slice head;

	return slice_cut(&s, ' ', &head) &&
	    (lexicon_says_little(head) || lexicon_says_little(s));
}

/* Test term I of LX. */
static struct term
test_term(const struct lexicon *lx, size_t i)
{
	const double *n = lx->texts;
	struct term t = { .id = (uint32_t)i,
		.a = lx->n[LEXICON_NOW][i],
		.c = lx->n[LEXICON_BEFORE][i] };
	double y[2] = { t.a, t.c };
	double var;

	t.expected = n[LEXICON_NOW] * (t.c + .5) / (n[LEXICON_BEFORE] + 1);
	var = t.expected + t.expected * t.expected / (t.c + .5) +
	    drift * drift * t.expected * t.expected;
	t.p = fmax(special_nb_tail(t.a, t.expected, var),
	    keyness_p(keyness_g2(t.a, n[LEXICON_NOW], t.c, n[LEXICON_BEFORE])));
	if (t.a <= t.expected)
		t.p = 1;
	t.little = has_little(lx, &t);
	t.z = keyness_log_odds(y, lx->uses, t.a + t.c,
	    lx->uses[LEXICON_NOW] + lx->uses[LEXICON_BEFORE], KEYNESS_PRIOR)
		  .z;
	return t;
}

static int
surest_first(const void *a, const void *b)
{
	const struct term *x = a;
	const struct term *y = b;

	if (x->p != y->p)
		return x->p < y->p ? -1 : 1;
	if (x->a != y->a)
		return x->a > y->a ? -1 : 1;
	return x->little - y->little;
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

/* The terms that stand out, surest first; ties by their bytes. */
static struct terms
find_terms(const struct lexicon *lx, const struct look *l)
{
	struct terms ts = { 0 };
	size_t m = lx->terms.len;
	struct term *all = xmalloc((m + 1) * sizeof(*all));
	double *p = xmalloc((m + 1) * sizeof(*p));
	double *q = xmalloc((m + 1) * sizeof(*q));
	double limit = multtest_budget(part_of_budget(l), kappa,
	    fmax((double)m, 1));

	for (size_t i = 0; i < m; i++) {
		all[i] = test_term(lx, i);
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

/* Which texts of now have which of the terms. */
static void
place_terms(struct terms *ts, struct lexicon *lx, struct docs *ds)
{
	uint32_t id[LEXICON_TERMS];
	struct counted_word *told = xcalloc(ts->n + 1, sizeof(*told));
	size_t *of = xcalloc(lx->terms.len + 1, sizeof(*of));
	size_t n;

	for (size_t k = 0; k < ts->n; k++) {
		ts->t[k].in = xcalloc(ds->n + 1, 1);
		of[ts->t[k].id] = k + 1;
	}
	for (size_t i = 0; i < ds->n && is_now(ds, i); i++) {
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
together(const struct term *a, const struct term *b, size_t n)
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
join_untold(struct terms *ts, const struct lexicon *lx)
{
	size_t from, to;

	for (size_t k = 0; k < ts->n; k++)
		for (size_t j = 0; j < k; j++) {
			if (ts->t[j].told.untold * 2 < ts->t[j].a ||
			    ts->t[k].told.untold * 2 < ts->t[k].a ||
			    !share_word(set_key(&lx->terms, ts->t[j].id),
				set_key(&lx->terms, ts->t[k].id)))
				continue;
			from = ts->t[k].lead > ts->t[j].lead ? ts->t[k].lead :
							       ts->t[j].lead;
			to = ts->t[k].lead + ts->t[j].lead - from;
			for (size_t i = 0; i < ts->n; i++)
				if (ts->t[i].lead == from)
					ts->t[i].lead = to;
		}
}

static void
cluster(struct terms *ts, size_t ndocs)
{
	for (size_t k = 0; k < ts->n; k++) {
		ts->t[k].lead = k;
		for (size_t j = 0; j < k && ts->t[k].lead == k; j++)
			if (ts->t[j].lead == j &&
			    together(&ts->t[j], &ts->t[k], ndocs))
				ts->t[k].lead = j;
	}
}

/* Is word T inside a pair that nearly all of its texts have? */
static bool
in_phrase(const struct terms *ts, const struct lexicon *lx,
    const struct term *t)
{
	struct slice word = set_key(&lx->terms, t->id);
	struct slice s;
	struct slice head;

	for (size_t k = 0; k < ts->n; k++) {
		s = set_key(&lx->terms, ts->t[k].id);
		if (ts->t[k].a >= .8 * t->a && slice_cut(&s, ' ', &head) &&
		    !lexicon_says_little(head) && !lexicon_says_little(s) &&
		    (slice_eq(head, word) || slice_eq(s, word)))
			return true;
	}
	return false;
}

/* Is pair T a word that stands out by itself, and one that says little? */
static bool
padded(const struct terms *ts, const struct lexicon *lx, const struct term *t)
{
	struct slice s = set_key(&lx->terms, t->id);
	struct slice head;
	struct slice other;

	if (!slice_cut(&s, ' ', &head))
		return false;
	if (!lexicon_says_little(head) && !lexicon_says_little(s))
		return false;
	for (size_t k = 0; k < ts->n; k++) {
		other = set_key(&lx->terms, ts->t[k].id);
		if (slice_eq(other, head) || slice_eq(other, s))
			return true;
	}
	return false;
}

static void
list_words(struct findings *fs, struct texts *list, const struct terms *ts,
    const struct lexicon *lx, size_t lead)
{
	struct slice s;

	for (size_t k = lead; k < ts->n && list->n < WORDS; k++) {
		s = set_key(&lx->terms, ts->t[k].id);
		if (ts->t[k].lead == lead && !in_phrase(ts, lx, &ts->t[k]) &&
		    !padded(ts, lx, &ts->t[k]))
			finding_list(fs, list, s);
	}
	if (list->n == 0)
		finding_list(fs, list, set_key(&lx->terms, ts->t[lead].id));
}

/* How many texts of term T belong to finding F. */
static double
held_by(const struct finding *f, const struct cells *x, const struct term *t,
    const struct docs *ds)
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
campaign_of(struct findings *fs, const struct corpus *c, const struct term *t,
    const struct docs *ds)
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
		if (n * 2 >= fmin(t->a, 2 * PER_FAMILY))
			return fs->f[k];
	}
	return NULL;
}

/* The finding to which most texts of T belong, or NULL. */
static struct finding *
holder(struct findings *fs, const struct look *l, const struct term *t,
    const struct docs *ds)
{
	struct finding *best = campaign_of(fs, l->cells->corpus, t, ds);
	double most = .6 * t->a;
	double n;

	if (best != NULL)
		return best;
	for (size_t k = 0; k < fs->n; k++) {
		if (!can_hold(fs->f[k]))
			continue;
		n = held_by(fs->f[k], l->cells, t, ds);
		if (n >= most && n > 0) {
			most = n;
			best = fs->f[k];
		}
	}
	return best;
}

static double
count_senders(const struct term *t, const struct docs *ds)
{
	struct sketch s = { 0 };
	double n;

	for (size_t i = 0; i < ds->n; i++)
		if (t->in[i])
			sketch_add(&s, ds->d[i]->sender);
	sketch_merge(&s, &t->told.senders);
	n = sketch_senders(&s) + t->told.untold;
	sketch_release(&s);
	return n;
}

/* The texts with term T by weeks, as far as there are texts. */
static void
put_series(struct finding *f, struct lexicon *lx, const struct term *t,
    const struct docs *ds)
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
	f->flag_from = steps - NOW / 7;
	f->flag_to = steps;
}

static void
put_figures(struct finding *f, const struct term *t)
{
	double e = t->expected;

	f->n = f->observed = t->a;
	f->expected = e;
	f->variance = e + e * e / (t->c + .5) + drift * drift * e * e;
	f->low = special_nb_inv(.05, e, f->variance);
	f->high = special_nb_inv(.95, e, f->variance);
	f->ratio = t->a / e;
	f->ratio_low = special_gamma_inv(.05, t->a + .5) / e;
	f->ratio_high = special_gamma_inv(.95, t->a + .5) / e;
	f->p = t->p;
	f->q = t->q;
}

/* All signals of now with term T, near-equal ones too; how many. */
static size_t
all_with(const struct detail **d, const struct corpus *c, struct lexicon *lx,
    const struct term *t, const struct docs *ds)
{
	uint32_t id[LEXICON_TERMS];
	const struct detail *one;
	size_t found = 0;
	size_t n;

	for (size_t i = 0; i < c->ndetails; i++) {
		one = &c->detail[i];
		if (one->text.n == 0 || one->day <= ds->until - NOW ||
		    c->tally.cell[one->cell].dim[TALLY_ORG] != ds->org)
			continue;
		n = lexicon_terms(lx, one->text, id);
		for (size_t k = 0; k < n; k++)
			if (id[k] == t->id)
				d[found++] = one;
	}
	return found;
}

static void
add(struct findings *fs, struct look *l, struct lexicon *lx,
    const struct terms *ts, const struct term *t, const struct docs *ds,
    struct slice org)
{
	struct finding *f = findings_add(fs, "emerging", "keyness/1");
	const struct corpus *c = l->cells->corpus;
	const struct detail **d = xmalloc((c->ndetails + 1) * sizeof(*d));
	struct buf b = { 0 };
	size_t n = all_with(d, c, lx, t, ds);

	json_decode(&b, org);
	if (b.len > 0) {
		finding_where(fs, f, "org", buf_slice(&b));
		finding_list(fs, &f->orgs, buf_slice(&b));
	}
	buf_release(&b);
	finding_where(fs, f, "words", set_key(&lx->terms, t->id));
	finding_identify(f);
	f->to = ds->until;
	f->from = ds->until - NOW + 1;
	put_figures(f, t);
	f->n = (double)n + t->told.n;
	finding_signals(fs, f, l->cells, d, n);
	if (t->told.n > 0) {
		f->senders = fmin(count_senders(t, ds), f->n);
		f->persons = f->persons_known = NAN;
		f->persons_about = false;
	}
	list_words(fs, &f->words, ts, lx, t->lead);
	put_series(f, lx, t, ds);
	look_account(l, "emerging")->found++;
	free(d);
}

/* A burst of signals without a theme that finding F, new words, explains. */
static bool
names_unknown(const struct finding *b, double held)
{
	return slice_eq(finding_value(b, "theme"), SLICE("onbepaald")) &&
	    held * 2 >= fmin(b->observed - b->expected, held * 4);
}

static void
judge(struct findings *fs, struct look *l, struct lexicon *lx,
    const struct terms *ts, const struct docs *ds, struct slice org)
{
	const struct term *t;
	struct finding *in;

	for (size_t k = 0; k < ts->n; k++) {
		t = &ts->t[k];
		if (t->lead != k || count_senders(t, ds) < LEAST_SENDERS)
			continue;
		in = holder(fs, l, t, ds);
		if (in != NULL && (in->cell < 0 || !names_unknown(in, t->a))) {
			list_words(fs, &in->words, ts, lx, k);
			continue;
		}
		add(fs, l, lx, ts, t, ds, org);
		if (in != NULL)
			in->into = fs->f[fs->n - 1];
	}
}

static void
find_in(struct findings *fs, struct look *l, uint32_t org)
{
	const struct tally *t = &l->cells->corpus->tally;
	struct lexicon lx = { 0 };
	struct docs ds;
	struct terms ts;

	take_docs(&ds, l->cells, org);
	count_docs(&lx, &ds);
	look_account(l, "emerging")->cells += lx.terms.len;
	look_account(l, "emerging")->tests += lx.terms.len;
	/* a history of words must be there to tell what is new */
	if (lx.texts[LEXICON_BEFORE] >= lx.texts[LEXICON_NOW]) {
		ts = find_terms(&lx, l);
		place_terms(&ts, &lx, &ds);
		cluster(&ts, ds.n);
		join_untold(&ts, &lx);
		judge(fs, l, &lx, &ts, &ds, set_key(&t->values, org));
		for (size_t k = 0; k < ts.n; k++) {
			sketch_release(&ts.t[k].told.senders);
			free(ts.t[k].in);
		}
		free(ts.t);
	}
	lexicon_release(&lx);
	counted_release(&ds.counted);
	free(ds.d);
}

void
emerge_find(struct findings *fs, struct look *l)
{
	const struct cells *x = l->cells;

	look_account(l, "emerging");
	for (size_t i = 0; i < x->n; i++)
		if (is_org(x, i))
			find_in(fs, l, x->cell[i].value[0]);
}

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
	const struct term *x = a;
	const struct term *y = b;

	if (x->z != y->z)
		return x->z > y->z ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

/* The pairs of words that tell the unknown texts from the others. */
static struct terms
telling_pairs(const struct lexicon *lx)
{
	struct terms ts = { 0 };
	struct slice s;
	struct term t;

	ts.t = xmalloc((lx->terms.len + 1) * sizeof(*ts.t));
	for (size_t i = 0; i < lx->terms.len; i++) {
		s = set_key(&lx->terms, i);
		if (memchr(s.p, ' ', s.n) == NULL)
			continue;
		t = test_term(lx, i);
		if (t.z > 2)
			ts.t[ts.n++] = t;
	}
	if (ts.n > 1)
		qsort(ts.t, ts.n, sizeof(*ts.t), most_telling);
	return ts;
}

/* Do nearly all texts of A and B have both, as two parts of a phrase? */
static bool
one_phrase(const struct term *a, const struct term *b, size_t ndocs)
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
pick_phrases(struct terms *ts, size_t ndocs, size_t max)
{
	struct term *kept = xmalloc((ts->n + 1) * sizeof(*kept));
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

size_t
emerge_unknown(struct findings *fs, const struct cells *x,
    struct emerge_pair *pair, size_t max)
{
	const struct corpus *c = x->corpus;
	struct lexicon lx = { 0 };
	struct docs all;
	struct docs ds = { 0 };
	struct terms ts;
	size_t n;

	take_docs(&all, x, 0);
	for (size_t i = 0; i < all.n; i++)
		if (unknown(c, all.d[i]))
			lexicon_count(&lx, all.d[i]->text, LEXICON_NOW);
	lexicon_prune(&lx, LEAST);
	for (size_t i = 0; i < all.n; i++)
		if (!unknown(c, all.d[i]))
			lexicon_count(&lx, all.d[i]->text, LEXICON_BEFORE);
	ts = telling_pairs(&lx);
	ts.n = ts.n < PHRASES * max ? ts.n : PHRASES * max;
	ds = all;
	ds.until = INT32_MIN + NOW + 1; /* every text is of now */
	ds.n = 0;
	for (size_t i = 0; i < all.n; i++)
		if (unknown(c, all.d[i]))
			ds.d[ds.n++] = all.d[i];
	place_terms(&ts, &lx, &ds);
	pick_phrases(&ts, ds.n, max);
	n = ts.n;
	for (size_t i = 0; i < n; i++) {
		pair[i].words = findings_text(fs,
		    set_key(&lx.terms, ts.t[i].id));
		pair[i].n = (uint32_t)ts.t[i].a;
		pair[i].persons = count_senders(&ts.t[i], &ds);
		free(ts.t[i].in);
	}
	free(ts.t);
	lexicon_release(&lx);
	free(all.d);
	return n;
}
