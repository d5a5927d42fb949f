/*
 * crossorg - does something rise in more than one place at once
 *
 * Partial conjunction: "at least U of N are not null" (Benjamini and Heller
 * 2008, Biometrics 64:1215).  The Simes form
 *
 *	p(u/n) = min over i >= u of (n - u + 1) / (i - u + 1) p(i)
 *
 * decides: it holds under the positive dependence that shared news makes.
 * Bonferroni's and Fisher's are for comparison; Fisher's asks independence.
 */
#ifndef PATTERN_CROSSORG_H
#define PATTERN_CROSSORG_H

#include <stddef.h>

/* P rises; 1 <= U <= N. */
double crossorg_simes(const double *p, size_t n, size_t u);
double crossorg_bonferroni(const double *p, size_t n, size_t u);
double crossorg_fisher(const double *p, size_t n, size_t u);
/* The largest U with a Simes p of at most ALPHA; 0 if none. */
size_t crossorg_count(const double *p, size_t n, double alpha);

/* A ratio of seen to expected, with an interval at 95 %. */
struct crossorg_ratio {
	double ratio;
	double low;
	double high;
};

/* All N together: sum of seen over sum of expected, gamma interval. */
struct crossorg_ratio crossorg_pooled(const double *seen,
    const double *expected, size_t n);
/* As crossorg_pooled without the one that has the most seen. */
struct crossorg_ratio crossorg_without_largest(const double *seen,
    const double *expected, size_t n);

#endif
