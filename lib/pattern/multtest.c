#include "lib/pattern/multtest.h"

#include <math.h>

#include "lib/pattern/special.h"

static const double tail[2] = { .01, .001 };
static const double added = 2; /* to what is below each */
static const double loudest = 1e-4; /* p that is taken for an outbreak */

enum { NEAR = 8 }; /* weeks around it */

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
multtest_replay(struct multtest_replay *r, const double *p, size_t n)
{
	size_t after = 0; /* looks before this come after a loud one */

	for (size_t i = 0; i < n; i++) {
		size_t loud;

		if (p[i] <= loudest)
			after = i + NEAR + 1;
		for (loud = i; loud < n && loud <= i + NEAR; loud++)
			if (p[loud] <= loudest)
				break;
		if (i < after || (loud < n && loud <= i + NEAR))
			continue;
		r->looks++;
		for (int k = 0; k < 2; k++)
			r->below[k] += p[i] <= tail[k];
	}
}

void
multtest_calibrate(struct multtest_calibration *c,
    const struct multtest_replay *r)
{
	double seen[2];

	for (int i = 0; i < 2; i++)
		seen[i] = log(
		    (r->below[i] + added) / (r->looks + added / tail[i]));
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
