/*
 * pcre - regular expressions, by PCRE2
 *
 *	p = pcre_new(expr, &why);
 *	st = pcre_state_new();
 *	rc = pcre_find(p, st, text, 0, &m);
 *
 * The one file that includes pcre2.h is pcre.c.  Expressions are caseless and
 * Unicode (PCRE2_UTF, PCRE2_UCP), compiled to machine code where PCRE2 can.
 * \w and \b have marks and joining punctuation in words, as PCRE2 does from
 * 10.43 on, whichever it is (wide.h).
 * Matching is bounded (PCRE_LIMIT of matches and of depth, PCRE_HEAP of
 * memory): what runs beyond is told apart from what does not match.  A struct
 * pcre may be shared by threads; a state is for one thread.
 */
#ifndef TEXT_PCRE_H
#define TEXT_PCRE_H

#include "lib/base/buf.h"

struct pcre;
struct pcre_state;

enum {
	PCRE_LIMIT = 100000,
	PCRE_HEAP = 20000, /* KiB */
	PCRE_DEAR = 10000
};

struct pcre_match {
	size_t from; /* bytes */
	size_t to;
};

/* EXPR compiled; or NULL, and what is wrong with it appended to WHY. */
struct pcre *pcre_new(struct slice expr, struct buf *why);
void pcre_free(struct pcre *p);
struct pcre_state *pcre_state_new(void);
void pcre_state_free(struct pcre_state *st);

/*
 * Find the leftmost match in S, valid UTF-8, that starts at byte FROM (where
 * a character starts) or later: 1 found, 0 not, -1 a limit was reached.
 * With FROM above 0 it is a search that began at 0 and goes on, of the same P
 * in the same S.
 */
int pcre_find(const struct pcre *p, struct pcre_state *st, struct slice s,
    size_t from, struct pcre_match *m);

/*
 * Does the search from FROM on, of the same P in the same S, take more than
 * PCRE_DEAR steps from one place?  Machine code does not count all of them, so
 * that a search that is done often may cost much without a limit: this asks.
 */
bool pcre_dear(const struct pcre *p, struct pcre_state *st, struct slice s,
    size_t from);

#endif
