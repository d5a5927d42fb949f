#include "lib/pattern/multtest.h"

#include <math.h>

#include "lib/pattern/special.h"

static const double tail[2] = { .01, .001 };
static const double added = 2; /* to what is below each */

double
multtest_harmonic(double m)
{
	return special_digamma(m + 1) + 0.57721566490153286061;
}

/* q = min over j >= i of M p(j) / j */
static void
step_up(double *p, size_t n, double m)
{
	double least = 1;

	for (size_t i = n; i > 0; i--) {
		least = fmin(least, p[i - 1] * m / (double)i);
		p[i - 1] = least;
	}
}

void
multtest_bh(double *p, size_t n, double m)
{
	step_up(p, n, m);
}

void
multtest_by(double *p, size_t n, double m)
{
	step_up(p, n, m * multtest_harmonic(m));
}

double
multtest_budget(double per_week, double kappa, double m)
{
	return m > 0 ? fmin(1, per_week / (kappa * m)) : 1;
}

double
multtest_years(double p, double kappa)
{
	return p > 0 ? 1 / (52 * kappa * p) : INFINITY;
}

void
multtest_plain(struct multtest_calibration *c)
{
	*c = (struct multtest_calibration){ .a = 0, .b = 1 };
}

void
multtest_calibrate(struct multtest_calibration *c, double looks,
    const double below[2])
{
	double seen[2];

	for (int i = 0; i < 2; i++)
		seen[i] = log((below[i] + added) / (looks + added / tail[i]));
	c->b = (seen[0] - seen[1]) / log(tail[0] / tail[1]);
	if (c->b > 1)
		c->b = 1;
	c->a = seen[1] - c->b * log(tail[1]);
}

double
multtest_apply(const struct multtest_calibration *c, double p)
{
	double q = p > 0 ? exp(c->a + c->b * log(p)) : 0;

	return fmin(1, fmax(p, q));
}
