/* test_special - special functions against 40-digit arithmetic (mpmath) */

#include <stddef.h>

#include "lib/pattern/special.h"
#include "tests/unit/near.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

static int bad;

static void
functions_of_gamma(void)
{
	static const double digamma[][2] = { { 0.001, -1000.57557193181 },
		{ 0.5, -1.963510026021423 }, { 1, -0.5772156649015329 },
		{ 9.75, 2.225109535044576 }, { 10, 2.251752589066721 },
		{ 1234.5, 7.118016231827998 } };
	static const double gamma[][4] = {
		{ 0.5, 0.001, 0.03567059172967989, 0.9643294082703201 },
		{ 3, 2.5, 0.4561868841166705, 0.5438131158833295 },
		{ 10, 30, 0.9999928782491372, 7.121750862815577e-6 },
		{ 1000, 1100, 0.99894067674607, 0.001059323253929977 },
		{ 100000, 99000, 0.000757419921174768, 0.9992425800788252 },
		{ 0.01, 5, 0.9999882464805872, 1.175351941275085e-5 },
	};

	near(&bad, "lgamma", special_lgamma(0.1), 2.252712651734206, 1e-15);
	near(&bad, "lgamma", special_lgamma(100.5), 361.4355404677776, 1e-15);
	holds(&bad, "lgamma of 0", isnan(special_lgamma(0)));
	for (size_t i = 0; i < LEN(digamma); i++)
		near(&bad, "digamma", special_digamma(digamma[i][0]),
		    digamma[i][1], 1e-13);
	for (size_t i = 0; i < LEN(gamma); i++) {
		double a = gamma[i][0];
		double x = gamma[i][1];
		double p = special_gamma_p(a, x);

		near(&bad, "gamma_p", p, gamma[i][2], 1e-12);
		near(&bad, "gamma_q", special_gamma_q(a, x), gamma[i][3],
		    1e-12);
		if (p < 0.99)
			near(&bad, "gamma_inv", special_gamma_inv(p, a), x,
			    1e-11);
	}
	near(&bad, "chi2", special_chi2_tail(3.84, 1), 0.0500435212487051,
	    1e-12);
	near(&bad, "chi2", special_chi2_tail(20, 10), 0.02925268807696107,
	    1e-12);
}

static void
functions_of_beta(void)
{
	static const double beta[][4] = { { 0.25, 2, 3, 0.26171875 },
		{ 0.9, 0.5, 0.5, 0.7951672353008665 },
		{ 0.01, 10, 0.1, 1.32815602649212e-22 },
		{ 0.5, 3000, 3100, 0.8998126825348726 }, { 0.999, 0.02, 5, 1 },
		{ 0.2, 50, 2.5, 2.239833376737857e-33 } };

	for (size_t i = 0; i < LEN(beta); i++) {
		double x = beta[i][0];
		double a = beta[i][1];
		double b = beta[i][2];
		double p = special_beta(x, a, b);

		near(&bad, "beta", p, beta[i][3], 1e-12);
		near(&bad, "beta, the other side",
		    special_beta(1 - x, b, a) + p, 1, 1e-12);
		if (p < 0.99)
			near(&bad, "beta_inv", special_beta_inv(p, a, b), x,
			    1e-11);
	}
	near(&bad, "t", special_t_tail(2, 5), 0.05096973941492918, 1e-12);
	near(&bad, "t", special_t_tail(12, 3), 0.0006225079003946684, 1e-12);
	near(&bad, "t", special_t_tail(-1, 30), 0.8373456922869851, 1e-12);
	near(&bad, "t_inv", special_t_inv(special_t_tail(2, 5), 5), -2, 1e-11);
	near(&bad, "t_inv", special_t_inv(1 - special_t_tail(12, 3), 3), 12,
	    1e-9);
	near(&bad, "t_inv", special_t_inv(0.5, 7), 0, 1e-15);
}

static void
functions_of_normal(void)
{
	static const double tail[][2] = { { 0, 0.5 }, { 1, 0.1586552539314571 },
		{ 2.58, 0.004940015757770646 }, { 6, 9.865876450376981e-10 },
		{ 30, 4.906713927148187e-198 } };

	for (size_t i = 0; i < LEN(tail); i++) {
		near(&bad, "normal", special_normal_tail(tail[i][0]),
		    tail[i][1], 1e-13);
		near(&bad, "normal_inv", special_normal_inv(tail[i][1]),
		    -tail[i][0], 1e-13);
	}
	near(&bad, "normal_inv", special_normal_inv(0.975), 1.959963984540054,
	    1e-14);
}

static void
tails(void)
{
	static const double nb[][4] = { { 1, 0.05, 0.1, 0.03406367107515445 },
		{ 5, 0.5, 0.75, 0.00411522633744856 },
		{ 30, 10, 20, 0.00053250981727615 },
		{ 200, 100, 300, 1.302685440054604e-6 },
		{ 3, 2, 2.2, 0.3231186856090647 },
		{ 60, 2, 3, 2.844994038841877e-25 } };
	static const double poisson[][3] = { { 1, 0.05, 0.04877057549928599 },
		{ 5, 1, 0.003659846827343712 },
		{ 30, 10, 2.509951201527908e-7 },
		{ 1, 0.000001, 9.999995000001667e-7 },
		{ 150, 100, 1.88421046603867e-6 } };

	for (size_t i = 0; i < LEN(nb); i++)
		near(&bad, "nb", special_nb_tail(nb[i][0], nb[i][1], nb[i][2]),
		    nb[i][3], 1e-12);
	for (size_t i = 0; i < LEN(poisson); i++)
		near(&bad, "poisson",
		    special_poisson_tail(poisson[i][0], poisson[i][1]),
		    poisson[i][2], 1e-12);
	near(&bad, "none or more", special_nb_tail(0, 3, 9), 1, 0);
	/* none of 38: r ln(mean / var), where 1 - tail has three digits */
	near(&bad, "none", special_nb_lower(0, 38, 64),
	    exp(38 * 38 / 26. * log(38 / 64.)), 1e-12);
	near(&bad, "none of Poisson", special_nb_lower(0, 60, 60), exp(-60),
	    1e-12);
	near(&bad, "at most 30", special_nb_lower(30, 38, 64),
	    1 - special_nb_tail(31, 38, 64), 1e-12);
	near(&bad, "hardly more than Poisson", special_nb_tail(9, 4, 4.0000001),
	    special_poisson_tail(9, 4), 1e-7);
}

/* By exact fractions. */
static void
tails_without_putting_back(void)
{
	static const double h[][5] = { { 9, 100, 12, 500,
					   4.8358386223861127e-05 },
		{ 43, 348, 117, 1462, 0.00071884753897814315 },
		{ 3, 5, 4, 9, 0.35714285714285715 },
		{ 160, 1359, 607, 6342, 0.0013444528269262465 },
		{ 1, 1, 1, 2, 0.5 },
		{ 30, 40, 3000, 400000, 1.2190782699026092e-55 } };

	for (size_t i = 0; i < LEN(h); i++)
		near(&bad, "hyper",
		    special_hyper_tail(h[i][0], h[i][1], h[i][2], h[i][3]),
		    h[i][4], 1e-11);
	near(&bad, "all drawn", special_hyper_tail(3, 9, 3, 9), 1, 0);
	near(&bad, "cannot be fewer", special_hyper_tail(2, 8, 3, 9), 1, 0);
	near(&bad, "cannot be more", special_hyper_tail(4, 8, 3, 9), 0, 0);
	near(&bad, "nothing is marked", special_hyper_tail(0, 5, 0, 9), 1, 0);
	near(&bad, "nothing is drawn", special_hyper_tail(1, 0, 3, 9), 0, 0);
}

/* A quantile is the first count that leaves no more than 1 - P above. */
static void
quantiles(void)
{
	static const double mean[] = { 0.05, 0.5, 2.5, 10, 42.5, 500 };
	static const double p[] = { 0.05, 0.5, 0.95, 0.999, 0.999999 };

	for (size_t i = 0; i < LEN(mean); i++)
		for (size_t j = 0; j < LEN(p); j++)
			for (int phi = 1; phi < 5; phi += 2) {
				double m = mean[i];
				double n = special_nb_inv(p[j], m, m * phi);
				double over = special_nb_tail(n + 1, m,
				    m * phi);
				double at = special_nb_tail(n, m, m * phi);

				holds(&bad, "quantile reaches",
				    over <= 1 - p[j]);
				holds(&bad, "quantile is the first",
				    n == 0 || at > 1 - p[j]);
			}
	near(&bad, "poisson_inv", special_poisson_inv(0.95, 10), 15, 0);
	near(&bad, "poisson_inv", special_poisson_inv(0.05, 10), 5, 0);
	near(&bad, "poisson_inv", special_poisson_inv(0.5, 0), 0, 0);
}

/* The interval of what is told from some count on. */
static void
told_ratios(void)
{
	/* by scipy.special.betainc and scipy.optimize.brentq */
	near(&bad, "told, low",
	    special_ratio_told(.05, 32, 28.5, 10.9, 20, 1.3), .5474318137,
	    1e-9);
	near(&bad, "told, high",
	    special_ratio_told(.95, 32, 28.5, 10.9, 20, 1.3), 4.4108857198,
	    1e-9);
	near(&bad, "told, of Poisson",
	    special_ratio_told(.05, 15, 12.5, 4, 4, 1), 1.1405653325, 1e-9);
	near(&bad, "told for certain",
	    special_ratio_told(.05, 200, 60.5, 40, 100, 1.5),
	    special_ratio_inv(.05, 200, 40, 100, 1.5), 1e-5);
	near(&bad, "told at the least",
	    special_ratio_told(.05, 12.5, 12.5, 4, 4, 1), 0, 1e-9);
}

int
main(void)
{
	functions_of_gamma();
	functions_of_beta();
	functions_of_normal();
	tails();
	tails_without_putting_back();
	quantiles();
	told_ratios();
	return bad != 0;
}
