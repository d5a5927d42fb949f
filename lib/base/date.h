/*
 * date - days and instants
 *
 * A day is a number: days since 1970-01-01 in the proleptic Gregorian
 * calendar.  An instant is seconds since 1970-01-01T00:00:00Z, leap seconds
 * left out.  The calendar day of an instant is that of Amsterdam; its rule is
 * built in (no time zone files are read): from 1996 summer time from the last
 * Sunday of March to the last of October, 1981 to 1995 to the last of
 * September, 01:00 UTC both; before 1981 always +01:00.  Years 1 to 9999.
 * Weeks are those of ISO 8601.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdint.h>

#include "lib/base/buf.h"

enum { DATE_NONE = INT32_MIN };

struct civil {
	int year;
	int month; /* 1-12 */
	int day; /* 1-31 */
};

/* When something was, as exactly as is known. */
struct when {
	bool exact; /* an instant; else a day only */
	int32_t day; /* the Amsterdam calendar day */
	int64_t sec; /* if exact */
};

/* The day of C, or DATE_NONE if there is no such day. */
int32_t date_day(struct civil c);
struct civil date_civil(int32_t day);
/* 0 is Monday. */
int date_weekday(int32_t day);
/* The Monday of DAY's week. */
int32_t date_monday(int32_t day);
/* DAY as it was YEARS ago; 29 February is the 28th in each. */
int32_t date_years_ago(int32_t day, int years);
/* The ISO week of DAY, 1-53, and its YEAR. */
int date_week(int32_t day, int *year);
/* Easter Sunday of YEAR. */
int32_t date_easter(int year);

/*
 * Read S whole: YYYY-MM-DD, or an RFC 3339 instant (a T or a space between
 * date and time, any fraction, Z or an offset).  False if it is neither or no
 * such moment exists.
 */
bool date_parse(struct slice s, struct when *w);
/* The day of S read by date_parse, or DATE_NONE. */
int32_t date_parse_day(struct slice s);

/* Amsterdam's offset from UTC, in seconds, at SEC. */
int date_offset(int64_t sec);
/*
 * The instant at which Amsterdam's clocks show SECOND (0-86399) of DAY; the
 * first of two in the hour that comes twice.  False in the hour that does not
 * exist.
 */
bool date_local(int32_t day, int second, int64_t *sec);

/* Append YYYY-MM-DD. */
void date_put_day(struct buf *b, int32_t day);
/* Append YYYY-Www. */
void date_put_week(struct buf *b, int32_t day);
/* Append YYYY-MM-DDThh:mm:ss+hh:mm as Amsterdam's clocks have it. */
void date_put_instant(struct buf *b, int64_t sec);

#endif
