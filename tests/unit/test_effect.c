/* test_effect - before and after; figures by R (poisson.test, glm) */

#include "lib/pattern/effect.h"
#include "tests/unit/near.h"

enum { WEEKS = 104 };

static int bad;

static void
exact(void)
{
	static const double t[][8] = {
		{ 84, 10, 84, 25, 2.5, 1.15961897359, 5.83271320034,
		    .0166738478001 },
		{ 84, 25, 84, 10, .4, .171446797683, .86235222325,
		    .0166738478001 },
		{ 365, 120, 90, 12, .405555555556, .203856228998, .734935780494,
		    .00138051889496 },
		{ 56, 3, 56, 0, 0, 0, 2.41995189335, .25 },
		{ 180, 400, 180, 310, .775, .666008375693, .901159726455,
		    .000825456117024 },
	};
	struct effect e;

	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct effect_rates x = { t[i][1], t[i][0], t[i][3], t[i][2] };

		e = effect_exact(&x, .95);
		near(&bad, "ratio", e.ratio, t[i][4], 1e-11);
		near(&bad, "low", e.low, t[i][5], 1e-11);
		near(&bad, "high", e.high, t[i][6], 1e-11);
		near(&bad, "p", e.p, t[i][7], 1e-11);
	}
	e = effect_exact(&(struct effect_rates){ 0, 56, 6, 56 }, .95);
	holds(&bad, "from nothing", isinf(e.ratio) && isinf(e.high));
	near(&bad, "low, from nothing", e.low, 1.17742472572, 1e-11);
	near(&bad, "p, from nothing", e.p, .03125, 1e-11);
	e = effect_exact(&(struct effect_rates){ 0, 56, 0, 56 }, .95);
	holds(&bad, "nothing at all", isnan(e.ratio));
	e = effect_exact(&(struct effect_rates){ 7, 10, 7, 10 }, .95);
	near(&bad, "no change", e.p, 1, 0);
}

static void
controlled(void)
{
	struct effect_rates pattern = { 40, 1, 12, 1 };
	struct effect_rates rest = { 900, 1, 880, 1 };
	struct effect e = effect_controlled(&pattern, &rest, 1, .95);

	/* R took 1.96 for the quantile. */
	near(&bad, "ratio", e.ratio, .306818181818, 1e-11);
	near(&bad, "low", e.low, .159889500188, 2e-5);
	near(&bad, "high", e.high, .588765344715, 2e-5);
	holds(&bad, "less sure with more noise",
	    effect_controlled(&pattern, &rest, 3, .95).p > e.p);
}

/* A simulated series with a step down in week 70. */
static void
model(void)
{
	static const double y[WEEKS] = { 9, 9, 7, 13, 15, 12, 13, 10, 8, 9, 10,
		14, 15, 13, 20, 9, 10, 22, 13, 12, 11, 15, 5, 8, 10, 12, 10, 10,
		12, 16, 10, 6, 8, 9, 14, 5, 13, 9, 12, 2, 7, 7, 14, 11, 13, 8,
		14, 4, 4, 16, 10, 8, 16, 16, 13, 20, 22, 11, 16, 15, 21, 24, 9,
		23, 17, 11, 21, 23, 8, 10, 5, 10, 7, 16, 11, 2, 9, 10, 6, 8, 2,
		14, 6, 4, 4, 3, 6, 3, 8, 3, 3, 6, 8, 4, 2, 1, 4, 11, 6, 6, 3, 5,
		8, 8 };
	struct effect_past past = { .n = WEEKS,
		.y = y,
		.at = 69,
		.year = 52,
		.harmonics = 1,
		.slope = true };
	struct effect_model m;

	holds(&bad, "fit", effect_model(&m, &past, .95));
	near(&bad, "phi", m.phi, 1.45227369577, 1e-9);
	near(&bad, "step", log(m.step.ratio), -.598644649613, 1e-8);
	near(&bad, "p of step", m.step.p, .00184233348956, 1e-6);
	near(&bad, "after 12 weeks", log(m.later.ratio),
	    -.598644649613 - 12 * .0125469303815, 1e-8);
	past.slope = false;
	holds(&bad, "fit", effect_model(&m, &past, .95));
	near(&bad, "step only", m.step.ratio, .460585686047, 1e-8);
	near(&bad, "low", m.step.low, .347565049397, 1e-8);
	near(&bad, "high", m.step.high, .610358189235, 1e-8);
	near(&bad, "later is now", m.later.ratio, m.step.ratio, 1e-14);
	past.n = 12;
	holds(&bad, "too short", !effect_model(&m, &past, .95));
}

int
main(void)
{
	exact();
	controlled();
	model();
	return bad != 0;
}
