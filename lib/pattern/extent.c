#include "lib/pattern/extent.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/corpus.h"

enum { SEGMENT_SHARE = 100 };

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
		    t->rows[i].day == DATE_NONE || t->rows[i].c[TALLY_N] == 0)
			continue;
		d[n].begin = t->rows[i].day;
		d[n].day = t->rows[i].day + (cell->week ? 6 : 0);
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

void
extent_find(const struct tally *t, int32_t *first, int32_t *last)
{
	uint64_t total;
	uint64_t part = 0;
	size_t n;
	struct day_count *d = count_days(t, &n, &total);
	int32_t begin = DATE_NONE;

	*first = DATE_NONE;
	*last = DATE_NONE;
	for (size_t i = 0; i < n; i++) {
		if (part == 0)
			begin = d[i].begin;
		part += d[i].n;
		if (i + 1 < n && d[i + 1].day - d[i].day <= CORPUS_GAP)
			continue;
		if (part * SEGMENT_SHARE >= total) {
			*last = d[i].day;
			if (*first == DATE_NONE)
				*first = begin;
		}
		part = 0;
	}
	free(d);
}
