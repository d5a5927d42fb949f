/*
 * show - text of others made fit to be seen
 *
 * Every byte that comes from a line and goes into a report passes here, for
 * whatever the report is written as.  What a terminal or a browser would obey
 * and no reader can see (controls, overrides of writing direction, code
 * points that are no characters) becomes U+FFFD; tabs and line ends become
 * spaces; what is markup in the format is escaped.
 */
#ifndef REPORT_SHOW_H
#define REPORT_SHOW_H

#include "lib/base/buf.h"

enum show {
	SHOW_PLAIN, /* for a terminal or a text file */
	SHOW_HTML, /* content or quoted attribute */
	SHOW_MARKDOWN, /* inside a line */
	SHOW_CELL /* a cell of CSV, without the quotes around it */
};

/* Append S, valid UTF-8, as HOW has it. */
void show_put(struct buf *b, struct slice s, enum show how);
/* Append S as a cell of CSV, in quotes if it needs them (RFC 4180). */
void show_csv(struct buf *b, struct slice s);
/* How many columns S takes on a terminal. */
size_t show_width(struct slice s);
/* Does S show nothing: no bytes, blanks, what has no width? */
bool show_nothing(struct slice s);
/* Would a spreadsheet run S as a formula, with or without its blanks? */
bool show_formula(struct slice s);

#endif
