#include "lib/base/parts.h"

#include <stdbool.h>
#include <stdlib.h>

#include "lib/base/date.h"

enum { PART_SHARE = 100, MONTH = 28 };

static int
by_day(const void *a, const void *b)
{
	const struct part_day *x = a;
	const struct part_day *y = b;

	return (x->day > y->day) - (x->day < y->day);
}

size_t
parts_sort(struct part_day *d, size_t n)
{
	size_t kept = 0;

	if (n > 1)
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
	return kept;
}

/* The days of a part, between gaps: those from number I on; how many. */
static size_t
part_of(const struct part_day *d, size_t i, size_t n, uint64_t *sum)
{
	size_t k = i;

	*sum = d[i].n;
	for (; k + 1 < n && d[k + 1].day - d[k].day <= PARTS_GAP; k++)
		*sum += d[k + 1].n;
	return k + 1 - i;
}

/* Is there a part with signals on many days? */
static bool
is_daily(const struct part_day *d, size_t n)
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
parts_find(struct part_ends *p, const struct part_day *d, size_t n)
{
	bool daily = is_daily(d, n);
	uint64_t total = 0;
	uint64_t sum;
	size_t days;

	*p = (struct part_ends){ .first = DATE_NONE, .last = DATE_NONE };
	for (size_t i = 0; i < n; i++)
		total += d[i].n;
	for (size_t i = 0; i < n; i += days) {
		days = part_of(d, i, n, &sum);
		if (sum * PART_SHARE < total || (daily && days == 1))
			continue;
		p->last = d[i + days - 1].day;
		p->at = i;
		p->n = sum;
		if (p->first == DATE_NONE)
			p->first = d[i].begin;
	}
}
