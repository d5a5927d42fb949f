#include "lib/classify/lists.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"

void
lists_pair(struct pairs *l, uint32_t of, uint32_t item)
{
	if (l->n == l->cap) {
		l->cap = l->cap ? l->cap * 2 : 1024;
		l->p = xrealloc(l->p, l->cap, sizeof(*l->p));
	}
	l->p[l->n++] = (struct pair){ of, item };
}

uint32_t *
lists_make(struct pairs *l, struct list *to, size_t n, size_t stride)
{
	uint32_t *item = xcalloc(l->n + 1, sizeof(*item));
	uint32_t from = 0;
	struct list *at;

	for (size_t i = 0; i < l->n; i++) {
		at = (struct list *)(void *)((char *)to + l->p[i].of * stride);
		at->n++;
	}
	for (size_t i = 0; i < n; i++) {
		at = (struct list *)(void *)((char *)to + i * stride);
		at->from = from;
		from += at->n;
		at->n = 0;
	}
	for (size_t i = 0; i < l->n; i++) {
		at = (struct list *)(void *)((char *)to + l->p[i].of * stride);
		item[at->from + at->n++] = l->p[i].item;
	}
	free(l->p);
	*l = (struct pairs){ 0 };
	return item;
}
