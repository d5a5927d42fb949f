/*
 * arena - memory that is freed all at once
 *
 *	struct arena a = { 0 };
 *
 *	kept = arena_copy(&a, text);
 *	arena_release(&a);
 *
 * What it gives out never moves and lives until arena_reset or arena_release.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "lib/base/slice.h"

struct arena_block;

struct arena {
	struct arena_block *blocks; /* private */
	size_t used; /* private: of the first block */
	size_t total; /* bytes asked of the system */
};

/* N bytes, aligned for anything, not zeroed. */
void *arena_alloc(struct arena *a, size_t n);
/* N bytes at any address: for text. */
char *arena_bytes(struct arena *a, size_t n);
struct slice arena_copy(struct arena *a, struct slice bytes);
/* Forget all but keep one block for reuse. */
void arena_reset(struct arena *a);
void arena_release(struct arena *a);

#endif
