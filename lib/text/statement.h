/*
 * statement - the statements of a text file such as a codebook
 *
 *	struct statement s;
 *
 *	why = statement_refuse(text, &line);
 *	statement_open(&s, text);
 *	while (statement_next(&s))
 *		s.text, which begins at line s.line
 *	statement_close(&s);
 *
 * A statement is one line, without the blanks at its ends; a line that begins
 * with a bar continues the one above.  Empty lines and lines that begin with
 * a hash are none.  A byte order mark, as some editors write, is skipped.
 */
#ifndef TEXT_STATEMENT_H
#define TEXT_STATEMENT_H

#include "lib/base/buf.h"

struct statement {
	struct slice text; /* valid until the next call */
	unsigned line; /* from 1 */
	/* private */
	struct slice rest;
	struct buf whole;
	unsigned lines;
};

/* Why TEXT cannot be read, and at which line; NULL if it can. */
const char *statement_refuse(struct slice text, unsigned *line);
/* TEXT must outlive S. */
void statement_open(struct statement *s, struct slice text);
bool statement_next(struct statement *s);
void statement_close(struct statement *s);

/* Cut the first word off REST, and the blanks that follow it. */
struct slice statement_word(struct slice *rest);

#endif
