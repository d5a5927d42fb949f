/*
 * memo - what the words of a text add to its scores, kept by word
 *
 *	struct memo memo = { 0 };
 *
 *	memo_open(&memo, &model, MEMO_BYTES);
 *	features_units(&f, text);
 *	memo_margins(&memo, &f, margin);
 *	memo_release(&memo);
 *
 * A memo is for one thread, and belongs to a model that outlives it.  It
 * takes BYTES at most, for however many words; a word that was not asked for
 * of late makes room for another.  The margins are the same bits whatever was
 * kept: what a word adds is worked out in one way only.
 */
#ifndef CLASSIFY_MEMO_H
#define CLASSIFY_MEMO_H

#include "lib/classify/features.h"

enum { MEMO_BYTES = 16 << 20 };

struct learned;

/* Words that are kept, of some hashes: a line of memory. */
enum { MEMO_WAYS = 4 };

struct memo_set {
	uint64_t hash[MEMO_WAYS]; /* 0: none */
	uint32_t at[MEMO_WAYS]; /* where what its characters add is */
	uint32_t feature[MEMO_WAYS]; /* its number, from 1; 0: it is none */
};

struct memo {
	/* private */
	const struct learned *m;
	size_t stride; /* labels and one more, rounded up for the machine */
	size_t mask; /* sets of words, less one */
	size_t most; /* what it may become */
	struct memo_set *set;
	uint32_t kept;
	uint8_t *used; /* by set, a bit for each way, and where the hand is */
	/*
	 * By word, what its characters add, by label, and last what they add
	 * to the square of the length.
	 */
	float *chars;
	float *sum; /* of the text at hand, of the two groups */
	double norm[2]; /* and what to divide them by */
};

void memo_open(struct memo *memo, const struct learned *m, size_t bytes);
/* Set MARGIN, by label, from the units of F. */
void memo_margins(struct memo *memo, struct features *f, double *margin);
/*
 * After memo_margins: what word I of F, and half of each pair it is in, added
 * to the margin of label K, less what it added to AGAINST (-1: nothing), in
 * WORTH, by unit; pairs get 0.  They add up to the margins less the bias.
 */
void memo_worth(struct memo *memo, struct features *f, size_t k,
    ptrdiff_t against, double *worth);
void memo_release(struct memo *memo);

#endif
