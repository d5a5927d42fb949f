/*
 * shingle - a text as numbers, for comparing it with others
 *
 *	struct shingle t = { 0 };
 *
 *	shingle_read(&t, text);
 *	use t.same, t.word[0 .. t.n-1]
 *	shingle_release(&t);
 *
 * Words are those of text/words, folded, accents off; a run of digits is one
 * number like any other, a placeholder of redaction a word like any other.
 */
#ifndef DEDUPE_SHINGLE_H
#define DEDUPE_SHINGLE_H

#include "lib/text/fold.h"

struct shingle {
	uint64_t exact; /* all words as they stand; 0 if there are none */
	uint64_t same; /* all words, numbers made equal; 0 if too few */
	uint32_t *word; /* hashes, numbers made equal */
	size_t n;
	/* private */
	size_t cap;
	struct fold fold;
};

/* Fewer words than this say nothing: `geen', `zie bijlage'. */
enum { SHINGLE_LEAST = 4 };

void shingle_read(struct shingle *t, struct slice text);
void shingle_release(struct shingle *t);

#endif
