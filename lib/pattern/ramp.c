#include "lib/pattern/ramp.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/pattern/matrix.h"
#include "lib/pattern/trend.h"

enum { COLUMNS = 5 }; /* 1 and a season */

static const double least = .05; /* of a level, that is left */
static const double told = 1e-6; /* of a shift, that nothing else tells */

double
ramp_part(const struct ramp *r, size_t i)
{
	double x = 1;

	if (i < r->at)
		return 0;
	if (i + 1 < r->at + r->took)
		x = (double)(i + 1 - r->at) / (double)r->took;
	return r->lift != 0 ? log1p(r->lift * x) / log1p(r->lift) : x;
}

/* A steady level with a season, what is off it, and what fits that. */
struct still {
	const struct trend_past *past;
	int p; /* of its columns: 1 and the season */
	double *room; /* n rows of them, and what follows */
	double *mu; /* times the weight */
	double *off;
	double l[COLUMNS * COLUMNS]; /* factor of X'WX */
	double b[COLUMNS]; /* what makes up for OFF in a season */
};

static double
weight_of(const struct trend_past *past, size_t i)
{
	return past->weight != NULL ? past->weight[i] : 1;
}

/* The means of S: its season is that of T, and their sum that of the counts. */
static void
still_means(struct still *s, const struct trend_change *t)
{
	const struct trend_past *past = s->past;
	double sum = 0;
	double all = 0;

	for (size_t i = 0; i < past->n; i++) {
		double w = weight_of(past, i);

		s->mu[i] = exp(trend_season(t, past->year, i) +
		    (past->offset != NULL ? past->offset[i] : 0));
		sum += w * past->y[i];
		all += w * s->mu[i];
	}
	for (size_t i = 0; i < past->n; i++) {
		s->mu[i] *= sum / all;
		s->off[i] = weight_of(past, i) * (past->y[i] - s->mu[i]);
		s->mu[i] *= weight_of(past, i);
	}
}

static bool
still_fit(struct still *s)
{
	int p = s->p;

	for (int j = 0; j < p * p; j++)
		s->l[j] = 0;
	for (int j = 0; j < p; j++)
		s->b[j] = 0;
	for (size_t i = 0; i < s->past->n; i++) {
		const double *x = s->room + i * (size_t)p;

		for (int j = 0; j < p; j++) {
			s->b[j] += x[j] * s->off[i];
			for (int k = 0; k <= j; k++)
				s->l[j * p + k] += s->mu[i] * x[j] * x[k];
		}
	}
	if (!matrix_factor(s->l, p))
		return false;
	matrix_solve(s->l, p, s->b);
	return true;
}

/* Fit the shift from week R->at on, a part of the level, beside all of S. */
static void
fit(struct ramp *r, const struct still *s)
{
	int p = s->p;
	double with[COLUMNS] = { 0 };
	double part[COLUMNS];
	double score = 0;
	double known = 0;
	double all;
	double b;

	for (size_t i = r->at; i < s->past->n; i++) {
		const double *row = s->room + i * (size_t)p;
		double x = ramp_part(r, i);

		score += x * s->off[i];
		known += s->mu[i] * x * x;
		for (int j = 0; j < p; j++)
			with[j] += s->mu[i] * x * row[j];
	}
	all = known;
	for (int j = 0; j < p; j++) {
		part[j] = with[j];
		score -= with[j] * s->b[j];
	}
	matrix_solve(s->l, p, part);
	for (int j = 0; j < p; j++)
		known -= part[j] * with[j];
	if (known <= told * all)
		return;
	b = score / known;
	r->gain = score * b / 2;
	r->lift = fmax(b / fmax(1 + s->b[0] - b * part[0], least), least - 1);
}

/* The one from week AT on of TOOK weeks, 0: up to END. */
static struct ramp
fitted(const struct still *s, size_t took, size_t at, size_t end)
{
	struct ramp r = { .at = at, .took = took > 0 ? took : end - at };

	fit(&r, s);
	return r;
}

/* Let BEST be the one of TOOK weeks, 0: up to END, if that gains more. */
static bool
search(struct ramp *best, const struct still *s, size_t took, size_t from,
    size_t end)
{
	double before = best->gain;

	for (size_t at = from; at < end; at++) {
		struct ramp r = fitted(s, took, at, end);

		if (r.gain > best->gain)
			*best = r;
	}
	return best->gain > before;
}

/*
 * In how many weeks R, found by TOOK, might as well begin: each counts as its
 * likelihood is to that of R.  A rise of a year is seen as well a few weeks
 * early or late, a shift at once is not.
 */
static double
starts(const struct ramp *r, const struct still *s, size_t took, size_t from,
    size_t end, double phi)
{
	double sum = 0;

	for (size_t at = from; at < end; at++)
		sum += exp((fitted(s, took, at, end).gain - r->gain) / phi);
	return sum;
}

/* False if nothing fits; S->room is to be freed all the same. */
static bool
still_open(struct still *s, const struct trend_past *past,
    const struct trend_change *t)
{
	int p = past->season ? COLUMNS : 1;

	*s = (struct still){ .past = past, .p = p };
	s->room = xcalloc(past->n + 1, (COLUMNS + 2) * sizeof(*s->room));
	s->mu = s->room + past->n * COLUMNS;
	s->off = s->mu + past->n;
	for (size_t i = 0; i < past->n; i++) {
		double *row = s->room + i * (size_t)p;

		row[0] = 1;
		if (past->season)
			trend_columns(row + 1, past, i);
	}
	still_means(s, t);
	return still_fit(s);
}

bool
ramp_find(struct ramp *r, const struct trend_past *past,
    const struct trend_change *t, size_t from, size_t end)
{
	static const size_t took[] = { 1, 13, 26, 52, 0 };
	struct still s;
	size_t best = 0;
	bool good = still_open(&s, past, t);

	*r = (struct ramp){ 0 };
	for (size_t i = 0; good && i < sizeof(took) / sizeof(took[0]); i++)
		if (search(r, &s, took[i], from, end))
			best = took[i];
	if (r->gain > 0)
		r->starts = starts(r, &s, best, from, end, fmax(1, t->phi));
	free(s.room);
	return r->gain > 0;
}

bool
ramp_goes_on(size_t *at, const struct trend_past *past,
    const struct trend_change *t)
{
	struct ramp sudden = { 0 };
	struct ramp going = { 0 };
	struct still s;

	if (still_open(&s, past, t)) {
		search(&sudden, &s, 1, 1, past->n);
		search(&going, &s, 0, 1, past->n);
	}
	free(s.room);
	*at = going.at;
	return sudden.gain <= 0 || going.gain > sudden.gain;
}
