/* The signals of campaigns in a cell. */

#include "lib/pattern/again.h"

/*
 * Those in cell MEMBER of the tally from day FROM to day TO: of all, or of
 * FAMILY.
 */
static double
letters_in(const struct cells *x, uint32_t member, int32_t from, int32_t to,
    uint32_t family)
{
	double sum = 0;
	size_t n;
	const struct detail *d = corpus_details(x->corpus, member, &n);

	for (size_t j = 0; j < n; j++)
		sum += (d[j].flags & DETAIL_LETTER) != 0 && d[j].day >= from &&
		    d[j].day <= to && (family == 0 || d[j].family == family);
	return sum;
}

double
again_letters_of(const struct cells *x, uint32_t member, int32_t from,
    int32_t to)
{
	return letters_in(x, member, from, to, 0);
}

double
again_letters(const struct cells *x, size_t i, int32_t from, int32_t to)
{
	const uint32_t *m = cells_members(x, i);
	double sum = 0;

	for (uint32_t k = 0; k < x->cell[i].nmembers; k++)
		sum += letters_in(x, m[k], from, to, 0);
	return sum;
}

double
again_counted(struct look *l, size_t i, int32_t from, int32_t to,
    uint32_t family)
{
	const struct cells *x = l->cells;
	const struct origins *o = &l->origins;
	const uint32_t *m = cells_members(x, i);
	struct origin_span span;
	double sum = 0;

	if (!(again_letters(x, i, from, to) > 0))
		return 0;
	span = look_span(l, i);
	for (uint32_t k = 0; k < x->cell[i].nmembers; k++) {
		if (span.mixed && !l->opt.frozen && o->skip[m[k]])
			continue;
		sum += letters_in(x, m[k],
		    span.joined && !l->opt.frozen && o->from[m[k]] > from ?
			o->from[m[k]] :
			from,
		    to, family);
	}
	return sum;
}
