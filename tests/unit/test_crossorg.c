/* test_crossorg - more than one at once; figures by scipy */

#include "lib/pattern/crossorg.h"
#include "tests/unit/near.h"

static int bad;

static void
forms(void)
{
	static const struct {
		double p[6];
		size_t n;
		size_t u;
		double bonferroni;
		double simes;
		double fisher;
	} t[] = {
		{ { .001, .8 }, 2, 1, .002, .002, .00650471906424 },
		{ { .001, .8 }, 2, 2, .8, .8, .8 },
		{ { .001, .02 }, 2, 2, .02, .02, .02 },
		{ { .001, .004, .5, .7 }, 4, 1, .004, .004, .000718867249448 },
		{ { .001, .004, .5, .7 }, 4, 2, .012, .012, .0408270288353 },
		{ { .001, .004, .5, .7 }, 4, 3, 1, .7, .717437743575 },
		{ { .03, .04, .05, .06 }, 4, 1, .12, .06, .00151315920526 },
		{ { .03, .04, .05, .06 }, 4, 3, .1, .06, .0204274289709 },
		{ { 1e-6, .2, .3, .4, .5 }, 5, 2, .8, .5, .355479626535 },
		{ { .001, .002, .003, .004, .2, .9 }, 6, 2, .01,
		    .00666666666667, 3.08012194751e-05 },
		{ { .001, .002, .003, .004, .2, .9 }, 6, 3, .012, .008,
		    .0010133710027 },
	};

	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		near(&bad, "Bonferroni",
		    crossorg_bonferroni(t[i].p, t[i].n, t[i].u),
		    t[i].bonferroni, 1e-11);
		near(&bad, "Simes", crossorg_simes(t[i].p, t[i].n, t[i].u),
		    t[i].simes, 1e-11);
		near(&bad, "Fisher", crossorg_fisher(t[i].p, t[i].n, t[i].u),
		    t[i].fisher, 1e-11);
	}
	holds(&bad, "four of six", crossorg_count(t[10].p, 6, .05) == 4);
	holds(&bad, "one of two", crossorg_count(t[0].p, 2, .05) == 1);
	holds(&bad, "none", crossorg_count(t[0].p, 2, .001) == 0);
	holds(&bad, "none of none", crossorg_count(t[0].p, 0, .05) == 0);
}

/* More is only ever harder. */
static void
rises(void)
{
	static const double p[] = { 1e-5, .001, .011, .02, .04, .3, .7, .9 };

	for (size_t u = 1; u < 8; u++)
		holds(&bad, "p rises with u",
		    crossorg_simes(p, 8, u) <= crossorg_simes(p, 8, u + 1));
}

static void
ratios(void)
{
	static const double seen[] = { 30, 6, 4 };
	static const double expected[] = { 5, 3, 2 };
	static const double none[] = { 0 };
	struct crossorg_ratio r = crossorg_pooled(seen, expected, 3);

	near(&bad, "ratio", r.ratio, 4, 1e-14);
	/* Garwood's interval for 40: 28.577 to 54.469. */
	near(&bad, "low", r.low, 2.8577, 1e-4);
	near(&bad, "high", r.high, 5.4469, 1e-4);
	r = crossorg_without_largest(seen, expected, 3);
	near(&bad, "without the largest", r.ratio, 2, 1e-14);
	r = crossorg_pooled(none, expected, 1);
	near(&bad, "none seen", r.ratio + r.low, 0, 0);
	near(&bad, "none seen, high", r.high, 3.688879454 / 5, 1e-9);
	holds(&bad, "nothing expected",
	    isnan(crossorg_pooled(seen, none, 1).ratio));
}

int
main(void)
{
	forms();
	rises();
	ratios();
	return bad != 0;
}
