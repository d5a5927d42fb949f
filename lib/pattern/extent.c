#include "lib/pattern/extent.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/corpus.h"

enum { SEGMENT_SHARE = 100, MONTH = 28 };

struct day_count {
	int32_t day;
	int32_t begin; /* of the week */
	uint64_t n;
};

static int
by_day(const void *a, const void *b)
{
	const struct day_count *x = a;
	const struct day_count *y = b;

	return (x->day > y->day) - (x->day < y->day);
}

static struct day_count *
count_days(const struct tally *t, size_t *len, uint64_t *total)
{
	struct day_count *d = xmalloc((t->nrows + 1) * sizeof(*d));
	const struct tally_cell *cell;
	size_t n = 0;
	size_t kept = 0;

	*total = 0;
	for (size_t i = 0; i < t->nrows; i++) {
		cell = &t->cell[t->rows[i].cell];
		if (cell->what != TALLY_SIGNALS ||
		    t->rows[i].day < CORPUS_EARLIEST ||
		    t->rows[i].c[TALLY_N] == 0)
			continue;
		d[n].begin = t->rows[i].day;
		d[n].day = tally_end(cell, &t->rows[i]);
		d[n++].n = t->rows[i].c[TALLY_N];
		*total += t->rows[i].c[TALLY_N];
	}
	qsort(d, n, sizeof(*d), by_day);
	for (size_t i = 0; i < n; i++) {
		if (kept == 0 || d[kept - 1].day != d[i].day) {
			d[kept++] = d[i];
			continue;
		}
		d[kept - 1].n += d[i].n;
		if (d[i].begin < d[kept - 1].begin)
			d[kept - 1].begin = d[i].begin;
	}
	*len = kept;
	return d;
}

/* The days of a part, between gaps: those from number I on; how many. */
static size_t
part_of(const struct day_count *d, size_t i, size_t n, uint64_t *sum)
{
	size_t k = i;

	*sum = d[i].n;
	for (; k + 1 < n && d[k + 1].day - d[k].day <= CORPUS_GAP; k++)
		*sum += d[k + 1].n;
	return k + 1 - i;
}

/* Is there a part with signals on many days? */
static bool
is_daily(const struct day_count *d, size_t n)
{
	uint64_t sum;
	size_t days;

	for (size_t i = 0; i < n; i += days) {
		days = part_of(d, i, n, &sum);
		if (days >= MONTH)
			return true;
	}
	return false;
}

void
extent_find(const struct tally *t, int32_t *first, int32_t *last)
{
	uint64_t total;
	uint64_t sum;
	size_t n;
	size_t days;
	struct day_count *d = count_days(t, &n, &total);
	bool daily = is_daily(d, n);

	*first = DATE_NONE;
	*last = DATE_NONE;
	for (size_t i = 0; i < n; i += days) {
		days = part_of(d, i, n, &sum);
		if (sum * SEGMENT_SHARE < total || (daily && days == 1))
			continue;
		*last = d[i + days - 1].day;
		if (*first == DATE_NONE)
			*first = d[i].begin;
	}
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
