/*
 * sight - what of a codebook is seen in the text at hand
 *
 *	g = sight_new(m);
 *	sight_text(m, g, text);
 *	for (i = 0; i < g->cues; i++)
 *		cue g->cue[i] may be there
 *	if (sight_has(g, atom))
 *		for (h = sight_hits(m, g, atom, all, &limit); h != NULL;
 *		     h = sight_next(g, h))
 *			it stands at h->at
 *
 * One scan for literals (prefilter.h) decides phrases where their literal
 * stands; an expression of which a literal is there is run when its hits are
 * asked for: to the first of them, or for all.
 */
#ifndef CLASSIFY_SIGHT_H
#define CLASSIFY_SIGHT_H

#include "lib/classify/compiled.h"
#include "lib/text/fold.h"

struct sight_hit {
	struct span at; /* in the folded text */
	uint32_t next; /* private */
};

struct sight {
	struct fold folded;
	uint32_t *cue; /* of which the rarest side may be there */
	size_t cues;
	uint64_t *seen; /* by atom, a bit: sight_has */
	/* private */
	struct seen *atom;
	struct sight_hit *hit;
	size_t hits;
	size_t hit_cap;
	uint32_t epoch; /* of the text */
	uint32_t *off; /* by side: in which it set off its cues */
	struct slice text;
	struct fold bare; /* marks folded, case kept: for expressions */
	bool bared;
	struct prefilter_hits found;
	struct pcre_state *pcre;
};

struct sight *sight_new(const struct matcher *m);
void sight_free(struct sight *g);
/* Look at TEXT, valid UTF-8, which must stay while its hits are asked for. */
void sight_text(const struct matcher *m, struct sight *g, struct slice text);

/* Is phrase A there; may expression A be there? */
static inline bool
sight_has(const struct sight *g, uint32_t a)
{
	return g->seen[a / 64] >> a % 64 & 1;
}

/* Did side S set off its cues: is one of its ways seen? */
static inline bool
sight_off(const struct sight *g, uint32_t s)
{
	return g->off[s] == g->epoch;
}

/*
 * The first hit of atom A, which is seen, or NULL; of an expression ALL hits
 * are found or only the first.  LIMIT is set if it ran beyond its limit.
 */
const struct sight_hit *sight_hits(const struct matcher *m, struct sight *g,
    uint32_t a, bool all, bool *limit);
const struct sight_hit *sight_next(const struct sight *g,
    const struct sight_hit *h);

#endif
