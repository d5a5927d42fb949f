/*
 * sniff - the manner of a table, from its first bytes
 *
 * The separator is the one among ; , TAB | under which most of the first rows
 * have one and the same number of columns, two or more; a comma between digits
 * only, as in amounts, loses.  Of equals the first row must look like a header
 * (words, no numbers or dates), then more columns win, then the order above.
 * A line `sep=;' before all others says it and is no row.  Backslashes escape
 * when \" occurs and the rows then agree better, or as well and no quotes are
 * doubled.  Blanks beside separators do
 * not belong to the fields when a quote follows such a blank.
 */
#ifndef INGEST_SNIFF_H
#define INGEST_SNIFF_H

#include "lib/ingest/charset.h"

/* What the user or the mapping said; 0 or -1 is nothing. */
struct sniff_asked {
	int charset; /* enum charset, or -1 */
	char delim;
	signed char backslash; /* 1 yes, 0 no, -1 nothing said */
	bool bare; /* quotes mean nothing */
};

struct sniff {
	enum charset cs;
	bool marked; /* it had a byte order mark */
	char delim;
	bool sep_line; /* `sep=' came first */
	bool backslash;
	bool bare;
	bool tight;
	size_t columns; /* that most of the first rows have */
	size_t rows; /* of the sample */
	size_t alike; /* of these, with so many columns */
};

/* Fill S, whose cs is set, from TEXT: the sample as UTF-8. */
void sniff_manner(struct sniff *s, struct slice text,
    const struct sniff_asked *asked);
/* Cut the next line off TEXT, with its end; false if nothing is left. */
bool sniff_line(struct slice *text, struct slice *line);
/* Append DELIM as a mapping says it. */
void sniff_put_delim(struct buf *out, char delim);
/* Does S look like a number, a date or nothing, rather than a name? */
bool sniff_is_data(struct slice s);

#endif
