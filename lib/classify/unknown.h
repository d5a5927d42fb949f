/*
 * unknown - what a codebook does not recognise: --unknown
 *
 *	unknown_add(&u, &rec, recognised);
 *	unknown_write(&out, &u, 20);
 *
 * The share of signals without a theme, over all and for each organisation,
 * kind and channel; and the pairs of neighbouring words that set them apart
 * from the rest, by the log-likelihood ratio of Dunning ("Accurate methods
 * for the statistics of surprise and coincidence", 1993) on the number of
 * signals that have the pair.  A pair is shown when at least UNKNOWN_LEAST
 * unrecognised signals have it.  Memory grows with the number of different
 * pairs: some 60 bytes each.
 */
#ifndef CLASSIFY_UNKNOWN_H
#define CLASSIFY_UNKNOWN_H

#include "lib/base/set.h"
#include "lib/line/rec.h"
#include "lib/text/fold.h"

enum { UNKNOWN_LEAST = 5 };

struct unknown_count {
	uint32_t all;
	uint32_t not ; /* not recognised */
	uint32_t last; /* the signal that was counted last */
};

struct unknown_counts {
	struct set keys;
	struct unknown_count *count; /* by keys */
	size_t cap; /* private */
};

struct unknown {
	struct unknown_counts cells; /* "org=x" and so on */
	struct unknown_counts pairs; /* two words with a blank between */
	struct unknown_count total;
	struct fold fold; /* private */
	struct buf b; /* private */
};

void unknown_add(struct unknown *u, struct rec *r, bool recognised);
/* Append tables, columns by tabs, with at most N pairs. */
void unknown_write(struct buf *out, const struct unknown *u, size_t n);
void unknown_release(struct unknown *u);

#endif
