/*
 * csvin - rows of comma-separated values, by libcsv
 *
 *	struct csvin c = { .delim = ';' };
 *
 *	while (lines_next(&l, &line) && !csvin_feed(&c, line))
 *		continue;
 *	use(c.field, c.n);
 *	csvin_reset(&c);
 *
 * The one file that includes csv.h is csvin.c.  libcsv gives no positions, so
 * it is fed line by line: a row that does not end with a line has a quote that
 * is still open.  Quotes are doubled inside quotes; one where none may be
 * stands for itself.
 *
 * libcsv looks at a byte at a time, and most bytes of an export stand in long
 * quoted texts, where to libcsv all but a quote are alike.  So these are held
 * back from it, and put in their place when it gives the field.
 */
#ifndef INGEST_CSVIN_H
#define INGEST_CSVIN_H

#include "lib/base/buf.h"

struct csv_parser;
struct csvin_hole;

struct csvin {
	char delim;
	bool backslash; /* it takes the meaning of what follows away */
	bool bare; /* quotes mean nothing */
	bool tight; /* blanks beside separators are part of the field */
	struct slice *field; /* of the row that is complete */
	size_t n;
	bool odd; /* a quote that closed a field of it stands amid a field */
	/* private */
	struct csv_parser *parser;
	size_t cap;
	struct buf bytes;
	size_t rows;
	struct buf plain;
	bool inside; /* a quoted field, behind its quote or two within it */
	struct buf held; /* of this field, what libcsv was not shown */
	struct csvin_hole *hole; /* and where it belongs */
	size_t holes;
	size_t hole_cap;
};

/*
 * Take LINE, UTF-8 with its line end if it has one, up to the end of a row:
 * true if one is complete.  A blank line between rows gives none.
 */
bool csvin_feed(struct csvin *c, struct slice line);
/*
 * Take LINE, which holds no more than a row, as if quotes meant nothing; but a
 * field that has them at both its ends loses these, unless bare.
 */
void csvin_split(struct csvin *c, struct slice line);
/* Forget the row, complete or not. */
void csvin_reset(struct csvin *c);
void csvin_release(struct csvin *c);

#endif
