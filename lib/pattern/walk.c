#include "lib/pattern/walk.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/pattern/glm.h"

enum { ROUNDS = 1000 };

static const double speed[WALK_SPEEDS] = { 0, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2 };
/* What is thought before a series was seen, and how many series it counts. */
static const struct walk prior = { { .5, .15, .2, .1, .04, .01 } };
static const double lent = 3;
static const double outlier = 2.58; /* Anscombe residual */
static const double still = 1e-5; /* shares that move no more */
static const double lowest = 1e-9; /* of a mean */

/* The products of innovations: of the counts, with and of the regressors. */
struct sums {
	double yy;
	double xy[WALK_COEF];
	double xx[WALK_COEF * WALK_COEF]; /* its lower half */
	double logs; /* sum of ln f */
	double n;
};

/* Add innovations V of variance F, of regressors and then of counts. */
static void
add(struct sums *s, const double *v, int p, double f)
{
	for (int j = 0; j < p; j++) {
		for (int k = 0; k <= j; k++)
			s->xx[j * p + k] += v[j] * v[k] / f;
		s->xy[j] += v[j] * v[p] / f;
	}
	s->yy += v[p] * v[p] / f;
	s->logs += log(f);
	s->n++;
}

/* ln |X'X| over the weeks that are used, which makes designs comparable. */
static bool
size(const struct walk_past *past, double *det)
{
	int p = past->p;
	double xx[WALK_COEF * WALK_COEF] = { 0 };

	for (size_t i = 0; i < past->n; i++) {
		const double *x = past->x + i * (size_t)p;

		if (past->weight[i] <= 0)
			continue;
		for (int j = 0; j < p; j++)
			for (int k = 0; k <= j; k++)
				xx[j * p + k] += x[j] * x[k];
	}
	if (!matrix_factor(xx, p))
		return false;
	*det = 0;
	for (int j = 0; j < p; j++)
		*det += 2 * log(xx[j * p + j]);
	return true;
}

/* Run residuals and regressors through the filter of variance Q a week. */
static void
filter(struct sums *s, const struct walk_past *past, double q)
{
	int p = past->p;
	double level[WALK_COEF + 1] = { 0 };
	double v[WALK_COEF + 1];
	double var = 0;

	*s = (struct sums){ 0 };
	for (size_t i = 0; i < past->n; i++) {
		double mu = past->mu[i] > lowest ? past->mu[i] : lowest;
		double weight = past->weight == NULL ? 1 : past->weight[i];
		double f;

		var += q;
		if (weight <= 0)
			continue;
		f = var + past->phi / mu / weight;
		for (int j = 0; j < p; j++)
			v[j] = past->x[i * (size_t)p + (size_t)j] - level[j];
		v[p] = (past->y[i] - mu) / mu - level[p];
		add(s, v, p, f);
		for (int j = 0; j <= p; j++)
			level[j] += var / f * v[j];
		var *= 1 - var / f;
	}
}

/* The restricted ln likelihood, the scale of all variances left free. */
static bool
likelihood(struct sums *s, int p, double *like)
{
	double b[WALK_COEF];
	double rest = s->yy;
	double det = 0;

	if (s->n <= p || !matrix_factor(s->xx, p))
		return false;
	for (int j = 0; j < p; j++) {
		b[j] = s->xy[j];
		det += 2 * log(s->xx[j * p + j]);
	}
	matrix_solve(s->xx, p, b);
	for (int j = 0; j < p; j++)
		rest -= b[j] * s->xy[j];
	if (!(rest > 0))
		return false;
	*like = -(s->logs + det + (s->n - p) * log(rest)) / 2;
	return true;
}

/* Weights of weeks: less than 1 for an outbreak, as Farrington has them. */
static void
weigh_weeks(double *w, const struct walk_past *past)
{
	double pearson = 0;
	double used = 0;
	double phi;

	for (size_t i = 0; i < past->n; i++) {
		double mu = past->mu[i] > lowest ? past->mu[i] : lowest;
		double off = past->y[i] - mu;

		w[i] = past->weight == NULL || past->weight[i] > 0;
		pearson += w[i] * off * off / mu;
		used += w[i];
	}
	phi = fmax(1, pearson / fmax(1, used - past->p));
	for (size_t i = 0; i < past->n; i++) {
		double a = glm_anscombe(past->y[i], past->mu[i], phi);

		if (a > outlier)
			w[i] *= outlier / a * (outlier / a);
	}
}

bool
walk_like(struct walk *like, const struct walk_past *past)
{
	double *w = xcalloc(past->n + 1, sizeof(*w));
	struct walk_past weighed = *past;
	struct walk l;
	struct sums s;
	double det;
	bool good;

	weigh_weeks(w, past);
	weighed.weight = w;
	good = size(&weighed, &det);
	for (int k = 0; good && k < WALK_SPEEDS; k++) {
		filter(&s, &weighed, speed[k]);
		good = likelihood(&s, past->p, &l.at[k]);
		l.at[k] += det / 2;
	}
	free(w);
	*like = good ? l : (struct walk){ { 0 } };
	return good;
}

void
walk_either(struct walk *like, const struct walk *other, double odds)
{
	for (int k = 0; k < WALK_SPEEDS; k++) {
		double a = like->at[k];
		double b = other->at[k] + log(odds);
		double most = fmax(a, b);

		like->at[k] = most + log(exp(a - most) + exp(b - most));
	}
}

/* Weigh POOL by the likelihoods LIKE, relative to any; the sum is 1. */
static void
weigh(struct walk *weight, const struct walk *pool, const struct walk *like)
{
	double all = 0;

	for (int k = 0; k < WALK_SPEEDS; k++)
		all += weight->at[k] = pool->at[k] * like->at[k];
	for (int k = 0; k < WALK_SPEEDS; k++)
		weight->at[k] /= all;
}

/* LIKE without its logarithm, the best as 1. */
static void
plain(struct walk *p, const struct walk *like)
{
	double best = like->at[0];

	for (int k = 1; k < WALK_SPEEDS; k++)
		best = fmax(best, like->at[k]);
	for (int k = 0; k < WALK_SPEEDS; k++)
		p->at[k] = exp(like->at[k] - best);
}

/* One round of EM for POOL; returns by how much the shares moved at most. */
static double
learn(struct walk *pool, const struct walk *before, const struct walk *p,
    size_t n)
{
	struct walk sum = { { 0 } };
	struct walk w;
	double moved = 0;

	for (size_t i = 0; i < n; i++) {
		weigh(&w, pool, &p[i]);
		for (int k = 0; k < WALK_SPEEDS; k++)
			sum.at[k] += w.at[k];
	}
	for (int k = 0; k < WALK_SPEEDS; k++) {
		double share = (lent * before->at[k] + sum.at[k]) /
		    (lent + (double)n);

		moved = fmax(moved, fabs(share - pool->at[k]));
		pool->at[k] = share;
	}
	return moved;
}

void
walk_pool(struct walk *pool, const struct walk *before, const struct walk *like,
    size_t n)
{
	struct walk *p = xcalloc(n + 1, sizeof(*p));
	int rounds = 0;

	for (size_t i = 0; i < n; i++)
		plain(&p[i], &like[i]);
	if (before == NULL)
		before = &prior;
	*pool = *before;
	while (learn(pool, before, p, n) > still && rounds < ROUNDS)
		rounds++;
	free(p);
}

double
walk_speed(const struct walk *pool, const struct walk *like)
{
	struct walk p;
	struct walk w;
	double mean = 0;

	plain(&p, like);
	weigh(&w, pool, &p);
	for (int k = 0; k < WALK_SPEEDS; k++)
		mean += w.at[k] * speed[k];
	return mean;
}

bool
walk_coef(struct walk_coef *c, const struct walk_past *past, double q, int j)
{
	int p = past->p;
	double inv[WALK_COEF * WALK_COEF];
	struct sums s;

	filter(&s, past, q);
	if (!matrix_factor(s.xx, p))
		return false;
	matrix_solve(s.xx, p, s.xy);
	matrix_invert(s.xx, p, inv);
	*c = (struct walk_coef){ s.xy[j], inv[j * p + j] };
	return true;
}

double
walk_sway(const double *a, size_t n)
{
	double later = 0;
	double sum = 0;

	for (size_t i = n; i > 0; i--) {
		later += a[i - 1];
		sum += later * later;
	}
	return sum;
}
