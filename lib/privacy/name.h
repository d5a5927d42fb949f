/*
 * name - what a name of a person looks like, inside lib/privacy
 *
 * Initials, given names, van and der and such, family names with hyphens.
 */
#ifndef PRIVACY_NAME_H
#define PRIVACY_NAME_H

#include "lib/privacy/scan.h"

#define WORD_NAMES (WORD_FIRST | WORD_LAST)

/* How sure it is that a name stands there. */
enum {
	NAME_LISTED, /* not at all: only listed names count */
	NAME_LIKELY, /* capitals that are no ordinary words count too */
	NAME_SURE /* any capital counts, and listed names in lower case */
};

/*
 * The token behind the name that begins at I; I if there is none.  A name
 * does not go on to the next line.
 */
size_t name_end(const struct scan *s, size_t i, int sure);
/* Are tokens I and I + 1 an initial, "J."? */
bool name_initial(const struct scan *s, size_t i);
/* Is token I an initial without a dot, with a name behind it? */
bool name_letter(const struct scan *s, size_t i);
/* May token I be a word of a name, by its case and kind? */
bool name_word(const struct scan *s, size_t i, int sure);
/* XXXX, as some blot out what was personal. */
bool name_blotted(const struct scan *s, size_t i);
/* The token behind van, van der, 't and such at I; I if there is none. */
size_t name_infix_end(const struct scan *s, size_t i);

/* May one begin at I? */
static inline bool
name_infix_may(const struct scan *s, size_t i)
{
	const struct token *t = &s->t[i];

	return (t->cue & CUE_INFIX) != 0 || t->c == '\'' ||
	    (t->kind == TOKEN_WORD && t->len <= 2 &&
		(s->text.p[t->at] | 0x20) == 'v');
}

static inline size_t
name_infix(const struct scan *s, size_t i)
{
	return name_infix_may(s, i) ? name_infix_end(s, i) : i;
}

/* Is that at I to END one that hardly stands before other words than names? */
bool name_infix_sure(const struct scan *s, size_t i, size_t end);
/* Is it one that stands in names and nowhere else, such as van der? */
bool name_infix_strong(const struct scan *s, size_t i, size_t end);
/*
 * The token behind a name in lower case at I, which a cue announces: initials,
 * given names, van der and such, a family name; I if none.  With NAME_LIKELY
 * words that no list has may follow a given name, with NAME_SURE they may
 * stand alone.
 */
size_t name_plain(const struct scan *s, size_t i, int sure);
/* Does an institution's name stand at or around tokens FROM to TO? */
bool name_of_body(const struct scan *s, size_t from, size_t to);
/* Remember the words of the name in tokens FROM to TO for find_known. */
void name_learn(struct scan *s, size_t from, size_t to);

#endif
