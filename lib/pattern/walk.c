#include "lib/pattern/walk.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/pattern/glm.h"

enum { ROUNDS = 1000 };

/* What is left of a level a week later. */
static const double keeps[WALK_KINDS] = { 1, .8, .5 };
/* The steps of a level that walks, and of what comes back beside it. */
static const double speed[WALK_SPEEDS] = { 0, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2 };
static const struct walk_steps memory[WALK_MEMORIES] = { { { 0 } },
	{ { 0, .003 } }, { { 0, .01 } }, { { 0, .03 } }, { { 0, 0, .01 } },
	{ { 0, 0, .03 } }, { { 0, 0, .1 } } };
/* What is thought before a series was seen, and how many series it counts. */
static const double prior_speed[WALK_SPEEDS] = { .5, .15, .2, .1, .04, .01 };
static const double prior_memory[WALK_MEMORIES] = { .7, .05, .05, .05, .05, .05,
	.05 };
static const double lent = 3;
static const double outlier = 2.58; /* Anscombe residual */
static const double still = 1e-4; /* shares that move no more */
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
		double part = v[j] / f;

		for (int k = 0; k <= j; k++)
			s->xx[j * p + k] += part * v[k];
		s->xy[j] += part * v[p];
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

/* A level that moves, of the residuals and of the regressors. */
struct level {
	double keeps;
	double step;
	double at[WALK_COEF + 1];
	double var[WALK_KINDS]; /* with each of them */
};

struct levels {
	int n;
	struct level l[WALK_KINDS];
};

/* Those that make STEPS, before the first week. */
static void
begin(struct levels *s, const struct walk_steps *steps)
{
	*s = (struct levels){ 0 };
	for (int k = 0; k < WALK_KINDS; k++) {
		struct level *l = &s->l[s->n];

		if (steps->of[k] <= 0)
			continue;
		l->keeps = keeps[k];
		l->step = steps->of[k];
		if (l->keeps < 1)
			l->var[s->n] = l->step / (1 - l->keeps * l->keeps);
		s->n++;
	}
}

/* A week goes by, for P regressors. */
static void
step(struct levels *s, int p)
{
	for (int k = 0; k < s->n; k++) {
		struct level *l = &s->l[k];

		for (int j = 0; l->keeps < 1 && j <= p; j++)
			l->at[j] *= l->keeps;
		for (int m = 0; m < s->n; m++)
			l->var[m] *= l->keeps * s->l[m].keeps;
		l->var[k] += l->step;
	}
}

/* See innovations V, with NOISE; returns their variance. */
static double
see(struct levels *s, const double *v, int p, double noise)
{
	double with[WALK_KINDS] = { 0 };
	double f = noise;

	for (int k = 0; k < s->n; k++) {
		for (int m = 0; m < s->n; m++)
			with[k] += s->l[k].var[m];
		f += with[k];
	}
	for (int k = 0; k < s->n; k++) {
		for (int j = 0; j <= p; j++)
			s->l[k].at[j] += with[k] / f * v[j];
		for (int m = 0; m < s->n; m++)
			s->l[k].var[m] -= with[k] * with[m] / f;
	}
	return f;
}

/* Run residuals and regressors through the filter of STEPS. */
static void
filter(struct sums *s, const struct walk_past *past,
    const struct walk_steps *steps)
{
	int p = past->p;
	struct levels levels;
	double v[WALK_COEF + 1];

	*s = (struct sums){ 0 };
	begin(&levels, steps);
	for (size_t i = 0; i < past->n; i++) {
		double mu = past->mu[i] > lowest ? past->mu[i] : lowest;
		double weight = past->weight == NULL ? 1 : past->weight[i];

		step(&levels, p);
		if (weight <= 0)
			continue;
		for (int j = 0; j < p; j++)
			v[j] = past->x[i * (size_t)p + (size_t)j];
		v[p] = (past->y[i] - mu) / mu;
		for (int k = 0; k < levels.n; k++)
			for (int j = 0; j <= p; j++)
				v[j] -= levels.l[k].at[j];
		add(s, v, p, see(&levels, v, p, past->phi / mu / weight));
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

/* Way number I to go. */
static struct walk_steps
way(int i)
{
	struct walk_steps steps = memory[i / WALK_SPEEDS];

	steps.of[0] = speed[i % WALK_SPEEDS];
	return steps;
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
	struct walk_steps steps;
	struct walk l;
	struct sums s;
	double det;
	bool good;

	weigh_weeks(w, past);
	weighed.weight = w;
	good = size(&weighed, &det);
	for (int k = 0; good && k < WALK_WAYS; k++) {
		steps = way(k);
		filter(&s, &weighed, &steps);
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
	for (int k = 0; k < WALK_WAYS; k++) {
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
	double all[WALK_MEMORIES] = { 0 };
	double sum = 0;

	for (int i = 0; i < WALK_WAYS; i++)
		weight->at[i] = pool->at[i] * like->at[i];
	/* one sum of all would wait for each of them */
	for (int i = 0; i < WALK_SPEEDS; i++)
		for (int k = 0; k < WALK_MEMORIES; k++)
			all[k] += weight->at[k * WALK_SPEEDS + i];
	for (int k = 0; k < WALK_MEMORIES; k++)
		sum += all[k];
	for (int i = 0; i < WALK_WAYS; i++)
		weight->at[i] *= 1 / sum;
}

void
walk_plain(struct walk *plain, const struct walk *like)
{
	double best = like->at[0];

	for (int k = 1; k < WALK_WAYS; k++)
		best = fmax(best, like->at[k]);
	for (int k = 0; k < WALK_WAYS; k++)
		plain->at[k] = exp(like->at[k] - best);
}

/* One round of EM for POOL; returns by how much the shares moved at most. */
static double
learn(struct walk *pool, const struct walk *before,
    const struct walk *const *plain, size_t n)
{
	struct walk sum = { { 0 } };
	struct walk w;
	double moved = 0;

	for (size_t i = 0; i < n; i++) {
		weigh(&w, pool, plain[i]);
		for (int k = 0; k < WALK_WAYS; k++)
			sum.at[k] += w.at[k];
	}
	for (int k = 0; k < WALK_WAYS; k++) {
		double share = (lent * before->at[k] + sum.at[k]) /
		    (lent + (double)n);

		moved = fmax(moved, fabs(share - pool->at[k]));
		pool->at[k] = share;
	}
	return moved;
}

void
walk_pool(struct walk *pool, const struct walk *before, const struct walk *from,
    const struct walk *const *plain, size_t n)
{
	struct walk prior;
	int rounds = 0;

	for (int i = 0; i < WALK_WAYS; i++)
		prior.at[i] = prior_speed[i % WALK_SPEEDS] *
		    prior_memory[i / WALK_SPEEDS];
	if (before == NULL)
		before = &prior;
	*pool = from == NULL ? *before : *from;
	while (learn(pool, before, plain, n) > still && rounds < ROUNDS)
		rounds++;
}

struct walk_steps
walk_steps(const struct walk *pool, const struct walk *plain)
{
	struct walk w;
	struct walk_steps mean = { { 0 } };
	struct walk_steps steps;

	weigh(&w, pool, plain);
	for (int i = 0; i < WALK_WAYS; i++) {
		steps = way(i);
		for (int k = 0; k < WALK_KINDS; k++)
			mean.of[k] += w.at[i] * steps.of[k];
	}
	return mean;
}

struct walk_steps
walk_most(const struct walk_steps *a, const struct walk_steps *b)
{
	struct walk_steps most;

	for (int k = 0; k < WALK_KINDS; k++)
		most.of[k] = fmax(a->of[k], b->of[k]);
	return most;
}

bool
walk_coef(struct walk_coef *c, const struct walk_past *past,
    const struct walk_steps *steps, int j)
{
	int p = past->p;
	double inv[WALK_COEF * WALK_COEF];
	struct sums s;

	filter(&s, past, steps);
	if (!matrix_factor(s.xx, p))
		return false;
	matrix_solve(s.xx, p, s.xy);
	matrix_invert(s.xx, p, inv);
	*c = (struct walk_coef){ s.xy[j], inv[j * p + j] };
	return true;
}

/* What a level adds of which a week later KEEP is left. */
static double
sway_of(const double *a, size_t n, double keep)
{
	double later = 0;
	double sum = 0;

	for (size_t i = n; i > 0; i--) {
		later = keep * later + a[i - 1];
		sum += later * later;
	}
	/* what comes back did so before the first week too */
	if (keep < 1)
		sum += later * later * keep * keep / (1 - keep * keep);
	return sum;
}

void
walk_sway(struct walk_steps *sway, const double *a, size_t n)
{
	for (int k = 0; k < WALK_KINDS; k++)
		sway->of[k] = sway_of(a, n, keeps[k]);
}

double
walk_adds(const struct walk_steps *sway, const struct walk_steps *steps)
{
	double sum = 0;

	for (int k = 0; k < WALK_KINDS; k++)
		sum += sway->of[k] * steps->of[k];
	return sum;
}
