/*
 * test_farrington - the methods that others have, as they have them
 *
 * The figures of Farrington's method are those of R (surveillance 1.20.3).
 */

#include "lib/base/date.h"
#include "lib/base/hash.h"
#include "lib/pattern/ears.h"
#include "lib/pattern/farrington.h"
#include "tests/unit/near.h"

enum { WEEKS = 340 };

static int bad;

/* Weeks around LEVEL, busier in one quarter, with two outbreaks. */
static void
make_weeks(uint32_t *y, uint32_t level, uint64_t seed)
{
	for (uint64_t i = 0; i < WEEKS; i++) {
		uint64_t x = hash_mix(seed * 1000 + i);

		y[i] = (uint32_t)(x % (2 * level + 1)) +
		    (i % 52 < 13 ? level : 0) +
		    (i == 200 || i == 330 ? 5 * level : 0);
	}
}

static void
farrington(void)
{
	static const struct {
		uint32_t level;
		uint64_t seed;
		size_t week;
		double expected;
		double phi;
		double p_nb;
		double p_delta;
	} t[] = {
		{ 10, 21, 330, 8.47340671483, 3.60878894881, 8.89850382368e-06,
		    3.44158052940e-08 },
		{ 10, 21, 339, 12.7842737525, 3.53281381000, .978668415097,
		    .961077549333 },
		{ 2, 22, 330, 1.877275719938, 1.018892515123, 1.119191844e-06,
		    4.47066054005e-07 },
		{ 2, 22, 339, 2.083219501529, 1.059397220884, .867833986462,
		    .789204087447 },
	};
	struct farrington_opt o;
	struct farrington r;
	uint32_t y[WEEKS];

	farrington_defaults(&o);
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		size_t n = t[i].week + 1;

		make_weeks(y, t[i].level, t[i].seed);
		o.limit = FARRINGTON_NB;
		holds(&bad, "fit", farrington_test(&r, &o, y, n));
		near(&bad, "expected", r.expected, t[i].expected, 1e-8);
		near(&bad, "phi", r.phi, t[i].phi, 1e-8);
		near(&bad, "p, NB", r.p, t[i].p_nb, 1e-6);
		holds(&bad, "alarm", r.alarm == (t[i].week == 330));
		holds(&bad, "trend", r.trend);
		o.limit = FARRINGTON_DELTA;
		holds(&bad, "fit", farrington_test(&r, &o, y, n));
		near(&bad, "p, delta", r.p, t[i].p_delta, 1e-6);
		holds(&bad, "alarm", r.alarm == (t[i].week == 330));
	}
	holds(&bad, "too short", !farrington_test(&r, &o, y, 263));
	for (int i = 0; i < WEEKS; i++)
		y[i] = i % 50 == 0;
	y[WEEKS - 1] = 4;
	holds(&bad, "few cases",
	    farrington_test(&r, &o, y, WEEKS) && !r.alarm && r.upper == 0);
}

/* By date, a year ago is 52 weeks or 53; figures of R with dates. */
static void
dates(void)
{
	static const struct {
		size_t week;
		double expected;
		double phi;
		double p;
	} t[] = {
		{ 330, 8.98331221531, 3.63874938914, 1.34849464694e-05 },
		{ 339, 13.0407951342, 3.45758713515, .98169910795 },
	};
	struct farrington_opt o;
	struct farrington r;
	uint32_t y[WEEKS];

	make_weeks(y, 10, 21);
	farrington_defaults(&o);
	o.first = date_day((struct civil){ 2018, 1, 1 });
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		holds(&bad, "fit", farrington_test(&r, &o, y, t[i].week + 1));
		near(&bad, "expected, by date", r.expected, t[i].expected,
		    1e-8);
		near(&bad, "phi, by date", r.phi, t[i].phi, 1e-8);
		near(&bad, "p, by date", r.p, t[i].p, 1e-6);
	}
}

static void
ears(void)
{
	static const struct {
		enum ears_kind kind;
		size_t week;
		double stat;
		double expected;
		double upper;
	} t[] = {
		{ EARS_C1, 330, 15.0200817955, 11.8571428571, 20.1161360966 },
		{ EARS_C1, 331, -.880409945375, 17.5714285714, 65.2070410865 },
		{ EARS_C2, 330, 5.94520433168, 16, 34.712285872 },
		{ EARS_C2, 332, -2.19154218368, 11.8571428571, 20.1161360966 },
		{ EARS_C3, 330, 5.94520433168, 16, 27.8681713036 },
		{ EARS_C3, 331, 2.40036829056, 13.7142857143, 2.31886487406 },
		{ EARS_C3, 332, 2.753662148, 11.8571428571, 3.8787524313 },
	};

	uint32_t y[WEEKS];
	struct ears e;
	struct ears_opt o = { EARS_C3, 7, .5, .025, true };

	make_weeks(y, 10, 21);
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct ears_opt c = { t[i].kind, 7, .5,
			t[i].kind == EARS_C3 ? .025 : .001, false };
		size_t n = t[i].week + 1;

		holds(&bad, "long enough", ears_test(&e, &c, y, n));
		near(&bad, "statistic", e.stat, t[i].stat, 1e-11);
		near(&bad, "mean", e.expected, t[i].expected, 1e-11);
		near(&bad, "limit", e.upper, t[i].upper, 1e-11);
		holds(&bad, "alarm", e.alarm == (y[n - 1] > t[i].upper));
	}
	/* R's C3 cannot see today, whatever today brings. */
	y[WEEKS - 1] = 4000000;
	for (int i = 2; i < 12; i++)
		y[WEEKS - i] = (uint32_t)(i % 3 + 4);
	holds(&bad, "R's C3 is blind", ears_test(&e, &o, y, WEEKS) && !e.alarm);
	o.as_r = false;
	holds(&bad, "CDC's is not", ears_test(&e, &o, y, WEEKS) && e.alarm);
	o.sigma = 0;
	for (int i = 0; i < WEEKS; i++)
		y[i] = 3;
	holds(&bad, "nothing differs",
	    ears_test(&e, &o, y, WEEKS) && isnan(e.stat) && !e.alarm);
	holds(&bad, "too short", !ears_test(&e, &o, y, 11));
}

int
main(void)
{
	farrington();
	dates();
	ears();
	return bad != 0;
}
