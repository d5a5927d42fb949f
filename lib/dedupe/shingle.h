/*
 * shingle - a text as numbers, for comparing it with others
 *
 *	struct shingle t = { 0 };
 *
 *	shingle_read(&t, text);
 *	use t.same, t.sketch, t.part[0 .. t.parts-1]
 *	shingle_release(&t);
 *
 * Words are those of text/words, folded, accents off; runs of digits are all
 * alike, and so are placeholders of redaction.  What form finds to be frame
 * is set aside; the rest is the body, of which every two neighbouring words
 * are a shingle.  A part is a sentence or a line of the body.
 */
#ifndef DEDUPE_SHINGLE_H
#define DEDUPE_SHINGLE_H

#include "lib/dedupe/form.h"
#include "lib/dedupe/minhash.h"
#include "lib/text/fold.h"

enum {
	SHINGLE_LEAST = 4, /* fewer words say nothing */
	SHINGLE_LONG = 25, /* fewer words are no text to be nearly equal to */
	SHINGLE_PARTS = 24 /* kept: half from the head, half from the tail */
};

struct shingle_part {
	uint32_t hash; /* of its words */
	uint32_t words;
};

/* A run of the words as read, and what it is. */
struct shingle_cut {
	uint32_t from;
	uint32_t n;
	enum form_kind kind; /* FORM_NONE is body */
	uint32_t hash; /* of a part of the body */
	uint32_t phrase; /* words by which frame was known */
};

struct shingle {
	uint64_t exact; /* all words as they stand; 0 if there are none */
	uint64_t same; /* the body; 0 if it has too few words */
	uint32_t words; /* of the body */
	uint32_t things; /* about how many different shingles */
	struct sketch sketch; /* of bodies of SHINGLE_LONG words and up */
	struct shingle_part part[SHINGLE_PARTS];
	size_t parts;
	/* What was read, in order; for saying what was set aside. */
	struct shingle_cut *cut;
	size_t cuts;
	/* private */
	uint32_t *word;
	struct slice *at; /* of each word, in the folded text */
	uint8_t *flag;
	size_t n;
	size_t cap;
	size_t cut_cap;
	struct fold fold;
	struct form form;
	struct minhash hash;
};

void shingle_read(struct shingle *t, struct slice text);
/* The folded text of the first N words of C, one of T's cuts. */
struct slice shingle_text(const struct shingle *t, const struct shingle_cut *c,
    uint32_t n);
void shingle_release(struct shingle *t);

#endif
