/* Sums over the days of cells, from the rows of the tally that make them. */

#include <string.h>

#include "lib/pattern/cells.h"

double
cells_signals(const struct cells *x, uint32_t member, int32_t from, int32_t to)
{
	struct cells_rows rows = cells_rows(x, member);
	double sum = 0;

	for (size_t r = 0; r < rows.n; r++)
		if (rows.day[r].day >= from && rows.day[r].day <= to)
			sum += rows.day[r].n;
	return sum;
}

void
cells_series_but(const struct cells *x, size_t i, const unsigned char *skip,
    uint32_t *count)
{
	const uint32_t *m = cells_members(x, i);
	struct cells_rows rows;
	int32_t day;

	memset(count, 0, x->len * sizeof(*count));
	for (uint32_t k = 0; k < x->cell[i].nmembers; k++) {
		if (skip != NULL && skip[m[k]])
			continue;
		rows = cells_rows(x, m[k]);
		for (size_t r = 0; r < rows.n; r++) {
			day = rows.day[r].day;
			if (day >= x->first && day <= x->until)
				count[day - x->first] += rows.day[r].n;
		}
	}
}

void
cells_series(const struct cells *x, size_t i, uint32_t *count)
{
	cells_series_but(x, i, NULL, count);
}

uint64_t
cells_sum(const struct cells *x, size_t i, int what, int32_t from, int32_t to)
{
	const uint32_t *m = cells_members(x, i);
	struct cells_rows rows;
	uint64_t sum = 0;

	for (uint32_t k = 0; k < x->cell[i].nmembers; k++) {
		rows = cells_rows(x, m[k]);
		for (size_t r = 0; r < rows.n; r++)
			if (rows.day[r].day >= from && rows.day[r].day <= to)
				sum += rows.row[r]->c[what];
	}
	return sum;
}

double
cells_unknown(const struct cells *x, size_t i, int dim, int32_t from,
    int32_t to)
{
	const uint32_t *m = cells_members(x, i);
	double sum = 0;

	for (uint32_t k = 0; k < x->cell[i].nmembers; k++)
		if (x->corpus->tally.cell[m[k]].dim[dim] == 0)
			sum += cells_signals(x, m[k], from, to);
	return sum;
}

double
cells_senders(const struct cells *x, size_t i, int32_t from, int32_t to,
    struct sketch *s)
{
	const uint32_t *m = cells_members(x, i);
	struct cells_rows rows;
	const struct tally_row *row;
	double untold = 0;

	for (uint32_t k = 0; k < x->cell[i].nmembers; k++) {
		rows = cells_rows(x, m[k]);
		for (size_t r = 0; r < rows.n; r++) {
			if (rows.day[r].day < from || rows.day[r].day > to)
				continue;
			row = rows.row[r];
			if (row->senders.len == 0)
				untold += row->c[TALLY_N];
			else
				sketch_merge(s, &row->senders);
		}
	}
	return untold;
}

double
cells_shared(const struct cells *x, size_t a, size_t b, int32_t from,
    int32_t to)
{
	const uint32_t *p = cells_members(x, a);
	const uint32_t *q = cells_members(x, b);
	uint32_t i = 0;
	uint32_t k = 0;
	double n = 0;

	while (i < x->cell[a].nmembers && k < x->cell[b].nmembers) {
		if (p[i] != q[k]) {
			p[i] < q[k] ? i++ : k++;
			continue;
		}
		n += cells_signals(x, p[i], from, to);
		i++;
		k++;
	}
	return n;
}
