/*
 * strata - how often a theme is met with a value, and what would be expected
 *
 *	struct strata s = { .dims = dims, .ndims = n };
 *
 *	strata_count(&s, &cells, from, to);
 *	strata_pair(&s, theme, TALLY_PRODUCT, value, &pair);
 *	strata_release(&s);
 *
 * The stratum of a channel, product or region is an organisation and a kind,
 * that of an organisation a product and a kind, and that of a kind an
 * organisation and a product.  What tallies have a floor is not counted.
 */
#ifndef PATTERN_STRATA_H
#define PATTERN_STRATA_H

#include "lib/pattern/cells.h"
#include "lib/pattern/disprop.h"

struct strata {
	const int *dims; /* the members of which values are counted */
	int ndims;
	/* private */
	struct set keys;
	double *n;
	size_t cap;
	struct strata_place *place; /* by dim and value */
	size_t nplaces;
};

/* But for LESS signals of each cell of the tally. */
void strata_count(struct strata *s, const struct cells *x, int32_t from,
    int32_t to, const double *less);
/*
 * Of THEME and VALUE, numbers in the tally, over the strata that VALUE is in.
 */
void strata_pair(const struct strata *s, uint32_t theme, int dim,
    uint32_t value, struct disprop_pair *pair);
void strata_release(struct strata *s);

#endif
