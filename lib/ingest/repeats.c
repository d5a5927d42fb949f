#include "lib/ingest/repeats.h"

#include <stdlib.h>

#include "lib/base/hash.h"
#include "lib/base/xalloc.h"

enum { SLOTS = 1 << 17, IDS = SLOTS / 2, END = 128 };

struct repeats_slot {
	uint64_t id; /* hashes; 0 is free */
	uint32_t content;
};

/* Of what is long the beginning, the end and the length must do. */
static uint32_t
digest(struct slice s)
{
	struct slice head = { s.p, s.n < END ? s.n : END };
	struct slice tail = { s.p + s.n - head.n, head.n };

	return (uint32_t)hash_bytes(tail, hash_bytes(head, s.n));
}

void
repeats_see(struct repeats *r, struct slice id, struct slice content,
    bool source)
{
	uint64_t h;
	uint32_t c;
	struct repeats_slot *s;
	size_t i;

	if (r->ids == IDS)
		return;
	h = hash_bytes(id, 1) | 1;
	c = digest(content);
	if (r->slot == NULL)
		r->slot = xcalloc(SLOTS, sizeof(*r->slot));
	for (i = h >> 8 & (SLOTS - 1); r->slot[i].id != 0;
	     i = (i + 1) & (SLOTS - 1))
		if (r->slot[i].id == h)
			break;
	s = &r->slot[i];
	r->rows++;
	if (s->id == 0) {
		*s = (struct repeats_slot){ h, c };
		r->ids++;
	} else if (source) {
		r->differ += s->content != c;
	} else {
		r->equal++;
	}
}

bool
repeats_many(uint64_t n, uint64_t all)
{
	return n >= 3 && n * 20 > all;
}

void
repeats_reset(struct repeats *r)
{
	if (r->ids > 0)
		memset(r->slot, 0, SLOTS * sizeof(*r->slot));
	r->rows = r->differ = r->equal = r->ids = 0;
}

void
repeats_release(struct repeats *r)
{
	free(r->slot);
	*r = (struct repeats){ 0 };
}
