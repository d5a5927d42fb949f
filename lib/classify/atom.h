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

struct atom_phrase {
	struct slice key;
	const struct atom_part *part; /* private */
	size_t n; /* private */
	size_t at; /* private: the part that has the key */
	bool begins; /* the key begins its word */
	bool ends; /* the key ends its word */
	bool plain; /* private: but for the key its word is asterisks */
	struct atom_beside beside; /* what must stand there */
};

/* Read PHRASE, folded, into P, which lives in MEM and beside PHRASE. */
void atom_phrase(struct atom_phrase *p, struct slice phrase, struct arena *mem);
/* The word that ends before AT in TEXT, folded; that begins behind it. */
uint32_t atom_before(struct slice text, size_t at);
uint32_t atom_behind(struct slice text, size_t at);

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

/* Does P stand in TEXT, folded, with its key at byte AT?  Then where. */
bool atom_at(const struct atom_phrase *p, struct slice text, size_t at,
    struct span *where);
/* Append the regular expression that matches what PHRASE matches. */
void atom_regex(struct buf *b, struct slice phrase);

#endif
