#include "lib/pattern/senders.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"

static int
by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a;
	uint64_t y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

void
senders_sort(uint64_t *v, size_t n)
{
	if (n > 1)
		qsort(v, n, sizeof(*v), by_number);
}

struct senders
senders_count(const struct detail **d, size_t n)
{
	uint64_t *v = xmalloc((n + 1) * sizeof(*v));
	struct senders s = { 0 };

	for (size_t i = 0; i < n; i++)
		v[i] = d[i]->sender;
	senders_sort(v, n);
	for (size_t i = 0; i < n; i++) {
		s.known += sketch_is_person(v[i]);
		if (i > 0 && v[i] == v[i - 1])
			continue;
		s.all++;
		s.persons += sketch_is_person(v[i]);
	}
	free(v);
	return s;
}
