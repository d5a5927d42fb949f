#include "lib/pattern/over.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/xalloc.h"
#include "lib/pattern/merge.h"
#include "lib/pattern/special.h"

enum { LATELY = 13 }; /* weeks that must be as high as before them */

static const double remains = .8; /* of a level that stays */
static const double little = .5; /* of one that is over, or less */
static const double still_more = 1.5; /* times what was before */

/*
 * How many times what PAST holds beside its season the last WEEKS, with counts
 * Y, are; whatever they are, half a signal more, as none at all is a level.
 */
static bool
last_weeks(struct trend_change *t, struct trend_past *past, double *y,
    size_t weeks)
{
	bool good;

	past->ramp.at = past->n - weeks;
	for (size_t w = past->ramp.at; w < past->n; w++)
		y[w] += .5 / (double)weeks;
	good = trend_change(t, past);
	for (size_t w = past->ramp.at; w < past->n; w++)
		y[w] -= .5 / (double)weeks;
	return good;
}

/*
 * Let O know the last LATELY weeks of PAST to what was before its shift, of the
 * count or of its SHARE, whichever changed less.
 */
static void
see_lately(struct over_last *o, struct trend_past past, const double *share,
    double *y, bool up)
{
	struct trend_change t;

	past.shift_to = past.n - LATELY;
	for (int i = 0; i < 2; i++) {
		if (last_weeks(&t, &past, y, LATELY))
			o->lately = up ? fmin(o->lately, t.yearly) :
					 fmax(o->lately, t.yearly);
		past.offset = share;
	}
}

/* What the last weeks are to those of the level, and to those before it. */
struct back {
	bool good;
	bool surely; /* less of the level than remains */
	double part;
	double least; /* which part is surely */
	double before;
	double more; /* than that, surely */
	double se;
};

/* Of the last WEEKS of PAST, with counts Y; if it went down the other way. */
static struct back
see_back(struct trend_past past, double *y, size_t weeks, bool up)
{
	struct back b = { 0 };
	struct trend_change t;
	double far;

	past.shift_to = past.n;
	if (!last_weeks(&t, &past, y, weeks))
		return b;
	far = exp(special_t_inv(.95, t.df) * t.se);
	b.part = up ? t.yearly : 1 / t.yearly;
	b.se = t.se;
	b.surely = b.part * far < remains;
	b.least = b.part / far;
	past.shift_to = past.n - weeks;
	b.good = last_weeks(&t, &past, y, weeks);
	b.before = up ? t.yearly : 1 / t.yearly;
	b.more = b.before * exp(-special_t_inv(.99, t.df) * t.se);
	return b;
}

/*
 * Are the last WEEKS of PAST, with counts Y, back from the level since then?
 * SHARE, if it has one, must say so too: with its season, and surely with it or
 * as if it had none.
 */
static enum over
back(const struct trend_past *past, const double *share, double *y,
    size_t weeks, bool up)
{
	struct trend_past of = *past;
	struct back own = see_back(of, y, weeks, up);
	struct back shared;
	struct back steady;

	if (!own.good || own.part >= remains)
		return OVER_NOT;
	if (share != NULL) {
		of.offset = share;
		shared = see_back(of, y, weeks, up);
		of.season = false;
		steady = see_back(of, y, weeks, up);
		if (!shared.good || !steady.good || shared.part >= remains)
			return OVER_NOT;
		if (!shared.surely || (steady.surely && steady.se < shared.se))
			shared = steady;
		own = shared;
	}
	if (!own.surely)
		return OVER_MAYBE;
	return own.part < little || own.before < still_more ? OVER_SURELY :
							      OVER_EASED;
}

/*
 * Are the last weeks of B likelier of the old level than of the new, which are
 * o and n of them, as counts of Poisson: is ln(n / o) < n - o?  What is surely
 * more than the old is another level yet.
 */
static bool
like_before(const struct back *b)
{
	double n = 1 / b->part;
	double o = 1 / b->before;

	return b->good && !(b->more > 1) && log(n / o) < n - o;
}

/*
 * See_back of one that rose, with its season or, where that is surer, as few
 * signals teach none, without.
 */
static struct back
surer_back(struct trend_past past, double *y, size_t weeks)
{
	struct back with = see_back(past, y, weeks, true);
	struct back steady;

	past.season = false;
	steady = see_back(past, y, weeks, true);
	return with.good && with.se <= steady.se ? with : steady;
}

/* Is that so of PAST in its last 4 or 8 weeks, and of its SHARE too? */
static bool
likelier(struct trend_past past, const double *share, double *y)
{
	static const size_t last[] = { 4, 8 };
	struct back b;

	for (size_t k = 0; k < sizeof(last) / sizeof(*last); k++) {
		b = surer_back(past, y, last[k]);
		if (!like_before(&b))
			continue;
		if (share != NULL) {
			struct trend_past of = past;

			of.offset = share;
			b = surer_back(of, y, last[k]);
		}
		if (like_before(&b))
			return true;
	}
	return false;
}

/* Let O know what the last WEEKS, number K, of PAST are. */
static void
see_window(struct over_last *o, int k, const struct trend_past *past,
    const double *share, double *y, size_t weeks, bool up)
{
	enum over is = back(past, share, y, weeks, up);
	struct back own = surer_back(*past, y, weeks);

	if (is > o->over)
		o->over = is;
	if (is == OVER_SURELY && k > o->longest)
		o->longest = k;
	if (own.good && own.part < remains) {
		is = own.surely ? OVER_EASED : OVER_MAYBE;
		o->fewer = is > o->fewer ? is : o->fewer;
	}
	if (own.good && isnan(o->part[k])) {
		o->part[k] = own.part;
		o->least[k] = own.least;
	}
}

void
over_of(struct over_last *o, const struct course *c,
    const struct course_shift *s)
{
	static const size_t last[OVER_WINDOWS] = { 3, 8, LATELY };
	static const struct trend_change none = { .phi = 1 };
	struct trend_past past = course_past(c, c->exposure);
	struct course_shift flat;
	double y[COURSE_WEEKS];
	bool up = s->by.ratio > 1;
	const double *share = c->alone ? NULL : c->share;

	*o = (struct over_last){ .longest = -1, .lately = NAN };
	for (int k = 0; k < OVER_WINDOWS; k++)
		o->part[k] = o->least[k] = NAN;
	if (!s->there)
		return;
	memcpy(y, c->y, c->n * sizeof(*y));
	past.y = y;
	course_shift(&flat, c, c->exposure, &none);
	for (int i = 0; i < 2; i++) {
		past.shift = i == 0 ? s->by.at : flat.by.at;
		if ((i > 0 && (flat.by.ratio > 1) != up) ||
		    past.shift + LATELY >= past.n)
			continue;
		for (int k = 0; k < OVER_WINDOWS; k++)
			see_window(o, k, &past, share, y, last[k], up);
		if (up && likelier(past, share, y)) {
			o->likelier = true;
			o->over = OVER_SURELY;
		}
		see_lately(o, past, c->share, y, up);
	}
}

bool
over_with(const struct over_last *a, double least, const struct over_last *b,
    double most)
{
	int k = b->longest >= 0 ? b->longest : OVER_WINDOWS - 2;

	return b->over == OVER_SURELY && least <= most &&
	    !(a->least[k] > b->part[k] && !a->likelier);
}

/*
 * Is F over, or explained by what is?  Not if it is a part of that, and is not
 * back itself.
 */
static bool
is_gone(const struct finding *f, const struct cells *x)
{
	const struct finding *top = finding_top(f);

	return f->over == OVER_SURELY ||
	    (top->over == OVER_SURELY &&
		(f->over != OVER_NOT ||
		    !cells_inside(x, (size_t)f->cell, (size_t)top->cell)));
}

/* Let F, that stays, be in none of those that go; is it free by that? */
static bool
let_go(struct finding *f)
{
	struct finding *into = f->into;

	while (into != NULL && into->over == OVER_SURELY)
		into = into->into;
	if (into == f->into)
		return false;
	f->into = into;
	return into == NULL;
}

void
over_merge(struct findings *fs, struct look *l, const char *kind)
{
	char *gone = xcalloc(fs->n + 1, 1);
	bool again = false;
	size_t n;

	merge_findings(fs, l, kind);
	for (size_t i = 0; i < fs->n; i++)
		gone[i] = strcmp(fs->f[i]->kind, kind) == 0 &&
		    is_gone(fs->f[i], l->cells);
	for (size_t i = 0; i < fs->n; i++)
		again |= !gone[i] && let_go(fs->f[i]);
	n = fs->n;
	findings_leave_out(fs, gone);
	look_account(l, kind)->found -= n - fs->n;
	free(gone);
	if (again)
		merge_findings(fs, l, kind);
}
