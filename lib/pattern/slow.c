#include "lib/pattern/slow.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/pattern/burst.h"
#include "lib/pattern/episodes.h"
#include "lib/pattern/multtest.h"
#include "lib/pattern/slow_change.h"
#include "lib/pattern/special.h"

enum {
	LATE = 28, /* days */
	LEAST_WEEKS = 26,
	LEAST_BARE = 65, /* weeks: a year and a season */
	LEAST = 30, /* signals */
	LEAST_QUARTER = 10, /* of them in the last 13 weeks */
	QUARTER = 91,
	HALF_YEAR = 182,
	YEAR = 2 * HALF_YEAR
};

static const double yearly_change = .15;
static const double kappa = .05; /* false findings a series-week over p */
static const double our_share = .15; /* of the budget */
static const double likely = .05; /* p of a shift that is fitted again */
static const double least_shift = 1.5;
static const double least_unseasoned = 2; /* where no season is known */

const char slow_is_over[] = "over";

static void
add_change(struct slow_changes *all, const struct slow_change *c)
{
	if (all->n == all->cap) {
		all->cap = all->cap ? all->cap * 2 : 256;
		all->c = xrealloc(all->c, all->cap, sizeof(*all->c));
	}
	all->c[all->n++] = *c;
}

/* Fit C to its cell; and what it says of how its level walks, to LIKE. */
static bool
fit(struct slow_change *c, struct walk *like, struct course_roots *r)
{
	struct course whole;
	struct course of;
	double y[COURSE_WEEKS];
	struct course_shift share;

	course_take(&whole, r, c->cell);
	course_late(&of, &whole);
	c->weeks = of.n;
	c->alone = whole.alone;
	c->seasoned = course_seasoned(&of);
	if (!course_change(&c->own, &of, of.exposure) ||
	    !course_change(&c->share, &of, of.share))
		return false;
	trend_rank(&c->rank, y, course_level(&of, y));
	course_shift(&share, &of, of.share, &c->share);
	course_shift(&c->shift, &of, of.exposure, &c->own);
	course_walk(like, &whole, &of, &c->shift);
	c->share_p = share.p;
	c->share_ratio = share.there ? share.by.ratio : 1;
	return true;
}

/* Do neither its share nor its own year set C against the season? */
static bool
is_bare(const struct slow_change *c)
{
	return c->alone && c->weeks < LEAST_BARE;
}

/* Do the count, its share and the ranks agree on which way it goes? */
static bool
agree(const struct slow_change *c)
{
	return (c->own.yearly > 1) == (c->share.yearly > 1) &&
	    (c->own.yearly > 1) == (c->rank.s > 0);
}

/* The p of C, of the count, its share and the ranks of that, which agree. */
static double
p_of(const struct slow_change *c, enum slow_kind k)
{
	if (!c->fits)
		return 1;
	if (k == SLOW_PERSISTENT)
		return fmax(c->shift.p, c->share_p);
	if (!agree(c) || is_bare(c))
		return 1;
	return fmax(fmax(c->own.p, c->share.p), c->rank.p);
}

static void
test_cell(struct slow_changes *all, struct course_roots *r, size_t i)
{
	struct slow_change c = { .cell = i };
	struct walk like;

	c.fits = fit(&c, &like, r);
	for (int k = 0; k < SLOW_KINDS; k++)
		c.steady[k] = p_of(&c, (enum slow_kind)k);
	add_change(all, &c);
	if (c.fits)
		pace_add(&all->pace, i, &like);
}

/*
 * Did more come to cell I in the last half year than in the one before, or of
 * what does not go UP less?
 */
static bool
moved_lately(const struct cells *x, size_t i, bool up)
{
	int32_t u = x->until;
	double now = (double)cells_sum(x, i, TALLY_N, u - HALF_YEAR + 1, u);
	double before = (double)cells_sum(x, i, TALLY_N, u - YEAR + 1,
	    u - HALF_YEAR);

	return up ? now >= (1 + yearly_change) * before :
		    before >= (1 + yearly_change) * now;
}

/* Let C know that its level walks at its speed. */
static void
doubt_one(struct slow_change *c, struct course_roots *r)
{
	struct course whole;
	struct course of;

	trend_doubt(&c->own, &c->steps);
	course_take(&whole, r, c->cell);
	course_late(&of, &whole);
	over_of(&c->last, &of, &c->shift);
	if (c->shift.p > likely)
		return;
	c->step = !course_goes_on(&c->began, &of, &c->own) ||
	    c->last.over != OVER_NOT ||
	    !moved_lately(r->l->cells, c->cell, c->own.yearly > 1);
	course_doubt(&c->shift, &of, &c->steps);
}

/*
 * Let what may be found know how levels walk: a part of a cell at least as fast
 * as the whole, of which more is known.
 */
static void
doubt(struct slow_changes *all, struct course_roots *r)
{
	for (size_t i = 0; i < all->n; i++) {
		struct slow_change *c = &all->c[i];

		if (fmin(c->steady[SLOW_TREND], c->steady[SLOW_PERSISTENT]) >
		    likely)
			continue;
		c->doubted = true;
		c->steps = pace_of(&all->pace, c->cell);
		doubt_one(c, r);
	}
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

bool
slow_differs(double x)
{
	return fabs(x - 1) >= yearly_change;
}

double
slow_far(const struct slow_change *c)
{
	return special_normal_inv(.975) * sqrt(c->shift.var);
}

/* What is good news: a complaint that wanes, praise that grows. */
const char *
slow_name(const struct cells *x, const struct slow_change *c, enum slow_kind k)
{
	bool good = burst_good(cells_value(x, c->cell, TALLY_THEME));
	bool up = c->own.yearly > 1;

	if (k == SLOW_PERSISTENT)
		return "persistent";
	if (good)
		return up ? "positive" : NULL;
	return up ? "trend" : "positive";
}

/*
 * Did C fall, whatever there was in the weeks that were not shared?  A last
 * part f of T years that is s times as high adds 6 f (1 - f) ln(s) / T to the
 * slope of a line, by least squares.
 */
static bool
surely_fell(const struct cells *x, const struct slow_change *c)
{
	int32_t last = x->until - QUARTER;
	double slack = cells_slack(x, c->cell,
	    (const int32_t[]){ last - YEAR + 1, last },
	    (const int32_t[]){ last + 1, x->until });
	double days = 7 * (double)c->weeks;
	double f = fmin(QUARTER / days, .5);

	slack = pow(slack, fmax(1, 6 * f * (1 - f) * YEAR / days));

	return c->own.high * slack < 1 &&
	    c->own.yearly * slack <= 1 - yearly_change;
}

/* Is C a part of what rose like it and is over, and is it over with that? */
static bool
went_down(const struct look *l, const struct slow_changes *all,
    const struct slow_change *c)
{
	double least = c->shift.by.ratio * exp(-slow_far(c));
	const struct slow_change *w;

	if (!c->shift.there || !(c->shift.by.ratio > 1) ||
	    c->last.over == OVER_SURELY)
		return false;
	for (size_t i = 0; i < all->n; i++) {
		w = &all->c[i];
		if (w->shift.there && w->shift.by.ratio > 1 &&
		    cells_inside(l->cells, c->cell, w->cell) &&
		    over_with(&c->last, least, &w->last,
			w->shift.by.ratio * exp(slow_far(w))))
			return true;
	}
	return false;
}

/* Was C as good as nothing before, by what the last 13 weeks are times that? */
static bool
is_new(const struct cells *x, const struct slow_change *c)
{
	return (double)cells_sum(x, c->cell, TALLY_N, x->until - QUARTER + 1,
		   x->until) < LEAST_QUARTER * c->last.lately;
}

/*
 * Are the last 13 weeks of C, that is not over, no higher, or no lower?  Or,
 * where some are less, not as high as is surely told?
 */
static bool
came_back(const struct cells *x, const struct slow_change *c)
{
	if ((c->last.over == OVER_MAYBE || c->last.over == OVER_EASED) &&
	    c->own.yearly > 1 && !is_new(x, c) &&
	    c->last.lately < c->shift.by.ratio * exp(-slow_far(c)))
		return true;
	return c->last.over != OVER_SURELY &&
	    (c->own.yearly > 1 ? c->last.lately < 1 + yearly_change :
				 c->last.lately > 1 - yearly_change);
}

/* Does cell I have signals in four fifths of the last half year's weeks? */
static bool
is_steady(const struct cells *x, size_t i)
{
	size_t active = 0;

	for (int w = 0; w < LEAST_WEEKS; w++)
		active += cells_sum(x, i, TALLY_N, x->until - 7 * w - 6,
			      x->until - 7 * w) > 0;
	return active * 5 >= (size_t)LEAST_WEEKS * 4;
}

/*
 * Did C fall, but not with what does not count in its cell yet, which may have
 * taken over from the rest?  Its last 13 weeks are then as those of a year ago.
 */
static bool
went_over(struct look *l, const struct slow_change *c)
{
	int32_t u = l->cells->until;

	return c->own.yearly < 1 && look_span(l, c->cell).mixed &&
	    (double)cells_sum(l->cells, c->cell, TALLY_N, u - QUARTER + 1, u) >=
	    (1 - yearly_change) *
		(double)cells_sum(l->cells, c->cell, TALLY_N,
		    u - YEAR - QUARTER + 1, u - YEAR);
}

/*
 * What is asked of each: the first that C does not fulfil, in the words of
 * sig-pattern(5), or NULL.
 */
static const char *
trend_fails(struct look *l, const struct slow_change *c)
{
	const struct cells *x = l->cells;

	if (came_back(x, c) || went_over(l, c))
		return "back";
	if (slow_name(x, c, SLOW_TREND) == NULL)
		return "praise";
	/* what was not delivered for weeks, or not shared, is no fall */
	if (c->own.yearly < 1 && look_span(l, c->cell).whole < x->until - LATE)
		return "undelivered";
	if (c->own.yearly < 1 && !surely_fell(x, c))
		return "unshared";
	return c->last.over == OVER_SURELY ? slow_is_over : NULL;
}

static const char *
persistent_fails(struct look *l, const struct slow_change *c, double least)
{
	if (c->last.over == OVER_SURELY)
		return slow_is_over;
	if (c->last.lately < least)
		return "back";
	if (c->shift.by.at + LEAST_WEEKS > c->weeks)
		return "recent";
	if (c->own.high < .8)
		return "falls";
	if (burst_good(cells_value(l->cells, c->cell, TALLY_THEME)))
		return "praise";
	return is_steady(l->cells, c->cell) ? NULL : "seldom";
}

/* The same, of what it must be before its p is looked at. */
static const char *
size_fails(const struct slow_change *c, enum slow_kind k, double least)
{
	if (!c->fits || (k == SLOW_TREND && is_bare(c)))
		return "weeks";
	if (k == SLOW_PERSISTENT)
		return c->shift.there && c->shift.by.ratio >= least &&
			c->share_ratio >= least ?
		    NULL :
		    "size";
	return !slow_differs(c->own.yearly) ? "size" :
	    !agree(c)                       ? "share" :
					      NULL;
}

/* Does what C is told as go on? */
static bool
goes_on(const struct look *l, const struct slow_change *c, enum slow_kind k)
{
	const char *kind = slow_name(l->cells, c, k);

	return kind != NULL && episodes_go_on(l, c->cell, kind, c->p[k]);
}

static const char *
fails(struct look *l, const struct slow_changes *all,
    const struct slow_change *c, enum slow_kind k)
{
	double least = c->seasoned ? least_shift : least_unseasoned;
	const char *why = size_fails(c, k, least);

	if (why != NULL)
		return why;
	if ((c->q[k] > .05 || c->p[k] > all->limit) && !goes_on(l, c, k))
		return c->q[k] > .05 ? "q" : "budget";
	if ((k == SLOW_PERSISTENT || c->own.yearly > 1) && went_down(l, all, c))
		return "whole";
	return k == SLOW_TREND ? trend_fails(l, c) :
				 persistent_fails(l, c, least);
}

/* Judge all as K, among M. */
static void
judge(struct slow_changes *all, struct look *l, enum slow_kind k, double m)
{
	double *p = xmalloc((all->n + 1) * sizeof(*p));
	double *q = xmalloc((all->n + 1) * sizeof(*q));

	for (size_t i = 0; i < all->n; i++)
		p[i] = all->c[i].p[k] = p_of(&all->c[i], k);
	look_adjust(p, q, all->n, m);
	for (size_t i = 0; i < all->n; i++)
		all->c[i].q[k] = q[i];
	for (size_t i = 0; i < all->n; i++)
		all->c[i].fails[k] = fails(l, all, &all->c[i], k);
	free(p);
	free(q);
}

/* Was cell I not delivered for weeks, or has it another name now? */
static bool
is_past(struct look *l, size_t i)
{
	struct origin_span span = look_span(l, i);

	return span.renamed || span.to < l->cells->until - LATE;
}

bool
slow_open(struct slow_changes *all, struct look *l)
{
	struct course_roots roots;
	double m;

	*all = (struct slow_changes){ 0 };
	if (l->cells->len < 7 * LEAST_WEEKS)
		return false;
	course_open(&roots, l);
	pace_open(&all->pace, l->cells);
	for (size_t i = 0; i < l->cells->n; i++)
		if (eligible(l->cells, i) && !is_past(l, i))
			test_cell(all, &roots, i);
	doubt(all, &roots);
	course_release(&roots);
	m = fmax((double)all->n, 1);
	all->limit = multtest_budget(our_share * l->opt.budget, kappa, m);
	for (int k = 0; k < SLOW_KINDS; k++)
		judge(all, l, (enum slow_kind)k, m);
	return true;
}

void
slow_release(struct slow_changes *all)
{
	free(all->c);
	pace_release(&all->pace);
}

/* Let L know how many TESTS there were of KIND. */
static void
account(struct look *l, const char *kind, size_t tests)
{
	struct look_tests *a = look_account(l, kind);

	a->cells = l->cells->n;
	a->tests = tests;
}

/* Let C, which is to be told, know since when, and whether a fall goes on. */
static void
date_shift(struct slow_change *c, struct course_roots *r)
{
	struct course whole;
	struct course of;

	if (!c->shift.there)
		return;
	course_take(&whole, r, c->cell);
	course_late(&of, &whole);
	c->since = course_since(&of, &whole, &c->shift);
	if (c->step && c->own.yearly < 1 && c->last.over == OVER_NOT &&
	    moved_lately(r->l->cells, c->cell, false))
		c->step = !course_slopes(&of, &whole, &c->shift);
}

void
slow_find(struct findings *fs, struct look *l)
{
	struct slow_changes all;
	struct course_roots roots;
	const char *why;

	look_account(l, "trend");
	if (!slow_open(&all, l))
		return;
	/* a level that lasts is looked for in each of them too */
	account(l, "trend", all.n);
	account(l, "persistent", all.n);
	course_open(&roots, l);
	for (int k = 0; k < SLOW_KINDS; k++)
		for (size_t i = 0; i < all.n; i++) {
			why = all.c[i].fails[k];
			if (why != NULL && why != slow_is_over)
				continue;
			date_shift(&all.c[i], &roots);
			slow_tell(fs, l, &all.c[i], (enum slow_kind)k);
		}
	course_release(&roots);
	slow_release(&all);
}
