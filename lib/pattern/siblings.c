#include "lib/pattern/siblings.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"

/* Of the cells of one form with the same wider cell. */
struct brood {
	double cells;
	double signals;
	double pairs; /* of signals in the same cell, twice */
};

/* The signals of each cell of the tally in the first LEN days. */
static double *
count_members(const struct cells *x, size_t len)
{
	size_t ncells = x->corpus->tally.ncells;
	double *n = xcalloc(ncells + 1, sizeof(*n));

	for (size_t m = 0; m < ncells; m++)
		n[m] = cells_signals(x, (uint32_t)m, x->first,
		    x->first + (int32_t)len - 1);
	return n;
}

static void
add_cell(struct brood *b, const struct cells *x, size_t i, const double *member)
{
	const uint32_t *m = cells_members(x, i);
	double n = 0;

	for (uint32_t k = 0; k < x->cell[i].nmembers; k++)
		n += member[m[k]];
	b->cells += n > 0;
	b->signals += n;
	b->pairs += n * (n - 1);
}

/*
 * Many cells of a few signals beside one of many are few: over their number
 * the rate of a signal's cell would be far too low.
 */
static double
spread(const struct brood *b)
{
	double pairs = b->signals * (b->signals - 1);

	return pairs < b->pairs * b->cells ? pairs / b->pairs : b->cells;
}

void
siblings_count(double *n, const struct cells *x, size_t len)
{
	const struct cells_cell *c = x->cell;
	double *member = count_members(x, len);
	struct brood *b = xcalloc(x->n + 1, sizeof(*b)); /* by wider cell */
	size_t end;

	/*
	 * The cells of a form stand together.  Those of other forms (channels
	 * beside themes, say) hold the same signals once more.
	 */
	for (size_t i = 0; i < x->n; i = end) {
		for (end = i; end < x->n && c[end].form == c[i].form; end++)
			if (c[end].parent >= 0)
				add_cell(&b[c[end].parent], x, end, member);
		for (size_t k = i; k < end; k++)
			if (c[k].parent >= 0)
				n[k] = spread(&b[c[k].parent]);
		for (size_t k = i; k < end; k++)
			if (c[k].parent >= 0)
				b[c[k].parent] = (struct brood){ 0 };
	}
	free(b);
	free(member);
}
