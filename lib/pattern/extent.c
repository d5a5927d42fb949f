#include "lib/pattern/extent.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/parts.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/corpus.h"

static struct part_day *
count_days(const struct tally *t, size_t *len)
{
	struct part_day *d = xmalloc((t->nrows + 1) * sizeof(*d));
	const struct tally_cell *cell;
	size_t n = 0;

	for (size_t i = 0; i < t->nrows; i++) {
		cell = &t->cell[t->rows[i].cell];
		if (cell->what != TALLY_SIGNALS ||
		    t->rows[i].day < CORPUS_EARLIEST ||
		    t->rows[i].c[TALLY_N] == 0)
			continue;
		d[n].begin = t->rows[i].day;
		d[n].day = tally_end(cell, &t->rows[i]);
		d[n++].n = t->rows[i].c[TALLY_N];
	}
	*len = parts_sort(d, n);
	return d;
}

void
extent_find(const struct tally *t, int32_t *first, int32_t *last)
{
	size_t n;
	struct part_day *d = count_days(t, &n);
	struct part_ends p;

	parts_find(&p, d, n);
	*first = p.first;
	*last = p.last;
	free(d);
}

bool
extent_whole(const struct tally *t, int32_t last)
{
	const struct tally_row *r;
	const struct tally_cell *cell;
	bool shared = true;

	if (date_monday(last) != last - 6)
		return false;
	for (size_t i = 0; i < t->nrows; i++) {
		r = &t->rows[i];
		cell = &t->cell[r->cell];
		if (cell->what == TALLY_DELIVERIES && r->day > last)
			return true;
		if (cell->what == TALLY_SIGNALS && r->day != DATE_NONE &&
		    r->day > last - 7 && r->day <= last &&
		    !tally_has_floor(cell))
			shared = false;
	}
	return shared;
}
