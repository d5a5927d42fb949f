/*
 * farrington - the improved Farrington algorithm, as R has it
 *
 * For comparison with other software: farringtonFlexible of R's surveillance
 * (Noufaily 2013, Stat Med 32:1206; Salmon 2016, J Stat Softw 70:10), with
 * what it does differently from the paper: weights put in place of those of
 * the fit, so that the error of the fit is about sqrt(mu) off in
 * FARRINGTON_DELTA.  The sig-pattern default does not use this.
 */
#ifndef PATTERN_FARRINGTON_H
#define PATTERN_FARRINGTON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum farrington_limit {
	FARRINGTON_NB, /* negative binomial quantile, "nbPlugin" */
	FARRINGTON_DELTA /* 2/3 power, with the error of the fit, "delta" */
};

struct farrington_opt {
	enum farrington_limit limit;
	int years; /* b, of history */
	int half; /* w, weeks on each side of the week a year ago */
	int periods; /* levels of the season; 1: none */
	int past; /* last weeks that are left out */
	int freq; /* weeks in a year, 52 */
	double alpha;
	double trend; /* keep a trend whose p is below; 1: always */
	double outlier; /* Anscombe residual that is weighted down, 2.58 */
	double cases; /* alarm only with as many in WEEKS weeks */
	int weeks;
	/*
	 * The day of the first week: weeks a year ago are then the ones nearest
	 * to the date a year ago, as R takes them from dates.  DATE_NONE: freq
	 * weeks ago.
	 */
	int32_t first;
};

struct farrington {
	double expected;
	double upper; /* 0 if there were too few cases */
	double p;
	double phi;
	bool trend;
	bool alarm;
};

/* As farringtonFlexible, alpha .01, limit54 = (5, 4). */
void farrington_defaults(struct farrington_opt *o);
/* Of week Y[N-1]; false if the history is too short or no model fits. */
bool farrington_test(struct farrington *r, const struct farrington_opt *o,
    const uint32_t *y, size_t n);

#endif
