/*
 * table - a file of rows and columns, whatever its make
 *
 *	struct table t = { .lines = { .read = read, .arg = arg, .max = max } };
 *
 *	table_open(&t, &asked);
 *	while (table_next(&t, &row))
 *		...
 *	table_close(&t);
 *
 * It sniffs what was not ASKED for: the encoding (charset.h) and the manner
 * (sniff.h).  Rows come with the bytes they had and the line they began on.
 * A quote that is never closed costs the one line it stands on: reading goes
 * on at the next, and up to where the quote was given up each line is taken
 * by itself.  A row that is too long is passed over to its end, lines in its
 * quotes with it; but where these have the columns of the table, its quote is
 * one that is never closed.
 */
#ifndef INGEST_TABLE_H
#define INGEST_TABLE_H

#include "lib/ingest/csvin.h"
#include "lib/ingest/lines.h"
#include "lib/ingest/quotes.h"
#include "lib/ingest/sniff.h"

enum table_kind {
	TABLE_ROW,
	TABLE_BLANK, /* nothing on the line, or separators only */
	TABLE_BAD /* not fit, for REASON */
};

struct table_row {
	enum table_kind kind;
	const char *reason; /* constant, without content */
	uint64_t line; /* the physical one on which it begins, from 1 */
	struct slice raw; /* as it stands in the file */
	bool more; /* RAW is a part: table_rest has what follows */
	bool mended; /* not in the encoding of the table; see table_mends */
	const struct slice *field; /* UTF-8, until the next call */
	size_t n;
};

struct table {
	struct lines lines;
	struct sniff sniff; /* what was asked or found */
	struct csvin csv; /* private */
	bool mixed; /* private: lines of UTF-8 may stand among 8-bit ones */
	struct buf text; /* private */
	size_t alone; /* private: bytes still to be read line by line */
	size_t bare; /* private: bytes in which quotes mean nothing */
	bool over; /* private: of a row that is too long more may follow */
	bool judged; /* private: whether lines in its quotes are rows */
	struct quotes quotes; /* private: in that row */
};

/* Begin; ASKED says what need not be sniffed. */
void table_open(struct table *t, const struct sniff_asked *asked);
/*
 * What rows are read as that are mended: Windows-1252 in UTF-8, and UTF-8 in
 * any 8-bit encoding that was found, not asked for.
 */
enum charset table_mends(const struct table *t);
/* The next row of any kind; false at the end. */
bool table_next(struct table *t, struct table_row *row);
/*
 * Call SEE with the N fields of each row that is in memory ahead of the next,
 * up to some hundreds or until it says false; nothing is taken.  The bytes of
 * the row that was read last may move, not its fields.
 */
void table_ahead(struct table *t,
    bool (*see)(void *arg, const struct slice *field, size_t n), void *arg);
/*
 * What follows a part of a row that was too long; false behind it.  The next
 * row comes behind it whether that was asked for or not.
 */
bool table_rest(struct table *t, struct slice *raw);
void table_close(struct table *t);

#endif
