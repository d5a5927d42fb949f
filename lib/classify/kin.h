/*
 * kin - the atoms of each literal, by the word they want beside it
 *
 *	kins_make(&k, &pairs, atoms, &prefilter);	pairs: literal, atom
 *	k.kin[k.of[literal].from + i] is kin i of a literal
 *	k.use[kin->uses.from + i] is use i of a kin
 *
 * Many phrases share their longest word with others, and only those need be
 * tried of which the next word stands there too.
 */
#ifndef CLASSIFY_KIN_H
#define CLASSIFY_KIN_H

#include "lib/classify/atom.h"
#include "lib/classify/bits.h"
#include "lib/classify/lists.h"
#include "lib/classify/prefilter.h"

struct atom;

enum { KIN_FEW = 3 /* so many of a literal are not worth finding one */ };

enum use_form {
	USE_EXPRESSION,
	USE_PHRASE,
	USE_WORD /* it is the word that the literal begins, whatever follows */
};

struct use {
	uint32_t atom;
	uint32_t before; /* the word it wants before its literal */
	uint8_t form;
	bool ends; /* its literal ends a word */
	struct atom_next next; /* what it wants behind it */
};

/* Uses of one literal that want the same word on the same side. */
struct kin {
	uint32_t want; /* WORD_UNKNOWN: none */
	uint32_t of; /* literal and side */
	struct list uses;
};

struct kins {
	struct use *use;
	struct kin *kin;
	struct list *of; /* by literal; the kin that want none come first */
	/* private */
	struct bits bits;
	uint32_t *slot; /* of a kin, from 1 */
	size_t mask;
};

void kins_make(struct kins *k, struct pairs *uses, const struct atom *atom,
    const struct prefilter *pf);
void kins_release(struct kins *k);

static inline bool
kin_behind(const struct kin *k)
{
	return k->of & 1;
}

/* The kin that want word WANT beside LITERAL, BEHIND it or before; or NULL. */
const struct kin *kins_find(const struct kins *k, uint32_t literal, bool behind,
    uint32_t want);

#endif
