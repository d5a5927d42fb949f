/*
 * features - what a learned model sees of a text
 *
 *	features_of(&f, text);
 *	look at f.v[0 .. f.n - 1], by hash
 *
 * Words and pairs of words, and the runs of three to five characters inside
 * each word with its ends marked; hashed to 64 bits, whose lowest says which
 * of the two they are.  Case and marks are folded; placeholders of redaction
 * are no words.  Nothing is stemmed: the runs of characters do better.
 */
#ifndef CLASSIFY_FEATURES_H
#define CLASSIFY_FEATURES_H

#include "lib/text/fold.h"

struct feature {
	uint64_t hash;
	uint32_t n; /* how often */
	uint32_t word; /* the first word that has it, from 0 */
};

struct features {
	struct feature *v;
	size_t n;
	size_t cap; /* private */
	struct fold fold; /* private */
	struct buf b; /* private */
};

enum { FEATURE_CHARS = 0, FEATURE_WORDS = 1 };

static inline int
feature_group(uint64_t hash)
{
	return (int)(hash & 1);
}

void features_of(struct features *f, struct slice text);
void features_release(struct features *f);

#endif
