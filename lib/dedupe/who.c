#include "lib/dedupe/who.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/xalloc.h"

struct who_token {
	uint32_t head; /* the first-met token of this person */
	uint32_t next; /* the ring of this person's tokens */
	uint32_t born; /* when it was met, from 1; 0 if never */
	uint16_t size; /* of the ring, at its head */
	uint8_t n; /* tokens met with it */
	bool desk;
	uint32_t *near; /* them; room for WHO_DESK */
};

static void
alone(struct who *w, uint32_t t)
{
	w->token[t].head = t;
	w->token[t].next = t;
	w->token[t].size = 1;
}

static void
meet(struct who *w, uint32_t t)
{
	size_t cap = w->cap;

	if (t >= cap) {
		while (t >= cap)
			cap = cap ? cap * 2 : 64;
		w->token = xrealloc(w->token, cap, sizeof(*w->token));
		memset(w->token + w->cap, 0,
		    (cap - w->cap) * sizeof(*w->token));
		w->cap = cap;
	}
	if (w->token[t].born == 0) {
		w->token[t].born = ++w->born;
		alone(w, t);
	}
}

/* Make the persons of A and B one. */
static void
join(struct who *w, uint32_t a, uint32_t b)
{
	struct who_token *tok = w->token;
	uint32_t next;
	uint32_t t;

	a = tok[a].head;
	b = tok[b].head;
	if (a == b || tok[a].size + tok[b].size > WHO_MOST)
		return;
	if (tok[b].born < tok[a].born) {
		t = a;
		a = b;
		b = t;
	}
	tok[a].size = (uint16_t)(tok[a].size + tok[b].size);
	t = b;
	do {
		tok[t].head = a;
		t = tok[t].next;
	} while (t != b);
	next = tok[a].next;
	tok[a].next = tok[b].next;
	tok[b].next = next;
}

static void
forget(struct who_token *t, uint32_t other)
{
	for (unsigned i = 0; i < t->n; i++)
		if (t->near[i] == other) {
			t->near[i] = t->near[--t->n];
			return;
		}
}

/* T is a desk: untie its person and tie what is left without it. */
static void
make_desk(struct who *w, uint32_t t)
{
	struct who_token *tok = w->token;
	uint32_t ring[WHO_MOST];
	size_t n = 0;
	uint32_t at = t;

	do {
		ring[n++] = at;
		at = tok[at].next;
	} while (at != t);
	for (unsigned i = 0; i < tok[t].n; i++)
		forget(&tok[tok[t].near[i]], t);
	free(tok[t].near);
	tok[t].near = NULL;
	tok[t].n = 0;
	tok[t].desk = true;
	for (size_t i = 0; i < n; i++)
		alone(w, ring[i]);
	for (size_t i = 0; i < n; i++)
		for (unsigned k = 0; k < tok[ring[i]].n; k++)
			join(w, ring[i], tok[ring[i]].near[k]);
}

static bool
knows(const struct who_token *t, uint32_t other)
{
	for (unsigned i = 0; i < t->n; i++)
		if (t->near[i] == other)
			return true;
	return false;
}

/* A and B were met together. */
static void
link_two(struct who *w, uint32_t a, uint32_t b)
{
	struct who_token *x = &w->token[a];
	struct who_token *y = &w->token[b];

	if (x->desk || y->desk || knows(x, b))
		return;
	if (x->n == WHO_DESK)
		make_desk(w, a);
	if (y->n == WHO_DESK)
		make_desk(w, b);
	if (x->desk || y->desk)
		return;
	if (x->near == NULL)
		x->near = xmalloc(WHO_DESK * sizeof(*x->near));
	if (y->near == NULL)
		y->near = xmalloc(WHO_DESK * sizeof(*y->near));
	x->near[x->n++] = b;
	y->near[y->n++] = a;
	join(w, a, b);
}

/* Tie the N tokens of a line two by two; too many are all desks. */
static void
tie_all(struct who *w, const uint32_t *token, size_t n)
{
	for (size_t i = 0; i < n && n > WHO_DESK + 1; i++)
		if (!w->token[token[i]].desk)
			make_desk(w, token[i]);
	for (size_t i = 0; i < n && n <= WHO_DESK + 1; i++)
		for (size_t k = i + 1; k < n; k++)
			link_two(w, token[i], token[k]);
}

uint32_t
who_tie(struct who *w, const uint32_t *token, size_t n)
{
	for (size_t i = 0; i < n; i++)
		meet(w, token[i]);
	tie_all(w, token, n);
	for (size_t i = 0; i < n; i++)
		if (!w->token[token[i]].desk)
			return w->token[token[i]].head;
	return WHO_NONE;
}

uint32_t
who_now(const struct who *w, uint32_t t)
{
	return w->token[t].head;
}

uint32_t
who_next(const struct who *w, uint32_t person, uint32_t t)
{
	uint32_t next = w->token[t].next;

	return next == person ? WHO_NONE : next;
}

void
who_release(struct who *w)
{
	for (size_t i = 0; i < w->cap; i++)
		free(w->token[i].near);
	free(w->token);
	*w = (struct who){ 0 };
}
