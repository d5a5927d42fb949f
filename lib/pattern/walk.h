/*
 * walk - how the level of a series wanders, week by week
 *
 *	walk_like(&like, &past);	for every series
 *	walk_plain(&plain[i], &like);
 *	walk_pool(&pool, NULL, NULL, others, n);	pointers to those
 *	steps = walk_steps(&pool, &plain[i]);
 *
 * Counts with mean mu exp(x'b + l), where l(t) = l(t-1) + u; the speed is Var
 * u, a week.  Beside it there may be a level that comes back, l(t) = r l(t-1) +
 * u: months of storms, or weeks that are cut on another weekday than those in
 * which counts differ, are no walk.  A change that is judged as if the weeks
 * round it had nothing to do with each other is told too often where they have.
 * A year or two of one series says little of its speed, all series together say
 * much: so each gives the likelihood of a few ways to go, restricted to what
 * its regression leaves (Harville 1977), by a Kalman filter over residuals and
 * regressors (de Jong 1991); the shares of the ways are learned from all of
 * them, by EM (Laird 1978), and the steps of one are their mean by both:
 * empirical Bayes (Robbins 1956).  Weeks of outbreaks weigh less, as Farrington
 * (1996) has it.
 */
#ifndef PATTERN_WALK_H
#define PATTERN_WALK_H

#include <stdbool.h>
#include <stddef.h>

enum {
	WALK_SPEEDS = 6,
	WALK_MEMORIES = 7,
	WALK_WAYS = WALK_SPEEDS * WALK_MEMORIES,
	WALK_KINDS = 3,
	WALK_COEF = 15
};

/* Of each way to go, a speed and what comes back, ln likelihood or share. */
struct walk {
	double at[WALK_WAYS];
};

/* Var u: of a level that walks, its speed, and of two that come back. */
struct walk_steps {
	double of[WALK_KINDS];
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

/* False, and the same for all ways, if nothing can be learned. */
bool walk_like(struct walk *like, const struct walk_past *past);
/*
 * Let LIKE be of either of two regressions of a series: its own, or with ODDS
 * to that the one of OTHER.
 */
void walk_either(struct walk *like, const struct walk *other, double odds);
/* LIKE without its logarithm, the best as 1. */
void walk_plain(struct walk *plain, const struct walk *like);
/*
 * The shares of the ways among N series that are PLAIN; what was thought BEFORE
 * (NULL: little) counts as three series.  FROM may be near; or it is NULL.
 */
void walk_pool(struct walk *pool, const struct walk *before,
    const struct walk *from, const struct walk *const *plain, size_t n);
/* The steps that the series of PLAIN is thought to make. */
struct walk_steps walk_steps(const struct walk *pool, const struct walk *plain);
/* The larger of each of A and B. */
struct walk_steps walk_most(const struct walk_steps *a,
    const struct walk_steps *b);

/* What a coefficient is more than was fitted as if levels were steady. */
struct walk_coef {
	double more;
	double var; /* of the coefficient */
};

/*
 * Coefficient J of PAST where the level makes STEPS: generalised least
 * squares (Aitken 1936) over its residuals, one step.  False if it has none.
 */
bool walk_coef(struct walk_coef *c, const struct walk_past *past,
    const struct walk_steps *steps, int j);

/*
 * The variance, a unit of Var u, that each adds to the sum of A[t] l(t) over N
 * weeks: of a walk the sum over t of (A[t] + ... + A[N-1])^2, and of what comes
 * back as if it always had.
 */
void walk_sway(struct walk_steps *sway, const double *a, size_t n);
/* The variance that STEPS add by SWAY. */
double walk_adds(const struct walk_steps *sway, const struct walk_steps *steps);

#endif
