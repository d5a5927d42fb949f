/*
 * expr - what a cue looks for: sig-codebook(5), `Expressions'
 *
 *	expr   = side { operator side }
 *	side   = way { "|" way }
 *	way    = "/" regular expression "/" | word { word }
 *	word   = letters with "*" (any letters), "~" (joined, or not), or
 *	         "{" fragment "}"
 *	operator = "NEAR/" n | "THEN/" n | "UNLESS" | "UNLESS/" n
 *
 * The ways that a codebook uses are its atoms, each once, numbered by a set:
 * a phrase as its folded words with one space between, an expression as a
 * slash and its source.  An expr lives in the arena it was parsed into.
 */
#ifndef CLASSIFY_EXPR_H
#define CLASSIFY_EXPR_H

#include <stdint.h>

#include "lib/base/set.h"

enum expr_op { EXPR_FIRST, EXPR_NEAR, EXPR_THEN, EXPR_UNLESS };

enum {
	EXPR_TERMS = 5, /* sides at most */
	EXPR_WAYS = 512, /* ways of a side at most, fragments written out */
	EXPR_WITHIN = 1000 /* characters between two sides at most */
};

struct expr_term {
	int op;
	int within; /* characters between, at most */
	uint32_t *atom;
	size_t n;
};

struct expr {
	struct expr_term term[EXPR_TERMS];
	size_t n;
};

/* What an expression is read with. */
struct expr_reader {
	struct set *atoms;
	struct arena *mem;
	const struct set *names; /* of fragments */
	const struct expr *fragment; /* by their number */
	int fold; /* FOLD_MARKS or 0 */
};

/* Read S into E; returns NULL, or a constant string that says what is wrong. */
const char *expr_parse(struct expr *e, struct slice s,
    const struct expr_reader *with);

#endif
