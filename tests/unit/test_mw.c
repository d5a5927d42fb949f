/*
 * test_mw - the multi-window test
 *
 * The golden figures come from the method written a second time in Python
 * with numpy and scipy, over the same made-up counts.
 */

#include <string.h>

#include "lib/base/date.h"
#include "lib/base/hash.h"
#include "lib/pattern/mw.h"
#include "tests/unit/near.h"

enum { WEEKS = 300, DAYS = 7 * WEEKS };

static int bad;
static int32_t monday; /* of the first week */

/* What is expected of a window: seen, mean, variance, p. */
struct gold {
	double phi;
	double phi_s;
	double level;
	double p;
	double w[MW_WINDOWS][4];
};

/* Weeks around LEVEL, busier in one quarter, with one outbreak. */
static void
make_weeks(uint32_t *y, uint32_t level, uint64_t seed)
{
	for (uint64_t i = 0; i < WEEKS; i++) {
		uint64_t x = hash_mix(seed * 1000 + i);

		if (level == 0)
			y[i] = x % 10 == 0;
		else
			y[i] = (uint32_t)(x % (2 * level + 1)) +
			    (i % 52 < 13 ? level : 0) +
			    (i == 200 ? 5 * level : 0);
	}
}

static void
equals_reference(const uint32_t *y, const struct gold *g)
{
	struct mw_series s = { monday, 7, WEEKS, y, NULL, NULL, 0, 0 };
	struct mw_opt o;
	struct mw_fit f;
	struct mw r;

	mw_reference(&o);
	mw_learn(&f, &o, &s, NULL);
	mw_test(&r, &o, &f, &s);
	near(&bad, "phi", r.phi, g->phi, 1e-9);
	near(&bad, "phi_s", r.phi_s, g->phi_s, 1e-9);
	near(&bad, "level", r.level, g->level, 1e-9);
	near(&bad, "p", r.p, g->p, 1e-9);
	for (int k = 0; k < MW_WINDOWS; k++) {
		near(&bad, "n", r.n[k], g->w[k][0], 0);
		near(&bad, "e", r.e[k], g->w[k][1], 1e-9);
		near(&bad, "v", r.v[k], g->w[k][2], 1e-9);
		near(&bad, "pw", r.pw[k], g->w[k][3], 1e-9);
	}
}

static void
golden(void)
{
	static const struct gold low = { 1.2839851118, 1.2401467146,
		1.01158822714, 0.0585263119715,
		{ { 6, 2.90121018719, 3.75955113518, 0.0991620539525 },
		    { 12, 5.84900210359, 7.90714994806, 0.0354036713563 },
		    { 20, 11.926525735, 17.4578003938, 0.0460167262881 },
		    { 26, 24.7501881, 41.4278170578, 0.429945187846 } } };
	static const struct gold high = { 12.9435861123, 12.170032859,
		1.00350955508, 0.123957690586,
		{ { 57, 36.5916953312, 468.978978328, 0.163771327829 },
		    { 116, 73.9471077491, 995.790352926, 0.102682756373 },
		    { 218, 150.649902404, 2222.62077041, 0.0881212973334 },
		    { 357, 306.221617655, 5232.2033397, 0.230616781035 } } };
	static const struct gold rare = { 1, 1, 1.00421575809, 0.434532006689,
		{ { 0, 0.131610244448, 0.137369727972, 1 },
		    { 1, 0.275509128785, 0.300337987874, 0.231867877463 },
		    { 1, 0.609692282082, 0.726076268169, 0.427638978887 },
		    { 1, 1.50178192818, 2.12458880282, 0.715297592958 } } };
	uint32_t y[WEEKS];

	make_weeks(y, 3, 1);
	equals_reference(y, &low);
	make_weeks(y, 40, 2);
	equals_reference(y, &high);
	make_weeks(y, 0, 3);
	equals_reference(y, &rare);
}

/* Days made of weeks: all of a week on its Wednesday. */
static void
spread(uint32_t *day, const uint32_t *week)
{
	memset(day, 0, DAYS * sizeof(*day));
	for (int i = 0; i < WEEKS; i++)
		day[7 * i + 2] = week[i];
}

static struct mw
judge(const struct mw_series *s, const struct mw_parent *parent)
{
	struct mw_opt o;
	struct mw_fit f;
	struct mw r;

	mw_defaults(&o);
	mw_learn(&f, &o, s, parent);
	mw_test(&r, &o, &f, s);
	return r;
}

/* Days teach what their weeks do; a fit serves its whole week. */
static void
days_and_weeks(void)
{
	uint32_t week[WEEKS];
	static uint32_t day[DAYS];
	struct mw_series w = { monday, 7, WEEKS, week, NULL, NULL, 0, 0 };
	struct mw_series d = { monday, 1, DAYS, day, NULL, NULL, 0, 0 };
	struct mw_opt o;
	struct mw_fit sunday;
	struct mw_fit friday;
	struct mw a;
	struct mw b;

	make_weeks(week, 20, 7);
	spread(day, week);
	a = judge(&w, NULL);
	b = judge(&d, NULL);
	near(&bad, "phi of days", b.phi, a.phi, 1e-9);
	near(&bad, "seen in days", b.n[3], a.n[3], 0);
	near(&bad, "expected in days", b.e[3], a.e[3], 2e-3);
	mw_defaults(&o);
	mw_learn(&sunday, &o, &d, NULL);
	d.len -= 2;
	mw_learn(&friday, &o, &d, NULL);
	holds(&bad, "one fit for a week",
	    memcmp(&sunday, &friday, sizeof(sunday)) == 0);
	near(&bad, "mean of a week is expected",
	    mw_mean(&sunday, monday + 7 * (WEEKS - 1) + 3), a.e[0], 1e-9);
}

/* Steps of exposure 0 and steps not yet known are left out. */
static void
left_out(void)
{
	uint32_t y[WEEKS];
	double g[WEEKS];
	static const double known[] = { .1, .5 };
	struct mw_series s = { monday, 7, WEEKS, y, g, NULL, 0, 0 };
	struct mw whole;
	struct mw holed;
	struct mw part;

	make_weeks(y, 20, 8);
	for (int i = 0; i < WEEKS; i++)
		g[i] = 1;
	whole = judge(&s, NULL);
	for (int i = 100; i < 152; i++)
		g[i] = y[i] = 0;
	holed = judge(&s, NULL);
	near(&bad, "a year missing hardly moves the mean", holed.e[3],
	    whole.e[3], .1);
	for (int i = 100; i < 152; i++)
		y[i] = 99999;
	near(&bad, "what is left out is not read", judge(&s, NULL).p, holed.p,
	    0);
	s.known = known;
	s.nknown = 2;
	part = judge(&s, NULL);
	near(&bad, "hardly known: none seen", part.n[0], 0, 0);
	near(&bad, "hardly known: none expected", part.e[0], 0, 0);
	near(&bad, "hardly known: p", part.pw[0], 1, 0);
	near(&bad, "half known", part.e[1], (holed.e[1] - holed.e[0]) / 2,
	    1e-12);
	near(&bad, "rest known", part.e[2] - part.e[1], holed.e[2] - holed.e[1],
	    1e-12);
}

/* The rule by WEEKS of history before the guard, and what it expects. */
static void
rules(void)
{
	uint32_t y[WEEKS];
	uint32_t all[WEEKS];
	struct mw_series total = { monday, 7, WEEKS, all, NULL, NULL, 0, 0 };
	struct mw_opt o;
	struct mw_fit above;
	struct mw_parent parent = { &above, 4, false };

	static const struct {
		size_t len;
		enum mw_rule with;
		enum mw_rule without;
	} want[] = { { 118, MW_FULL, MW_FULL }, { 117, MW_LENT, MW_FULL },
		{ 66, MW_LENT, MW_FULL }, { 65, MW_BORROWED, MW_FULL },
		{ 18, MW_BORROWED, MW_FULL }, { 17, MW_YOUNG, MW_YOUNG },
		{ 9, MW_YOUNG, MW_YOUNG }, { 8, MW_NEW, MW_NEW } };

	make_weeks(all, 40, 9);
	for (int i = 0; i < WEEKS; i++)
		y[i] = all[i] / 4;
	mw_defaults(&o);
	mw_learn(&above, &o, &total, NULL);
	for (size_t i = 0; i < sizeof(want) / sizeof(want[0]); i++) {
		size_t from = WEEKS - want[i].len;
		struct mw_series s = { monday + 7 * (int32_t)from, 7,
			want[i].len, y + from, NULL, NULL, 0, 0 };
		struct mw r = judge(&s, &parent);

		near(&bad, "rule", r.rule, want[i].with, 0);
		near(&bad, "rule foretold", mw_rule(&o, &s), want[i].with, 0);
		near(&bad, "rule without a parent", judge(&s, NULL).rule,
		    want[i].without, 0);
		if (r.rule != MW_NEW)
			near(&bad, "expected", r.e[3],
			    judge(&total, NULL).e[3] / 4,
			    want[i].len < 18 ? .5 : .25);
		else
			near(&bad, "p of the new", r.p, 1, 0);
	}
}

/* More seen is less likely; an outbreak is found, silence is not one. */
static void
finds(void)
{
	uint32_t y[WEEKS];
	struct mw_series s = { monday, 7, WEEKS, y, NULL, NULL, 0, 0 };
	double was = 1;

	make_weeks(y, 10, 10);
	for (y[WEEKS - 1] = 0; y[WEEKS - 1] < 60; y[WEEKS - 1] += 5) {
		struct mw r = judge(&s, NULL);

		holds(&bad, "more is not more likely", r.p <= was);
		was = r.p;
	}
	holds(&bad, "six times as many stands out", was < 1e-4);
	near(&bad, "the week is shown", judge(&s, NULL).shown, 0, 0);
	for (int i = 1; i <= 8; i++)
		y[WEEKS - i] = 22;
	near(&bad, "eight weeks are shown", judge(&s, NULL).shown, 3, 0);
	memset(y, 0, sizeof(y));
	near(&bad, "nothing", judge(&s, NULL).p, 1, 0);
	y[WEEKS - 1] = 1;
	holds(&bad, "one after nothing", judge(&s, NULL).p > 1e-4);
	s.len = 1;
	near(&bad, "one week only", judge(&s, NULL).rule, MW_NEW, 0);
}

int
main(void)
{
	monday = date_parse_day(SLICE("2020-01-06"));
	golden();
	days_and_weeks();
	left_out();
	rules();
	finds();
	return bad != 0;
}
