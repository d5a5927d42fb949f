/*
 * lexicon - in how many texts each word and pair of words stands
 *
 *	struct lexicon x = { 0 };
 *
 *	lexicon_count(&x, text, LEXICON_NOW);	every text of now, then
 *	lexicon_prune(&x, 5);
 *	lexicon_count(&x, text, LEXICON_BEFORE);	of before
 *	lexicon_release(&x);
 *
 * A term is a word of three letters or more, or two words that follow each
 * other in a sentence, with case and marks folded; placeholders of redaction,
 * numbers, names of months and weekdays, and words that say little, such as
 * "of ik", are no terms.  Of a text the first LEXICON_TEXT bytes are read, and
 * a term is counted once.  Only terms that
 * stand in enough texts of now are kept: memory is that of the terms of now.
 */
#ifndef PATTERN_LEXICON_H
#define PATTERN_LEXICON_H

#include <stdint.h>

#include "lib/base/set.h"
#include "lib/text/fold.h"

enum {
	LEXICON_NOW,
	LEXICON_BEFORE,
	LEXICON_TIMES,
	LEXICON_TERMS = 400,
	LEXICON_TEXT = 300 /* bytes of a text, about */
};

struct lexicon {
	struct set terms;
	uint32_t *n[LEXICON_TIMES]; /* texts that have term i */
	double texts[LEXICON_TIMES];
	double uses[LEXICON_TIMES]; /* terms in all texts together */
	/* private */
	size_t cap;
	struct set common; /* words that are looked at only in pairs, or not */
	uint32_t *seen; /* the last text that had term i, as counted */
	uint32_t text;
	struct fold fold;
	struct buf pair;
};

void lexicon_count(struct lexicon *x, struct slice text, int time);
/* Forget the terms that stand in fewer than LEAST texts of now. */
void lexicon_prune(struct lexicon *x, uint32_t least);
/*
 * The numbers of the known terms of TEXT, rising, each once, at most
 * LEXICON_TERMS; returns how many.
 */
size_t lexicon_terms(struct lexicon *x, struct slice text,
    uint32_t id[LEXICON_TERMS]);
/* The same, after adding the terms that are not known. */
size_t lexicon_learn(struct lexicon *x, struct slice text,
    uint32_t id[LEXICON_TERMS]);
/* Count TERM, which N texts have; one that is not known, only if of now. */
void lexicon_put(struct lexicon *x, struct slice term, int time, double n);
/*
 * S cut to at most LEXICON_TEXT bytes, between words if it has any, and not
 * inside a placeholder of redaction.
 */
struct slice lexicon_cut(struct slice s);
/* Is W a word that says little by itself, such as de, of, ik? */
bool lexicon_says_little(struct slice w);
void lexicon_release(struct lexicon *x);

#endif
