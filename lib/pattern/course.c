#include "lib/pattern/course.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/pattern/level.h"
#include "lib/pattern/special.h"

enum {
	GUARD = 13, /* weeks from which no walk is learned */
	YEAR = 52, /* weeks */
	EDGE = 8, /* weeks at each end of a shift */
	SEARCHES = 2, /* for a shift, the second time with its season */
	GAP = 3, /* weeks that nothing is known of, and more */
	SIDE = 26, /* known weeks on each side of it */
	SIDES = 78 /* on both */
};

static const double weeks_a_year = 52.1775;
static const double shifting = .5; /* odds, in some week */
static const double likely = .05; /* p of a shift that may be one */

void
course_open(struct course_roots *r, struct look *l)
{
	r->l = l;
	r->kept = xcalloc(l->cells->n, sizeof(*r->kept));
}

void
course_release(struct course_roots *r)
{
	for (size_t i = 0; i < r->l->cells->n; i++)
		free(r->kept[i]);
	free(r->kept);
	r->kept = NULL;
}

/* The cell at the root of I: its organisation, or everything. */
size_t
course_root(const struct cells *x, size_t i)
{
	size_t at = cells_top(x, i);

	if (at == i && x->cell[at].parent >= 0)
		at = (size_t)x->cell[at].parent;
	return at;
}

static void
sum_weeks(const struct look *l, const double *exposure, const struct course *c,
    double *sums)
{
	size_t len = l->cells->len;
	size_t at;

	for (size_t w = 0; w < c->n; w++) {
		sums[w] = 0;
		at = len - 7 * (c->n - w);
		for (size_t d = 0; d < 7; d++)
			sums[w] += exposure != NULL ? exposure[at + d] :
						      l->count[at + d];
	}
}

/*
 * The weekly counts as if all that is in the cell had been there always
 * (origin.h), and which PART of it was.
 */
static void
sum_whole(const struct look *l, const struct course *c, double *sums,
    double *part)
{
	size_t at = l->cells->len;
	double of = 1;

	for (size_t w = c->n; w-- > 0;) {
		sums[w] = part[w] = 0;
		for (int k = 0; k < 7; k++) {
			at--;
			/* before that, what is too small to be compared */
			of = l->part[at] > 0 ? l->part[at] : of;
			sums[w] += l->count[at] / of;
			part[w] += of;
		}
		part[w] /= 7;
	}
}

/* The weekly counts of root cell I, as if all of it had been there always. */
static const double *
root_weeks(struct course_roots *r, size_t i, struct course *c)
{
	struct mw_series s;

	if (r->kept[i] == NULL) {
		r->kept[i] = xcalloc(COURSE_MOST, sizeof(*r->kept[i]));
		look_series(r->l, i, &s);
		sum_whole(r->l, c, r->kept[i], c->rest);
	}
	return r->kept[i];
}

void
course_take(struct course *c, struct course_roots *r, size_t i)
{
	struct mw_series s;
	const struct cells *x = r->l->cells;
	const double *total;
	double own[COURSE_MOST];
	double part[COURSE_MOST];
	double others = 0;

	c->n = x->len / 7 < COURSE_MOST ? x->len / 7 : COURSE_MOST;
	total = root_weeks(r, course_root(x, i), c);
	look_series(r->l, i, &s);
	sum_weeks(r->l, NULL, c, c->y);
	sum_weeks(r->l, r->l->exposure, c, c->exposure);
	sum_weeks(r->l, r->l->calm, c, c->used);
	sum_whole(r->l, c, own, part);
	for (size_t w = 0; w < c->n; w++) {
		c->used[w] = c->used[w] > .2;
		c->exposure[w] = c->used[w] > 0 ? log(c->exposure[w]) : 0;
		others += total[w] - own[w];
	}
	c->alone = others < (double)c->n;
	for (size_t w = 0; w < c->n; w++) {
		c->rest[w] = c->alone ? exp(c->exposure[w]) :
					fmax((total[w] - own[w]) * part[w], 1);
		c->share[w] = log(c->rest[w]);
	}
}

/* How many of the weeks FROM up to before TO are known. */
static size_t
known(const struct course *c, size_t from, size_t to)
{
	size_t n = 0;

	for (; from < to; from++)
		n += c->used[from] > 0;
	return n;
}

/* May what lies before week W, since START, be compared with what follows? */
static bool
comparable(const struct course *c, size_t start, size_t w)
{
	size_t before = known(c, start, w);
	size_t behind = known(c, w, c->n);

	return before + behind >= SIDES &&
	    (before == 0 || (before >= SIDE && behind >= SIDE));
}

/* The week of C, from FROM on, that follows the last gap not to be crossed. */
static size_t
behind_gap(const struct course *c, size_t from)
{
	size_t start = from;
	size_t empty = 0;

	for (size_t w = from; w < c->n; w++) {
		if (c->used[w] <= 0) {
			empty++;
			continue;
		}
		if (empty >= GAP && !comparable(c, start, w))
			start = w;
		empty = 0;
	}
	return start > from && known(c, start, c->n) < SIDE ? c->n : start;
}

void
course_late(struct course *c, const struct course *whole)
{
	size_t before = whole->n < COURSE_WEEKS ? 0 : whole->n - COURSE_WEEKS;

	before = behind_gap(whole, before);
	c->n = whole->n - before;
	c->alone = whole->alone;
	for (size_t w = 0; w < c->n; w++) {
		c->y[w] = whole->y[before + w];
		c->exposure[w] = whole->exposure[before + w];
		c->rest[w] = whole->rest[before + w];
		c->share[w] = whole->share[before + w];
		c->used[w] = whole->used[before + w];
	}
}

/*
 * A season shows if it comes back: where nearly all is of one year, a fit takes
 * it for the season, and a season without end.
 */
bool
course_seasoned(const struct course *c)
{
	double before = 0;
	double last = 0;

	for (size_t w = 0; w < c->n; w++)
		*(w + YEAR < c->n ? &before : &last) += c->y[w];
	return c->n >= 2 * YEAR && fmin(before, last) * 50 >= before + last;
}

struct trend_past
course_past(const struct course *c, const double *offset)
{
	return (struct trend_past){ .n = c->n,
		.y = c->y,
		.offset = offset,
		.weight = c->used,
		.year = weeks_a_year,
		.season = course_seasoned(c) };
}

bool
course_change(struct trend_change *t, const struct course *c,
    const double *offset)
{
	struct trend_past past = course_past(c, offset);

	return trend_change(t, &past);
}

size_t
course_level(const struct course *c, double *y)
{
	size_t n = 0;

	for (size_t w = 0; w < c->n; w++)
		if (c->used[w] > 0)
			y[n++] = c->y[w] / c->rest[w];
	return n;
}

/* The chance of a shift that gains as much, wherever in N weeks. */
static double
chance(double gain, double n)
{
	return gain > 0 ? fmin(1, n * special_chi2_tail(2 * gain, 1)) : 1;
}

void
course_shift(struct course_shift *s, const struct course *c,
    const double *offset, const struct trend_change *t)
{
	double y[COURSE_WEEKS];
	double mu[COURSE_WEEKS];
	size_t week[COURSE_WEEKS];
	double sum = 0;
	double before = 0;
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
	*s = (struct course_shift){ .p = 1, .weeks = (double)n };
	s->there = n > 0 && trend_shift(&s->by, y, mu, n, fmax(1, t->phi));
	if (!s->there)
		return;
	for (size_t w = 0; w < s->by.at; w++)
		before += y[w];
	s->by.at = week[s->by.at];
	s->p = chance(s->by.gain, s->weeks);
	s->var = fmax(1, t->phi) *
	    (1 / (before + .5) + 1 / (sum - before + .5));
}

/*
 * What PAST says of speeds, beside a season as sharp as may be: what comes each
 * year in the same weeks is no walk.  What has too little for that says it
 * beside the one that is told.
 */
static void
learn(struct walk *like, const struct trend_past *past)
{
	struct trend_past fine = *past;
	struct trend_change t;

	fine.finer = past->season ? TREND_FINER : 0;
	fine.like = like;
	if (trend_change(&t, &fine))
		return;
	fine.finer = 0;
	if (!trend_change(&t, &fine))
		*like = (struct walk){ { 0 } };
}

void
course_walk(struct walk *like, const struct course *whole,
    const struct course *c, const struct course_shift *s)
{
	struct trend_past past = course_past(whole, whole->exposure);
	struct trend_change t;
	struct walk of_ramp;
	double weight[COURSE_MOST];

	for (size_t w = 0; w < whole->n; w++)
		weight[w] = w + GUARD < whole->n ? whole->used[w] : 0;
	if (whole->n > COURSE_WEEKS + GUARD)
		past.bend = whole->n - COURSE_WEEKS;
	past.weight = weight;
	if (!trend_change(&t, &past)) {
		*like = (struct walk){ { 0 } };
		return;
	}
	learn(like, &past);
	if (!s->there || s->p > likely || c->n <= GUARD)
		return;
	past.bend = 0;
	for (int i = 0; i < SEARCHES; i++) {
		if (!ramp_find(&past.ramp, &past, &t, whole->n - c->n + 1,
			whole->n - GUARD) ||
		    !trend_change(&t, &past))
			return;
	}
	learn(&of_ramp, &past);
	walk_either(like, &of_ramp, shifting * past.ramp.starts / s->weeks);
}

bool
course_goes_on(size_t *at, const struct course *c, const struct trend_change *t)
{
	struct trend_past past = course_past(c, c->exposure);

	return ramp_goes_on(at, &past, t);
}

/*
 * The likeliest week since which C is at the level of S, or since which it goes
 * ON to it evenly in ln; how likely, to MOST.  0: none can be fitted.
 */
static size_t
likeliest(double *most, const struct course *c, const struct course *whole,
    const struct course_shift *s, bool on)
{
	size_t before = c->n < COURSE_WEEKS ? 0 : whole->n - c->n;
	const struct course *of = before > 0 ? whole : c;
	struct trend_past past = course_past(of, of->exposure);
	struct trend_change t;
	size_t best = 0;

	*most = -INFINITY;
	past.shift_to = before;
	for (size_t at = EDGE; at + EDGE <= c->n; at++) {
		past.ramp.at = before + at;
		past.ramp.took = on ? c->n - at : 1;
		if (c->used[at] > 0 && trend_change(&t, &past) &&
		    (t.yearly > 1) == (s->by.ratio > 1) && t.like > *most) {
			*most = t.like;
			best = at;
		}
	}
	return best;
}

size_t
course_since(const struct course *c, const struct course *whole,
    const struct course_shift *s)
{
	double like;
	size_t at = likeliest(&like, c, whole, s, false);

	return at > 0 ? at : s->by.at;
}

bool
course_slopes(const struct course *c, const struct course *whole,
    const struct course_shift *s)
{
	double at_once;
	double on;

	likeliest(&at_once, c, whole, s, false);
	likeliest(&on, c, whole, s, true);
	return on >= at_once;
}

/* Which part of the ln of SEEN there is in that of RATIO: 0 to 1. */
static double
left(double ratio, double seen)
{
	double all = log(seen);

	return isfinite(all) ? fmin(1, fmax(0, log(ratio) / all)) : 1;
}

void
course_doubt(struct course_shift *s, const struct course *c,
    const struct walk_steps *steps)
{
	struct trend_past past = course_past(c, c->exposure);
	struct trend_change steady;
	struct trend_change walking;
	double part;
	double wider;

	past.ramp.at = s->by.at;
	if (!s->there || !trend_change(&steady, &past))
		return;
	past.steps = steps;
	if (!trend_change(&walking, &past))
		return;
	part = left(walking.yearly, s->by.ratio);
	wider = walking.se / steady.se;
	s->by.ratio = pow(s->by.ratio, part);
	s->by.gain *= part / wider * (part / wider);
	s->var *= wider * wider;
	s->p = chance(s->by.gain, s->weeks);
}
