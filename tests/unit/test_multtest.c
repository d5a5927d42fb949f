/* test_multtest - many tests at once */

#include <string.h>

#include "lib/base/hash.h"
#include "lib/pattern/multtest.h"
#include "tests/unit/near.h"

static int bad;

/* The example of Benjamini and Hochberg 1995, section 3.2. */
static const double example[15] = { .0001, .0004, .0019, .0095, .0201, .0278,
	.0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1 };

static void
published(void)
{
	static const double bh[15] = { .0015, .003, .0095, .035625, .0603,
		.063857142857143, .063857142857143, .0645, .0765, .486,
		.58118181818182, .714875, .75323076923077, .81321428571429, 1 };
	static const double by[9] = { .0049773434898435, .009954686979687,
		.031523175435675, .11821190788378, .20008920829171,
		.21189262285334, .21189262285334, .21402577006327,
		.25384451798202 };
	double q[15];
	int kept = 0;

	memcpy(q, example, sizeof(q));
	multtest_bh(q, 15, 15);
	for (int i = 0; i < 15; i++) {
		near(&bad, "BH", q[i], bh[i], 1e-13);
		kept += q[i] <= .05;
	}
	near(&bad, "four are kept", kept, 4, 0);
	memcpy(q, example, sizeof(q));
	multtest_by(q, 15, 15);
	for (int i = 0; i < 9; i++)
		near(&bad, "BY", q[i], by[i], 1e-13);
	near(&bad, "BY ends at 1", q[14], 1, 0);
	near(&bad, "harmonic", multtest_harmonic(4), 25.0 / 12, 1e-14);
}

/* Leaving out those of p = 1 while counting them changes nothing. */
static void
counted(void)
{
	double some[9];
	double all[15];

	memcpy(all, example, sizeof(all));
	for (int i = 9; i < 15; i++)
		all[i] = 1;
	memcpy(some, all, sizeof(some));
	multtest_bh(some, 9, 15);
	multtest_bh(all, 15, 15);
	for (int i = 0; i < 9; i++)
		near(&bad, "those not given are counted", some[i], all[i],
		    1e-14);
}

static void
budget(void)
{
	near(&bad, "2 a week of 1,000, daily", multtest_budget(2, 2, 1000),
	    .001, 1e-14);
	near(&bad, "nothing looked at", multtest_budget(2, 2, 0), 1, 0);
	near(&bad, "years", multtest_years(1.0 / 5200, 1), 100, 1e-13);
}

/* Calibration undoes a tail that is too fat, and leaves a good one alone. */
static void
calibration(void)
{
	enum { LOOKS = 100000 };
	struct multtest_calibration c;
	struct multtest_replay fat = { .looks = LOOKS };
	struct multtest_replay none = { 0 };
	struct multtest_replay good = { LOOKS, { 1000, 100 } };
	double after[2] = { 0 };

	multtest_plain(&c);
	near(&bad, "plain", multtest_apply(&c, 1e-5), 1e-5, 1e-13);
	near(&bad, "plain of 0", multtest_apply(&c, 0), 0, 0);
	multtest_calibrate(&c, &good);
	near(&bad, "a good tail stays", multtest_apply(&c, 1e-4), 1e-4, 1e-9);
	multtest_calibrate(&c, &none);
	near(&bad, "no looks, no change", multtest_apply(&c, 1e-4), 1e-4, 1e-9);
	/* p = u^1.5 of uniform u: 4.6 % are at most .01. */
	for (uint64_t i = 0; i < LOOKS; i++) {
		double u = (double)(hash_mix(i) >> 11) / 9007199254740992.0;
		double p = pow(u, 1.5);

		fat.below[0] += p <= .01;
		fat.below[1] += p <= .001;
	}
	multtest_calibrate(&c, &fat);
	for (uint64_t i = 0; i < LOOKS; i++) {
		double u = (double)(hash_mix(i) >> 11) / 9007199254740992.0;
		double p = multtest_apply(&c, pow(u, 1.5));

		after[0] += p <= .01;
		after[1] += p <= .001;
	}
	near(&bad, "at most .01", after[0], LOOKS / 100.0, .15);
	near(&bad, "at most .001", after[1], LOOKS / 1000.0, .3);
}

/* Looks near an outbreak are left out, on both sides. */
static void
replays(void)
{
	struct multtest_replay r = { 0 };
	double p[52];

	for (int i = 0; i < 52; i++)
		p[i] = i % 10 == 5 ? .005 : .5;
	multtest_replay(&r, p, 52);
	near(&bad, "all looks", r.looks, 52, 0);
	near(&bad, "at most .01", r.below[0], 5, 0);
	near(&bad, "at most .001", r.below[1], 0, 0);
	p[30] = 1e-6;
	p[31] = 1e-3;
	p[3] = .001;
	r = (struct multtest_replay){ 0 };
	multtest_replay(&r, p, 52);
	near(&bad, "17 left out", r.looks, 35, 0);
	near(&bad, "at most .01, but 25 and 35", r.below[0], 4, 0);
	near(&bad, "at most .001, but 30 and 31", r.below[1], 1, 0);
}

int
main(void)
{
	published();
	counted();
	budget();
	calibration();
	replays();
	return bad != 0;
}
