#include "lib/classify/matcher.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/classify/near.h"
#include "lib/classify/sight.h"

/* Where an exclusion stands. */
struct bar {
	struct span at;
	uint32_t by;
	uint32_t reach; /* to where it and those before it stand */
};

/* The bars of a section, sought when they are first asked for. */
struct bars {
	uint64_t scan; /* in which they were sought */
	size_t from;
	size_t n;
};

struct matcher_private {
	struct sight *sight;
	struct near near[2]; /* of a cue, of an exclusion */
	uint64_t scan; /* of which text this is */
	struct bars *bars; /* by section */
	struct bar *bar;
	size_t bar_n;
	size_t bar_cap;
};

struct matcher_state *
matcher_state_new(const struct matcher *m)
{
	struct matcher_state *st = xcalloc(1, sizeof(*st));

	st->own = xcalloc(1, sizeof(*st->own));
	st->own->sight = sight_new(m);
	st->own->bars = xcalloc(m->book->sections + 1, sizeof(struct bars));
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
	free(own->bars);
	free(own->bar);
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

static void
add_bar(struct matcher_private *own, struct span at, uint32_t by)
{
	if (own->bar_n == own->bar_cap) {
		own->bar_cap = own->bar_cap ? own->bar_cap * 2 : 32;
		own->bar = xrealloc(own->bar, own->bar_cap, sizeof(*own->bar));
	}
	own->bar[own->bar_n++] = (struct bar){ at, by, 0 };
}

static int
by_place(const void *a, const void *b)
{
	const struct bar *x = a;
	const struct bar *y = b;

	if (x->at.from != y->at.from)
		return x->at.from < y->at.from ? -1 : 1;
	return (x->by > y->by) - (x->by < y->by);
}

/* Add the places of exclusion CUE; none if it runs beyond its limit. */
static void
seek_bar(const struct matcher *m, struct matcher_state *st, uint32_t cue)
{
	struct matcher_private *own = st->own;
	struct near *n = &own->near[1];
	size_t before = own->bar_n;
	bool limit = false;
	struct span at;

	if (prepare(m, own, cue, n, true, &limit)) {
		while (near_next(n, &at))
			add_bar(own, at, cue);
		limit = n->limit;
	}
	if (limit) {
		own->bar_n = before;
		limited(st, cue);
	}
}

/* The bars of section S, in order of place. */
static const struct bars *
seek_bars(const struct matcher *m, struct matcher_state *st, uint32_t s)
{
	struct matcher_private *own = st->own;
	const struct list *l = &m->excludes[s];
	struct bars *bars = &own->bars[s];
	struct bar *b;

	if (bars->scan == own->scan)
		return bars;
	*bars = (struct bars){ own->scan, own->bar_n, 0 };
	for (uint32_t i = 0; i < l->n; i++)
		seek_bar(m, st, m->exclude[l->from + i]);
	bars->n = own->bar_n - bars->from;
	if (bars->n == 0)
		return bars;
	b = own->bar + bars->from;
	qsort(b, bars->n, sizeof(*b), by_place);
	for (size_t i = 0; i < bars->n; i++)
		b[i].reach = i && b[i - 1].reach > b[i].at.to ? b[i - 1].reach :
								b[i].at.to;
	return bars;
}

/* Does an exclusion of section S overlap B->at?  Then which, and where. */
static bool
excluded(const struct matcher *m, struct matcher_state *st, uint32_t s,
    struct matcher_barred *b)
{
	const struct bars *bars = seek_bars(m, st, s);
	const struct bar *bar;
	size_t low = 0;
	size_t high = bars->n;
	size_t mid;

	if (bars->n == 0)
		return false;
	bar = st->own->bar + bars->from;
	/* The first that reaches into it: what comes later begins later. */
	while (low < high) {
		mid = (low + high) / 2;
		if (bar[mid].reach <= b->at.from)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == bars->n || bar[low].at.from >= b->at.to)
		return false;
	b->by = bar[low].by;
	b->bar = bar[low].at;
	return true;
}

/* Is byte I of S in the midst of a character? */
static bool
inside(struct slice s, size_t i)
{
	return i < s.n && ((unsigned char)s.p[i] & 0xc0) == 0x80;
}

/*
 * AT of the folded text in the text as it stands: whole characters, also where
 * a letter such as the German sharp s is two when folded.
 */
static struct span
unfolded(const struct matcher_state *st, struct span at)
{
	const struct sight *g = st->own->sight;
	size_t from = fold_back(&g->folded, at.from);
	size_t to = fold_back(&g->folded, at.to);

	while (inside(g->text, from))
		from--;
	while (inside(g->text, to))
		to++;
	return (struct span){ (uint32_t)from, (uint32_t)to };
}

static void
found(struct matcher_state *st, uint32_t cue, struct span at)
{
	if (st->found_n == st->found_cap) {
		st->found_cap = st->found_cap ? st->found_cap * 2 : 64;
		st->found = xrealloc(st->found, st->found_cap,
		    sizeof(*st->found));
	}
	st->found[st->found_n++] = (struct matcher_found){ cue,
		unfolded(st, at) };
}

static void
barred(struct matcher_state *st, struct matcher_barred b)
{
	if (st->barred_n == st->barred_cap) {
		st->barred_cap = st->barred_cap ? st->barred_cap * 2 : 16;
		st->barred = xrealloc(st->barred, st->barred_cap,
		    sizeof(*st->barred));
	}
	b.at = unfolded(st, b.at);
	b.bar = unfolded(st, b.bar);
	st->barred[st->barred_n++] = b;
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
			if (!exclusions || !excluded(m, st, c->section, &b)) {
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
	st->own->bar_n = 0;
	st->own->scan++;
	sight_text(m, g, text);
	for (size_t i = 0; i < g->cues; i++)
		if (!look_quickly(m, st, g->cue[i]))
			look(m, st, g->cue[i]);
}
