#include "lib/base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"

enum { BLOCK = 1 << 16 };

struct arena_block {
	struct arena_block *next;
	size_t cap;
	alignas(max_align_t) char bytes[];
};

static void
add_block(struct arena *a, size_t n)
{
	struct arena_block *b;
	size_t cap = n > BLOCK ? n : BLOCK;

	if (cap > SIZE_MAX - sizeof(*b))
		cap = SIZE_MAX - sizeof(*b); /* xmalloc will say no */
	b = xmalloc(sizeof(*b) + cap);
	b->cap = cap;
	b->next = a->blocks;
	a->blocks = b;
	a->used = 0;
	a->total += sizeof(*b) + cap;
}

char *
arena_bytes(struct arena *a, size_t n)
{
	char *p;

	if (a->blocks == NULL || a->blocks->cap - a->used < n)
		add_block(a, n);
	p = a->blocks->bytes + a->used;
	a->used += n;
	return p;
}

void *
arena_alloc(struct arena *a, size_t n)
{
	size_t odd = a->used % alignof(max_align_t);

	if (odd != 0 && a->blocks != NULL) {
		odd = alignof(max_align_t) - odd;
		a->used += odd < a->blocks->cap - a->used ?
		    odd :
		    a->blocks->cap - a->used;
	}
	if (a->blocks != NULL && a->blocks->cap - a->used < n)
		a->used = a->blocks->cap;
	return arena_bytes(a, n);
}

struct slice
arena_copy(struct arena *a, struct slice bytes)
{
	char *p = arena_bytes(a, bytes.n);

	if (bytes.n)
		memcpy(p, bytes.p, bytes.n);
	return (struct slice){ p, bytes.n };
}

static void
free_blocks(struct arena *a, const struct arena_block *keep)
{
	struct arena_block *next;

	for (struct arena_block *b = a->blocks; b != NULL; b = next) {
		next = b->next;
		if (b != keep)
			free(b);
	}
}

void
arena_reset(struct arena *a)
{
	struct arena_block *keep = a->blocks;

	if (keep == NULL)
		return;
	free_blocks(a, keep);
	keep->next = NULL;
	a->used = 0;
	a->total = sizeof(*keep) + keep->cap;
}

void
arena_release(struct arena *a)
{
	free_blocks(a, NULL);
	*a = (struct arena){ 0 };
}
