/*
 * quotes - where the rows end of a text that is not kept
 *
 *	struct quotes q = { .delim = ';', .tight = true };
 *
 *	while (!quotes_inside(&q) && more(&text))
 *		quotes_pass(&q, text);
 *
 * It follows the quotes as csvin does, in a few bytes of memory: the fields
 * themselves are lost.  A text may come in parts, broken anywhere.
 */
#ifndef INGEST_QUOTES_H
#define INGEST_QUOTES_H

#include "lib/base/slice.h"

enum quotes_at {
	QUOTES_START, /* of a field */
	QUOTES_PLAIN, /* in a field without quotes */
	QUOTES_INSIDE, /* in a field with quotes */
	QUOTES_MAYBE, /* behind a quote in it, which may close it */
	QUOTES_BLANK /* behind blanks behind such a quote */
};

struct quotes {
	char delim;
	bool backslash; /* it takes the meaning of what follows away */
	bool bare; /* quotes mean nothing */
	bool tight; /* blanks beside separators are part of the field */
	enum quotes_at at;
	bool escaped; /* private: the last byte was such a backslash */
};

/* Go past TEXT, UTF-8. */
void quotes_pass(struct quotes *q, struct slice text);

/* Does a line that ends here end no row, since a quote is open? */
static inline bool
quotes_inside(const struct quotes *q)
{
	return q->at == QUOTES_INSIDE;
}

#endif
