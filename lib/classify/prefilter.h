/*
 * prefilter - where any of many literals stands in a text
 *
 *	struct prefilter pf = { 0 };
 *
 *	i = prefilter_add(&pf, literal, PREFILTER_BEGINS | PREFILTER_ENDS);
 *	why = prefilter_build(&pf);	numbered from 0, each once
 *	prefilter_scan(&pf, text, &hits);	in every thread its own hits
 *
 * The hits are all of them, those of one literal in order.  Of one that is
 * wanted only where a word begins, or ends, others are no hits.
 *
 * Literals that begin words are looked up by words (starts.h).  For others
 * there are two back ends, with the same hits: the own one (window.h) and, in
 * a program built with HYPERSCAN, Hyperscan or Vectorscan (hyper.h).
 */
#ifndef CLASSIFY_PREFILTER_H
#define CLASSIFY_PREFILTER_H

#include <stdint.h>

#include "lib/base/set.h"

enum {
	PREFILTER_MIN = 2, /* bytes of the shortest literal */
	PREFILTER_BEGINS = 1, /* no word character stands before it */
	PREFILTER_ENDS = 2 /* nor behind it */
};

struct prefilter_hit {
	uint32_t literal;
	uint32_t at;
	uint32_t n; /* bytes */
	uint32_t word; /* that it begins; PREFILTER_NO_WORD: not known */
};

#define PREFILTER_NO_WORD UINT32_MAX

/* A word of ASCII; its hash is WORD_UNKNOWN if others may be part of it. */
struct prefilter_word {
	uint32_t from;
	uint32_t to;
	uint32_t hash; /* as word.h has it */
};

struct prefilter_hits {
	struct prefilter_hit *hit;
	size_t n;
	struct prefilter_word *word; /* all, in order */
	size_t words;
	/* private */
	size_t cap;
	size_t word_cap;
	void *scratch; /* of a back end */
};

struct starts;
struct window;
struct hyper;

struct prefilter {
	struct set literals;
	/* private */
	uint8_t *edges; /* by literal: PREFILTER_BEGINS, _ENDS */
	size_t cap;
	struct starts *starts;
	struct window *window;
	struct hyper *hyper; /* goes before that, if it is there */
};

/*
 * The number of LITERAL, at least PREFILTER_MIN bytes.  If it is added more
 * than once, only the EDGES that are always given hold.
 */
uint32_t prefilter_add(struct prefilter *pf, struct slice literal, int edges);
void prefilter_build(struct prefilter *pf);
/* All literals in S, under 4 GiB, each by itself in order; returns how many. */
size_t prefilter_scan(const struct prefilter *pf, struct slice s,
    struct prefilter_hits *hits);
void prefilter_release(struct prefilter *pf);
void prefilter_hits_release(struct prefilter_hits *hits);

/* Is literal I only a hit where a word ends? */
static inline bool
prefilter_ends(const struct prefilter *pf, uint32_t i)
{
	return pf->edges[i] & PREFILTER_ENDS;
}

/* For back ends: a hit. */
void prefilter_found(struct prefilter_hits *hits, struct prefilter_hit hit);
/* Literal I stands at AT of S, N bytes; a hit if its edges fit. */
void prefilter_hit(const struct prefilter *pf, uint32_t i, struct slice s,
    size_t at, size_t n, struct prefilter_hits *hits);

#endif
