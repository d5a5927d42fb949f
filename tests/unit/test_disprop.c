/* test_disprop - out of proportion; figures by 30-digit arithmetic (mpmath) */

#include <stdlib.h>

#include "lib/base/hash.h"
#include "lib/pattern/disprop.h"
#include "lib/pattern/special.h"
#include "tests/unit/near.h"

enum { PAIRS = 4000 };

static int bad;

static void
measures(void)
{
	static const struct {
		struct disprop_pair pair;
		struct disprop want;
	} t[] = {
		{ { 14, 120, 60, 4000, 1.8 },
		    { 9.8405797101449, 5.5650512597711, 17.400919508457,
			11.008203445447, 5.8710059336732, 20.640507685628,
			79.596001883929, 2.6563471339579, 1.8026042889461,
			3.3131917640399 } },
		{ { 3, 10, 500, 100000, .05 },
		    { 60.356136820926, 23.322990009528, 156.19194839333,
			85.794481172751, 22.121666211714, 332.73682593601,
			120.66533286494, 2.6698513983077, .61940804246575,
			3.8636469521369 } },
		{ { 40, 300, 200, 2000, 30 },
		    { 1.4166666666667, 1.0245904348326, 1.9587772598837,
			1.4807692307692, 1.0222383305164, 2.1449768115086,
			3.9324618736383, .40911266532174, -.072795730353473,
			.82125398359066 } },
	};
	struct disprop d;

	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		disprop_measure(&d, &t[i].pair);
		near(&bad, "PRR", d.prr, t[i].want.prr, 1e-12);
		near(&bad, "PRR, low", d.prr_low, t[i].want.prr_low, 1e-12);
		near(&bad, "PRR, high", d.prr_high, t[i].want.prr_high, 1e-12);
		near(&bad, "ROR", d.ror, t[i].want.ror, 1e-12);
		near(&bad, "ROR, low", d.ror_low, t[i].want.ror_low, 1e-12);
		near(&bad, "ROR, high", d.ror_high, t[i].want.ror_high, 1e-12);
		near(&bad, "chi2", d.chi2, t[i].want.chi2, 1e-12);
		near(&bad, "IC", d.ic, t[i].want.ic, 1e-12);
		near(&bad, "IC, low", d.ic_low, t[i].want.ic_low, 1e-11);
		near(&bad, "IC, high", d.ic_high, t[i].want.ic_high, 1e-11);
	}
	disprop_measure(&d, &(struct disprop_pair){ 5, 5, 5, 100, .25 });
	holds(&bad, "no ROR without the one alone", !isfinite(d.ror));
	holds(&bad, "but an IC", isfinite(d.ic_low));
}

static void
shrinks(void)
{
	static const struct {
		double a;
		double e;
		struct disprop_shrunk want;
	} t[] = {
		{ 14, 1.8,
		    { 7.0507398886102, 4.0161671314912, 11.142391811378,
			2.5643677983175e-7 } },
		{ 3, .05,
		    { 22.230698964909, 4.5716104836872, 59.386069022075,
			.0034101077065775 } },
		{ 1, 2,
		    { .49901915717916, .13210002371261, 1.4230004231864,
			.83591555052301 } },
		{ 500, 100,
		    { 4.9803507165739, 4.6215687809264, 5.3605628667883,
			9.6474064581652e-177 } },
		{ 1, .001,
		    { 2.3230216625751, .34403202039763, 35.422732555765,
			.2956498789705 } },
	};
	struct disprop_prior p;

	disprop_default(&p);
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct disprop_shrunk s;

		disprop_shrink(&s, &p, t[i].a, t[i].e);
		disprop_interval(&s, &p, t[i].a, t[i].e);
		near(&bad, "EBGM", s.ebgm, t[i].want.ebgm, 1e-11);
		near(&bad, "EB05", s.eb05, t[i].want.eb05, 1e-11);
		near(&bad, "EB95", s.eb95, t[i].want.eb95, 1e-11);
		near(&bad, "chance", s.chance, t[i].want.chance, 1e-10);
	}
}

static double
uniform(uint64_t i)
{
	return ((double)(hash_mix(i) >> 11) + .5) / 9007199254740992.0;
}

/* Pairs drawn from a prior: what is learned from them shrinks as it does. */
static void
learns(void)
{
	static const struct disprop_prior truth = { 2, .5, 4, 4, .15 };
	static struct disprop_point points[PAIRS];
	struct disprop_prior p;
	struct disprop_shrunk a;
	struct disprop_shrunk b;
	size_t n = 0;
	size_t kept;
	double weight = 0;

	for (uint64_t i = 0; i < PAIRS; i++) {
		bool first = uniform(4 * i) < truth.p;
		double e = exp(5 * uniform(4 * i + 1) - 2);
		double l = special_gamma_inv(uniform(4 * i + 2),
			       first ? truth.alpha1 : truth.alpha2) /
		    (first ? truth.beta1 : truth.beta2);
		double x = special_poisson_inv(uniform(4 * i + 3), l * e);

		if (x > 0)
			points[n++] = (struct disprop_point){ x, e, 1 };
	}
	kept = disprop_squash(points, n);
	for (size_t i = 0; i < kept; i++)
		weight += points[i].weight;
	near(&bad, "squashing loses none", weight, (double)n, 0);
	holds(&bad, "squashing squashes", kept < n);
	holds(&bad, "enough to learn", disprop_fit(&p, points, kept));
	for (double x = 1; x < 100; x *= 3) {
		disprop_shrink(&a, &truth, x, 2);
		disprop_interval(&a, &truth, x, 2);
		disprop_shrink(&b, &p, x, 2);
		disprop_interval(&b, &p, x, 2);
		near(&bad, "EB05 as learned", b.eb05, a.eb05, .15);
		near(&bad, "EBGM as learned", b.ebgm, a.ebgm, .15);
	}
	holds(&bad, "too few to learn", !disprop_fit(&p, points, 100));
	near(&bad, "then the default", p.alpha1, .2, 0);
}

static void
keeps(void)
{
	static const double chance[] = { .001, .02, .04, .1, .2, .9 };

	holds(&bad, "four", disprop_keep(chance, 6, .05) == 4);
	holds(&bad, "all", disprop_keep(chance, 6, .5) == 6);
	holds(&bad, "none", disprop_keep(chance + 5, 1, .05) == 0);
}

int
main(void)
{
	measures();
	shrinks();
	learns();
	keeps();
	return bad != 0;
}
