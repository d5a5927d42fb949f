#include "lib/dedupe/who.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/xalloc.h"

struct who_token {
	uint32_t head; /* the first-met token of this person */
	uint32_t next; /* the ring of this person's tokens */
	uint32_t born; /* when it was met, from 1; 0 if never */
	uint16_t size; /* of the ring, at its head */
	uint8_t n; /* lines on which it met others */
	bool desk;
	uint32_t *line; /* where they are; room for WHO_DESK */
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

/* Tie the tokens of the line at AT that are no desks. */
static void
join_line(struct who *w, uint32_t at)
{
	const uint32_t *token = w->line + at + 1;
	uint32_t last = WHO_NONE;

	for (uint32_t i = 0; i < w->line[at]; i++) {
		if (w->token[token[i]].desk)
			continue;
		if (last != WHO_NONE)
			join(w, last, token[i]);
		last = token[i];
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
	free(tok[t].line);
	tok[t].line = NULL;
	tok[t].n = 0;
	tok[t].desk = true;
	for (size_t i = 0; i < n; i++)
		alone(w, ring[i]);
	for (size_t i = 0; i < n; i++)
		for (unsigned k = 0; k < tok[ring[i]].n; k++)
			join_line(w, tok[ring[i]].line[k]);
}

/* Were T and OTHER on one line before? */
static bool
met(const struct who *w, const struct who_token *t, uint32_t other)
{
	const uint32_t *line;

	for (unsigned i = 0; i < t->n; i++) {
		line = w->line + t->line[i];
		for (uint32_t k = 1; k <= line[0]; k++)
			if (line[k] == other)
				return true;
	}
	return false;
}

/* Is there one among the N tokens that T, no desk, had not met? */
static bool
meets_new(const struct who *w, uint32_t t, const uint32_t *token, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (token[i] != t && !w->token[token[i]].desk &&
		    !met(w, &w->token[t], token[i]))
			return true;
	return false;
}

/* Keep a line; where it is. */
static uint32_t
keep_line(struct who *w, const uint32_t *token, size_t n)
{
	size_t at = w->lines;

	if (at + n + 1 > w->line_cap) {
		w->line_cap = (at + n + 1) * 2;
		w->line = xrealloc(w->line, w->line_cap, sizeof(*w->line));
	}
	w->line[at] = (uint32_t)n;
	memcpy(w->line + at + 1, token, n * sizeof(*token));
	w->lines += n + 1;
	return (uint32_t)at;
}

/* Note under T that it met others on the line at AT, if it may yet. */
static void
note_line(struct who *w, uint32_t t, uint32_t at)
{
	struct who_token *tok = &w->token[t];

	if (tok->n == WHO_DESK) {
		make_desk(w, t);
		return;
	}
	if (tok->line == NULL)
		tok->line = xmalloc(WHO_DESK * sizeof(*tok->line));
	tok->line[tok->n++] = at;
}

/* The tokens of a line that are no desks are one person's. */
static void
tie_line(struct who *w, const uint32_t *token, size_t n)
{
	bool fresh[WHO_LINE];
	bool any = false;
	uint32_t at;

	for (size_t i = 0; i < n; i++) {
		fresh[i] = !w->token[token[i]].desk &&
		    meets_new(w, token[i], token, n);
		any |= fresh[i];
	}
	if (!any)
		return;
	at = keep_line(w, token, n);
	for (size_t i = 0; i < n; i++)
		if (fresh[i])
			note_line(w, token[i], at);
	join_line(w, at);
}

uint32_t
who_tie(struct who *w, const uint32_t *token, size_t n)
{
	for (size_t i = 0; i < n; i++)
		meet(w, token[i]);
	if (n > 1 && n <= WHO_LINE)
		tie_line(w, token, n);
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
		free(w->token[i].line);
	free(w->token);
	free(w->line);
	*w = (struct who){ 0 };
}
