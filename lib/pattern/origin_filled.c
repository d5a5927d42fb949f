/* What part of a cell was filled in before its sources did so more often. */

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/pattern/origin.h"

/* What is judged teaches nothing of how much is of which source. */
enum { GUARD = 28 };

/*
 * The signals of MEMBER, of cell I, from day FROM up to TO, as many as there
 * would have been if as much was filled in as now.
 */
static double
weigh(const struct origins *o, size_t i, uint32_t member, int32_t from,
    int32_t to)
{
	const struct cells *x = o->cells;
	const double *part = shares_part(&o->shares, o->of[member],
	    x->cell[i].form);
	struct cells_rows rows = cells_rows(x, member);
	double sum = 0;
	int32_t day;

	for (size_t r = 0; r < rows.n; r++) {
		day = rows.day[r].day;
		if (day >= from && day <= to)
			sum += part == NULL ?
			    rows.day[r].n :
			    rows.day[r].n / part[day - x->first];
	}
	return sum;
}

/* The weights of the sources of cell I in those days; their sum. */
static double
weigh_all(const struct origins *o, size_t i, const unsigned char *skip,
    int32_t from, int32_t to, double *weight)
{
	const uint32_t *m = cells_members(o->cells, i);
	double sum = 0;
	double w;

	for (uint32_t k = 0; k < o->cells->cell[i].nmembers; k++) {
		if (skip != NULL && skip[m[k]])
			continue;
		w = weigh(o, i, m[k], from, to);
		weight[o->of[m[k]]] += w;
		sum += w;
	}
	return sum;
}

/* Does the source of a member of cell I fill it in more, or less, often? */
static bool
has_step(const struct origins *o, size_t i, const unsigned char *skip)
{
	const struct cells *x = o->cells;
	const uint32_t *m = cells_members(x, i);

	for (uint32_t k = 0; k < x->cell[i].nmembers && o->shares.n > 0; k++)
		if ((skip == NULL || !skip[m[k]]) &&
		    shares_part(&o->shares, o->of[m[k]], x->cell[i].form) !=
			NULL)
			return true;
	return false;
}

/* Take off LEFT what a source, SHARE of the cell, did not fill in. */
static void
take_off(const double *part, double share, size_t len, double *left)
{
	for (size_t d = 0; d < len && part != NULL; d++)
		left[d] -= share * (1 - part[d]);
}

void
origin_filled(const struct origins *o, size_t i, const unsigned char *skip,
    double *part)
{
	const struct cells *x = o->cells;
	double *weight;
	double *left;
	double sum;

	if (!has_step(o, i, skip))
		return;
	weight = xcalloc(o->n + 1, sizeof(*weight));
	left = xmalloc(x->len * sizeof(*left));
	for (size_t d = 0; d < x->len; d++)
		left[d] = 1;
	sum = weigh_all(o, i, skip, x->first, x->until - GUARD, weight);
	/* what is new is all of these days */
	if (sum <= 0)
		sum = weigh_all(o, i, skip, x->first, x->until, weight);
	for (uint32_t s = 0; s < o->n && sum > 0; s++)
		if (weight[s] > 0)
			take_off(shares_part(&o->shares, s, x->cell[i].form),
			    weight[s] / sum, x->len, left);
	for (size_t d = 0; d < x->len; d++)
		part[d] *= left[d];
	free(left);
	free(weight);
}
