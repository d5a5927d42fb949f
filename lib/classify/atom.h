/*
 * atom - one way of saying something: a phrase, or a regular expression
 *
 * A phrase is matched without PCRE2: its words, of which an asterisk is any
 * run of word characters, stand whole in the text with blanks between.  Its
 * key is the literal that must be there; where the prefilter found that,
 * atom_at decides.  What a phrase means as an expression, atom_regex says.
 */
#ifndef CLASSIFY_ATOM_H
#define CLASSIFY_ATOM_H

#include <stdint.h>

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/classify/word.h"
#include "lib/text/words.h"

struct atom_part;

struct span {
	uint32_t from; /* bytes */
	uint32_t to;
};

/*
 * The word on either side of a key, blanks between, as word.h hashes it: in a
 * phrase the one it wants there, WORD_UNKNOWN if it wants none or not one
 * word; in a text the one there is, WORD_NONE if there is none for sure.
 */
struct atom_beside {
	uint32_t before;
	uint32_t after;
};

/*
 * What a phrase wants behind its key, as far as bytes of ASCII say it: BYTE,
 * or a blank if that is a space, and THEN behind one space; 0 is anything.
 */
struct atom_next {
	char byte;
	char then;
};

struct atom_phrase {
	struct slice key;
	const struct atom_part *part; /* private */
	size_t n; /* parts: words, and what is between them */
	size_t at; /* private: the part that has the key */
	bool begins; /* the key begins its word */
	bool ends; /* the key ends its word */
	bool plain; /* but for the key its word is asterisks */
	struct atom_beside beside; /* what must stand there */
	struct atom_next next;
};

/* Read PHRASE, folded, into P, which lives in MEM and beside PHRASE. */
void atom_phrase(struct atom_phrase *p, struct slice phrase, struct arena *mem);

/*
 * Is it plain from word HAS of a text, where WANT should stand, that a phrase
 * is not there?  Many share their longest word with others, so that this
 * spares most of the work.
 */
static inline bool
atom_apart(uint32_t want, uint32_t has)
{
	return want != has && want != WORD_UNKNOWN && has != WORD_UNKNOWN;
}

/* Is it plain from what stands at byte AT of TEXT that NEXT is not there? */
static inline bool
atom_not_next(struct atom_next next, struct slice text, size_t at)
{
	unsigned char c;

	if (next.byte == 0)
		return false;
	if (at == text.n)
		return true;
	c = (unsigned char)text.p[at];
	if (next.byte != ' ')
		return c != (unsigned char)next.byte;
	if (c != ' ')
		return c > ' ' && c < 0x80;
	return next.then != 0 && at + 1 < text.n &&
	    text.p[at + 1] != next.then && words_ascii(text.p[at + 1]);
}

/* Does P stand in TEXT, folded, with its key at byte AT?  Then where. */
bool atom_at(const struct atom_phrase *p, struct slice text, size_t at,
    struct span *where);
/* Append the regular expression that matches what PHRASE matches. */
void atom_regex(struct buf *b, struct slice phrase);

#endif
