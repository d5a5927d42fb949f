/*
 * disprop - is a pair of values met more often than chance would have it
 *
 * Of ALL signals N1 have the one value, N2 the other, A both; E is what is
 * expected of A: N1 N2 / ALL, or the sum of that over strata.
 *
 * PRR, ROR: Evans 2001; Bate and Evans 2009.  Chi squared with Yates'
 * correction.  IC = log2((A + 1/2) / (E + 1/2)) with gamma limits: Noren,
 * Hopstadius and Bate 2013, section 2.1.  EBGM, EB05 (gamma-Poisson shrinker)
 * : DuMouchel 1999, The American Statistician 53:177, formulas 4 to 9; what
 * is left below EB05 is the shrunk ratio that nearly surely is reached.
 */
#ifndef PATTERN_DISPROP_H
#define PATTERN_DISPROP_H

#include <stdbool.h>
#include <stddef.h>

struct disprop_pair {
	double a;
	double n1;
	double n2;
	double all;
	double e;
};

/* NaN or infinite where a zero makes it so. */
struct disprop {
	double prr;
	double prr_low; /* of intervals at 95 % */
	double prr_high;
	double ror;
	double ror_low;
	double ror_high;
	double chi2;
	double ic;
	double ic_low;
	double ic_high;
};

void disprop_measure(struct disprop *d, const struct disprop_pair *pair);

/* The prior: P Gamma(alpha1, beta1) + (1 - P) Gamma(alpha2, beta2). */
struct disprop_prior {
	double alpha1;
	double beta1;
	double alpha2;
	double beta2;
	double p;
};

/* Pairs of equal count and expectation, WEIGHT of them. */
struct disprop_point {
	double a; /* at least 1 */
	double e;
	double weight;
};

/* What is taken with too few pairs to learn from. */
void disprop_default(struct disprop_prior *p);
/*
 * Sort the N POINTS and make one of those with the same A and E to three
 * digits; returns how many are left.
 */
size_t disprop_squash(struct disprop_point *points, size_t n);
/*
 * The prior that makes the points likeliest, zeroes left out (DuMouchel and
 * Pregibon 2001).  Under 200 pairs it is the default and false is returned.
 */
bool disprop_fit(struct disprop_prior *p, const struct disprop_point *points,
    size_t n);

struct disprop_shrunk {
	double ebgm; /* the shrunk ratio */
	double eb05; /* 5 % and 95 % points of it; NAN until asked for */
	double eb95;
	double chance; /* that the true ratio is at most 1 */
};

void disprop_shrink(struct disprop_shrunk *s, const struct disprop_prior *p,
    double a, double e);
/* The points of S, which take a hundred times as long as the rest. */
void disprop_interval(struct disprop_shrunk *s, const struct disprop_prior *p,
    double a, double e);
/*
 * How many of the N chances, rising, may be kept so that their mean is at
 * most FALSE_RATE (Ahmed 2009).
 */
size_t disprop_keep(const double *chance, size_t n, double false_rate);

#endif
