/*
 * trend - slow change over months and years
 *
 * Mann-Kendall: S = sum of sign(y(j) - y(i)), variance corrected for ties, Z
 * = (S -+ 1) / sqrt(Var) (Gilbert 1987, section 16.4); slope by Sen 1968.
 * Yearly change by quasi-Poisson regression with yearly season (two
 * harmonics) and offset, t interval with the estimated overdispersion.
 * trend_doubt widens it by what a level that wanders does to a slope; where the
 * speed is given it is by generalised least squares (walk.h).
 */
#ifndef PATTERN_TREND_H
#define PATTERN_TREND_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/pattern/ramp.h"
#include "lib/pattern/walk.h"

enum {
	TREND_MAX = 530, /* values of a series */
	TREND_FINER = 4 /* waves */
};

struct trend_rank {
	double s;
	double var;
	double z;
	double p; /* both sides */
	double tau;
};

/* Of Y[0] to Y[N-1], N from 2 to TREND_MAX; only the last TREND_MAX count. */
void trend_rank(struct trend_rank *r, const double *y, size_t n);
/* Sen's slope of the same, a step: much slower than all the rest. */
double trend_sen(const double *y, size_t n);

struct trend_change {
	double yearly; /* factor, 1 is no change */
	double low; /* its interval at 95 % */
	double high;
	double p; /* both sides */
	double like; /* ln likelihood of Poisson, but for what the counts add */
	double phi; /* overdispersion; below 1 it counts as 1 */
	double season[4]; /* of sin, cos, and those of twice a year; or 0 */
	double se; /* of ln yearly */
	double df;
	double calm; /* its variance by what differs from week to week */
	struct walk_steps sway; /* variance that steps add to it, a unit */
};

/* Weekly counts and what to fit to them. */
struct trend_past {
	size_t n; /* weeks, at most TREND_MAX */
	const double *y;
	const double *offset; /* ln exposure, or NULL */
	const double *weight; /* 0 leaves a week out; or NULL */
	double year; /* weeks in a year, 52.1775 */
	bool season;
	int finer; /* waves of it more than two, up to TREND_FINER */
	size_t bend; /* week from which the change is another; 0: none */
	struct ramp ramp; /* in the place of the change; at 0: there is none */
	size_t shift; /* in the place of a bend, another level from here */
	size_t shift_to; /* up to before here; 0: there is none */
	const struct walk_steps *steps; /* that its level makes, or NULL */
	struct walk *like; /* what it says of speeds; or NULL: not asked */
};

/* False if there are fewer than 10 weeks more than coefficients, or no fit. */
bool trend_change(struct trend_change *c, const struct trend_past *past);
/*
 * Let se, p, low and high know that the level makes STEPS: the variance of
 * ln yearly is calm + steps x sway, where that is more than se^2.
 */
void trend_doubt(struct trend_change *c, const struct walk_steps *steps);
/* The columns of the season of week number I, to ROW. */
void trend_columns(double *row, const struct trend_past *past, size_t i);
/*
 * ln of how much busier than the year the season makes week number I, from 0.
 */
double trend_season(const struct trend_change *c, double year, size_t i);

/* Since when it has been at another level. */
struct trend_shift {
	size_t at; /* the first week of the new level */
	size_t from; /* first and last week within 2 log-units of AT */
	size_t to;
	double gain; /* log-likelihood over one level for all */
	double ratio; /* new level to old */
};

/*
 * The week that parts Y, with means MU, best into two levels (Poisson, 8
 * weeks at each end kept whole); the log-likelihood is divided by PHI.  False
 * if N is below 17.
 */
bool trend_shift(struct trend_shift *s, const double *y, const double *mu,
    size_t n, double phi);

#endif
