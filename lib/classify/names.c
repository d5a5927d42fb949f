#include "lib/classify/names.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"

void
names_add(struct names *l, struct slice s)
{
	if (l->n == l->cap) {
		l->cap = l->cap ? l->cap * 2 : 16;
		l->s = xrealloc(l->s, l->cap, sizeof(*l->s));
	}
	l->s[l->n++] = s;
}

void
names_once(struct names *l, struct slice s)
{
	for (size_t i = 0; i < l->n; i++)
		if (slice_eq(l->s[i], s))
			return;
	names_add(l, s);
}

static int
by_bytes(const void *a, const void *b)
{
	return slice_cmp(*(const struct slice *)a, *(const struct slice *)b);
}

void
names_sort(struct names *l)
{
	size_t i = 1;

	/* Sections come in order, so that most lists do. */
	while (i < l->n && by_bytes(&l->s[i - 1], &l->s[i]) <= 0)
		i++;
	if (i < l->n)
		qsort(l->s, l->n, sizeof(*l->s), by_bytes);
}
