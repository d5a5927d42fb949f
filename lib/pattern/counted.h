/*
 * counted - words that were counted in tallies, beside those of signals
 *
 *	counted_open(&cd, corpus, org, until);
 *	counted_add(&cd, &lexicon, COUNTED_NOW);
 *	counted_take(&cd, &lexicon, of, word);	of the terms that stand out
 *	counted_release(&cd);
 *
 * Rows of what:"term" (sig-tally(5)) of one organisation.  A week is of now,
 * or of before, by its Thursday.
 */
#ifndef PATTERN_COUNTED_H
#define PATTERN_COUNTED_H

#include "lib/pattern/corpus.h"
#include "lib/pattern/findings.h"
#include "lib/pattern/lexicon.h"

enum { COUNTED_NOW = 28, COUNTED_GAP = 28, COUNTED_BEFORE = 365 };

struct counted {
	const struct tally *t;
	size_t nrows;
	uint32_t *row; /* of the organisation, in their order */
	int32_t until;
	uint32_t least; /* the smallest count of a term; 0 if there is none */
	size_t groups; /* weeks and sets of themes of before with texts */
	struct buf scratch;
};

/* A term in the texts of now that only tallies know. */
struct counted_word {
	double n;
	double untold; /* of rows that do not tell their senders */
	struct sketch senders;
	uint32_t term; /* its value in the tally; 0 if it has none */
};

/* ORG is JSON text. */
void counted_open(struct counted *cd, const struct corpus *c, struct slice org,
    int32_t until);
/* Add what there is of TIME (of lexicon.h) to X. */
void counted_add(struct counted *cd, struct lexicon *x, int time);
/* Fill WORD[i] for the terms of X for which OF is i + 1, not 0. */
void counted_take(struct counted *cd, const struct lexicon *x, const size_t *of,
    struct counted_word *word);
/* How many of W stand in rows that lie in finding F by theme and days. */
double counted_held(const struct counted *cd, const struct counted_word *w,
    const struct finding *f);
/* Add W to the STEPS weeks of SERIES, of which the first day is FROM. */
void counted_series(const struct counted *cd, const struct counted_word *w,
    double *series, int32_t from, size_t steps);
void counted_release(struct counted *cd);

#endif
