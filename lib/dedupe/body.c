#include "lib/dedupe/body.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/dedupe/large.h"

enum { PER = BODY_BLOCK / BODY_UNIT, BLOCKS = (1 << 30) / PER * 4 - 1 };

uint32_t
body_add(struct bodies *b, uint32_t parts)
{
	uint32_t n = (uint32_t)sizeof(struct body) + parts * 4;
	uint32_t at;

	n = (n + BODY_UNIT - 1) / BODY_UNIT * BODY_UNIT;
	if (b->blocks == 0 || BODY_BLOCK - b->used < n) {
		if (b->blocks == BLOCKS)
			return BODY_NONE;
		b->block = xrealloc(b->block, b->blocks + 1, sizeof(*b->block));
		b->block[b->blocks++] = large_alloc(BODY_BLOCK);
		b->used = 0;
	}
	at = (b->blocks - 1) * PER + b->used / BODY_UNIT;
	b->used += n;
	body_at(b, at)->parts = parts;
	return at;
}

void
bodies_release(struct bodies *b)
{
	for (uint32_t i = 0; i < b->blocks; i++)
		free(b->block[i]);
	free(b->block);
	*b = (struct bodies){ 0 };
}
