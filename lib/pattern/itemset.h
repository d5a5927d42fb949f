/*
 * itemset - how often values go together, in sets of up to four
 *
 * Sets of a kind, channel, product, region and themes in one organisation,
 * counted level by level, each set only if all its parts are frequent (Agrawal
 * and Srikant 1994).
 */
#ifndef PATTERN_ITEMSET_H
#define PATTERN_ITEMSET_H

#include "lib/pattern/cells.h"

enum { ITEMSET_SIZE = 4, ITEMSET_LEAST = 10 /* signals */ };

/* Values of one organisation, rising; unused ones are 0. */
struct itemset {
	uint32_t org;
	uint32_t n;
	uint64_t item[ITEMSET_SIZE]; /* member and value */
};

struct itemsets {
	const struct cells *x;
	double *n; /* of each cell of the tally, in the days */
	double *less; /* those of campaigns, which are not in n */
	struct set keys; /* the sets, as bytes of struct itemset */
	double *support; /* of each of keys */
	size_t cap; /* private */
};

/* Count all sets of the last DAYS of X into C, which is zero. */
void itemsets_count(struct itemsets *c, const struct cells *x, int days);
void itemsets_release(struct itemsets *c);
/*
 * The most that any of the parts of S explain: n(XZ) n(YZ) / n(Z), for all X,
 * Y and Z that make it up, where Z may be nothing at all.
 */
double itemsets_expected(const struct itemsets *c, const struct itemset *s);

#endif
