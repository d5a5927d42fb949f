/* Sums over the days of cells, from the rows of the tally that make them. */

#include <math.h>
#include <string.h>

#include "lib/base/date.h"
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

/* Add the signals of MEMBER, from day FROM on, to the days of COUNT. */
static void
add_member(const struct cells *x, uint32_t member, int32_t from,
    uint32_t *count)
{
	struct cells_rows rows = cells_rows(x, member);
	int32_t day;

	for (size_t r = 0; r < rows.n; r++) {
		day = rows.day[r].day;
		if (day >= from && day <= x->until)
			count[day - x->first] += rows.day[r].n;
	}
}

void
cells_series(const struct cells *x, size_t i, uint32_t *count)
{
	const uint32_t *m = cells_members(x, i);

	memset(count, 0, x->len * sizeof(*count));
	for (uint32_t k = 0; k < x->cell[i].nmembers; k++)
		add_member(x, m[k], x->first, count);
}

/* The rung of cell I, or -1 where nothing has a floor. */
static int
rung_of(const struct cells *x, size_t i)
{
	const struct cells_form *f = &x->form[x->cell[i].form];
	unsigned by = 0;

	for (int d = 0; d < f->n; d++)
		by |= 1u << f->dim[d];
	return x->floors.most > 0 ? floors_rung(by) : -1;
}

bool
cells_have_floor(const struct cells *x, size_t i)
{
	const uint32_t *m = cells_members(x, i);

	for (uint32_t k = 0; x->floors.most > 0 && k < x->cell[i].nmembers; k++)
		if (tally_has_floor(&x->corpus->tally.cell[m[k]]))
			return true;
	return false;
}

/* The unit of MEMBER on RUNG, if it has one. */
static const struct floors_unit *
unit_of(const struct cells *x, int rung, uint32_t member)
{
	return rung < 0 ? NULL : floors_unit(&x->floors, rung, member);
}

/* Is a part of cell I, without what SKIP marks, surely known? */
static bool
sure(const struct cells *x, size_t i, const unsigned char *skip, int rung)
{
	const uint32_t *m = cells_members(x, i);
	const struct floors_unit *u;

	for (uint32_t k = 0; k < x->cell[i].nmembers; k++) {
		u = unit_of(x, rung, m[k]);
		if ((skip == NULL || !skip[m[k]]) && (u == NULL || !u->thin))
			return true;
	}
	return false;
}

/*
 * What is mostly not there says little of itself, and beside what is there
 * nothing: it is left out of a cell that holds anything else.
 */
void
cells_compared(const struct cells *x, size_t i, const unsigned char *skip,
    const int32_t *since, uint32_t *count)
{
	const uint32_t *m = cells_members(x, i);
	int rung = rung_of(x, i);
	bool some = rung >= 0 && sure(x, i, skip, rung);
	const struct floors_unit *u;
	int32_t from = x->first;

	memset(count, 0, x->len * sizeof(*count));
	for (uint32_t k = 0; k < x->cell[i].nmembers; k++) {
		u = unit_of(x, rung, m[k]);
		if ((skip != NULL && skip[m[k]]) ||
		    (u != NULL && u->thin && some))
			continue;
		if (since != NULL)
			from = since[m[k]];
		add_member(x, m[k], from, count);
		for (size_t w = (size_t)(from - x->first + 6) / 7;
		     u != NULL && u->lead == m[k] && 7 * w < x->len; w++)
			count[7 * w] += floors_taken(u, w);
	}
}

/* What U is taken to hold more than was told in the days FROM to TO. */
static double
taken(const struct cells *x, const struct floors_unit *u, int32_t from,
    int32_t to)
{
	int32_t day;
	double n = 0;

	for (size_t w = 0; 7 * w < x->len; w++) {
		day = x->first + 7 * (int32_t)w;
		if (day >= from && day <= to)
			n += floors_taken(u, w);
	}
	return n;
}

struct cells_bounds
cells_bounds(const struct cells *x, size_t i, int32_t from, int32_t to)
{
	const uint32_t *m = cells_members(x, i);
	int rung = rung_of(x, i);
	bool some = rung >= 0 && sure(x, i, NULL, rung);
	struct cells_bounds b = { 0 };
	const struct floors_unit *u;
	double n, more;

	for (uint32_t k = 0; k < x->cell[i].nmembers; k++) {
		u = unit_of(x, rung, m[k]);
		n = cells_signals(x, m[k], from, to);
		more = u != NULL && u->lead == m[k] ? taken(x, u, from, to) : 0;
		b.least += n;
		b.most += n + more;
		if (u != NULL && u->thin && some)
			continue;
		b.taken += more;
		b.counted += n + more;
	}
	return b;
}

static int32_t
later(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

/*
 * What units of cell I of which nothing more was told, up to the end of AFTER,
 * may have had since: as many as before.  It may be in sets of themes of which
 * no week was ever told, of which nobody knows that they are there.
 */
static double
moved(const struct cells *x, size_t i, const int32_t before[2],
    const int32_t after[2])
{
	const uint32_t *m = cells_members(x, i);
	int rung = rung_of(x, i);
	const struct floors_unit *u;
	int32_t from, since;
	double n = 0;

	for (uint32_t k = 0; k < x->cell[i].nmembers; k++) {
		u = unit_of(x, rung, m[k]);
		if (u == NULL || u->first > u->last)
			continue;
		from = later(x->first + 7 * (int32_t)u->first, before[0]);
		since = later(x->first + 7 * (int32_t)u->last + 7, after[0]);
		if (from <= before[1] && since <= after[1])
			n += cells_signals(x, m[k], from, before[1]) *
			    (after[1] - since + 1) / (before[1] - from + 1);
	}
	return n;
}

double
cells_slack(const struct cells *x, size_t i, const int32_t before[2],
    const int32_t after[2])
{
	struct cells_bounds b = cells_bounds(x, i, before[0], before[1]);
	struct cells_bounds a = cells_bounds(x, i, after[0], after[1]);

	a.most += moved(x, i, before, after);
	return fmax(1, a.most / fmax(a.counted, 1)) *
	    fmax(1, b.counted / fmax(b.least, 1));
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

int32_t
cells_last(const struct cells *x, size_t i)
{
	const uint32_t *m = cells_members(x, i);
	struct cells_rows rows;
	int32_t last = DATE_NONE;

	if (x->corpus->weekly || cells_have_floor(x, i))
		return DATE_NONE;
	for (uint32_t k = 0; k < x->cell[i].nmembers; k++) {
		rows = cells_rows(x, m[k]);
		for (size_t r = 0; r < rows.n; r++)
			if (rows.day[r].n > 0 && rows.day[r].day <= x->until &&
			    (last == DATE_NONE || rows.day[r].day > last))
				last = rows.day[r].day;
	}
	return last;
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
cells_senders(const struct cells *x, uint32_t member, int32_t from, int32_t to,
    struct sketch *s)
{
	struct cells_rows rows = cells_rows(x, member);
	const struct tally_row *row;
	double untold = 0;

	for (size_t r = 0; r < rows.n; r++) {
		if (rows.day[r].day < from || rows.day[r].day > to)
			continue;
		row = rows.row[r];
		if (row->senders.len == 0)
			untold += row->c[TALLY_N];
		else
			sketch_merge(s, &row->senders);
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
