#include "lib/base/set.h"

#include <stdlib.h>

#include "lib/base/hash.h"
#include "lib/base/xalloc.h"

enum { FIRST = 64 };

struct set_entry {
	uint64_t hash;
	struct slice key;
};

/* The slot where KEY is, or the free one where it belongs. */
static size_t
find(const struct set *s, uint64_t h, struct slice key)
{
	const struct set_entry *e;
	size_t i;

	for (i = h & (s->cap - 1); s->slot[i] != 0;
	     i = (i + 1) & (s->cap - 1)) {
		e = &s->entry[s->slot[i] - 1];
		if (e->hash == h && slice_eq(e->key, key))
			break;
	}
	return i;
}

static void
grow(struct set *s)
{
	size_t at;

	free(s->slot);
	s->cap = s->cap ? s->cap * 2 : FIRST;
	s->slot = xcalloc(s->cap, sizeof(*s->slot));
	for (size_t i = 0; i < s->len; i++) {
		at = s->entry[i].hash & (s->cap - 1);
		while (s->slot[at] != 0)
			at = (at + 1) & (s->cap - 1);
		s->slot[at] = (uint32_t)(i + 1);
	}
}

static void
append(struct set *s, uint64_t h, struct slice key)
{
	if (s->len == s->entry_cap) {
		s->entry_cap = s->entry_cap ? s->entry_cap * 2 : FIRST;
		s->entry = xrealloc(s->entry, s->entry_cap, sizeof(*s->entry));
	}
	s->entry[s->len].hash = h;
	s->entry[s->len].key = arena_copy(&s->keys, key);
	s->len++;
}

size_t
set_add(struct set *s, struct slice key, bool *isnew)
{
	uint64_t h = hash_bytes(key, 0);
	size_t at;

	if (s->len >= s->cap / 2)
		grow(s);
	at = find(s, h, key);
	if (isnew != NULL)
		*isnew = s->slot[at] == 0;
	if (s->slot[at] == 0) {
		append(s, h, key);
		s->slot[at] = (uint32_t)s->len;
	}
	return s->slot[at] - 1;
}

ptrdiff_t
set_find(const struct set *s, struct slice key)
{
	size_t at;

	if (s->len == 0)
		return SET_NONE;
	at = find(s, hash_bytes(key, 0), key);
	return (ptrdiff_t)s->slot[at] - 1;
}

struct slice
set_key(const struct set *s, size_t i)
{
	return s->entry[i].key;
}

void
set_reset(struct set *s)
{
	if (s->cap)
		memset(s->slot, 0, s->cap * sizeof(*s->slot));
	s->len = 0;
	arena_reset(&s->keys);
}

void
set_release(struct set *s)
{
	arena_release(&s->keys);
	free(s->slot);
	free(s->entry);
	*s = (struct set){ 0 };
}
