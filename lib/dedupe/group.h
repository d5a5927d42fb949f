/*
 * group - families of texts that are equal, or nearly
 *
 *	struct group g = { 0 };
 *
 *	group_expect(&g, bodies);
 *	group_ahead(&g, &fact);
 *	group_join(&g, &fact, person, &fit);
 *	group_release(&g);
 *
 * A text joins the core that it is most like; a text that is like none
 * becomes a core.  Texts are only compared with cores, so that families do
 * not run together.  A text is like a core when the estimated Jaccard index
 * of their shingles is GROUP_JACCARD or more, or when so much of the shorter
 * is in the longer as GROUP_INSIDE says; short ones must be equal.
 *
 * Frame (disclaimers, forms, standard sentences) must not glue strangers
 * together.  Two texts that are alike only through parts that are wholly
 * equal, while both have a good deal of other text that is not alike at all,
 * are not taken for family; three such pairs that share a part make it
 * frame, unless it is also what families are made of.  Frame is left out of
 * comparison from then on.
 */
#ifndef DEDUPE_GROUP_H
#define DEDUPE_GROUP_H

#include "lib/dedupe/fact.h"
#include "lib/dedupe/lsh.h"
#include "lib/dedupe/table.h"
#include "lib/dedupe/who.h"

#define GROUP_JACCARD 0.4
#define GROUP_INSIDE 0.8
#define GROUP_NONE UINT32_MAX

struct group_core {
	uint32_t id;
	uint32_t who; /* a token, or WHO_NONE */
	uint64_t text; /* as in its fact */
	uint32_t body; /* its number; BODY_NONE if it is short */
	uint32_t name; /* that its family had, or FACT_NONE; see kept */
};

/* How a text belongs to its family. */
struct group_fit {
	uint32_t core; /* its number, or GROUP_NONE */
	double similarity;
	bool first; /* it is the core itself */
};

/* The bands of a body that is soon to be joined. */
struct group_keys {
	uint64_t key[MINHASH_BANDS];
	uint32_t body; /* its number and 1 */
};

struct group {
	struct bodies bodies; /* of all texts */
	struct group_core *core;
	size_t cores;
	struct table part; /* votes on parts */
	struct table voted; /* parts voted on since it was last emptied */
	struct table named; /* of texts: the name that their family had */
	/* private */
	size_t cap;
	struct table text; /* of equal texts: the core */
	struct table lost; /* of names: who the first is, without words now */
	struct lsh lsh;
	size_t bodied; /* cores that have a body */
	struct group_keys ahead[2];
	unsigned turn; /* which of these is the older one */
};

/*
 * Make room for so many more texts that have BODIES.  It puts what was
 * restored in the index, so it comes between group_restore and group_join.
 */
void group_expect(struct group *g, size_t bodies);
/*
 * F is the one to join after the next: have what will be needed for it
 * fetched.  It may be left out, and changes nothing but the time it takes.
 */
void group_ahead(struct group *g, const struct fact *f);
void group_join(struct group *g, const struct fact *f, uint32_t person,
    struct group_fit *fit);
/* Make F a core, as it was in an earlier run; gives its number. */
uint32_t group_restore(struct group *g, const struct fact *f, uint32_t person);
/* The core of TEXT, or GROUP_NONE. */
uint32_t group_core_of(const struct group *g, uint64_t text);
/* Was PART, of a body, found to be frame? */
bool group_is_frame(const struct group *g, uint32_t part);
void group_release(struct group *g);

#endif
