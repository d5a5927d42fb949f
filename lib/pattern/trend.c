#include "lib/pattern/trend.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/pattern/glm.h"
#include "lib/pattern/level.h"
#include "lib/pattern/special.h"

enum {
	COEF = WALK_COEF, /* intercept, time, season, a bend */
	SPARE = 10, /* weeks more than coefficients */
	EDGE = 8 /* weeks at each end of a shift */
};

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
median(double *x, size_t n)
{
	qsort(x, n, sizeof(*x), compare);
	return n % 2 == 1 ? x[n / 2] : (x[n / 2 - 1] + x[n / 2]) / 2;
}

/* Sum of t (t - 1) (2 t + 5) over groups of T equal values. */
static double
ties(const double *y, size_t n)
{
	double *sorted = xcalloc(n, sizeof(*sorted));
	double sum = 0;
	size_t i = 0;

	for (size_t k = 0; k < n; k++)
		sorted[k] = y[k];
	qsort(sorted, n, sizeof(*sorted), compare);
	while (i < n) {
		double t = 0;
		double at = sorted[i];

		for (; i < n && sorted[i] <= at; i++)
			t++;
		sum += t * (t - 1) * (2 * t + 5);
	}
	free(sorted);
	return sum;
}

void
trend_rank(struct trend_rank *r, const double *y, size_t n)
{
	double pairs;
	double len;

	*r = (struct trend_rank){ .p = 1 };
	if (n > TREND_MAX) {
		y += n - TREND_MAX;
		n = TREND_MAX;
	}
	if (n < 2)
		return;
	len = (double)n;
	pairs = len * (len - 1) / 2;
	for (size_t i = 0; i < n; i++)
		for (size_t k = i + 1; k < n; k++)
			r->s += (y[k] > y[i]) - (y[k] < y[i]);
	r->tau = r->s / pairs;
	r->var = (len * (len - 1) * (2 * len + 5) - ties(y, n)) / 18;
	if (r->s != 0 && r->var > 0)
		r->z = (r->s - copysign(1, r->s)) / sqrt(r->var);
	r->p = fmin(1, 2 * special_normal_tail(fabs(r->z)));
}

double
trend_sen(const double *y, size_t n)
{
	double *slope;
	double middle;
	size_t pairs = 0;

	if (n > TREND_MAX) {
		y += n - TREND_MAX;
		n = TREND_MAX;
	}
	if (n < 2)
		return 0;
	slope = xcalloc(n * (n - 1) / 2, sizeof(*slope));
	for (size_t i = 0; i < n; i++)
		for (size_t k = i + 1; k < n; k++)
			slope[pairs++] = (y[k] - y[i]) / (double)(k - i);
	middle = median(slope, pairs);
	free(slope);
	return middle;
}

void
trend_columns(double *row, const struct trend_past *past, size_t i)
{
	double w = 2 * 3.14159265358979323846 * (double)(i + 1) / past->year;

	for (int k = 0; k < 2 + past->finer; k++) {
		row[2 * k] = sin((k + 1) * w);
		row[2 * k + 1] = cos((k + 1) * w);
	}
}

/* How many columns the season of PAST has. */
static int
season_columns(const struct trend_past *past)
{
	return past->season ? 4 + 2 * past->finer : 0;
}

/* What past->bend or a level of its own adds to week I. */
static double
beside(const struct trend_past *past, size_t i)
{
	if (past->shift_to > 0)
		return i >= past->shift && i < past->shift_to;
	return i < past->bend ? 0 : (double)(i - past->bend) / past->year;
}

/* Rows of 1, years to the end or a shift, and season and what is beside it. */
static void
rows(double *x, const struct trend_past *past, int p)
{
	for (size_t i = 0; i < past->n; i++) {
		double t = (double)(i + 1);
		double *row = x + i * (size_t)p;

		row[0] = 1;
		row[1] = past->ramp.at == 0 ?
		    (t - (double)past->n) / past->year :
		    ramp_part(&past->ramp, i);
		if (past->season)
			trend_columns(row + 2, past, i);
		if (past->bend > 0 || past->shift_to > 0)
			row[p - 1] = beside(past, i);
	}
}

/* What walking does to the slope: the row of (X'WX)^-1 X'W that makes it. */
static void
sway_of(struct walk_steps *sway, const struct glm *g, const double *inv)
{
	double *a = xcalloc(g->n, sizeof(*a));

	for (size_t i = 0; i < g->n; i++) {
		const double *x = g->x + i * (size_t)g->p;

		for (int j = 0; j < g->p; j++)
			a[i] += inv[g->p + j] * x[j];
		a[i] *= g->mu[i] * (g->weight != NULL ? g->weight[i] : 1);
	}
	walk_sway(sway, a, g->n);
	free(a);
}

/* p and the interval by the standard error. */
static void
judge(struct trend_change *c)
{
	double far = special_t_inv(.975, c->df);

	c->p = 2 * special_t_tail(fabs(log(c->yearly)) / c->se, c->df);
	c->low = exp(log(c->yearly) - far * c->se);
	c->high = exp(log(c->yearly) + far * c->se);
}

/* What G says of the level from week to week, and over the weeks. */
static void
see_walk(struct trend_change *c, const struct glm *g, const double *inv,
    const struct trend_past *past)
{
	struct level_past level = { g->n, g->y, g->mu, g->weight };
	struct walk_past walk = { g->n, g->p, g->x, g->y, g->mu, g->weight,
		level_noise(&level) };
	struct walk_coef slope;

	sway_of(&c->sway, g, inv);
	c->calm = inv[g->p + 1] * walk.phi;
	if (past->like != NULL)
		walk_like(past->like, &walk);
	if (past->steps != NULL && walk_coef(&slope, &walk, past->steps, 1)) {
		c->yearly *= exp(slope.more);
		c->se = sqrt(fmax(c->se * c->se, slope.var));
		judge(c);
	}
}

/* ln of the likelihood of Poisson, but for the factorials. */
static double
like_of(const struct glm *g)
{
	double sum = 0;

	for (size_t i = 0; i < g->n; i++)
		sum += (g->weight != NULL ? g->weight[i] : 1) *
		    (g->y[i] * log(g->mu[i]) - g->mu[i]);
	return sum;
}

/* What was fitted to G: COEF with Pearson's sum and the inverse INV. */
static void
take(struct trend_change *c, const struct glm *g, const double *coef,
    double pearson, const double *inv)
{
	c->like = like_of(g);
	c->phi = pearson / c->df;
	c->se = sqrt(inv[g->p + 1] * fmax(1, c->phi));
	for (int j = 0; j < 4; j++)
		c->season[j] = g->p < 6 ? 0 : coef[j + 2];
	c->yearly = exp(coef[1]);
	judge(c);
}

bool
trend_change(struct trend_change *c, const struct trend_past *past)
{
	int p = 2 + season_columns(past) +
	    (past->bend > 0 || past->shift_to > 0);
	double coef[COEF];
	double l[COEF * COEF];
	double inv[COEF * COEF];
	double used = 0;
	struct glm g = { .n = past->n,
		.p = p,
		.y = past->y,
		.offset = past->offset,
		.weight = past->weight };
	double *room = xcalloc(past->n + 1, (COEF + 1) * sizeof(*room));
	double pearson;
	bool good;

	for (size_t i = 0; i < past->n; i++)
		used += past->weight == NULL || past->weight[i] > 0;
	rows(room, past, p);
	g.x = room;
	g.mu = room + past->n * COEF;
	good = used >= p + SPARE && glm_fit(&g, coef, l, &pearson);
	if (good) {
		*c = (struct trend_change){ .df = used - p };
		matrix_invert(l, p, inv);
		take(c, &g, coef, pearson, inv);
		see_walk(c, &g, inv, past);
	}
	free(room);
	return good;
}

void
trend_doubt(struct trend_change *c, const struct walk_steps *steps)
{
	c->se = sqrt(fmax(c->se * c->se, c->calm + walk_adds(&c->sway, steps)));
	judge(c);
}

double
trend_season(const struct trend_change *c, double year, size_t i)
{
	double w = 2 * 3.14159265358979323846 * (double)(i + 1) / year;

	return c->season[0] * sin(w) + c->season[1] * cos(w) +
	    c->season[2] * sin(2 * w) + c->season[3] * cos(2 * w);
}

/* What a level of its own adds to the log-likelihood of level 1. */
static double
gain(double y, double mu)
{
	return y > 0 ? y * log(y / mu) : 0;
}

/* Y and MU, added up to each week. */
struct sums {
	double *y;
	double *mu;
	size_t n;
	double phi;
};

/* What a shift at week I gains over one level for all. */
static double
gain_at(const struct sums *c, size_t i)
{
	double y = c->y[c->n];
	double mu = c->mu[c->n];

	return (gain(c->y[i], c->mu[i]) + gain(y - c->y[i], mu - c->mu[i]) -
		   gain(y, mu)) /
	    c->phi;
}

static void
find_shift(struct trend_shift *s, const struct sums *c)
{
	size_t i;

	s->at = EDGE;
	for (i = EDGE; i + EDGE <= c->n; i++)
		if (gain_at(c, i) > gain_at(c, s->at))
			s->at = i;
	s->gain = gain_at(c, s->at);
	for (s->from = EDGE; gain_at(c, s->from) < s->gain - 2; s->from++)
		;
	for (s->to = c->n - EDGE; gain_at(c, s->to) < s->gain - 2; s->to--)
		;
	i = s->at;
	s->ratio = (c->y[c->n] - c->y[i]) / (c->mu[c->n] - c->mu[i]) *
	    c->mu[i] / c->y[i];
}

bool
trend_shift(struct trend_shift *s, const double *y, const double *mu, size_t n,
    double phi)
{
	double *room = xcalloc(n + 1, 2 * sizeof(*room));
	struct sums c = { room, room + n + 1, n, phi };
	bool good;

	for (size_t i = 0; i < n; i++) {
		c.y[i + 1] = c.y[i] + y[i];
		c.mu[i + 1] = c.mu[i] + mu[i];
	}
	good = n > 2 * EDGE && c.y[n] > 0;
	if (good)
		find_shift(s, &c);
	free(room);
	return good;
}
