/*
 * column - what the cells of a column look like, to guess what it is
 *
 *	column_init(&k, folded name);
 *	column_at(&k, cell, &scratch); ...
 *	if (column_date(&k) > 0)
 *		it holds dates
 *
 * It keeps each value that differs, once.
 */
#ifndef INGEST_COLUMN_H
#define INGEST_COLUMN_H

#include "lib/base/buf.h"
#include "lib/base/set.h"
#include "lib/ingest/maptable.h"

struct column {
	size_t filled;
	size_t dates;
	size_t exact; /* dates with a time */
	size_t months_first; /* dates only if the month comes first */
	size_t serials; /* what a spreadsheet has for days since 1982 */
	size_t times; /* times of day without a day */
	size_t postcodes; /* 1234 AB */
	size_t emails;
	size_t contacts; /* an e-mail address or telephone number is in them */
	size_t bsns;
	size_t bytes;
	size_t spaces;
	size_t letters;
	size_t numbers;
	size_t decimals; /* numbers that are no whole ones */
	size_t names; /* no digit is in them */
	bool id_name; /* it is called id, number or the like */
	bool date_name; /* it is called after a date */
	bool birth; /* it is called after a birth */
	bool place; /* it is called after an address */
	bool person; /* it is called after a name */
	bool contact; /* it is called after how to reach someone */
	bool events; /* it is called after how many of them there were */
	bool amount; /* it is called after a number, sum or year */
	bool unique; /* no two alike */
	struct set seen;
};

/* A column whose NAME is folded as headers are. */
void column_init(struct column *k, struct slice name);
void column_at(struct column *k, struct slice cell, struct buf *scratch);
void column_release(struct column *k);

/* How well K would be this, 0 if it cannot be. */
size_t column_text(const struct column *k);
size_t column_date(const struct column *k);
size_t column_id(const struct column *k);
size_t column_postcode(const struct column *k);
/* Where there are no sentences: words that say what it is about. */
size_t column_subject(const struct column *k);

/* Is it how many events a row stands for, by its name and cells? */
bool column_counts(const struct column *k);
/* Does it hold BSNs? */
bool column_bsns(const struct column *k);
/* Does it hold times of day? */
bool column_times(const struct column *k);
/* Has it a few words, over and over? */
bool column_few(const struct column *k);
/* Are its values, two or more, such as table T knows? */
bool column_values(const struct column *k, const struct map_table *t);
/*
 * Why it is not taken for the source id, to go behind its name; NULL if
 * nothing like that is in the way.
 */
const char *column_no_id(const struct column *k);
/* Append what it may be good for, behind a comma; nothing if unknown. */
void column_put_hint(struct buf *out, const struct column *k);

#endif
