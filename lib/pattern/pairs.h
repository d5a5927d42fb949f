/*
 * pairs - a theme met oddly often with a value: disproportion
 *
 * A theme with a product, channel or region, expected within each
 * organisation and kind, over the last year; shrunk by the gamma-Poisson
 * model of disprop.h, which is fitted to all pairs.  Signals of a text that
 * was a campaign (again.h) do not count.  Told is what has ten signals of
 * three senders or more, an EB05 of 2 and IC025 above 0, and is kept at a
 * false share of 5 %; at most ten.  A pair that is about what rises already is
 * folded into that.  Organisations are not set against each other so: they do
 * different work.
 */
#ifndef PATTERN_PAIRS_H
#define PATTERN_PAIRS_H

#include "lib/pattern/disprop.h"
#include "lib/pattern/look.h"

enum { PAIRS_DAYS = 365 };

void pairs_find(struct findings *fs, struct look *l);

/* All measures of one pair; of the sums over strata but for pair.e. */
struct pairs_figures {
	size_t cell;
	struct disprop_pair pair;
	struct disprop d;
	struct disprop_shrunk s;
};

typedef void pairs_fn(void *ctx, const struct pairs_figures *f);

/*
 * Every pair as if UNTIL were the last day, and, for study, those of a theme
 * with an organisation (within product and kind) and with a kind (within
 * organisation and product), which are never told.
 */
void pairs_each(const struct cells *x, int32_t until, pairs_fn *fn, void *ctx);

#endif
