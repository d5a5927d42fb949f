#include <math.h>
#include <string.h>

#include "lib/base/date.h"
#include "lib/pattern/again.h"
#include "lib/pattern/slow_change.h"

enum { QUARTER = 91, QUARTER_WEEKS = 13, YEAR_QUARTERS = 4 };

/* The first day of week W of C's course. */
static int32_t
day_of(const struct cells *x, const struct slow_change *c, size_t w)
{
	return x->until - 7 * (int32_t)(c->weeks - w) + 1;
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
add(struct findings *fs, struct look *l, const struct slow_change *c,
    const char *kind)
{
	const struct cells *x = l->cells;
	struct finding *f = findings_add(fs, kind, "trend/1");

	finding_where_cell(fs, f, x, c->cell);
	f->from = x->until - QUARTER + 1;
	f->to = x->until;
	finding_facts(fs, f, x);
	look_course(l, f, NULL);
	look_offset(l, f);
	f->alone = c->alone;
	finding_place(fs, &f->whole, x, course_root(x, c->cell));
	f->over = c->last.over;
	f->fewer = c->last.fewer;
	f->observed = f->n;
	f->among = again_letters(x, c->cell, f->from, f->to);
	f->flag_to = f->nseries;
	f->flag_from = f->nseries;
	if (c->shift.there && f->nseries > 0) {
		f->since = day_of(x, c, c->since);
		flag_since(f, f->since);
	}
	look_account(l, kind)->found++;
	return f;
}

/* Let F say how much higher the level of C is than before its shift. */
static void
tell_shift(struct finding *f, const struct slow_change *c)
{
	double far = slow_far(c);

	f->ratio = c->shift.by.ratio;
	f->ratio_low = f->ratio * exp(-far);
	f->ratio_high = f->ratio * exp(far);
}

/* A year, or to the last quarter from the first where that is less. */
static double
years_told(const struct slow_change *c)
{
	return fmin((double)c->weeks / QUARTER_WEEKS - 1, YEAR_QUARTERS) /
	    YEAR_QUARTERS;
}

static void
tell_trend(struct finding *f, const struct cells *x,
    const struct slow_change *c)
{
	double years = years_told(c);

	f->ratio = pow(c->own.yearly, years);
	f->ratio_low = pow(c->own.low, years);
	f->ratio_high = pow(c->own.high, years);
	f->in_all = years < 1;
	f->step = c->step && (c->shift.by.ratio > 1) == (c->own.yearly > 1) &&
	    slow_differs(c->shift.by.ratio);
	if (f->step)
		tell_shift(f, c);
	if (!f->step && c->own.yearly > 1 && c->began > 0 &&
	    f->since != DATE_NONE) {
		f->began = day_of(x, c, c->began);
		flag_since(f, f->began);
	}
	f->chance = c->q[SLOW_TREND] > .05;
}

static void
tell_persistent(struct finding *f, const struct slow_change *c)
{
	double part = c->last.lately / c->shift.by.ratio;

	tell_shift(f, c);
	/* what is less by now is told as it is by now, not at its height */
	if (f->over == OVER_EASED && part < 1) {
		f->ratio *= part;
		f->ratio_low *= part;
		f->ratio_high *= part;
	}
}

void
slow_tell(struct findings *fs, struct look *l, const struct slow_change *c,
    enum slow_kind k)
{
	struct finding *f = add(fs, l, c, slow_name(l->cells, c, k));
	struct mw_fit fit;

	look_fit(l, c->cell, &fit);
	f->no_year = !mw_knows_year(&fit);
	if (k == SLOW_TREND)
		tell_trend(f, l->cells, c);
	else
		tell_persistent(f, c);
	f->expected = f->observed / f->ratio;
	f->variance = f->expected * fmax(c->own.phi, 1);
	f->p = c->p[k];
	f->q = c->q[k];
}
