#include "lib/pattern/special.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

enum {
	TERMS = 200000, /* of a series or fraction, at most */
	STEPS = 64 /* of a bisection: all bits of a double */
};

static const double tiny = 1e-300; /* in place of 0 in a fraction */
static const double two_pi = 6.283185307179586477;
static const double ln_sqrt_two_pi = 0.918938533204672741780;

double
special_lgamma(double x)
{
	int sign;

	return x > 0 ? lgamma_r(x, &sign) : NAN;
}

double
special_digamma(double x)
{
	double sum = 0;
	double z;

	if (!(x > 0))
		return NAN;
	for (; x < 10; x++)
		sum -= 1 / x;
	z = 1 / (x * x);
	/* Bernoulli numbers over 2 k, by Horner. */
	sum += log(x) - 0.5 / x;
	return sum -
	    z *
	    (1.0 / 12 -
		z *
		    (1.0 / 120 -
			z *
			    (1.0 / 252 -
				z *
				    (1.0 / 240 -
					z *
					    (1.0 / 132 -
						z *
						    (691.0 / 32760 -
							z / 12))))));
}

/* ln(n!) less Stirling's formula for it: Loader 2000, for any N > 0. */
static double
stirling_error(double n)
{
	double z;

	if (n <= 15)
		return special_lgamma(n + 1) - (n + 0.5) * log(n) + n -
		    ln_sqrt_two_pi;
	z = 1 / (n * n);
	return (1.0 / 12 -
		   z *
		       (1.0 / 360 -
			   z *
			       (1.0 / 1260 -
				   z *
				       (1.0 / 1680 -
					   z *
					       (1.0 / 1188 -
						   z * (691.0 / 360360)))))) /
	    n;
}

/* x ln(x / m) + m - x without loss when X is near M: Loader 2000. */
static double
deviance(double x, double m)
{
	double v = (x - m) / (x + m);
	double sum;
	double term;

	if (fabs(v) >= 0.1)
		return x * log(x / m) + m - x;
	sum = (x - m) * v;
	term = 2 * x * v;
	for (int j = 1; j < 1000; j++) {
		double was = sum;

		term *= v * v;
		sum += term / (2 * j + 1);
		if (sum == was)
			break;
	}
	return sum;
}

/* x^a e^-x / Gamma(a + 1) */
static double
poisson_density(double a, double x)
{
	return exp(-stirling_error(a) - deviance(a, x)) / sqrt(two_pi * a);
}

/* P(X = K) of N at P, 0 < P < 1: Loader 2000. */
static double
binomial_density(double k, double n, double p)
{
	if (k == 0)
		return exp(n * log1p(-p));
	if (k == n)
		return exp(n * log(p));
	return exp(stirling_error(n) - stirling_error(k) -
		   stirling_error(n - k) - deviance(k, n * p) -
		   deviance(n - k, n - n * p)) *
	    sqrt(n / (two_pi * k * (n - k)));
}

/* P(A, X) for X < A + 1 */
static double
gamma_series(double a, double x)
{
	double term = 1;
	double sum = 1;

	for (int k = 1; k < TERMS && term > sum * DBL_EPSILON / 4; k++) {
		term *= x / (a + k);
		sum += term;
	}
	return sum * poisson_density(a, x);
}

/* Keep what a fraction divides by away from 0. */
static double
not_zero(double x)
{
	return fabs(x) < tiny ? tiny : x;
}

/* Q(A, X) for X >= A + 1 */
static double
gamma_fraction(double a, double x)
{
	double b = x + 1 - a;
	double c = 1 / tiny;
	double d = 1 / not_zero(b);
	double h = d;

	for (int k = 1; k < TERMS; k++) {
		double an = -k * (k - a);
		double step;

		b += 2;
		d = 1 / not_zero(an * d + b);
		c = not_zero(b + an / c);
		step = d * c;
		h *= step;
		if (fabs(step - 1) < DBL_EPSILON)
			break;
	}
	return h * a * poisson_density(a, x);
}

double
special_gamma_p(double a, double x)
{
	if (!(a > 0) || !(x >= 0))
		return NAN;
	if (x == 0)
		return 0;
	if (isinf(x))
		return 1;
	return x < a + 1 ? gamma_series(a, x) : 1 - gamma_fraction(a, x);
}

double
special_gamma_q(double a, double x)
{
	if (!(a > 0) || !(x >= 0))
		return NAN;
	if (x == 0)
		return 1;
	if (isinf(x))
		return 0;
	return x < a + 1 ? 1 - gamma_series(a, x) : gamma_fraction(a, x);
}

/* x^a y^b / (a B(a, b)), with Y = 1 - X */
static double
beta_front(double x, double y, double a, double b)
{
	double n = a + b;
	double e = stirling_error(n) - stirling_error(a) - stirling_error(b) -
	    deviance(a, n * x) - deviance(b, n * y);

	return exp(e) * sqrt(b / (two_pi * a * n));
}

/* I_X(A, B) where X is below the mean, Y = 1 - X: DLMF 8.17.22 */
static double
beta_fraction(double x, double y, double a, double b)
{
	double c = 1;
	double d = 1 / not_zero(1 - (a + b) * x / (a + 1));
	double h = d;

	for (int m = 1; m < TERMS; m++) {
		double am = a + 2 * m;
		double t = m * (b - m) * x / ((am - 1) * am);
		double step;

		d = 1 / not_zero(1 + t * d);
		c = not_zero(1 + t / c);
		h *= d * c;
		t = -(a + m) * (a + b + m) * x / (am * (am + 1));
		d = 1 / not_zero(1 + t * d);
		c = not_zero(1 + t / c);
		step = d * c;
		h *= step;
		if (fabs(step - 1) < DBL_EPSILON)
			break;
	}
	return h * beta_front(x, y, a, b);
}

/* I_X(A, B) with Y = 1 - X, given both so that neither loses digits. */
static double
beta_both(double x, double y, double a, double b)
{
	if (!(a > 0) || !(b > 0) || !(x >= 0) || !(y >= 0))
		return NAN;
	if (x == 0)
		return 0;
	if (y == 0)
		return 1;
	if (x < (a + 1) / (a + b + 2))
		return beta_fraction(x, y, a, b);
	return 1 - beta_fraction(y, x, b, a);
}

double
special_beta(double x, double a, double b)
{
	return beta_both(x, 1 - x, a, b);
}

double
special_gamma_inv(double p, double a)
{
	double lo = -745;
	double hi = 709;

	if (!(p >= 0) || !(p <= 1) || !(a > 0))
		return NAN;
	if (p == 0 || p == 1)
		return p == 0 ? 0 : INFINITY;
	for (int i = 0; i < STEPS; i++) {
		double mid = (lo + hi) / 2;

		if (special_gamma_p(a, exp(mid)) < p)
			lo = mid;
		else
			hi = mid;
	}
	return exp((lo + hi) / 2);
}

double
special_beta_inv(double p, double a, double b)
{
	double lo = -745;
	double hi = 745;

	if (!(p >= 0) || !(p <= 1) || !(a > 0) || !(b > 0))
		return NAN;
	if (p == 0 || p == 1)
		return p;
	for (int i = 0; i < STEPS; i++) {
		double mid = (lo + hi) / 2;
		double x = 1 / (1 + exp(-mid));

		if (beta_both(x, 1 / (1 + exp(mid)), a, b) < p)
			lo = mid;
		else
			hi = mid;
	}
	return 1 / (1 + exp(-(lo + hi) / 2));
}

double
special_ratio_inv(double p, double n, double e, double v, double phi)
{
	double a = (n + .5) / phi;
	double odd = v / (e * e) - phi / e; /* of E, squared */
	double x;

	if (!(odd > 1e-9))
		return special_gamma_inv(p, a) * phi / e;
	x = special_beta_inv(p, a, 1 / odd);
	return x / (1 - x) * phi / (odd * e);
}

/* What P is, for special_ratio_inv, of RATIO. */
static double
ratio_p(double ratio, double n, double e, double v, double phi)
{
	double a = (n + .5) / phi;
	double odd = v / (e * e) - phi / e;
	double x = ratio * odd * e / phi;

	if (!(odd > 1e-9))
		return special_gamma_p(a, ratio * e / phi);
	return beta_both(x / (1 + x), 1 / (1 + x), a, 1 / odd);
}

double
special_ratio_told(double p, double n, double least, double e, double v,
    double phi)
{
	double hi = fmin(special_ratio_inv(p, n, e, v, phi), 1e9);
	double lo = 0;

	for (int i = 0; i < STEPS; i++) {
		double mid = (lo + hi) / 2;
		double all = ratio_p(mid, least, e, v, phi);

		if (all > 0 && ratio_p(mid, n, e, v, phi) >= p * all)
			hi = mid;
		else
			lo = mid;
	}
	return (lo + hi) / 2;
}

double
special_normal_tail(double x)
{
	return 0.5 * erfc(x * 0.707106781186547524401);
}

double
special_normal_inv(double p)
{
	double lo = 0;
	double hi = 40;

	if (!(p > 0) || !(p < 1))
		return p == 0 ? -INFINITY : p == 1 ? INFINITY : NAN;
	if (p > 0.5)
		return -special_normal_inv(1 - p);
	for (int i = 0; i < STEPS; i++) {
		double mid = (lo + hi) / 2;

		if (special_normal_tail(mid) > p)
			lo = mid;
		else
			hi = mid;
	}
	return -(lo + hi) / 2;
}

double
special_t_tail(double x, double df)
{
	double p = beta_both(df / (df + x * x), x * x / (df + x * x), df / 2,
		       0.5) /
	    2;

	return x < 0 ? 1 - p : p;
}

double
special_t_inv(double p, double df)
{
	double y;

	if (!(p > 0) || !(p < 1) || !(df > 0))
		return NAN;
	if (p > 0.5)
		return -special_t_inv(1 - p, df);
	/* By the smaller part, so that neither end loses digits. */
	y = special_beta_inv(1 - 2 * p, 0.5, df / 2);
	if (y < 0.5)
		return -sqrt(df * y / (1 - y));
	y = special_beta_inv(2 * p, df / 2, 0.5);
	return -sqrt(df * (1 - y) / y);
}

double
special_chi2_tail(double x, double df)
{
	return special_gamma_q(df / 2, x / 2);
}

double
special_poisson_tail(double n, double mean)
{
	return n <= 0 ? 1 : special_gamma_p(n, mean);
}

double
special_nb_tail(double n, double mean, double var)
{
	double over;

	if (n <= 0)
		return 1;
	if (mean < 1e-9)
		mean = 1e-9;
	over = var - mean;
	if (!(over >= 1e-6 * mean))
		return special_poisson_tail(n, mean);
	return beta_both(over / var, mean / var, n, mean / over * mean);
}

double
special_nb_grown(double n, double mean, double var, double g)
{
	return special_nb_tail(n, g * mean,
	    g * mean + g * g * fmax(var - mean, 0));
}

double
special_nb_lower(double n, double mean, double var)
{
	double over;

	if (n < 0)
		return 0;
	if (mean < 1e-9)
		mean = 1e-9;
	over = var - mean;
	if (!(over >= 1e-6 * mean))
		return special_gamma_q(n + 1, mean);
	return beta_both(mean / var, over / var, mean / over * mean, n + 1);
}

double
special_hyper_tail(double n, double drawn, double marked, double all)
{
	double rest = all - marked - drawn;
	double most = fmin(drawn, marked);
	double p = drawn / all;
	double term;
	double sum = 0;

	if (n <= fmax(0, -rest))
		return 1;
	if (n > most)
		return 0;
	term = binomial_density(n, marked, p) *
	    binomial_density(drawn - n, all - marked, p) /
	    binomial_density(drawn, all, p);
	for (; n <= most && term > sum * DBL_EPSILON / 4; n++) {
		sum += term;
		term *= (marked - n) * (drawn - n) / ((n + 1) * (rest + n + 1));
	}
	return fmin(1, sum);
}

double
special_poisson_inv(double p, double mean)
{
	return special_nb_inv(p, mean, mean);
}

double
special_nb_inv(double p, double mean, double var)
{
	double lo = -1; /* P(X <= lo) < P */
	double hi = 1;

	if (!(p >= 0) || !(p < 1) || !(mean >= 0))
		return p == 1 ? INFINITY : NAN;
	while (special_nb_tail(hi + 1, mean, var) > 1 - p) {
		lo = hi;
		hi *= 2;
	}
	while (hi - lo > 1) {
		double mid = floor((lo + hi) / 2);

		if (special_nb_tail(mid + 1, mean, var) > 1 - p)
			lo = mid;
		else
			hi = mid;
	}
	return hi;
}
