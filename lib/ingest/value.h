/*
 * value - what stands in a cell, as our lines have it
 *
 * Dates: 31-12-2025, 31/12/2025, 31.12.2025, 1-2-2025, 2025-12-31,
 * 2025/12/31, 20251231, 31 december 2025, 31 dec. 2025, wo 31 dec 2025; with
 * a time behind them (14:05, 14:05:09, 14:05:09.123, 2:05 PM, 14.05 uur) and
 * an offset (Z, +01, +01:00, +0100).  A time without an offset is Dutch time.
 * Only when told: month first, two digits for a year, spreadsheet serials,
 * which have a comma or a point before the time of day.
 */
#ifndef INGEST_VALUE_H
#define INGEST_VALUE_H

#include "lib/base/buf.h"
#include "lib/base/date.h"

enum value_date {
	DATE_MONTH_FIRST = 1, /* 12/31/2025 */
	DATE_SHORT_YEAR = 2, /* 31-12-25; 69 to 99 are 19xx */
	DATE_SERIAL = 4, /* 46022.5: days since 1899-12-30 */
	DATE_UTC = 8, /* times without an offset are UTC */
	DATE_DAY_ONLY = 16, /* the time is left out */
	DATE_EPOCH = 32 /* seconds since 1970-01-01Z; from 1e11 on, milli- */
};

/* Read S whole; false if it is no date, or no such day or hour exists. */
bool value_date(struct slice s, unsigned flags, struct when *w);
/* Is S written as a day that does not exist, such as 31-02-2026? */
bool value_date_gone(struct slice s, unsigned flags);
/*
 * What would have to be said behind `as date' for S, which is none with FLAGS,
 * to be a date of our time; NULL if nothing would help.
 */
const char *value_date_way(struct slice s, unsigned flags);
/* Append W as RFC 3339, or as a day. */
void value_put_when(struct buf *out, const struct when *w);

/*
 * Append S, a number, as JSON has it; COMMA says that a comma is the decimal
 * sign, else that is told from S.  1.234,56 and 1,234.56, a sign, EUR or the
 * euro sign and blanks are understood.  False if S is none.
 */
bool value_number(struct slice s, bool comma, struct buf *out);
/*
 * Append what S looks like, without what it says: letters as a or A, digits
 * as 9, at most 40 of them; more is three dots.
 */
void value_put_shape(struct buf *out, struct slice s);
/* Is S, in either case, one of WORDS, which are parted by blanks? */
bool value_among(struct slice s, const char *words);
/* 1 for yes, true, ja, j, y, x, 1, waar; 0 for their opposites; else -1. */
int value_bool(struct slice s);
/* Does S say that there is nothing: null, None, N/A, -, n.v.t.? */
bool value_empty(struct slice s);
/* Does S say that it is not known, where a date or a number would stand? */
bool value_unknown(struct slice s);
/* S without blanks at its ends, those beyond ASCII included. */
struct slice value_trim(struct slice s);

#endif
