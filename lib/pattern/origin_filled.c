/* What part of a cell was filled in before its sources did so more often. */

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/pattern/origin.h"

/* What is judged teaches nothing of how much is of which source. */
enum { GUARD = 28 };

double
origin_weigh(const struct origins *o, size_t i, uint32_t member, int32_t from,
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

/* What a source has of a cell: its first day, and how many a day since. */
struct share {
	int32_t from;
	double rate;
};

/* Weigh the sources of cell I up to day TO; returns the sum of their rates. */
static double
weigh_all(const struct origins *o, size_t i, const unsigned char *skip,
    int32_t to, struct share *share)
{
	const uint32_t *m = cells_members(o->cells, i);
	struct share *s;
	double sum = 0;
	int32_t from;
	double rate;

	for (uint32_t k = 0; k < o->cells->cell[i].nmembers; k++) {
		from = o->from[m[k]];
		if ((skip != NULL && skip[m[k]]) || from > to)
			continue;
		s = &share[o->of[m[k]]];
		rate = origin_weigh(o, i, m[k], from, to) / (to + 1 - from);
		if (s->rate <= 0 || from < s->from)
			s->from = from;
		s->rate += rate;
		sum += rate;
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

/* Add S to ALL on the day it began, and to LESS on each what it left out. */
static void
add_source(const struct cells *x, const struct share *s, const double *part,
    double *all, double *less)
{
	size_t from = s->from > x->first ? (size_t)(s->from - x->first) : 0;

	all[from] += s->rate;
	for (size_t d = from; d < x->len && part != NULL; d++)
		less[d] += s->rate * (1 - part[d]);
}

void
origin_filled(const struct origins *o, size_t i, const unsigned char *skip,
    double *part)
{
	const struct cells *x = o->cells;
	struct share *share;
	double *all, *less;
	double sum;

	if (!has_step(o, i, skip))
		return;
	share = xcalloc(o->n + 1, sizeof(*share));
	all = xcalloc(x->len, sizeof(*all));
	less = xcalloc(x->len, sizeof(*less));
	sum = weigh_all(o, i, skip, x->until - GUARD, share);
	/* what is new is all of these days */
	if (sum <= 0)
		(void)weigh_all(o, i, skip, x->until, share);
	for (uint32_t s = 0; s < o->n; s++)
		if (share[s].rate > 0)
			add_source(x, &share[s],
			    shares_part(&o->shares, s, x->cell[i].form), all,
			    less);
	sum = 0;
	for (size_t d = 0; d < x->len; d++) {
		sum += all[d];
		if (sum > 0)
			part[d] *= 1 - less[d] / sum;
	}
	free(less);
	free(all);
	free(share);
}
