#include "lib/pattern/slow.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/pattern/burst.h"
#include "lib/pattern/multtest.h"
#include "lib/pattern/special.h"
#include "lib/pattern/trend.h"

enum {
	LATE = 28, /* days */
	WEEKS = 104,
	LEAST_WEEKS = 26,
	LEAST = 30, /* signals */
	LEAST_QUARTER = 10, /* of them in the last 13 weeks */
	SEASON_WEEKS = 104,
	QUARTER = 91
};

static const double yearly_change = .15;
static const double kappa = .05; /* false findings a series-week over p */
static const double our_share = .15; /* of the budget */
static const double weeks_a_year = 52.1775;
static const double least_shift = 1.5;
static const double least_unseasoned = 2; /* where no season is known */

/* The course of a cell by weeks, the last one ending today. */
struct course {
	size_t n;
	double y[WEEKS];
	double exposure[WEEKS]; /* ln */
	double share[WEEKS]; /* ln exposure of what its organisation had */
	double used[WEEKS]; /* 0 leaves a week out */
};

struct outcome {
	size_t cell;
	struct trend_change own;
	struct trend_change share;
	struct trend_rank rank;
	struct trend_shift shift;
	bool shifted;
	double share_ratio; /* of the shift of the share */
	double p;
	double p_shift;
};

struct outcomes {
	size_t n;
	size_t cap;
	struct outcome *o;
};

/* The cell at the root of I: its organisation, or everything. */
static size_t
root(const struct cells *x, size_t i)
{
	size_t at = i;

	while (x->cell[at].parent >= 0 && x->form[x->cell[at].form].n > 1)
		at = (size_t)x->cell[at].parent;
	if (at == i && x->cell[at].parent >= 0)
		at = (size_t)x->cell[at].parent;
	return at;
}

static void
sum_weeks(const struct look *l, const double *exposure, struct course *c,
    double *sums)
{
	size_t len = l->cells->len;
	size_t at;

	c->n = len / 7 < WEEKS ? len / 7 : WEEKS;
	for (size_t w = 0; w < c->n; w++) {
		sums[w] = 0;
		at = len - 7 * (c->n - w);
		for (size_t d = 0; d < 7; d++)
			sums[w] += exposure != NULL ? exposure[at + d] :
						      l->count[at + d];
	}
}

/* The weekly counts of root cell I, made once. */
static const double *
root_weeks(struct look *l, size_t i, struct course *c, double **kept)
{
	struct mw_series s;

	if (kept[i] == NULL) {
		kept[i] = xcalloc(WEEKS, sizeof(*kept[i]));
		look_series(l, i, &s);
		sum_weeks(l, NULL, c, kept[i]);
	}
	return kept[i];
}

static void
take_course(struct look *l, size_t i, struct course *c, double **kept)
{
	struct mw_series s;
	const double *total = root_weeks(l, root(l->cells, i), c, kept);

	look_series(l, i, &s);
	sum_weeks(l, NULL, c, c->y);
	sum_weeks(l, l->exposure, c, c->exposure);
	for (size_t w = 0; w < c->n; w++) {
		c->used[w] = c->exposure[w] > .2;
		c->exposure[w] = c->used[w] > 0 ? log(c->exposure[w]) : 0;
		c->share[w] = log(fmax(total[w] - c->y[w], 1));
	}
}

static bool
change_of(struct trend_change *t, const struct course *c, const double *offset)
{
	struct trend_past past = { .n = c->n,
		.y = c->y,
		.offset = offset,
		.weight = c->used,
		.year = weeks_a_year,
		.season = c->n >= SEASON_WEEKS };

	return trend_change(t, &past);
}

/* The counts as a multiple of what their exposure asks, in whole weeks. */
static size_t
level_out(const struct course *c, const double *offset, double *y)
{
	size_t n = 0;

	for (size_t w = 0; w < c->n; w++)
		if (c->used[w] > 0)
			y[n++] = c->y[w] / exp(offset[w]);
	return n;
}

/*
 * Where the level shifted against OFFSET, by the weeks that can be compared,
 * beyond what the season of T does; the chance of such a shift, 1 if none.
 */
static double
find_shift(struct trend_shift *shift, bool *shifted, const struct course *c,
    const double *offset, const struct trend_change *t)
{
	double y[WEEKS];
	double mu[WEEKS];
	size_t week[WEEKS];
	double sum = 0;
	double all = 0;
	size_t n = 0;

	for (size_t w = 0; w < c->n; w++) {
		if (c->used[w] <= 0)
			continue;
		y[n] = c->y[w];
		mu[n] = exp(offset[w] + trend_season(t, weeks_a_year, w));
		week[n] = w;
		sum += y[n];
		all += mu[n++];
	}
	for (size_t w = 0; w < n; w++)
		mu[w] *= sum / all;
	*shifted = n > 0 && trend_shift(shift, y, mu, n, t->phi);
	if (!*shifted)
		return 1;
	shift->at = week[shift->at];
	return shift->gain > 0 ?
	    fmin(1, (double)n * special_chi2_tail(2 * shift->gain, 1)) :
	    1;
}

/* The shift of the count, and that of its share, which must agree. */
static void
find_shifts(struct outcome *o, const struct course *c)
{
	struct trend_shift share;
	bool shifted;
	double p = find_shift(&share, &shifted, c, c->share, &o->share);

	o->p_shift = find_shift(&o->shift, &o->shifted, c, c->exposure,
	    &o->own);
	o->p_shift = fmax(o->p_shift, p);
	o->share_ratio = shifted ? share.ratio : 1;
}

static void
test_cell(struct look *l, size_t i, struct outcomes *os, double **kept)
{
	struct course c;
	double y[WEEKS];
	struct outcome *o;

	take_course(l, i, &c, kept);
	if (os->n == os->cap) {
		os->cap = os->cap ? os->cap * 2 : 256;
		os->o = xrealloc(os->o, os->cap, sizeof(*os->o));
	}
	o = &os->o[os->n];
	*o = (struct outcome){ .cell = i, .p = 1, .p_shift = 1 };
	if (!change_of(&o->own, &c, c.exposure) ||
	    !change_of(&o->share, &c, c.share))
		return;
	trend_rank(&o->rank, y, level_out(&c, c.share, y));
	o->p = fmax(fmax(o->own.p, o->share.p), o->rank.p);
	if ((o->own.yearly > 1) != (o->share.yearly > 1) ||
	    (o->own.yearly > 1) != (o->rank.s > 0))
		o->p = 1;
	find_shifts(o, &c);
	os->n++;
}

static bool
eligible(const struct cells *x, size_t i)
{
	const struct cells_cell *c = &x->cell[i];

	return !c->dropped && x->form[c->form].n > 0 && c->total >= LEAST &&
	    c->recent + c->past >= LEAST &&
	    cells_sum(x, i, TALLY_N, x->until - QUARTER + 1, x->until) >=
	    LEAST_QUARTER;
}

/* What is good news: a complaint that wanes, praise that grows. */
static const char *
kind_of(const struct cells *x, const struct outcome *o)
{
	bool good = burst_good(cells_value(x, o->cell, TALLY_THEME));
	bool up = o->own.yearly > 1;

	if (good)
		return up ? "positive" : NULL;
	return up ? "trend" : "positive";
}

static struct finding *
add(struct findings *fs, struct look *l, const struct outcome *o,
    const char *kind)
{
	const struct cells *x = l->cells;
	struct finding *f = findings_add(fs, kind, "trend/1");

	finding_where_cell(fs, f, x, o->cell);
	f->from = x->until - QUARTER + 1;
	f->to = x->until;
	finding_facts(fs, f, x);
	look_course(l, f, NULL);
	f->observed = f->n;
	f->flag_to = f->nseries;
	f->flag_from = f->nseries;
	if (o->shifted && f->nseries > 0) {
		f->since = x->until -
		    7 *
			(int32_t)(l->cells->len / 7 < WEEKS ?
				l->cells->len / 7 :
				WEEKS) +
		    7 * (int32_t)o->shift.at + 1;
		f->flag_from = f->since <= f->series_from ?
		    0 :
		    (size_t)((f->since - f->series_from) / 7);
	}
	look_account(l, kind)->found++;
	return f;
}

static void
add_trend(struct findings *fs, struct look *l, const struct outcome *o,
    double q)
{
	const char *kind = kind_of(l->cells, o);
	struct finding *f;

	/* what a system has not delivered for weeks is no fall */
	if (kind == NULL ||
	    (o->own.yearly < 1 &&
		origin_span(&l->origins, o->cell).whole <
		    l->cells->until - LATE))
		return;
	f = add(fs, l, o, kind);
	f->ratio = o->own.yearly;
	f->ratio_low = o->own.low;
	f->ratio_high = o->own.high;
	f->expected = f->observed / o->own.yearly;
	f->variance = f->expected * fmax(o->own.phi, 1);
	f->p = o->p;
	f->q = q;
	f->chance = q > .05;
}

/* Is O's level up for half a year, and does it stay? */
static bool
persists(const struct look *l, const struct outcome *o)
{
	size_t weeks = l->cells->len / 7 < WEEKS ? l->cells->len / 7 : WEEKS;
	size_t active = 0;
	int32_t until = l->cells->until;
	double least = weeks < SEASON_WEEKS ? least_unseasoned : least_shift;

	if (!o->shifted || fmin(o->shift.ratio, o->share_ratio) < least ||
	    o->shift.at + LEAST_WEEKS > weeks || o->own.high < .8 ||
	    burst_good(cells_value(l->cells, o->cell, TALLY_THEME)))
		return false;
	for (int w = 0; w < LEAST_WEEKS; w++)
		active += cells_sum(l->cells, o->cell, TALLY_N,
			      until - 7 * w - 6, until - 7 * w) > 0;
	return active * 5 >= (size_t)LEAST_WEEKS * 4;
}

static void
add_persistent(struct findings *fs, struct look *l, const struct outcome *o,
    double q)
{
	struct finding *f = add(fs, l, o, "persistent");

	f->ratio = o->shift.ratio;
	f->expected = f->observed / o->shift.ratio;
	f->variance = f->expected * fmax(o->own.phi, 1);
	f->ratio_low = special_gamma_inv(.05, f->observed + .5) / f->expected;
	f->ratio_high = special_gamma_inv(.95, f->observed + .5) / f->expected;
	f->p = o->p_shift;
	f->q = q;
}

/* A finding if outcome O, of which Q is the q-value, is one. */
typedef void judge_fn(struct findings *fs, struct look *l,
    const struct outcome *o, double q);

static void
judge_trend(struct findings *fs, struct look *l, const struct outcome *o,
    double q)
{
	if (fabs(o->own.yearly - 1) >= yearly_change)
		add_trend(fs, l, o, q);
}

static void
judge_shift(struct findings *fs, struct look *l, const struct outcome *o,
    double q)
{
	if (persists(l, o))
		add_persistent(fs, l, o, q);
}

/* Judge all by the P of each, among M. */
static void
judge(struct findings *fs, struct look *l, const struct outcomes *os,
    const double *p, double m, judge_fn *fn)
{
	double *q = xmalloc((os->n + 1) * sizeof(*q));
	double limit = multtest_budget(our_share * l->opt.budget, kappa, m);

	look_adjust(p, q, os->n, m);
	for (size_t i = 0; i < os->n; i++)
		if (q[i] <= .05 && p[i] <= limit)
			fn(fs, l, &os->o[i], q[i]);
	free(q);
}

void
slow_find(struct findings *fs, struct look *l)
{
	struct outcomes os = { 0 };
	struct look_tests *a = look_account(l, "trend");
	double m = 0;
	double *p;
	double **kept; /* weekly counts of roots */

	if (l->cells->len < 7 * LEAST_WEEKS)
		return;
	kept = xcalloc(l->cells->n, sizeof(*kept));
	for (size_t i = 0; i < l->cells->n; i++) {
		if (!eligible(l->cells, i))
			continue;
		m++;
		test_cell(l, i, &os, kept);
	}
	for (size_t i = 0; i < l->cells->n; i++)
		free(kept[i]);
	free(kept);
	a->cells = l->cells->n;
	a->tests = (uint64_t)m;
	p = xmalloc((os.n + 1) * sizeof(*p));
	for (size_t i = 0; i < os.n; i++)
		p[i] = os.o[i].p;
	judge(fs, l, &os, p, fmax(m, 1), judge_trend);
	for (size_t i = 0; i < os.n; i++)
		p[i] = os.o[i].p_shift;
	judge(fs, l, &os, p, fmax(m, 1), judge_shift);
	free(p);
	free(os.o);
}
