/* test_calendar - Dutch holidays, weekday shares and exposure */

#include <string.h>

#include "lib/base/date.h"
#include "lib/base/hash.h"
#include "lib/pattern/calendar.h"
#include "tests/unit/near.h"

enum { DAYS = 1820 };

static int bad;

static int32_t
on(const char *day)
{
	return date_parse_day(slice_of(day));
}

/* The holidays of a few years, as the government's lists have them. */
static void
holidays(void)
{
	static const char *const is[] = { "2024-01-01", "2024-03-31",
		"2024-04-01", "2024-04-27", "2024-05-09", "2024-05-19",
		"2024-05-20", "2024-12-25", "2024-12-26", "2025-04-26",
		"2025-05-05", "2025-04-21", "2025-05-29", "2025-06-09",
		"2014-04-26", "2013-04-30", "2006-04-29", "2008-03-23" };
	static const char *const is_not[] = { "2024-03-29", "2024-05-05",
		"2025-04-27", "2025-04-30", "2024-12-24", "2024-12-31",
		"2026-05-05", "2013-04-27", "2024-06-20", "2024-02-29" };
	int in_2024 = 0;

	for (size_t i = 0; i < sizeof(is) / sizeof(is[0]); i++)
		holds(&bad, is[i], calendar_holiday(on(is[i])));
	for (size_t i = 0; i < sizeof(is_not) / sizeof(is_not[0]); i++)
		holds(&bad, is_not[i], !calendar_holiday(on(is_not[i])));
	for (int32_t d = on("2024-01-01"); d <= on("2024-12-31"); d++)
		in_2024 += calendar_holiday(d);
	near(&bad, "holidays in 2024", in_2024, 9, 0);
}

/* The first working day after a working day that was a holiday. */
static void
rebounds(void)
{
	static const char *const is[] = { "2024-04-02", "2024-05-10",
		"2024-05-21", "2024-12-27", "2024-01-02", "2025-12-29" };
	static const char *const is_not[] = { "2024-04-29", "2024-12-28",
		"2024-12-26", "2023-01-02", "2024-05-13" };

	for (size_t i = 0; i < sizeof(is) / sizeof(is[0]); i++)
		holds(&bad, is[i], calendar_day(on(is[i])) == CALENDAR_REBOUND);
	for (size_t i = 0; i < sizeof(is_not) / sizeof(is_not[0]); i++)
		holds(&bad, is_not[i],
		    calendar_day(on(is_not[i])) != CALENDAR_REBOUND);
}

/* Counts without noise: what went in comes out. */
static void
learns(void)
{
	static const double week[7] = { .23, .20, .18, .17, .14, .05, .03 };
	static unsigned char kind[DAYS];
	static uint32_t count[DAYS];
	static double g[DAYS];
	struct calendar_span s = { on("2021-01-04"), DAYS, kind };
	struct calendar c;
	double sum = 0;
	double share[7];

	calendar_kinds(kind, DAYS, s.first);
	for (int i = 0; i < DAYS; i++) {
		double f = kind[i] == CALENDAR_HOLIDAY ? .25 :
		    kind[i] == CALENDAR_REBOUND        ? 1.5 :
							 1;

		count[i] = (uint32_t)lround(1e6 * week[i % 7] * f);
	}
	calendar_learn(&c, &s, count, false);
	for (int k = 0; k < 7; k++)
		near(&bad, "share", c.share[k], week[k], 1e-6);
	/* The local mean holds the holidays too: a few per cent. */
	near(&bad, "Thursday's factor", c.holiday[3], .25, .06);
	near(&bad, "Monday's factor", c.holiday[0], .25, .06);
	near(&bad, "rebound", c.rebound, 1.5, .06);
	calendar_exposure(g, &s, c.share, &c);
	for (int i = 0; i < 7; i++)
		sum += g[7 + i];
	near(&bad, "a normal week", sum, 1, 1e-12);
	near(&bad, "New Year's Day 2024", g[on("2024-01-01") - s.first],
	    week[0] * c.holiday[0], 1e-9);
	/* 200 borrowed signals weigh little against a billion. */
	calendar_share(share, (const double[7]){ 1 }, &s, count);
	near(&bad, "own share", share[4], week[4], 1e-6);
	memset(count, 0, sizeof(count));
	calendar_share(share, c.share, &s, count);
	near(&bad, "share of nothing is the parent's", share[2], week[2], 1e-6);
	/* Ten signals, all on Mondays, against 200 of the parent. */
	for (int i = 0; i < 10; i++)
		count[7 * (i + 5)] = 1;
	calendar_share(share, c.share, &s, count);
	near(&bad, "share of ten", share[0], (10 + 200 * week[0]) / 210, 1e-6);
}

/* Days left out teach nothing and count for nothing. */
static void
leaves_out(void)
{
	static unsigned char kind[DAYS];
	static uint32_t count[DAYS];
	static double g[DAYS];
	struct calendar_span s = { on("2021-01-04"), DAYS, kind };
	struct calendar with;
	struct calendar without;

	calendar_kinds(kind, DAYS, s.first);
	for (int i = 0; i < DAYS; i++)
		count[i] = (uint32_t)(hash_mix((uint64_t)i) % 50);
	for (int i = 700; i < 800; i++) {
		count[i] = 0;
		kind[i] = CALENDAR_LEFT_OUT;
	}
	calendar_learn(&with, &s, count, false);
	for (int i = 700; i < 800; i++)
		count[i] = 999999;
	calendar_learn(&without, &s, count, false);
	holds(&bad, "days left out teach nothing",
	    memcmp(&with, &without, sizeof(with)) == 0);
	calendar_exposure(g, &s, with.share, &with);
	near(&bad, "exposure of a day left out", g[750], 0, 0);
	calendar_flat(&with);
	near(&bad, "flat", with.share[6] * 7 * with.rebound, 1, 1e-15);
}

int
main(void)
{
	holidays();
	rebounds();
	learns();
	leaves_out();
	return bad != 0;
}
