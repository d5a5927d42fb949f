#include "lib/pattern/keyness.h"

#include <math.h>

#include "lib/pattern/special.h"

static double
log_odds(double y, double n, double a, double a0)
{
	return log((y + a) / (n + a0 - y - a));
}

struct keyness
keyness_log_odds(const double y[2], const double n[2], double back, double all,
    double a0)
{
	double a = a0 * back / all;
	struct keyness k;

	k.delta = log_odds(y[0], n[0], a, a0) - log_odds(y[1], n[1], a, a0);
	k.z = k.delta / sqrt(1 / (y[0] + a) + 1 / (y[1] + a));
	return k;
}

static double
part(double seen, double row, double column, double all)
{
	return seen > 0 ? seen * log(seen * all / (row * column)) : 0;
}

double
keyness_g2(double a, double n1, double c, double n2)
{
	double all = n1 + n2;
	double with = a + c;
	double without = all - with;
	double g2 = 2 *
	    (part(a, n1, with, all) + part(n1 - a, n1, without, all) +
		part(c, n2, with, all) + part(n2 - c, n2, without, all));

	return a * all < n1 * with ? -g2 : g2;
}

double
keyness_p(double g2)
{
	return special_chi2_tail(fabs(g2), 1);
}

double
keyness_share(double a, double n1, double c, double n2)
{
	double p1 = (a + .5) / (n1 + 1);
	double p2 = (c + .5) / (n2 + 1);

	return p1 * log2(p1 / p2);
}
