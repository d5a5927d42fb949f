/*
 * calendar - which days are like others: weekdays, Dutch holidays, exposure
 *
 * The day factor of a series c on day d is
 *
 *	g(d) = share of its weekday x (holiday or rebound factor, else 1)
 *
 * so that a normal week sums to about 1.  Shares are shrunk to those of the
 * parent as if the parent lent 200 signals; holiday factors are pooled over
 * all series of a source, one for each weekday, with 5 signals of prior:
 *
 *	share(k) = (S p(k) + 200 parent(k)) / (S + 200)
 *	factor(k) = (seen on holidays of weekday k + 5) /
 *	    (sum of share(k) x 7 x local daily mean on those days + 5)
 *
 * with p(k) the mean of the normal days of weekday k, scaled to sum to 1, and
 * the local mean over 57 days around.  A rebound is the first working day
 * after a working day that was a holiday.
 */
#ifndef PATTERN_CALENDAR_H
#define PATTERN_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum calendar_day {
	CALENDAR_NORMAL,
	CALENDAR_HOLIDAY,
	CALENDAR_REBOUND,
	CALENDAR_LEFT_OUT /* not delivered, or excluded by the user */
};

/* What is like other days in a source: pooled over all of its series. */
struct calendar {
	double share[7]; /* of a normal week, Monday first; they sum to 1 */
	double holiday[7]; /* times the share when a holiday falls there */
	double rebound; /* times the share on the working day after */
};

/*
 * Whether DAY (as date.h counts) is a Dutch public holiday: 1 January,
 * Easter Sunday and Monday, King's Day (27 April, or the 26th if that is a
 * Sunday; before 2014 Queen's Day, 30 April, or the 29th), Liberation Day (5
 * May, in years that 5 divides), Ascension, Whit Sunday and Monday, 25 and 26
 * December.  Good Friday is none.
 */
bool calendar_holiday(int32_t day);
enum calendar_day calendar_day(int32_t day);

/* The days that a source has, made once and used for all of its series. */
struct calendar_span {
	int32_t first; /* the day of kind[0] */
	size_t len;
	const unsigned char *kind; /* of each day, an enum calendar_day */
};

/* What kind LEN days from FIRST are; none is left out. */
void calendar_kinds(unsigned char *kind, size_t len, int32_t first);

/* Is one of the seven days of S that come after DAY a holiday? */
bool calendar_holiday_nears(const struct calendar_span *s, int32_t day);

/* Every weekday alike and no holidays. */
void calendar_flat(struct calendar *c);
/*
 * Learn C from COUNT, the total of a source on the days of S.  FROZEN takes
 * days outside S for days without signals, as the reference does, so that a
 * holiday within four weeks of an end seems busier than it was.
 */
void calendar_learn(struct calendar *c, const struct calendar_span *s,
    const uint32_t *count, bool frozen);
/* The weekday shares of one series under those of its parent. */
void calendar_share(double share[7], const double parent[7],
    const struct calendar_span *s, const uint32_t *count);
/* g(d) of the days of S: 0 if left out. */
void calendar_exposure(double *g, const struct calendar_span *s,
    const double share[7], const struct calendar *c);

#endif
