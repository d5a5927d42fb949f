/*
 * multtest - how many false alarms, when much is looked at
 *
 * Within a run: q values by Benjamini and Hochberg 1995, or by Benjamini and
 * Yekutieli 2001 under any dependence.  Over time: a budget of false findings
 * a week.  Both need p that means what it says: calibration mends it by the
 * share of small p in weeks in which nothing was the matter.
 */
#ifndef PATTERN_MULTTEST_H
#define PATTERN_MULTTEST_H

#include <stddef.h>

/* 1 + 1/2 + ... + 1/M */
double multtest_harmonic(double m);

/*
 * Turn P, rising, into q values: the smallest rate of false discoveries at
 * which it would count.  M, at least N, is how many were looked at; the p of
 * those not given are taken to be 1.
 */
void multtest_bh(double *p, size_t n, double m);
void multtest_by(double *p, size_t n, double m);

/*
 * The highest p that keeps to PER_WEEK false findings a week among M series.
 * KAPPA is how many false episodes a week a series gives, divided by the p at
 * which it is told: about 1 for a look a week, 2 for a look a day.
 */
double multtest_budget(double per_week, double kappa, double m);
/* Once in how many years chance makes one series reach P. */
double multtest_years(double p, double kappa);

/* ln p' = a + b ln p, and never p' < p. */
struct multtest_calibration {
	double a;
	double b;
};

/* What leaves every p as it is. */
void multtest_plain(struct multtest_calibration *c);

/* Looks in quiet weeks, and how many p were at most .01 and .001. */
struct multtest_replay {
	double looks;
	double below[2];
};

/*
 * Count the N looks of one series, a week apart, save those within 8 weeks of
 * a p of at most 1e-4: true outbreaks would be taken for a tail that is too
 * fat.  (Simulated years with outbreaks in four series of five: the rate of
 * false discoveries at q = .10 went from .135 to .082 in days with drift, from
 * .072 to .042 in weeks; counting all looks, nothing was found any more.)
 */
void multtest_replay(struct multtest_replay *r, const double *p, size_t n);
/*
 * Learn C from quiet looks; 2 are added below each limit as if p were right,
 * so that few looks change little.
 */
void multtest_calibrate(struct multtest_calibration *c,
    const struct multtest_replay *r);
double multtest_apply(const struct multtest_calibration *c, double p);

#endif
