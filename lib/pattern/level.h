/*
 * level - how far a series has moved from its season by now
 *
 * The ratio y / mu = l + e, Var e = phi l / mu, l(t) = l(t-1) + u, Var u = q
 * a week, l = 1 at the start.  A Kalman filter for each of eight q, with
 * innovations cut off at 2.58 standard deviations; the answers are averaged
 * by prior x likelihood (Harvey 1989, section 3.4; Hoeting 1999 for the
 * averaging).  phi comes from successive differences of Pearson residuals, so
 * that slow drift does not count as noise (von Neumann 1941).
 */
#ifndef PATTERN_LEVEL_H
#define PATTERN_LEVEL_H

#include <stddef.h>

struct level_past {
	size_t n; /* weeks */
	const double *y; /* seen */
	const double *mu; /* what the season says */
	/* 1, less for an outbreak, 0 if not there; or NULL: all 1 */
	const double *weight;
};

struct level {
	double phi; /* at least 1; shrunk to 1 by 10 weeks */
	double now; /* at the end, 1 is the season's */
	double var; /* of it, with the doubt about q */
	double drift; /* mean q */
	double lately; /* the highest of its last 13 weeks */
};

void level_learn(struct level *l, const struct level_past *past);
/* Only phi. */
double level_noise(const struct level_past *past);

#endif
