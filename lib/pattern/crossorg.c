#include "lib/pattern/crossorg.h"

#include <math.h>

#include "lib/pattern/special.h"

double
crossorg_simes(const double *p, size_t n, size_t u)
{
	double least = 1;

	for (size_t i = u; i <= n; i++)
		least = fmin(least,
		    (double)(n - u + 1) / (double)(i - u + 1) * p[i - 1]);
	return least;
}

double
crossorg_bonferroni(const double *p, size_t n, size_t u)
{
	return fmin(1, (double)(n - u + 1) * p[u - 1]);
}

double
crossorg_fisher(const double *p, size_t n, size_t u)
{
	double sum = 0;

	for (size_t i = u; i <= n; i++)
		sum -= 2 * log(p[i - 1]);
	return special_chi2_tail(sum, 2 * (double)(n - u + 1));
}

size_t
crossorg_count(const double *p, size_t n, double alpha)
{
	/* p(u/n) rises with u. */
	for (size_t u = n; u > 0; u--)
		if (crossorg_simes(p, n, u) <= alpha)
			return u;
	return 0;
}

static struct crossorg_ratio
ratio_of(double seen, double expected)
{
	struct crossorg_ratio r = { NAN, NAN, NAN };

	if (!(expected > 0))
		return r;
	r.ratio = seen / expected;
	r.low = seen > 0 ? special_gamma_inv(.025, seen) / expected : 0;
	r.high = special_gamma_inv(.975, seen + 1) / expected;
	return r;
}

struct crossorg_ratio
crossorg_pooled(const double *seen, const double *expected, size_t n)
{
	double s = 0;
	double e = 0;

	for (size_t i = 0; i < n; i++) {
		s += seen[i];
		e += expected[i];
	}
	return ratio_of(s, e);
}

struct crossorg_ratio
crossorg_without_largest(const double *seen, const double *expected, size_t n)
{
	double s = 0;
	double e = 0;
	size_t most = 0;

	for (size_t i = 0; i < n; i++) {
		s += seen[i];
		e += expected[i];
		if (seen[i] > seen[most])
			most = i;
	}
	if (n == 0)
		return ratio_of(0, 0);
	return ratio_of(s - seen[most], e - expected[most]);
}
