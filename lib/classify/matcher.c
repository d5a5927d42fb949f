#include "lib/classify/matcher.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/classify/near.h"
#include "lib/classify/sight.h"

struct matcher_private {
	struct sight *sight;
	struct near near[2]; /* of a cue, of an exclusion */
};

struct matcher_state *
matcher_state_new(const struct matcher *m)
{
	struct matcher_state *st = xcalloc(1, sizeof(*st));

	st->own = xcalloc(1, sizeof(*st->own));
	st->own->sight = sight_new(m);
	return st;
}

void
matcher_state_free(struct matcher_state *st)
{
	struct matcher_private *own;

	if (st == NULL)
		return;
	own = st->own;
	sight_free(own->sight);
	near_release(&own->near[0]);
	near_release(&own->near[1]);
	free(own);
	free(st->found);
	free(st->barred);
	free(st->limit);
	free(st);
}

/* Gather the hits of side WHICH in N; false if a limit was met. */
static bool
gather(const struct matcher *m, struct matcher_private *own, uint32_t which,
    struct near *n, bool all)
{
	const struct expr_term *t = m->side[which].term;
	struct sight *g = own->sight;
	struct near_side *side = near_side(n);
	const struct sight_hit *h;
	bool limit = false;

	for (size_t w = 0; w < t->n; w++) {
		if (!sight_has(g, t->atom[w]))
			continue;
		h = sight_hits(m, g, t->atom[w], all, &limit);
		for (; h != NULL; h = sight_next(g, h))
			near_add(side, h->at);
	}
	near_sort(side);
	return !limit;
}

/* May side S be in the text? */
static bool
present(const struct matcher *m, const struct sight *g, uint32_t s)
{
	const struct expr_term *t = m->side[s].term;

	if (sight_off(g, s))
		return true;
	for (size_t w = 0; w < t->n; w++)
		if (sight_has(g, t->atom[w]))
			return true;
	return false;
}

/* Gather all sides of CUE in N; false if it cannot be there, or a limit. */
static bool
prepare(const struct matcher *m, struct matcher_private *own, uint32_t cue,
    struct near *n, bool all, bool *limit)
{
	const struct expr *e = &m->book->cue[cue].e;
	const uint32_t *side = m->side_of + (size_t)cue * EXPR_TERMS;

	for (size_t i = 0; i < e->n; i++)
		if (e->term[i].op != EXPR_UNLESS &&
		    !present(m, own->sight, side[i]))
			return false;
	near_begin(n, e, fold_slice(&own->sight->folded));
	for (size_t i = 0; i < e->n; i++)
		if (!gather(m, own, side[i], n, all || e->n > 1)) {
			*limit = true;
			return false;
		}
	return true;
}

/* Does an exclusion of section S overlap B->at?  Then which, and where. */
static bool
excluded(const struct matcher *m, struct matcher_private *own, uint32_t s,
    struct matcher_barred *b)
{
	const struct list *l = &m->excludes[s];
	struct near *n = &own->near[1];
	bool limit = false;

	for (uint32_t i = 0; i < l->n; i++) {
		b->by = m->exclude[l->from + i];
		if (!prepare(m, own, b->by, n, true, &limit))
			continue;
		while (near_next(n, &b->bar))
			if (b->bar.from < b->at.to && b->at.from < b->bar.to)
				return true;
	}
	return false;
}

static void
found(struct matcher_state *st, uint32_t cue, struct span at)
{
	const struct fold *f = &st->own->sight->folded;

	if (st->found_n == st->found_cap) {
		st->found_cap = st->found_cap ? st->found_cap * 2 : 64;
		st->found = xrealloc(st->found, st->found_cap,
		    sizeof(*st->found));
	}
	at.from = (uint32_t)fold_back(f, at.from);
	at.to = (uint32_t)fold_back(f, at.to);
	st->found[st->found_n++] = (struct matcher_found){ cue, at };
}

static void
barred(struct matcher_state *st, struct matcher_barred b)
{
	const struct fold *f = &st->own->sight->folded;

	if (st->barred_n == st->barred_cap) {
		st->barred_cap = st->barred_cap ? st->barred_cap * 2 : 16;
		st->barred = xrealloc(st->barred, st->barred_cap,
		    sizeof(*st->barred));
	}
	b.at.from = (uint32_t)fold_back(f, b.at.from);
	b.at.to = (uint32_t)fold_back(f, b.at.to);
	b.bar.from = (uint32_t)fold_back(f, b.bar.from);
	b.bar.to = (uint32_t)fold_back(f, b.bar.to);
	st->barred[st->barred_n++] = b;
}

static void
limited(struct matcher_state *st, uint32_t cue)
{
	if (st->limit_n == st->limit_cap) {
		st->limit_cap = st->limit_cap ? st->limit_cap * 2 : 16;
		st->limit = xrealloc(st->limit, st->limit_cap,
		    sizeof(*st->limit));
	}
	st->limit[st->limit_n++] = cue;
}

/*
 * The quick way for the most common cues, of one phrase that is not excluded
 * from anything: it is where it was first seen.
 */
static bool
look_quickly(const struct matcher *m, struct matcher_state *st, uint32_t i)
{
	const struct book_cue *c = &m->book->cue[i];
	struct sight *g = st->own->sight;
	const struct sight_hit *h;
	bool limit = false;
	uint32_t atom;

	if (c->e.n != 1 || c->e.term[0].n != 1 || m->excludes[c->section].n > 0)
		return false;
	atom = c->e.term[0].atom[0];
	if (!m->atom[atom].phrase)
		return false;
	if (sight_has(g, atom)) {
		h = sight_hits(m, g, atom, false, &limit);
		if (h != NULL)
			found(st, i, h->at);
	}
	return true;
}

/* Look for cue I. */
static void
look(const struct matcher *m, struct matcher_state *st, uint32_t i)
{
	const struct book_cue *c = &m->book->cue[i];
	struct matcher_private *own = st->own;
	struct near *n = &own->near[0];
	bool exclusions = m->excludes[c->section].n > 0;
	struct matcher_barred b = { .cue = i };
	bool bar = false;
	bool limit = false;

	if (prepare(m, own, i, n, exclusions, &limit)) {
		while (near_next(n, &b.at)) {
			if (!exclusions || !excluded(m, own, c->section, &b)) {
				found(st, i, b.at);
				return;
			}
			bar = true;
		}
		limit = n->limit;
		if (!bar && n->barred)
			b = (struct matcher_barred){ i, n->would, i, n->bar };
		if (bar || n->barred)
			barred(st, b);
	}
	if (limit)
		limited(st, i);
}

void
matcher_scan(const struct matcher *m, struct matcher_state *st,
    struct slice text)
{
	struct sight *g = st->own->sight;

	st->found_n = 0;
	st->barred_n = 0;
	st->limit_n = 0;
	sight_text(m, g, text);
	for (size_t i = 0; i < g->cues; i++)
		if (!look_quickly(m, st, g->cue[i]))
			look(m, st, g->cue[i]);
}
