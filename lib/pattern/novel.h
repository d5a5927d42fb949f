/*
 * novel - terms that texts have now and hardly had before
 *
 *	novel_take(&ds, &cells, org);
 *	novel_count(&lx, &ds);
 *	ts = novel_find(&lx, per_week);
 *	novel_place(&ts, &lx, &ds);
 *	novel_cluster(&ts, ds.n);
 *	novel_words(fs, &list, &ts, lead);
 *	novel_release(&ts);
 *
 * What is tested and how: emerge.h.
 */
#ifndef PATTERN_NOVEL_H
#define PATTERN_NOVEL_H

#include "lib/pattern/counted.h"
#include "lib/pattern/lexicon.h"

enum {
	NOVEL_NOW = COUNTED_NOW,
	NOVEL_GAP =
	    COUNTED_GAP, /* days before that are neither now nor before */
	NOVEL_LEAST = 5, /* texts */
	NOVEL_PER_FAMILY = 3
};

/* By how much of itself the rate of a term drifts. */
extern const double novel_drift;

/* The texts of one organisation, by number. */
struct novel_docs {
	const struct detail **d;
	size_t n;
	int32_t until;
	uint32_t org; /* its value, or 0 for all */
	struct counted counted; /* texts that only tallies know */
};

struct novel_term {
	uint32_t id;
	struct slice text; /* in the lexicon */
	double a, c; /* texts now, and before */
	double expected, p, q, z;
	int little; /* it is a pair with a word that says little */
	unsigned char *in; /* of each text of now: does it have the term */
	struct counted_word told; /* by tallies */
	size_t lead; /* the term whose finding it belongs to; itself if one */
};

struct novel_terms {
	struct novel_term *t;
	size_t n;
};

/* The texts with value ORG, or of all if it is 0; few of each family. */
void novel_take(struct novel_docs *ds, const struct cells *x, uint32_t org);
bool novel_is_now(const struct novel_docs *ds, size_t i);
/* Count what the texts of DS have, now and before, in LX. */
void novel_count(struct lexicon *lx, struct novel_docs *ds);
/* Test term I of LX. */
struct novel_term novel_test(const struct lexicon *lx, size_t i);
/*
 * The terms that stand out, surest first; ties by their bytes.  PER_WEEK false
 * ones are allowed.
 */
struct novel_terms novel_find(const struct lexicon *lx, double per_week);
/* Which texts of now have which of the terms. */
void novel_place(struct novel_terms *ts, struct lexicon *lx,
    struct novel_docs *ds);
/* Give terms that stand in the same of NDOCS texts one lead. */
void novel_cluster(struct novel_terms *ts, size_t ndocs);
/* Append the words and phrases of the finding of LEAD to LIST. */
void novel_words(struct findings *fs, struct texts *list,
    const struct novel_terms *ts, size_t lead);
/* How many senders the texts of T have. */
double novel_senders(const struct novel_term *t, const struct novel_docs *ds);
/* How many people these are; NAN if of fewer than 4 in 5 it is known. */
double novel_persons(const struct novel_term *t, const struct novel_docs *ds);
void novel_release(struct novel_terms *ts);

#endif
