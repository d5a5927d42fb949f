/*
 * effect - did it help: before and after an action
 *
 * Simple: the exact conditional test of two Poisson rates.  After, given the
 * total, is binomial with pi = m_after / (m_after + m_before); interval by
 * Clopper and Pearson 1934, p as R's poisson.test.  Model: interrupted series
 * by quasi-Poisson regression (Bernal 2017, Int J Epidemiol 46:348)
 *
 *	log mu = log e + b0 + b1 t + season + b2 [t >= t0] + b3 (t - t0)+
 *
 * Controlled: the ratio of two ratios, se(ln) = sqrt(sum 1/x) sqrt(phi).
 */
#ifndef PATTERN_EFFECT_H
#define PATTERN_EFFECT_H

#include <stdbool.h>
#include <stddef.h>

enum { EFFECT_MAX = 520 }; /* weeks */

/* After over before, with an interval. */
struct effect {
	double ratio; /* infinite if there was nothing before */
	double low;
	double high;
	double p; /* both sides, of a ratio of 1; NaN where there is none */
};

/* Counts, and the exposure in which they were seen. */
struct effect_rates {
	double before;
	double before_exposure;
	double after;
	double after_exposure;
};

/* LEVEL is the confidence, such as .95; with looks, 1 - .05 / looks. */
struct effect effect_exact(const struct effect_rates *x, double level);
/* The same but without P; counts may be fractions. */
struct effect effect_interval(const struct effect_rates *x, double level);
/* PATTERN's ratio over that of the REST; all counts above 0. */
struct effect effect_controlled(const struct effect_rates *pattern,
    const struct effect_rates *rest, double phi, double level);

struct effect_past {
	size_t n; /* weeks, at most EFFECT_MAX */
	const double *y;
	const double *offset; /* ln exposure, or NULL */
	size_t at; /* the first week of after */
	double year; /* weeks in a year */
	int harmonics; /* of the season: 0, 1 or 2 */
	bool slope; /* whether the trend may change too */
};

struct effect_model {
	struct effect step; /* at once */
	struct effect later; /* 12 weeks on, as against no action */
	double phi;
};

/* False if there are fewer than 10 weeks more than coefficients, or no fit. */
bool effect_model(struct effect_model *m, const struct effect_past *past,
    double level);

#endif
