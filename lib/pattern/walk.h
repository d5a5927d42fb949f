/*
 * walk - how fast the level of a series wanders, week by week
 *
 *	walk_like(&like[i], &past);	for every series
 *	walk_pool(&pool, NULL, like, n);
 *	speed = walk_speed(&pool, &like[i]);
 *
 * Counts with mean mu exp(x'b + l), where l(t) = l(t-1) + u; the speed is Var
 * u, a week.  A change that is judged as if the weeks round it had nothing to
 * do with each other is told too often where they have.  A year or two of one
 * series says little of its speed, all series together say much: so each
 * gives the likelihood of a few speeds, restricted to what its regression
 * leaves (Harville 1977), by a Kalman filter over residuals and regressors (de
 * Jong 1991); the shares of the speeds are learned from all of them, by EM
 * (Laird 1978), and the speed of one is its mean by both: empirical Bayes
 * (Robbins 1956).  Weeks of outbreaks weigh less, as Farrington (1996) has it.
 */
#ifndef PATTERN_WALK_H
#define PATTERN_WALK_H

#include <stdbool.h>
#include <stddef.h>

enum { WALK_SPEEDS = 6, WALK_COEF = 15 };

/* Of each speed ln likelihood, or the share; slowest first. */
struct walk {
	double at[WALK_SPEEDS];
};

/* A series and the regression that was fitted to it. */
struct walk_past {
	size_t n; /* weeks */
	int p; /* coefficients, at most WALK_COEF */
	const double *x; /* n rows of p */
	const double *y;
	const double *mu; /* fitted */
	const double *weight; /* 0 leaves a week out; or NULL */
	double phi; /* overdispersion from week to week: level_noise */
};

/* False, and the same for all speeds, if nothing can be learned. */
bool walk_like(struct walk *like, const struct walk_past *past);
/*
 * Let LIKE be of either of two regressions of a series: its own, or with ODDS
 * to that the one of OTHER.
 */
void walk_either(struct walk *like, const struct walk *other, double odds);
/*
 * The shares of the speeds among the N series of LIKE; what was thought BEFORE
 * (NULL: little) counts as three series.
 */
void walk_pool(struct walk *pool, const struct walk *before,
    const struct walk *like, size_t n);
/* The speed that the series of LIKE is thought to have. */
double walk_speed(const struct walk *pool, const struct walk *like);

/* What a coefficient is more than was fitted as if levels were steady. */
struct walk_coef {
	double more;
	double var; /* of the coefficient */
};

/*
 * Coefficient J of PAST where the level walks at SPEED: generalised least
 * squares (Aitken 1936) over its residuals, one step.  False if it has none.
 */
bool walk_coef(struct walk_coef *c, const struct walk_past *past, double speed,
    int j);

/*
 * The variance, a unit of speed, that walking adds to the sum of A[t] l(t)
 * over N weeks: the sum over t of (A[t] + ... + A[N-1])^2.
 */
double walk_sway(const double *a, size_t n);

#endif
