/*
 * because - the words that weighed most for what a model said
 *
 *	n = because_words(&state, subject, why);
 *
 * A word's weight is what it, its runs of characters and half of each pair it
 * is in add to the margin of the likeliest label; of a single-label model,
 * above what they add to that of the next likeliest.  All words' weights add
 * up to the margin, less the label's bias (memo.h).
 */
#ifndef CLASSIFY_BECAUSE_H
#define CLASSIFY_BECAUSE_H

#include "lib/classify/atom.h"
#include "lib/classify/model.h"

enum { BECAUSE_MOST = 5 };

struct because {
	struct span at; /* bytes of the text that was judged */
	double worth;
};

/*
 * The words that speak most for the label that ST, just used by model_judge,
 * has as best; heaviest first; returns how many.
 */
size_t because_words(struct model_state *st, struct because to[BECAUSE_MOST]);

#endif
