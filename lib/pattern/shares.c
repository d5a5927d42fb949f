#include "lib/pattern/shares.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/shares_days.h"

enum {
	WEEK = 7,
	BEFORE = 8 * WEEK, /* days that the first step needs before it */
	BETWEEN = 2 * WEEK, /* two steps */
	BEHIND = WEEK, /* and the last has behind it */
	SIGNALS = 20, /* on either side */
	NEAR = 91, /* days on either side that say what else changed */
	YEAR = 365,
	STEPS = 16 /* at most */
};

static const double sure = 25; /* chi2 for one step */
static const double large = 1.25;
static const double least_part = .05;

/* Days, from the first of the cells, of which a member is judged. */
struct span {
	size_t from;
	size_t to; /* and not this one */
};

struct edges {
	size_t n;
	size_t day[STEPS + 2]; /* the first and the last are the ends */
};

/* Pearson's chi2 of the shares before and after day AT. */
static double
chi2_of(const struct shares_days *s, int dim, const struct span *span,
    size_t at)
{
	double n0 = shares_days_sum(s, TALLY_TERM, span->from, at);
	double n1 = shares_days_sum(s, TALLY_TERM, at, span->to);
	double f0 = shares_days_sum(s, dim, span->from, at);
	double f1 = shares_days_sum(s, dim, at, span->to);
	double all = (f0 + f1) / (n0 + n1);
	double by = f1 / n1 - f0 / n0;

	if (n0 < SIGNALS || n1 < SIGNALS || all <= 0 || all >= 1)
		return 0;
	return by * by / (all * (1 - all) * (1 / n0 + 1 / n1));
}

/* Add what the weeks from FROM on vary about their share, of N of them. */
static double
vary(const struct shares_days *s, int dim, size_t from, size_t to, double *n)
{
	double share = shares_days_share(s, dim, from, to);
	double sum = 0;
	double all, by;

	for (; from + WEEK <= to && share > 0 && share < 1; from += WEEK) {
		all = shares_days_sum(s, TALLY_TERM, from, from + WEEK);
		by = shares_days_sum(s, dim, from, from + WEEK) - all * share;
		if (all <= 0)
			continue;
		sum += by * by / (all * share * (1 - share));
		*n += 1;
	}
	return sum;
}

static bool
differ(double a, double b)
{
	return fmax(a, b) >= large * fmin(a, b);
}

/* Find the step of DIM in SPAN, or none: 0. */
static size_t
find_step(const struct shares_days *s, int dim, const struct span *span,
    const struct span *all)
{
	size_t least = span->from == all->from ? BEFORE : BETWEEN;
	size_t end = span->to - (span->to == all->to ? BEHIND : BETWEEN);
	double most = 0;
	size_t best = 0;
	double weeks = 0;
	double chi2, phi;

	for (size_t at = span->from + least; at <= end && end < span->to;
	     at++) {
		chi2 = chi2_of(s, dim, span, at);
		/* of days with nothing between them the last: it has some */
		if (chi2 > 0 && chi2 >= most) {
			most = chi2;
			best = at;
		}
	}
	if (most < sure)
		return 0;
	phi = vary(s, dim, span->from, best, &weeks);
	phi += vary(s, dim, best, span->to, &weeks);
	phi = weeks > 2 ? fmax(1, phi / (weeks - 2)) : 1;
	return most >= sure * phi &&
		differ(shares_days_share(s, dim, span->from, best),
		    shares_days_share(s, dim, best, span->to)) ?
	    best :
	    0;
}

/* Put the edges between parts of SPAN into E, in order. */
static void
split(const struct shares_days *s, int dim, const struct span *span,
    const struct span *all, struct edges *e)
{
	size_t at = span->to - span->from > BETWEEN && e->n < STEPS ?
	    find_step(s, dim, span, all) :
	    0;

	if (at == 0)
		return;
	split(s, dim, &(struct span){ span->from, at }, all, e);
	if (e->n < STEPS)
		e->day[e->n++] = at;
	split(s, dim, &(struct span){ at, span->to }, all, e);
}

/* The share of none of N signals of which SOME have something, never 0. */
static double
none_of(double n, double some)
{
	return (n - some + .5) / (n + 1);
}

/*
 * Did all but one value of DIM become more, or fewer, as its share did, by the
 * root of that at least; and what has none the other way?
 */
static bool
is_habit(struct shares_days *s, int dim, const struct span *span, size_t at)
{
	double days = (double)(span->to - at) / (double)(at - span->from);
	double n[2] = { shares_days_sum(s, TALLY_TERM, span->from, at),
		shares_days_sum(s, TALLY_TERM, at, span->to) };
	double some[2] = { shares_days_sum(s, dim, span->from, at),
		shares_days_sum(s, dim, at, span->to) };
	double share = some[1] / n[1] / (some[0] / n[0]);
	double none = none_of(n[1], some[1]) / none_of(n[0], some[0]);
	double way = share > 1 ? 1 : -1;
	double most = -INFINITY;
	double rest[2] = { 0, 0 };
	double v[2], more;

	shares_days_values(s, dim, span->from, at, span->to);
	for (size_t i = 1; i < s->x->corpus->tally.values.len; i++) {
		for (int k = 0; k < 2; k++)
			v[k] = s->value[k][i];
		more = way * (v[1] - days * v[0]);
		if (v[0] + v[1] == 0 || more <= most)
			continue;
		most = more;
		for (int k = 0; k < 2; k++)
			rest[k] = some[k] - v[k];
	}
	return rest[0] + rest[1] >= SIGNALS &&
	    way * (rest[1] - days * rest[0] * sqrt(share)) >= 0 &&
	    way * (n[1] - some[1] - days * (n[0] - some[0]) * sqrt(none)) <= 0;
}

static size_t
later(size_t a, size_t b)
{
	return a > b ? a : b;
}

/* Add the step of DIM on day AT of edges E, K of them, if it is one. */
static void
add_step(struct shares *out, struct shares_days *s, int dim,
    const struct edges *e, size_t k)
{
	size_t at = e->day[k];
	struct span span = { e->day[k - 1], e->day[k + 1] };
	double before, after;

	if (at > YEAR)
		span.from = later(span.from, at - YEAR);
	if (at + YEAR < span.to)
		span.to = at + YEAR;
	before = shares_days_share(s, dim, span.from, at);
	after = shares_days_share(s, dim, at, span.to);
	if (at > NEAR)
		span.from = later(span.from, at - NEAR);
	if (at + NEAR < span.to)
		span.to = at + NEAR;
	if (shares_days_sum(s, dim, span.from, at) == 0 ||
	    !is_habit(s, dim, &span, at))
		return;
	out->step = xrealloc(out->step, out->n + 1, sizeof(*out->step));
	out->step[out->n++] = (struct shares_step){ (uint32_t)s->source, dim,
		s->x->first + (int32_t)at, before, after };
}

/* The number of DAY, or that of the first. */
static size_t
number(const struct cells *x, int32_t day)
{
	return day > x->first ? (size_t)(day - x->first) : 0;
}

static void
find_steps(struct shares *out, struct shares_days *s, int dim, int32_t begin)
{
	struct span all = { 0, s->x->len };
	struct edges e = { 0 };
	double n, filled;

	if (begin == DATE_NONE || begin > s->x->until)
		return;
	all.from = number(s->x, begin);
	n = shares_days_sum(s, TALLY_TERM, all.from, all.to);
	filled = shares_days_sum(s, dim, all.from, all.to);
	if (n < 2 * SIGNALS || filled <= 0 || filled >= n)
		return;
	e.day[e.n++] = all.from;
	split(s, dim, &all, &all, &e);
	e.day[e.n] = all.to;
	for (size_t k = 1; k < e.n; k++)
		add_step(out, s, dim, &e, k);
}

static bool
has_dim(const struct cells_form *f, int dim)
{
	for (int d = 0; d < f->n; d++)
		if (f->dim[d] == dim)
			return true;
	return false;
}

static int
by_number(const void *a, const void *b)
{
	size_t x = *(const size_t *)a;
	size_t y = *(const size_t *)b;

	return (x > y) - (x < y);
}

/*
 * The days of the N steps of STEP in members of form F, since all of these can
 * be compared, as BEGIN says; what comes within a week of another is one.
 * Returns false if there is none.
 */
static bool
list_days(struct edges *e, const struct cells *x, const struct cells_form *f,
    const struct shares_step *step, size_t n, const int32_t *begin)
{
	size_t day[STEPS * CELLS_DIMS];
	size_t ndays = 0;

	for (size_t i = 0; i < n; i++)
		if (has_dim(f, step[i].dim))
			day[ndays++] = (size_t)(step[i].from - x->first);
	if (ndays > 1)
		qsort(day, ndays, sizeof(*day), by_number);
	*e = (struct edges){ .n = 1 };
	for (int d = 0; d < f->n; d++)
		e->day[0] = later(e->day[0], number(x, begin[f->dim[d]]));
	for (size_t i = 0; i < ndays && e->n <= STEPS; i++)
		if (day[i] >= e->day[e->n - 1] + WEEK)
			e->day[e->n++] = day[i];
	e->day[e->n] = x->len;
	return e->n > 1;
}

/* The first day that says what was before edge K. */
static size_t
before_year(const struct edges *e, size_t k)
{
	return e->day[k] > YEAR ? later(e->day[k - 1], e->day[k] - YEAR) :
				  e->day[k - 1];
}

/* The part of each day: what is between edges is as the last, by shares. */
static double *
find_part(const struct shares_days *s, const struct edges *e)
{
	double *part = xmalloc(s->x->len * sizeof(*part));
	double now = 1;
	double before, after;

	for (size_t k = e->n; k-- > 0;) {
		for (size_t d = k == 0 ? 0 : e->day[k]; d < e->day[k + 1]; d++)
			part[d] = now;
		if (k == 0)
			break;
		before = shares_days_share(s, 0, before_year(e, k), e->day[k]);
		after = shares_days_share(s, 0, e->day[k],
		    e->day[k] + YEAR < e->day[k + 1] ? e->day[k] + YEAR :
						       e->day[k + 1]);
		if (after > 0)
			now *= fmax(least_part, before / after);
	}
	return part;
}

/* Is anything compared by DIM? */
static bool
is_compared(const struct cells *x, int dim)
{
	for (size_t f = 0; f < x->nforms; f++)
		if (has_dim(&x->form[f], dim))
			return true;
	return false;
}

/* The parts of the source's forms, by its N steps. */
static void
find_parts(struct shares *out, struct shares_days *s,
    const struct shares_step *step, size_t n, const int32_t *begin)
{
	const struct cells *x = s->x;
	struct edges e;

	for (size_t f = 0; f < x->nforms; f++) {
		if (!list_days(&e, x, &x->form[f], step, n, begin))
			continue;
		shares_days_form(s, &x->form[f]);
		out->part[s->source * x->nforms + f] = find_part(s, &e);
	}
}

void
shares_find(struct shares *out, const struct cells *x,
    const struct tally_rows *rows, size_t nsources, const int32_t *begin)
{
	struct shares_days s;
	size_t n;

	out->nforms = x->nforms;
	out->nparts = nsources * x->nforms;
	out->part = xcalloc(out->nparts + 1, sizeof(*out->part));
	if (x->len == 0)
		return;
	shares_days_open(&s, x, rows);
	for (size_t i = 0; i < nsources; i++, begin += TALLY_DIMS) {
		n = out->n;
		if (!shares_days_count(&s, i))
			continue;
		for (int d = 0; d < TALLY_TERM; d++)
			if (is_compared(x, d))
				find_steps(out, &s, d, begin[d]);
		if (out->n > n)
			find_parts(out, &s, out->step + n, out->n - n, begin);
	}
	shares_days_release(&s);
}

const double *
shares_part(const struct shares *s, uint32_t source, uint32_t form)
{
	return s->part[source * s->nforms + form];
}

void
shares_release(struct shares *s)
{
	for (size_t i = 0; i < s->nparts; i++)
		free(s->part[i]);
	free(s->part);
	free(s->step);
	*s = (struct shares){ 0 };
}
