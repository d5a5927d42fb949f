/*
 * compiled - the inside of a matcher: what matcher_new makes of a codebook
 */
#ifndef CLASSIFY_COMPILED_H
#define CLASSIFY_COMPILED_H

#include "lib/classify/kin.h"
#include "lib/classify/matcher.h"
#include "lib/classify/prefilter.h"
#include "lib/text/pcre.h"

struct atom {
	bool phrase;
	struct atom_phrase p;
	struct pcre *re; /* if it is an expression */
	double chance; /* that it is in a text, roughly; for comparing */
};

/* What cues look for in a place: the same in many, by fragments. */
struct side {
	const struct expr_term *term; /* one that it is */
	struct list cues; /* that it sets off */
};

struct matcher {
	const struct codebook *book;
	struct arena mem;
	struct prefilter pf;
	struct atom *atom;
	struct kins kins;
	struct side *side;
	size_t sides;
	uint32_t *side_of; /* by cue, EXPR_TERMS each */
	struct list *leads; /* by atom: what it is a way of and sets off cues */
	uint32_t *way_of; /* those sides */
	uint32_t *sets_off; /* the cues of sides */
	uint32_t *always; /* expressions without literals */
	size_t always_n;
	struct list *excludes; /* by section: its exclusions */
	uint32_t *exclude;
};

#endif
