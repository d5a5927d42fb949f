/*
 * set - byte strings, each once, numbered from 0 in order of arrival
 *
 *	struct set s = { 0 };
 *
 *	i = set_add(&s, key, &new);
 *	if (new)
 *		count[i] = 0;
 *	count[i]++;
 *	set_release(&s);
 *
 * A zeroed set is empty.  It copies what it is given; the copies live as long
 * as the set and never move.  With an array beside it, it is a map.
 */
#ifndef BASE_SET_H
#define BASE_SET_H

#include <stdint.h>

#include "lib/base/arena.h"

enum { SET_NONE = -1 };

struct set_entry;

struct set {
	size_t len; /* how many */
	struct set_entry *entry; /* private */
	uint32_t *slot; /* private */
	size_t cap; /* private: of slot, a power of two */
	size_t entry_cap; /* private */
	struct arena keys; /* private */
};

/* The number of KEY, which is added if it is not there; NEW may be NULL. */
size_t set_add(struct set *s, struct slice key, bool *isnew);
/* The number of KEY, or SET_NONE. */
ptrdiff_t set_find(const struct set *s, struct slice key);
struct slice set_key(const struct set *s, size_t i);
/* Empty S but keep some of its memory. */
void set_reset(struct set *s);
void set_release(struct set *s);

#endif
