#include "lib/dedupe/said.h"

#include <stdlib.h>

#include "lib/base/hash.h"
#include "lib/base/xalloc.h"

struct said_chain {
	uint32_t first; /* id */
	uint32_t before; /* signals on days before the last */
	uint32_t last; /* signals on the last day */
	int32_t first_day;
	int32_t day; /* the last one */
};

static uint64_t
key(uint32_t token, uint32_t matter)
{
	return hash_mix((uint64_t)token << 32 | matter);
}

/* All chains of one matter, whatever token they are kept under. */
static struct said_chain
sum(const struct said *s, const struct who *w, const struct said_this *t,
    uint32_t matter, int32_t window)
{
	struct said_chain all = { .first = UINT32_MAX };
	const struct said_chain *c;
	uint32_t at;

	for (uint32_t k = t->person; k != WHO_NONE;
	     k = who_next(w, t->person, k)) {
		at = table_get(&s->at, key(k, matter));
		if (at == TABLE_NONE)
			continue;
		c = &s->chain[at];
		if (t->day - c->day > window)
			continue;
		all.before += c->before + (c->day < t->day ? c->last : 0);
		if (all.first == UINT32_MAX || c->first_day < all.first_day) {
			all.first = c->first;
			all.first_day = c->first_day;
		}
	}
	return all;
}

uint32_t
said_count(const struct said *s, const struct who *w, const struct said_this *t,
    int32_t window, uint32_t *first)
{
	struct said_chain c;
	uint32_t most = 0;
	int32_t day = 0;

	for (size_t i = 0; i < t->matters; i++) {
		c = sum(s, w, t, t->matter[i], window);
		if (c.before > most ||
		    (c.before == most && most > 0 && c.first_day < day)) {
			most = c.before;
			day = c.first_day;
			*first = c.first;
		}
	}
	return most + 1;
}

static void
lengthen(struct said_chain *c, const struct said_this *t, int32_t window)
{
	if (t->day - c->day > window) {
		*c = (struct said_chain){ .first = t->id,
			.last = 1,
			.first_day = t->day,
			.day = t->day };
	} else if (t->day > c->day) {
		c->before += c->last;
		c->last = 1;
		c->day = t->day;
	} else {
		c->last++;
	}
}

void
said_add(struct said *s, const struct said_this *t, int32_t window)
{
	uint32_t *at;

	for (size_t i = 0; i < t->matters; i++) {
		at = table_at(&s->at, key(t->person, t->matter[i]));
		if (*at != TABLE_NONE) {
			lengthen(&s->chain[*at], t, window);
			continue;
		}
		if (s->n == s->cap) {
			s->cap = s->cap ? s->cap * 2 : 64;
			s->chain = xrealloc(s->chain, s->cap,
			    sizeof(*s->chain));
		}
		*at = (uint32_t)s->n;
		s->chain[s->n++] = (struct said_chain){ .first = t->id,
			.last = 1,
			.first_day = t->day,
			.day = t->day };
	}
}

void
said_release(struct said *s)
{
	table_release(&s->at);
	free(s->chain);
	*s = (struct said){ 0 };
}
