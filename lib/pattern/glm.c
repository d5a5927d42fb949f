#include "lib/pattern/glm.h"

#include <float.h>
#include <math.h>

static const double farthest = 30; /* of eta from 0 */

static double
eta_of(const struct glm *g, size_t i, const double *coef)
{
	const double *x = g->x + i * (size_t)g->p;
	double eta = g->offset != NULL ? g->offset[i] : 0;

	for (int j = 0; j < g->p; j++)
		eta += x[j] * coef[j];
	if (eta > farthest)
		return farthest;
	return eta < -farthest ? -farthest : eta;
}

/* Add observation I to X'WX in A (lower half) and to X'Wz in B. */
static void
add(const struct glm *g, size_t i, double eta, double *a, double *b)
{
	const double *x = g->x + i * (size_t)g->p;
	double mu = g->mu[i];
	double w = (g->weight != NULL ? g->weight[i] : 1) * mu;
	double z = eta + (g->y[i] - mu) / mu;

	if (g->offset != NULL)
		z -= g->offset[i];
	for (int j = 0; j < g->p; j++) {
		double wx = w * x[j];

		for (int k = 0; k <= j; k++)
			a[j * g->p + k] += wx * x[k];
		b[j] += wx * z;
	}
}

bool
glm_step(const struct glm *g, const double *coef, double *next, double *l)
{
	int p = g->p;

	for (int j = 0; j < p * p; j++)
		l[j] = 0;
	for (int j = 0; j < p; j++) {
		double d = g->ridge != NULL ? g->ridge[j] : 0;

		l[j * p + j] = d;
		next[j] = g->centre != NULL ? d * g->centre[j] : 0;
	}
	for (size_t i = 0; i < g->n; i++) {
		double eta;

		if (g->weight != NULL && g->weight[i] <= 0)
			continue;
		if (coef == NULL) {
			g->mu[i] = g->y[i] + 0.1;
			eta = log(g->mu[i]);
		} else {
			eta = eta_of(g, i, coef);
			g->mu[i] = exp(eta);
		}
		add(g, i, eta, l, next);
	}
	if (!matrix_factor(l, p))
		return false;
	matrix_solve(l, p, next);
	return true;
}

void
glm_mean(const struct glm *g, const double *coef)
{
	for (size_t i = 0; i < g->n; i++)
		g->mu[i] = exp(eta_of(g, i, coef));
}

static double
weight_of(const struct glm *g, size_t i)
{
	return g->weight != NULL ? g->weight[i] : 1;
}

static double
deviance(const struct glm *g)
{
	double sum = 0;

	for (size_t i = 0; i < g->n; i++) {
		double y = g->y[i];
		double mu = g->mu[i];
		double d = mu - y;

		if (weight_of(g, i) <= 0)
			continue;
		if (y > 0)
			d += y * log(y / mu);
		sum += 2 * weight_of(g, i) * d;
	}
	return sum;
}

/* Set mu by COEF; returns Pearson's sum with the weights of the old mu. */
static double
advance(const struct glm *g, const double *coef)
{
	double sum = 0;

	for (size_t i = 0; i < g->n; i++) {
		double mu = exp(eta_of(g, i, coef));
		double r = (g->y[i] - mu) / mu;

		if (weight_of(g, i) > 0)
			sum += weight_of(g, i) * g->mu[i] * r * r;
		g->mu[i] = mu;
	}
	return sum;
}

bool
glm_fit(const struct glm *g, double *coef, double *l, double *pearson)
{
	double was = 0;

	for (int step = 0; step < 25; step++) {
		double next[MATRIX_MAX];
		double now;

		if (!glm_step(g, step == 0 ? NULL : coef, next, l))
			return false;
		for (int j = 0; j < g->p; j++)
			coef[j] = next[j];
		if (step == 0)
			was = deviance(g);
		*pearson = advance(g, coef);
		now = deviance(g);
		if (fabs(now - was) / (fabs(now) + 0.1) < 1e-8)
			return true;
		was = now;
	}
	return false;
}

double
glm_pearson(const struct glm *g)
{
	double sum = 0;

	for (size_t i = 0; i < g->n; i++) {
		double mu = g->mu[i] > 1e-9 ? g->mu[i] : 1e-9;
		double r = g->y[i] - g->mu[i];

		sum += weight_of(g, i) * r * r / mu;
	}
	return sum;
}

double
glm_anscombe(double y, double mu, double phi)
{
	double c;

	if (mu < 1e-12)
		mu = 1e-12;
	c = cbrt(y);
	return 1.5 * (c * c / sqrt(cbrt(mu)) - sqrt(mu)) / sqrt(phi);
}
