/*
 * json - a strict scanner of JSON text, RFC 8259
 *
 * It finds where values begin and end and copies nothing.  Strict: UTF-8 must
 * be valid, escapes must not make a lone surrogate, depth is at most
 * JSON_DEPTH, and what the grammar does not have is refused.  A reason is a
 * constant string that holds nothing of the text.
 */
#ifndef LINE_JSON_H
#define LINE_JSON_H

#include "lib/base/buf.h"

enum { JSON_DEPTH = 128 };

enum json_kind {
	JSON_NONE, /* no value */
	JSON_NULL,
	JSON_BOOL,
	JSON_NUMBER,
	JSON_STRING,
	JSON_ARRAY,
	JSON_OBJECT
};

/*
 * Scan the one value that begins at P (no blanks before it), which ends
 * before END.  Sets REST behind it and returns NULL; or the reason.
 * ESCAPED (may be NULL) says of a string whether it has a backslash.
 */
const char *json_value(const char *p, const char *end, const char **rest,
    bool *escaped);

/* The first byte from P on that is no blank, or END. */
static inline const char *
json_blank(const char *p, const char *end)
{
	while (p < end && (unsigned char)*p <= ' ' &&
	    (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r'))
		p++;
	return p;
}

/* S as one JSON text: NULL if it is, or the reason. */
const char *json_check(struct slice s);
enum json_kind json_kind(struct slice value);

/*
 * The inside of string VALUE (valid, quotes and all): a slice of it when it
 * has no escapes, else decoded into SCRATCH, where it lives until SCRATCH
 * changes.
 */
struct slice json_text(struct slice value, struct buf *scratch);
/* Append decoded VALUE, a valid string with its quotes, to OUT. */
void json_decode(struct buf *out, struct slice value);
/*
 * Append S, valid UTF-8, as a string with quotes.  Controls, DEL and C1 are
 * escaped, so that what a terminal obeys never stands there raw.
 */
void json_quote(struct buf *out, struct slice s);

/*
 * Walk over the items of array VALUE, or the members of object VALUE:
 *
 *	struct json_walk w;
 *
 *	for (json_items(&w, value); json_next(&w);)
 *		use(w.value);		w.key too, with its quotes, in objects
 *
 * VALUE must be valid; a value of another kind has no items.
 */
struct json_walk {
	struct slice key;
	struct slice value;
	const char *p; /* private */
	const char *end; /* private */
};

void json_items(struct json_walk *w, struct slice value);
bool json_next(struct json_walk *w);
/* The member of object VALUE whose key is NAME, or { NULL, 0 }. */
struct slice json_member(struct slice value, const char *name);

#endif
