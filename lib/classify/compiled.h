/*
 * compiled - the inside of a matcher: what matcher_new makes of a codebook
 */
#ifndef CLASSIFY_COMPILED_H
#define CLASSIFY_COMPILED_H

#include "lib/classify/lists.h"
#include "lib/classify/matcher.h"
#include "lib/classify/prefilter.h"
#include "lib/text/pcre.h"

struct atom {
	bool phrase;
	struct atom_phrase p;
	struct pcre *re; /* if it is an expression */
	double chance; /* that it is in a text, roughly; for comparing */
	struct list sides; /* that it is a way of and that set off cues */
};

/* Atoms with one literal that want the same byte beside it. */
struct kin {
	unsigned want; /* ATOM_ANY, if they want none or are expressions */
	bool behind; /* it, else before it */
	struct list atoms;
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
	struct list *uses; /* by literal: the kin that need it */
	struct kin *kin;
	uint32_t *use; /* the atoms of kin */
	struct side *side;
	size_t sides;
	uint32_t *side_of; /* by cue, EXPR_TERMS each */
	uint32_t *way_of; /* the sides of atoms */
	uint32_t *sets_off; /* the cues of sides */
	uint32_t *always; /* expressions without literals */
	size_t always_n;
	struct list *excludes; /* by section: its exclusions */
	uint32_t *exclude;
};

#endif
