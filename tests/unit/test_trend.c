/* test_trend - slow change; figures by R and numpy */

#include "lib/base/hash.h"
#include "lib/pattern/trend.h"
#include "tests/unit/near.h"

enum { WEEKS = 104 };

static int bad;

struct ranked {
	const char *what;
	double y[14];
	size_t n;
	struct trend_rank want;
	double slope;
};

static void
ranks(void)
{
	static const struct ranked t[] = {
		{ "rising", { 3, 5, 4, 6, 8, 7, 9, 12, 11, 15, 14, 18 }, 12,
		    { 58, 212.666666667, 3.90863524355, 9.28189813368e-05,
			.878787878788 },
		    1.26785714286 },
		{ "ties", { 0, 0, 1, 0, 2, 1, 1, 3, 2, 2, 4, 3, 3, 5 }, 14,
		    { 65, 319, 3.58331207012, .000339264877633, .714285714286 },
		    .333333333333 },
		{ "flat", { 5, 4, 6, 5, 5, 4, 6, 5, 5, 6, 4, 5 }, 12,
		    { 1, 177, 0, 1, .0151515151515 }, 0 },
	};
	struct trend_rank r;

	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		trend_rank(&r, t[i].y, t[i].n);
		near(&bad, t[i].what, r.s, t[i].want.s, 0);
		near(&bad, t[i].what, r.var, t[i].want.var, 1e-11);
		near(&bad, t[i].what, r.z, t[i].want.z, 1e-11);
		near(&bad, t[i].what, r.p, t[i].want.p, 1e-11);
		near(&bad, t[i].what, r.tau, t[i].want.tau, 1e-11);
		near(&bad, t[i].what, trend_sen(t[i].y, t[i].n), t[i].slope,
		    1e-11);
	}
	trend_rank(&r, t[0].y, 1);
	near(&bad, "one value", r.p, 1, 0);
}

static void
make(double *y)
{
	for (int i = 0; i < WEEKS; i++)
		y[i] = (double)(hash_mix(500 + (uint64_t)i) % 20) +
		    (double)(i / 8) + (i % 52 < 13 ? 10 : 0);
}

static void
changes(void)
{
	double y[WEEKS];
	double weight[WEEKS];
	struct trend_past past = { .n = WEEKS,
		.y = y,
		.year = 52.1775,
		.season = true };
	struct trend_change c;
	struct trend_change last;
	struct trend_rank r;

	make(y);
	/* numpy went on to the end; R, and we, stop a little earlier. */
	holds(&bad, "fit", trend_change(&c, &past));
	near(&bad, "yearly", c.yearly, 1.469207139, 1e-8);
	near(&bad, "low", c.low, 1.282685647, 1e-6);
	near(&bad, "high", c.high, 1.682851619, 1e-6);
	near(&bad, "p", c.p, 1.769011206e-07, 1e-4);
	near(&bad, "phi", c.phi, 2.267866518, 2e-5);
	past.season = false;
	holds(&bad, "fit", trend_change(&c, &past));
	near(&bad, "yearly, no season", c.yearly, 1.312313004, 1e-8);
	near(&bad, "p, no season", c.p, .0001616023182, 1e-4);
	trend_rank(&r, y, WEEKS);
	near(&bad, "S", r.s, 1221, 0);
	near(&bad, "Sen", trend_sen(y, WEEKS), .08771929824561403, 1e-14);
	/* Weeks left out are as if they were not there. */
	for (int i = 0; i < WEEKS; i++)
		weight[i] = i >= 44;
	past.weight = weight;
	holds(&bad, "fit", trend_change(&c, &past));
	past.weight = NULL;
	past.y = y + 44;
	past.n = 60;
	holds(&bad, "fit", trend_change(&last, &past));
	near(&bad, "yearly, 60 weeks", c.yearly, last.yearly, 1e-7);
	near(&bad, "p, 60 weeks", c.p, last.p, 1e-4);
	past.n = 11;
	holds(&bad, "eleven weeks are too few", !trend_change(&c, &past));
}

/* The season that is in the counts is the season that is told. */
static void
seasons(void)
{
	double y[WEEKS];
	struct trend_past past = { .n = WEEKS,
		.y = y,
		.year = 52,
		.season = true };
	struct trend_change c;

	for (int i = 0; i < WEEKS; i++)
		y[i] = 1000 *
		    exp(.4 * sin(2 * 3.14159265358979323846 * (i + 1) / 52));
	holds(&bad, "fit", trend_change(&c, &past));
	near(&bad, "a quarter on", trend_season(&c, 52, 12), .4, 1e-9);
	near(&bad, "half a year on", 1 + trend_season(&c, 52, 25), 1, 1e-9);
	near(&bad, "its lowest", trend_season(&c, 52, 38), -.4, 1e-9);
	past.season = false;
	holds(&bad, "fit", trend_change(&c, &past));
	near(&bad, "no season asked", trend_season(&c, 52, 12), 0, 0);
}

/* Twice as many from week 70 on. */
static void
shifts(void)
{
	double y[WEEKS];
	double mu[WEEKS];
	struct trend_shift s;

	for (int i = 0; i < WEEKS; i++) {
		mu[i] = 10 + i % 3;
		y[i] = i < 70 ? mu[i] : 2 * mu[i];
	}
	holds(&bad, "shift", trend_shift(&s, y, mu, WEEKS, 1));
	holds(&bad, "in week 70", s.at == 70);
	holds(&bad, "for certain", s.from >= 68 && s.to <= 72);
	holds(&bad, "from, at, to", s.from <= s.at && s.at <= s.to);
	near(&bad, "doubled", s.ratio, 2, 1e-12);
	holds(&bad, "gain", s.gain > 50);
	holds(&bad, "less sure of an uneven one",
	    trend_shift(&s, y, mu, WEEKS, 20) && s.from < 70 && s.to > 70);
	holds(&bad, "too short", !trend_shift(&s, y, mu, 16, 1));
}

/* What grew to 1.4 times from week AT on, and took TOOK weeks, is found. */
static void
ramp(size_t at, size_t took, bool season)
{
	double y[WEEKS];
	double exposure[WEEKS];
	double weight[WEEKS];
	struct trend_past past = { .n = WEEKS,
		.y = y,
		.offset = exposure,
		.weight = weight,
		.year = 52.1775,
		.season = season };
	struct trend_change t;
	struct ramp r;

	for (size_t i = 0; i < WEEKS; i++) {
		double x = i < at ? 0 : (double)(i + 1 - at) / (double)took;

		exposure[i] = log(50 + (double)(i % 3));
		y[i] = exp(exposure[i]) * (1 + .4 * fmin(1, x));
		weight[i] = i % 10 != 3 && i + 5 < WEEKS;
		if (weight[i] <= 0)
			y[i] = 1000;
	}
	holds(&bad, "fit", trend_change(&t, &past));
	holds(&bad, "ramp", ramp_find(&r, &past, &t, 20, WEEKS - 5));
	holds(&bad, "its week", r.at >= at - 1 && r.at <= at + 1);
	holds(&bad, "its length", r.took == took);
	near(&bad, "its lift", r.lift, .4, .03);
	holds(&bad, "gain", r.gain > 1);
	holds(&bad, "its first week is one of some", r.starts >= 1);
	holds(&bad, "but not of all", r.starts < WEEKS - 25);
}

/* When a rise at once began is seen to the week, a slow one's is not. */
static void
ramp_starts(void)
{
	double y[WEEKS];
	struct trend_past past = { .n = WEEKS, .y = y, .year = 52.1775 };
	struct trend_change t;
	struct ramp once;
	struct ramp slow;

	for (int i = 0; i < WEEKS; i++)
		y[i] = i < 60 ? 20 : 60;
	holds(&bad, "fit, at once",
	    trend_change(&t, &past) &&
		ramp_find(&once, &past, &t, 20, WEEKS - 5));
	for (int i = 0; i < WEEKS; i++)
		y[i] = i < 60 ? 20 : 20 + fmin(26, i - 59);
	holds(&bad, "fit, slow",
	    trend_change(&t, &past) &&
		ramp_find(&slow, &past, &t, 20, WEEKS - 5));
	holds(&bad, "at once", once.starts >= 1 && once.starts < 2);
	holds(&bad, "slow", slow.starts > 3 && slow.starts < 20);
}

static void
ramps(void)
{
	double y[WEEKS];
	struct trend_past past = { .n = WEEKS, .y = y, .year = 52.1775 };
	struct trend_change t;
	struct ramp r;

	ramp(70, 1, false);
	ramp(70, 1, true);
	ramp(50, 13, true);
	ramp(40, 26, true);
	ramp(60, WEEKS - 5 - 60, true);
	for (int i = 0; i < WEEKS; i++)
		y[i] = 7;
	holds(&bad, "fit, steady", trend_change(&t, &past));
	holds(&bad, "none",
	    !ramp_find(&r, &past, &t, 1, WEEKS) || r.gain < 1e-9);
}

int
main(void)
{
	ramps();
	ramp_starts();
	ranks();
	changes();
	seasons();
	shifts();
	return bad != 0;
}
