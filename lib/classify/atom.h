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

struct atom_part;

struct span {
	uint32_t from; /* bytes */
	uint32_t to;
};

/*
 * The byte of the nearest word on either side of a key, a blank between: in a
 * phrase what it wants there, in a text what there is.
 */
enum { ATOM_ANY = 0, ATOM_NOTHING = 0x100 };

struct atom_beside {
	unsigned before;
	unsigned after;
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
/* What stands beside FROM to TO in TEXT, folded. */
struct atom_beside atom_beside(struct slice text, size_t from, size_t to);

/*
 * Is it plain from byte HAS of a text, where WANT should stand, that a phrase
 * is not there?  Many share their longest word with others, so that this
 * spares most of the work.
 */
static inline bool
atom_apart(unsigned want, unsigned has)
{
	return want != ATOM_ANY && has != ATOM_ANY && has != want;
}

/* Does P stand in TEXT, folded, with its key at byte AT?  Then where. */
bool atom_at(const struct atom_phrase *p, struct slice text, size_t at,
    struct span *where);
/* Append the regular expression that matches what PHRASE matches. */
void atom_regex(struct buf *b, struct slice phrase);

#endif
