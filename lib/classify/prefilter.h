/*
 * prefilter - where any of many literals stands in a text
 *
 *	struct prefilter pf = { 0 };
 *
 *	i = prefilter_add(&pf, literal);	numbered from 0, each once
 *	prefilter_build(&pf);
 *	n = prefilter_scan(&pf, text, &hits);	in every thread its own hits
 *
 * Of each literal the rarest window of four bytes (three or two if it is no
 * longer) is looked for: every position of the text costs a multiplication
 * and a look at a table of bits that fits the first cache, whatever the
 * number of literals; only where a bit is set are literals compared.  On our
 * texts this is quicker than an Aho-Corasick automaton, whose states do not
 * fit that cache from a few hundred literals on.  The hits are all of them,
 * in the order of their windows.
 */
#ifndef CLASSIFY_PREFILTER_H
#define CLASSIFY_PREFILTER_H

#include <stdint.h>

#include "lib/base/set.h"

enum { PREFILTER_MIN = 2 /* bytes of the shortest literal */ };

struct prefilter_hit {
	uint32_t literal;
	uint32_t at;
};

struct prefilter_hits {
	struct prefilter_hit *hit;
	size_t n;
	size_t cap; /* private */
};

struct prefilter_slot;
struct prefilter_use;

struct prefilter {
	struct set literals;
	uint64_t *bits; /* private */
	int shift; /* private */
	bool of[5]; /* private: are there windows of 2, 3, 4 bytes? */
	struct prefilter_slot *slot; /* private */
	size_t mask; /* private */
	struct prefilter_use *use; /* private: by literal */
	uint16_t *count; /* private: while building */
};

/* The number of LITERAL, at least PREFILTER_MIN bytes. */
uint32_t prefilter_add(struct prefilter *pf, struct slice literal);
void prefilter_build(struct prefilter *pf);
/* All literals in S, under 4 GiB; returns how many. */
size_t prefilter_scan(const struct prefilter *pf, struct slice s,
    struct prefilter_hits *hits);
void prefilter_release(struct prefilter *pf);
void prefilter_hits_release(struct prefilter_hits *hits);

#endif
