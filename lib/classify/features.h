/*
 * features - what a learned model sees of a text
 *
 *	features_units(&f, text);
 *	look at f.unit[0 .. f.units - 1], in order of first appearance
 *
 * The units of a text are its words and its pairs of neighbouring words, each
 * once, with how often it is there.  A word or a pair is a feature, and so are
 * the runs of three to five characters inside a word with its ends marked
 * (features_grams); all are hashed to 64 bits, whose lowest says which of the
 * two groups it is of.  Case and marks are folded; placeholders of redaction
 * are no words.  Nothing is stemmed: the runs of characters do better.
 *
 * How often a word is there is damped (1 + ln n) for the word with all its
 * features, and the length of a text's vector is taken as if no two words had
 * a feature in common.  So what a word adds to a score depends on that word
 * alone, and can be kept (memo.h).
 */
#ifndef CLASSIFY_FEATURES_H
#define CLASSIFY_FEATURES_H

#include "lib/text/fold.h"

struct feature_unit {
	uint64_t hash; /* as a feature; never 0 */
	struct slice word; /* folded, in the text of f; n is 0 for a pair */
	uint32_t n; /* how often */
	uint32_t left; /* of a pair: the units of its words; else itself */
	uint32_t right;
};

/* A feature of a whole text. */
struct feature {
	uint64_t hash;
	float x; /* how often, damped */
	float q; /* the sum of the squares that make the length */
};

struct features {
	struct feature_unit *unit;
	size_t units;
	struct feature *v;
	size_t n;
	uint64_t *gram;
	size_t grams;
	struct fold fold; /* the text, folded */
	/* private */
	size_t unit_cap, cap, gram_cap;
	uint32_t *slot; /* numbers of units from 1, by hash */
	size_t mask;
	size_t slots;
	struct buf b;
};

enum { FEATURE_CHARS = 0, FEATURE_WORDS = 1 };

static inline int
feature_group(uint64_t hash)
{
	return (int)(hash & 1);
}

/* The damped weight of what is there N times. */
float feature_damp_many(uint32_t n);

static inline float
feature_damp(uint32_t n)
{
	return n == 1 ? 1.0f : feature_damp_many(n);
}

void features_units(struct features *f, struct slice text);
/* Put in f->gram the runs of characters of WORD, each time it is there. */
void features_grams(struct features *f, struct slice word);
/* Put in f->v all features of TEXT, by hash. */
void features_of(struct features *f, struct slice text);
void features_release(struct features *f);

#endif
