#include "lib/pattern/calendar.h"

#include "lib/base/date.h"

enum {
	BORROWED = 200, /* signals that a parent lends to shares */
	PRIOR = 5, /* signals behind a factor of 1 */
	AROUND = 28 /* days on each side that make the local mean */
};

static int32_t
day_of(int year, int month, int day)
{
	return date_day((struct civil){ year, month, day });
}

/* King's Day, Queen's Day before 2014: a day sooner than on a Sunday. */
static int32_t
royal_day(int year)
{
	int32_t day = year < 2014 ? day_of(year, 4, 30) : day_of(year, 4, 27);

	return date_weekday(day) == 6 ? day - 1 : day;
}

static bool
has_moving_feast(int32_t day, int year)
{
	static const int after[] = { 0, 1, 39, 49, 50 };
	int32_t easter = date_easter(year);

	for (size_t i = 0; i < sizeof(after) / sizeof(after[0]); i++)
		if (day == easter + after[i])
			return true;
	return false;
}

static bool
is_fixed(struct civil c)
{
	switch (c.month) {
	case 1:
		return c.day == 1;
	case 5:
		return c.day == 5 && c.year % 5 == 0;
	case 12:
		return c.day == 25 || c.day == 26;
	default:
		return false;
	}
}

bool
calendar_holiday(int32_t day)
{
	struct civil c = date_civil(day);

	if (is_fixed(c))
		return true;
	if (c.month < 3 || c.month > 6)
		return false;
	return day == royal_day(c.year) || has_moving_feast(day, c.year);
}

enum calendar_day
calendar_day(int32_t day)
{
	if (calendar_holiday(day))
		return CALENDAR_HOLIDAY;
	if (date_weekday(day) > 4)
		return CALENDAR_NORMAL;
	for (day--; date_weekday(day) > 4; day--)
		;
	return calendar_holiday(day) ? CALENDAR_REBOUND : CALENDAR_NORMAL;
}

void
calendar_flat(struct calendar *c)
{
	for (int k = 0; k < 7; k++) {
		c->share[k] = 1.0 / 7;
		c->holiday[k] = 1;
	}
	c->rebound = 1;
}

void
calendar_kinds(unsigned char *kind, size_t len, int32_t first)
{
	for (size_t i = 0; i < len; i++)
		kind[i] = (unsigned char)calendar_day(first + (int32_t)i);
}

bool
calendar_holiday_nears(const struct calendar_span *s, int32_t day)
{
	int32_t end = s->first + (int32_t)s->len;

	for (int32_t d = day + 1; d <= day + 7; d++)
		if (d >= s->first && d < end &&
		    s->kind[d - s->first] == CALENDAR_HOLIDAY)
			return true;
	return false;
}

/* The mean of normal days of each weekday; returns their sum. */
static double
weekday_means(double mean[7], const struct calendar_span *s,
    const uint32_t *count)
{
	double days[7] = { 0 };
	double all = 0;
	int k = date_weekday(s->first);

	for (int j = 0; j < 7; j++)
		mean[j] = 0;
	for (size_t i = 0; i < s->len; i++) {
		if (s->kind[i] == CALENDAR_NORMAL) {
			mean[k] += count[i];
			days[k]++;
		}
		k = k == 6 ? 0 : k + 1;
	}
	for (int j = 0; j < 7; j++) {
		mean[j] /= days[j] > 0 ? days[j] : 1;
		all += mean[j];
	}
	return all;
}

/* The mean of the days around number I. */
static double
local_mean(const struct calendar_span *s, const uint32_t *count, size_t i,
    bool frozen)
{
	size_t from = i > AROUND ? i - AROUND : 0;
	size_t to = i + AROUND + 1 < s->len ? i + AROUND + 1 : s->len;
	double sum = 0;
	double days = 0;

	for (; from < to; from++)
		if (s->kind[from] != CALENDAR_LEFT_OUT) {
			sum += count[from];
			days++;
		}
	if (frozen)
		days = 2 * AROUND + 1;
	return days > 0 ? sum / days : 0;
}

void
calendar_learn(struct calendar *c, const struct calendar_span *s,
    const uint32_t *count, bool frozen)
{
	double seen[8] = { 0 }; /* by weekday; [7] on rebounds */
	double normal[8] = { 0 };
	double all = weekday_means(c->share, s, count);

	for (int k = 0; k < 7; k++)
		c->share[k] = all > 0 ? c->share[k] / all : 1.0 / 7;
	for (size_t i = 0; i < s->len; i++) {
		int k = date_weekday(s->first + (int32_t)i);
		int at = s->kind[i] == CALENDAR_HOLIDAY ? k : 7;

		if (s->kind[i] != CALENDAR_HOLIDAY &&
		    s->kind[i] != CALENDAR_REBOUND)
			continue;
		seen[at] += count[i];
		normal[at] += c->share[k] * 7 * local_mean(s, count, i, frozen);
	}
	for (int k = 0; k < 7; k++)
		c->holiday[k] = (seen[k] + PRIOR) / (normal[k] + PRIOR);
	c->rebound = (seen[7] + PRIOR) / (normal[7] + PRIOR);
}

void
calendar_share(double share[7], const double parent[7],
    const struct calendar_span *s, const uint32_t *count)
{
	double total = 0;
	double all = weekday_means(share, s, count);

	for (size_t i = 0; i < s->len; i++)
		if (s->kind[i] != CALENDAR_LEFT_OUT)
			total += count[i];
	if (all <= 0)
		total = 0;
	for (int k = 0; k < 7; k++) {
		double own = all > 0 ? share[k] / all : 0;

		share[k] = (total * own + BORROWED * parent[k]) /
		    (total + BORROWED);
	}
}

void
calendar_exposure(double *g, const struct calendar_span *s,
    const double share[7], const struct calendar *c)
{
	int k = date_weekday(s->first);

	for (size_t i = 0; i < s->len; i++) {
		double factor = 1;

		if (s->kind[i] == CALENDAR_HOLIDAY)
			factor = c->holiday[k];
		else if (s->kind[i] == CALENDAR_REBOUND)
			factor = c->rebound;
		else if (s->kind[i] == CALENDAR_LEFT_OUT)
			factor = 0;
		g[i] = share[k] * factor;
		k = k == 6 ? 0 : k + 1;
	}
}
