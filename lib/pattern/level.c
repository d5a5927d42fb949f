#include "lib/pattern/level.h"

#include <math.h>

enum { SPEEDS = 8, LATELY = 13 /* weeks */ };

static const double speed[SPEEDS] = { 0, 1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3,
	1e-2 };
static const double prior[SPEEDS] = { .02, .02, .06, .3, .3, .2, .08, .02 };
static const double clip = 2.58;
static const double least = 0.05; /* of a level */
static const double lowest = 1e-9; /* of a mean */
static const double weeks_of_one = 10; /* that shrink phi to 1 */

static double
at_least(double x, double floor)
{
	return x > floor ? x : floor;
}

static double
weight_of(const struct level_past *past, size_t i)
{
	return past->weight != NULL ? past->weight[i] : 1;
}

double
level_noise(const struct level_past *past)
{
	double sum = weeks_of_one;
	double pairs = weeks_of_one;
	double was = 0;

	for (size_t i = 0; i < past->n; i++) {
		double mu = at_least(past->mu[i], lowest);
		double r = (past->y[i] - past->mu[i]) / sqrt(mu);
		double w = weight_of(past, i);

		if (i > 0)
			w = fmin(w, weight_of(past, i - 1));
		if (i > 0 && w > 0) {
			sum += w * (r - was) * (r - was) / 2;
			pairs++;
		}
		was = r;
	}
	return at_least(sum / pairs, 1);
}

/*
 * Filter with drift Q: VAR at the end, and LEVEL at the ends of the last weeks,
 * the last first; returns ln likelihood.
 */
static double
filter(const struct level_past *past, double phi, double q, double *level,
    double *var)
{
	double l = 1;
	double p = 0;
	double likely = 0;

	for (size_t i = 0; i < past->n; i++) {
		double mu = at_least(past->mu[i], lowest);
		double f;
		double v;
		double most;

		p += q;
		if (past->n - i < LATELY)
			level[past->n - i] = l;
		if (weight_of(past, i) <= 0)
			continue;
		f = p + phi / mu * at_least(l, least);
		v = past->y[i] / mu - l;
		most = clip * sqrt(f);
		v = v > most ? most : v < -most ? -most : v;
		likely -= (log(f) + v * v / f) / 2;
		l = at_least(l + p / f * v, least);
		p *= 1 - p / f;
	}
	level[0] = l;
	*var = p;
	return likely;
}

void
level_learn(struct level *l, const struct level_past *past)
{
	double likely[SPEEDS];
	double level[SPEEDS][LATELY] = { { 0 } };
	double var[SPEEDS];
	double best = -INFINITY;
	double all = 0;

	*l = (struct level){ .phi = level_noise(past) };
	for (int k = 0; k < SPEEDS; k++) {
		likely[k] = log(prior[k]) +
		    filter(past, l->phi, speed[k], level[k], &var[k]);
		best = fmax(best, likely[k]);
	}
	for (int k = 0; k < SPEEDS; k++) {
		likely[k] = exp(likely[k] - best);
		all += likely[k];
	}
	for (int k = 0; k < SPEEDS; k++) {
		l->now += likely[k] / all * level[k][0];
		l->drift += likely[k] / all * speed[k];
	}
	for (int k = 0; k < SPEEDS; k++) {
		double off = level[k][0] - l->now;

		l->var += likely[k] / all * (var[k] + off * off);
	}
	for (int w = 0; w < LATELY; w++) {
		double then = 0;

		for (int k = 0; k < SPEEDS; k++)
			then += likely[k] / all * level[k][w];
		l->lately = fmax(l->lately, then);
	}
}
