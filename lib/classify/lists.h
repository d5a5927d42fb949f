/*
 * lists - many short lists of numbers in one array
 *
 *	lists_pair(&pairs, of, item) ...;
 *	items = lists_make(&pairs, &thing[0].list, things, sizeof(*thing));
 *	items[thing[i].list.from + k] is item k of thing i
 */
#ifndef CLASSIFY_LISTS_H
#define CLASSIFY_LISTS_H

#include <stddef.h>
#include <stdint.h>

/* A list, as a slice of the array of all. */
struct list {
	uint32_t from;
	uint32_t n;
};

/* One pair on the way to lists: OF has ITEM. */
struct pair {
	uint32_t of;
	uint32_t item;
};

struct pairs {
	struct pair *p;
	size_t n;
	size_t cap; /* private */
};

void lists_pair(struct pairs *l, uint32_t of, uint32_t item);
/*
 * Sort the pairs into the N lists that begin at TO, STRIDE bytes apart, items
 * in order of arrival; returns the array, for free(3), and empties L.
 */
uint32_t *lists_make(struct pairs *l, struct list *to, size_t n, size_t stride);

#endif
