#include "lib/dedupe/said.h"

#include <stdlib.h>

#include "lib/base/hash.h"
#include "lib/base/xalloc.h"

#define NO_CHAIN TABLE_NONE

struct said_chain {
	uint32_t first; /* id */
	uint32_t before; /* signals on days before the last */
	uint32_t last; /* signals on the last day */
	int32_t first_day;
	int32_t day; /* the last one */
	uint32_t older; /* the chain that it did not reach, or NO_CHAIN */
};

/* What a signal follows: chains, which are numbered as they began. */
struct said_past {
	uint32_t before; /* signals on earlier days */
	int32_t since;
	uint32_t begin; /* the chain that began first, or NO_CHAIN */
};

static uint64_t
key(uint32_t token, uint32_t matter)
{
	return hash_mix((uint64_t)token << 32 | matter);
}

/* Add to P the chain numbered N, if it reaches what P has. */
static bool
take(const struct said *s, uint32_t n, int32_t day, int32_t window,
    struct said_past *p)
{
	const struct said_chain *c = &s->chain[n];

	if (p->since - c->day > window)
		return false;
	p->before += c->before + (c->day < day ? c->last : 0);
	if (c->first_day < p->since)
		p->since = c->first_day;
	if (n < p->begin)
		p->begin = n;
	return true;
}

/* What T follows of one matter, whatever token it is kept under. */
static struct said_past
past(const struct said *s, const struct who *w, const struct said_this *t,
    uint32_t matter, int32_t window)
{
	struct said_past p = { 0, t->day, NO_CHAIN };
	uint32_t at[WHO_MOST];
	size_t n = 0;
	bool more = true;

	for (uint32_t k = t->person; k != WHO_NONE && n < WHO_MOST;
	     k = who_next(w, t->person, k)) {
		at[n] = table_get(&s->at, key(k, matter));
		n += at[n] != TABLE_NONE;
	}
	while (more) {
		more = false;
		for (size_t i = 0; i < n; i++)
			if (at[i] != NO_CHAIN &&
			    take(s, at[i], t->day, window, &p)) {
				at[i] = s->chain[at[i]].older;
				more = true;
			}
	}
	return p;
}

uint32_t
said_count(const struct said *s, const struct who *w, const struct said_this *t,
    int32_t window, uint32_t *first)
{
	struct said_past p;
	uint32_t most = 0;
	uint32_t begin = 0;

	for (size_t i = 0; i < t->matters; i++) {
		p = past(s, w, t, t->matter[i], window);
		if (p.before > most ||
		    (p.before == most && most > 0 && p.begin < begin)) {
			most = p.before;
			begin = p.begin;
		}
	}
	if (most > 0)
		*first = s->chain[begin].first;
	return most + 1;
}

/* Begin a chain with T, after the one numbered OLDER; gives its number. */
static uint32_t
begin_chain(struct said *s, const struct said_this *t, uint32_t older)
{
	if (s->n == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 64;
		s->chain = xrealloc(s->chain, s->cap, sizeof(*s->chain));
	}
	s->chain[s->n] = (struct said_chain){ .first = t->id,
		.last = 1,
		.first_day = t->day,
		.day = t->day,
		.older = older };
	return (uint32_t)s->n++;
}

static void
lengthen(struct said_chain *c, int32_t day)
{
	if (day > c->day) {
		c->before += c->last;
		c->last = 1;
		c->day = day;
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
		if (*at == TABLE_NONE || t->day - s->chain[*at].day > window)
			*at = begin_chain(s, t, *at);
		else
			lengthen(&s->chain[*at], t->day);
	}
}

void
said_release(struct said *s)
{
	table_release(&s->at);
	free(s->chain);
	*s = (struct said){ 0 };
}
