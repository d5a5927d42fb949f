/*
 * form - the frame that letters have: greetings, closings, headers, labels
 *
 *	struct form f = { 0 };
 *
 *	kind = form_find(&f, word, n, &len);
 *	form_release(&f);
 *
 * Phrases, Dutch and English, that begin a part of a text which says nothing
 * about its matter.  Words are numbers, as form_word makes them.
 */
#ifndef DEDUPE_FORM_H
#define DEDUPE_FORM_H

#include <stdint.h>

#include "lib/base/slice.h"

enum form_kind {
	FORM_NONE,
	FORM_GREETING, /* up to its comma */
	FORM_CLOSING, /* and the signature below it */
	FORM_FORMULA, /* this sentence: ik hoor graag van u */
	FORM_HEADER, /* this line, when it is a label: van, onderwerp, naam */
	FORM_LABEL, /* only the label: toelichting */
	FORM_DISCLAIMER, /* this sentence */
	FORM_EMPTY, /* this sentence, when it is all: geen omschrijving */
	FORM_KINDS
};

struct form_rule;

struct form {
	struct form_rule *rule; /* private: sorted by their first word */
	size_t n; /* private */
};

/* Folded word S as a number; from 2 up. */
uint32_t form_word(struct slice s);

/* The same, of a word whose hash_bytes with seed 1 is H. */
static inline uint32_t
form_number(uint64_t h)
{
	return (uint32_t)h | 2;
}

/*
 * With what kind of phrase, of LEN words, the N words of WORD begin: the
 * longest there is.
 */
enum form_kind form_find(struct form *f, const uint32_t *word, size_t n,
    size_t *len);
/* What a kind is called, in one word. */
const char *form_name(enum form_kind kind);
void form_release(struct form *f);

#endif
