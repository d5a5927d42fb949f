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
	size_t shortest; /* of its literals; 0 if it has none */
	struct list cues; /* that it may set off */
};

struct matcher {
	const struct codebook *book;
	struct arena mem;
	struct prefilter pf;
	struct atom *atom;
	struct list *uses; /* by literal: the atoms that need it */
	uint32_t *use;
	uint32_t *sets_off; /* the cues of atoms */
	uint32_t *always; /* expressions without literals */
	size_t always_n;
	struct list *excludes; /* by section: its exclusions */
	uint32_t *exclude;
};

#endif
