#include "lib/pattern/slow.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/burst.h"
#include "lib/pattern/course.h"
#include "lib/pattern/episodes.h"
#include "lib/pattern/multtest.h"
#include "lib/pattern/over.h"
#include "lib/pattern/pace.h"
#include "lib/pattern/special.h"

enum {
	LATE = 28, /* days */
	LEAST_WEEKS = 26,
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

struct outcome {
	size_t cell;
	size_t weeks; /* of its course */
	bool alone; /* it has no share */
	bool seasoned;
	struct trend_change own;
	struct trend_change share;
	struct trend_rank rank;
	struct course_shift shift;
	struct over_last last;
	bool step; /* it rose at once, rather than that it goes on */
	size_t began; /* the week from which it goes on; 0: not known */
	double share_p; /* of the shift of the share */
	double share_ratio;
};

struct outcomes {
	size_t n;
	size_t cap;
	struct outcome *o;
	struct pace pace; /* at which they walk */
};

static void
add_outcome(struct outcomes *os, const struct outcome *o,
    const struct walk *like)
{
	if (os->n == os->cap) {
		os->cap = os->cap ? os->cap * 2 : 256;
		os->o = xrealloc(os->o, os->cap, sizeof(*os->o));
	}
	os->o[os->n++] = *o;
	pace_add(&os->pace, o->cell, like);
}

static void
test_cell(struct outcomes *os, struct course_roots *r, size_t i)
{
	struct course whole;
	struct course c;
	double y[COURSE_WEEKS];
	struct course_shift share;
	struct outcome o = { .cell = i };
	struct walk like;

	course_take(&whole, r, i);
	course_late(&c, &whole);
	o.weeks = c.n;
	o.alone = whole.alone;
	o.seasoned = course_seasoned(&c);
	if (!course_change(&o.own, &c, c.exposure) ||
	    !course_change(&o.share, &c, c.share))
		return;
	trend_rank(&o.rank, y, course_level(&c, y));
	course_shift(&share, &c, c.share, &o.share);
	course_shift(&o.shift, &c, c.exposure, &o.own);
	course_walk(&like, &whole, &c, &o.shift);
	o.share_p = share.p;
	o.share_ratio = share.there ? share.by.ratio : 1;
	add_outcome(os, &o, &like);
}

/* The p of a trend: of the count, its share and the ranks, which must agree. */
static double
p_of_trend(const struct outcome *o)
{
	if ((o->own.yearly > 1) != (o->share.yearly > 1) ||
	    (o->own.yearly > 1) != (o->rank.s > 0))
		return 1;
	return fmax(fmax(o->own.p, o->share.p), o->rank.p);
}

/* The p of a shift, of the count and of its share. */
static double
p_of_shift(const struct outcome *o)
{
	return fmax(o->shift.p, o->share_p);
}

/* Did more come to cell I in the last half year than in the one before? */
static bool
grew_lately(const struct cells *x, size_t i)
{
	int32_t u = x->until;

	return (double)cells_sum(x, i, TALLY_N, u - HALF_YEAR + 1, u) >=
	    (1 + yearly_change) *
	    (double)cells_sum(x, i, TALLY_N, u - YEAR + 1, u - HALF_YEAR);
}

/* Let O know that its level walks at SPEED. */
static void
doubt_one(struct outcome *o, struct course_roots *r, double speed)
{
	struct course whole;
	struct course c;

	trend_doubt(&o->own, speed);
	course_take(&whole, r, o->cell);
	course_late(&c, &whole);
	over_of(&o->last, &c, &o->shift);
	if (o->shift.p > likely)
		return;
	o->step = !course_goes_on(&o->began, &c, &o->own) ||
	    o->last.over != OVER_NOT || !grew_lately(r->l->cells, o->cell);
	course_doubt(&o->shift, &c, speed);
}

/*
 * Let what may be found know how levels walk: a part of a cell at least as fast
 * as the whole, of which more is known.
 */
static void
doubt(struct outcomes *os, struct course_roots *r)
{
	for (size_t i = 0; i < os->n; i++)
		if (fmin(p_of_trend(&os->o[i]), p_of_shift(&os->o[i])) <=
		    likely)
			doubt_one(&os->o[i], r,
			    pace_of(&os->pace, os->o[i].cell));
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

/* The first day of week W of O's course. */
static int32_t
day_of(const struct cells *x, const struct outcome *o, size_t w)
{
	return x->until - 7 * (int32_t)(o->weeks - w) + 1;
}

/* Flag the weeks of F since DAY. */
static void
flag_since(struct finding *f, int32_t day)
{
	f->flag_from = day <= f->series_from ?
	    0 :
	    (size_t)((day - f->series_from) / 7);
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
	look_offset(l, f);
	f->alone = o->alone;
	finding_place(fs, &f->whole, x, course_root(x, o->cell));
	f->over = o->last.over;
	f->observed = f->n;
	f->flag_to = f->nseries;
	f->flag_from = f->nseries;
	if (o->shift.there && f->nseries > 0) {
		f->since = day_of(x, o, o->shift.by.at);
		flag_since(f, f->since);
	}
	look_account(l, kind)->found++;
	return f;
}

/* How far the ends of its interval at 95 % are from the ratio of O's shift. */
static double
far_of(const struct outcome *o)
{
	return special_normal_inv(.975) * sqrt(o->shift.var);
}

/* Let F say how much higher the level of O is than before its shift. */
static void
tell_shift(struct finding *f, const struct outcome *o)
{
	double far = far_of(o);

	f->ratio = o->shift.by.ratio;
	f->ratio_low = f->ratio * exp(-far);
	f->ratio_high = f->ratio * exp(far);
}

/*
 * Did O fall, whatever there was in the weeks that were not shared?  A last
 * part f of T years that is s times as high adds 6 f (1 - f) ln(s) / T to the
 * slope of a line, by least squares.
 */
static bool
surely_fell(const struct cells *x, const struct outcome *o)
{
	int32_t last = x->until - QUARTER;
	double slack = cells_slack(x, o->cell,
	    (const int32_t[]){ last - YEAR + 1, last },
	    (const int32_t[]){ last + 1, x->until });
	double days = 7 * (double)o->weeks;
	double f = fmin(QUARTER / days, .5);

	slack = pow(slack, fmax(1, 6 * f * (1 - f) * YEAR / days));

	return o->own.high * slack < 1 &&
	    o->own.yearly * slack <= 1 - yearly_change;
}

static void
add_trend(struct findings *fs, struct look *l, const struct outcome *o,
    double q)
{
	const char *kind = kind_of(l->cells, o);
	struct finding *f;

	/* what was not delivered for weeks, or not shared, is no fall */
	if (kind == NULL ||
	    (o->own.yearly < 1 &&
		(origin_span(&l->origins, o->cell).whole <
			l->cells->until - LATE ||
		    !surely_fell(l->cells, o))))
		return;
	f = add(fs, l, o, kind);
	f->ratio = o->own.yearly;
	f->ratio_low = o->own.low;
	f->ratio_high = o->own.high;
	f->step = strcmp(kind, "trend") == 0 && o->step &&
	    o->shift.by.ratio >= 1 + yearly_change;
	if (f->step)
		tell_shift(f, o);
	if (!f->step && o->own.yearly > 1 && o->began > 0 &&
	    f->since != DATE_NONE) {
		f->began = day_of(l->cells, o, o->began);
		flag_since(f, f->began);
	}
	f->expected = f->observed / f->ratio;
	f->variance = f->expected * fmax(o->own.phi, 1);
	f->p = p_of_trend(o);
	f->q = q;
	f->chance = q > .05;
}

/* Is O's level up for half a year, and does it stay? */
static bool
persists(const struct look *l, const struct outcome *o)
{
	size_t active = 0;
	int32_t until = l->cells->until;
	double least = o->seasoned ? least_shift : least_unseasoned;

	if (!o->shift.there || fmin(o->shift.by.ratio, o->share_ratio) < least)
		return false;
	if (o->last.over == OVER_SURELY)
		return true;
	if (o->last.lately < least || o->shift.by.at + LEAST_WEEKS > o->weeks ||
	    o->own.high < .8 ||
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
	double part = o->last.lately / o->shift.by.ratio;

	tell_shift(f, o);
	/* what is less by now is told as it is by now, not at its height */
	if (f->over == OVER_EASED && part < 1) {
		f->ratio *= part;
		f->ratio_low *= part;
		f->ratio_high *= part;
	}
	f->expected = f->observed / f->ratio;
	f->variance = f->expected * fmax(o->own.phi, 1);
	f->p = p_of_shift(o);
	f->q = q;
}

/* Is O a part of what rose like it and is over, and is it over with that? */
static bool
went_down(const struct look *l, const struct outcomes *os,
    const struct outcome *o)
{
	double least = o->shift.by.ratio * exp(-far_of(o));
	const struct outcome *w;

	if (!o->shift.there || !(o->shift.by.ratio > 1) ||
	    o->last.over == OVER_SURELY)
		return false;
	for (size_t i = 0; i < os->n; i++) {
		w = &os->o[i];
		if (w->shift.there && w->shift.by.ratio > 1 &&
		    cells_inside(l->cells, o->cell, w->cell) &&
		    over_with(&o->last, least, &w->last,
			w->shift.by.ratio * exp(far_of(w))))
			return true;
	}
	return false;
}

/* A finding if outcome O, of which Q is the q-value, is one. */
typedef void judge_fn(struct findings *fs, struct look *l,
    const struct outcome *o, double q);

/* Was O as good as nothing before, by what the last 13 weeks are times that? */
static bool
is_new(const struct cells *x, const struct outcome *o)
{
	return (double)cells_sum(x, o->cell, TALLY_N, x->until - QUARTER + 1,
		   x->until) < LEAST_QUARTER * o->last.lately;
}

/*
 * Are the last 13 weeks of O, that is not over, no higher, or no lower?  Or,
 * where some are less, not as high as is surely told?
 */
static bool
came_back(const struct cells *x, const struct outcome *o)
{
	if ((o->last.over == OVER_MAYBE || o->last.over == OVER_EASED) &&
	    o->own.yearly > 1 && !is_new(x, o) &&
	    o->last.lately < o->shift.by.ratio * exp(-far_of(o)))
		return true;
	return o->last.over != OVER_SURELY &&
	    (o->own.yearly > 1 ? o->last.lately < 1 + yearly_change :
				 o->last.lately > 1 - yearly_change);
}

static void
judge_trend(struct findings *fs, struct look *l, const struct outcome *o,
    double q)
{
	if (fabs(o->own.yearly - 1) >= yearly_change && !came_back(l->cells, o))
		add_trend(fs, l, o, q);
}

static void
judge_shift(struct findings *fs, struct look *l, const struct outcome *o,
    double q)
{
	if (persists(l, o))
		add_persistent(fs, l, o, q);
}

/* Does what FN tells of O, with P, go on? */
static bool
goes_on(const struct look *l, const struct outcome *o, judge_fn *fn, double p)
{
	const char *kind = fn == judge_shift ? "persistent" :
					       kind_of(l->cells, o);

	return kind != NULL && episodes_go_on(l, o->cell, kind, p);
}

/* Does FN tell that O rose, or is high, and not that it fell? */
static bool
is_rise(const struct outcome *o, judge_fn *fn)
{
	return fn == judge_shift || o->own.yearly > 1;
}

/* Judge all by P_OF each, among M. */
static void
judge(struct findings *fs, struct look *l, const struct outcomes *os,
    double (*p_of)(const struct outcome *o), double m, judge_fn *fn)
{
	double *p = xmalloc((os->n + 1) * sizeof(*p));
	double *q = xmalloc((os->n + 1) * sizeof(*q));
	double limit = multtest_budget(our_share * l->opt.budget, kappa, m);

	for (size_t i = 0; i < os->n; i++)
		p[i] = p_of(&os->o[i]);
	look_adjust(p, q, os->n, m);
	for (size_t i = 0; i < os->n; i++)
		if (((q[i] <= .05 && p[i] <= limit) ||
			goes_on(l, &os->o[i], fn, p[i])) &&
		    !(is_rise(&os->o[i], fn) && went_down(l, os, &os->o[i])))
			fn(fs, l, &os->o[i], q[i]);
	free(p);
	free(q);
}

/* Was cell I not delivered for weeks, or has it another name now? */
static bool
is_past(struct look *l, size_t i)
{
	struct origin_span span = origin_span(&l->origins, i);

	return span.renamed || span.to < l->cells->until - LATE;
}

void
slow_find(struct findings *fs, struct look *l)
{
	struct outcomes os = { 0 };
	struct look_tests *a = look_account(l, "trend");
	struct course_roots roots;
	double m = 0;

	if (l->cells->len < 7 * LEAST_WEEKS)
		return;
	course_open(&roots, l);
	pace_open(&os.pace, l->cells);
	for (size_t i = 0; i < l->cells->n; i++) {
		if (!eligible(l->cells, i) || is_past(l, i))
			continue;
		m++;
		test_cell(&os, &roots, i);
	}
	doubt(&os, &roots);
	course_release(&roots);
	a->cells = l->cells->n;
	a->tests = (uint64_t)m;
	/* a level that lasts is looked for in each of them too */
	look_account(l, "persistent")->cells = a->cells;
	look_account(l, "persistent")->tests = a->tests;
	judge(fs, l, &os, p_of_trend, fmax(m, 1), judge_trend);
	judge(fs, l, &os, p_of_shift, fmax(m, 1), judge_shift);
	free(os.o);
	pace_release(&os.pace);
}
