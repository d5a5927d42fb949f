/*
 * combine - three or four values that go together, more than parts explain
 *
 * Sets of a theme with other themes, a product, channel, region or kind, in
 * one organisation, over COMBINE_DAYS.  E is the most that parts of the set
 * explain: the largest n(XZ) n(YZ) / n(Z) over all X, Y and Z that make it up
 * (Z may be nothing), so that neither a pair with whatever third value, nor
 * two pairs that share a value, is a finding here.  Counted by itemset.h.
 */
#ifndef PATTERN_COMBINE_H
#define PATTERN_COMBINE_H

#include "lib/pattern/look.h"

enum { COMBINE_DAYS = 182 };

/* Find them, after all pairs were found; pairs that one holds are its parts. */
void combine_find(struct findings *fs, struct look *l);

#endif
