#include "lib/classify/matcher.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/classify/compiled.h"
#include "lib/classify/near.h"
#include "lib/text/fold.h"

#define NONE UINT32_MAX /* more than an enumerator may hold */

/* What is known of an atom in the text at hand. */
struct seen {
	uint32_t epoch; /* of the text; else nothing is known */
	uint32_t first; /* hits, linked */
	uint32_t last;
	bool ran; /* an expression: it was run */
	bool all; /* and to the end of the text */
	bool limit;
};

struct hit {
	struct span at;
	uint32_t next;
};

/* What is known of a side in the text at hand. */
struct met {
	uint32_t off; /* epoch: its cues are to be looked at */
	uint32_t epoch; /* it is known which of its ways are seen: */
	uint32_t first; /* linked */
};

struct way {
	uint32_t atom;
	uint32_t next;
};

struct matcher_private {
	struct fold folded;
	struct fold bare; /* marks folded, case kept: for expressions */
	bool bared;
	struct prefilter_hits hits;
	struct pcre_state *pcre;
	uint32_t epoch;
	struct slice text;
	struct seen *seen;
	uint32_t *cue; /* to be looked at */
	size_t cues;
	struct hit *hit;
	size_t hit_n;
	size_t hit_cap;
	struct met *met; /* by side */
	struct way *way;
	size_t ways;
	size_t way_cap;
	struct near near[2]; /* of a cue, of an exclusion */
};

struct matcher_state *
matcher_state_new(const struct matcher *m)
{
	struct matcher_state *st = xcalloc(1, sizeof(*st));
	struct matcher_private *own = xcalloc(1, sizeof(*own));

	st->own = own;
	own->pcre = pcre_state_new();
	own->seen = xcalloc(m->book->atoms.len + 1, sizeof(*own->seen));
	own->cue = xcalloc(m->book->cues + 1, sizeof(*own->cue));
	own->met = xcalloc(m->sides + 1, sizeof(*own->met));
	return st;
}

void
matcher_state_free(struct matcher_state *st)
{
	struct matcher_private *own;

	if (st == NULL)
		return;
	own = st->own;
	fold_release(&own->folded);
	fold_release(&own->bare);
	prefilter_hits_release(&own->hits);
	pcre_state_free(own->pcre);
	near_release(&own->near[0]);
	near_release(&own->near[1]);
	free(own->seen);
	free(own->cue);
	free(own->hit);
	free(own->met);
	free(own->way);
	free(own);
	free(st->found);
	free(st->barred);
	free(st->limit);
	free(st);
}

static void
add_hit(struct matcher_private *own, struct seen *s, struct span at)
{
	uint32_t i;

	/* A key that a word has twice gives the same hit twice. */
	if (s->last != NONE && own->hit[s->last].at.from == at.from)
		return;
	if (own->hit_n == own->hit_cap) {
		own->hit_cap = own->hit_cap ? own->hit_cap * 2 : 256;
		own->hit = xrealloc(own->hit, own->hit_cap, sizeof(*own->hit));
	}
	i = (uint32_t)own->hit_n++;
	own->hit[i] = (struct hit){ at, NONE };
	if (s->last != NONE)
		own->hit[s->last].next = i;
	else
		s->first = i;
	s->last = i;
}

/* Look at the cues that side S sets off. */
static void
set_off(const struct matcher *m, struct matcher_private *own, uint32_t s)
{
	const struct list *l = &m->side[s].cues;

	if (own->met[s].off == own->epoch)
		return;
	own->met[s].off = own->epoch;
	for (uint32_t i = 0; i < l->n; i++)
		own->cue[own->cues++] = m->sets_off[l->from + i];
}

/* Atom A is, or may be, in the text. */
static struct seen *
see(const struct matcher *m, struct matcher_private *own, uint32_t a)
{
	struct seen *s = &own->seen[a];
	const struct list *l = &m->atom[a].sides;

	if (s->epoch == own->epoch)
		return s;
	*s = (struct seen){ .epoch = own->epoch, .first = NONE, .last = NONE };
	for (uint32_t i = 0; i < l->n; i++)
		set_off(m, own, m->way_of[l->from + i]);
	return s;
}

/* The literal of the atoms of K stands at AT in TEXT, by what is BESIDE it. */
static void
try_kin(const struct matcher *m, struct matcher_private *own,
    const struct kin *k, struct slice text, uint32_t at,
    struct atom_beside beside)
{
	const struct atom *atom;
	struct span where;
	uint32_t a;

	for (uint32_t i = 0; i < k->atoms.n; i++) {
		a = m->use[k->atoms.from + i];
		atom = &m->atom[a];
		if (!atom->phrase)
			see(m, own, a);
		else if (!atom_apart(atom->p.beside.before, beside.before) &&
		    atom_at(&atom->p, text, at, &where))
			add_hit(own, see(m, own, a), where);
	}
}

static void
scan(const struct matcher *m, struct matcher_private *own)
{
	struct slice folded = fold_slice(&own->folded);
	const struct prefilter_hit *h;
	const struct kin *k;
	const struct kin *end;
	struct atom_beside b;

	prefilter_scan(&m->pf, folded, &own->hits);
	for (h = own->hits.hit; h < own->hits.hit + own->hits.n; h++) {
		k = m->kin + m->uses[h->literal].from;
		end = k + m->uses[h->literal].n;
		b = atom_beside(folded, h->at,
		    h->at + set_key(&m->pf.literals, h->literal).n);
		for (; k < end; k++)
			if (!atom_apart(k->want,
				k->behind ? b.after : b.before))
				try_kin(m, own, k, folded, h->at, b);
	}
	for (size_t i = 0; i < m->always_n; i++)
		see(m, own, m->always[i]);
}

/* The text as expressions see it. */
static struct slice
bare_text(const struct matcher *m, struct matcher_private *own)
{
	if (!own->bared)
		fold_text(&own->bare, own->text, m->book->fold | FOLD_MASK);
	own->bared = true;
	return fold_slice(&own->bare);
}

/* Where to look on in S after match M, which began to be sought at FROM. */
static size_t
after(struct slice s, size_t from, struct pcre_match m)
{
	size_t at = m.to > from ? m.to : from + 1;

	while (at < s.n && ((unsigned char)s.p[at] & 0xc0) == 0x80)
		at++;
	return at;
}

/* Run expression A over the text: to its first match, or to the end. */
static void
run(const struct matcher *m, struct matcher_private *own, uint32_t a, bool all)
{
	struct slice bare = bare_text(m, own);
	struct seen *s = &own->seen[a];
	struct pcre_match match;
	size_t from = 0;
	int rc = 1;

	if (s->ran && (s->all || !all))
		return;
	s->ran = true;
	s->all = all;
	s->first = NONE;
	s->last = NONE;
	while (rc == 1 && from <= bare.n) {
		rc = pcre_find(m->atom[a].re, own->pcre, bare, from, &match);
		if (rc == 1)
			add_hit(own, s,
			    (struct span){ (uint32_t)match.from,
				(uint32_t)match.to });
		if (!all)
			break;
		if (rc == 1)
			from = after(bare, from, match);
	}
	s->limit = rc < 0;
}

/*
 * Byte AT of the text with its case kept, in the text with its case folded:
 * character by character they are the same.
 */
static uint32_t
translated(const struct matcher_private *own, uint32_t at)
{
	const struct fold *a = &own->bare;
	const struct fold *b = &own->folded;
	size_t k = 0;

	if (a->n == b->n &&
	    (a->n == 0 ||
		memcmp(a->step, b->step, a->n * sizeof(*a->step)) == 0))
		return at;
	for (size_t i = 0; i < at; i++) {
		if (((unsigned char)a->b.s[i] & 0xc0) == 0x80)
			continue;
		k++;
		while (
		    k < b->b.len && ((unsigned char)b->b.s[k] & 0xc0) == 0x80)
			k++;
	}
	return (uint32_t)k;
}

static void
add_way(struct matcher_private *own, struct met *met, uint32_t atom)
{
	if (own->ways == own->way_cap) {
		own->way_cap = own->way_cap ? own->way_cap * 2 : 256;
		own->way = xrealloc(own->way, own->way_cap, sizeof(*own->way));
	}
	own->way[own->ways] = (struct way){ atom, met->first };
	met->first = (uint32_t)own->ways++;
}

/* The first of the ways of side S that are seen, or NONE. */
static uint32_t
ways(const struct matcher *m, struct matcher_private *own, uint32_t s)
{
	const struct expr_term *t = m->side[s].term;
	struct met *met = &own->met[s];

	if (met->epoch == own->epoch)
		return met->first;
	met->epoch = own->epoch;
	met->first = NONE;
	for (size_t w = 0; w < t->n; w++)
		if (own->seen[t->atom[w]].epoch == own->epoch)
			add_way(own, met, t->atom[w]);
	return met->first;
}

/* Gather the hits of side WHICH in N; false if a limit was met. */
static bool
gather(const struct matcher *m, struct matcher_private *own, uint32_t which,
    struct near *n, bool all)
{
	struct near_side *side = near_side(n);
	uint32_t w = ways(m, own, which);
	struct seen *s;
	struct span at;
	uint32_t a;
	bool phrase;
	bool good = true;

	for (; w != NONE; w = own->way[w].next) {
		a = own->way[w].atom;
		s = &own->seen[a];
		phrase = m->atom[a].phrase;
		if (!phrase)
			run(m, own, a, all);
		good = good && !s->limit;
		for (uint32_t i = s->first; i != NONE; i = own->hit[i].next) {
			at = own->hit[i].at;
			if (!phrase) {
				at.from = translated(own, at.from);
				at.to = translated(own, at.to);
			}
			near_add(side, at);
		}
	}
	near_sort(side);
	return good;
}

/* May side S be in the text? */
static bool
present(const struct matcher *m, struct matcher_private *own, uint32_t s)
{
	return own->met[s].off == own->epoch || ways(m, own, s) != NONE;
}

/* Gather all sides of CUE in N; false if it cannot be there, or a limit. */
static bool
prepare(const struct matcher *m, struct matcher_private *own, uint32_t cue,
    struct near *n, bool all, bool *limit)
{
	const struct expr *e = &m->book->cue[cue].e;
	const uint32_t *side = m->side_of + (size_t)cue * EXPR_TERMS;

	for (size_t i = 0; i < e->n; i++)
		if (e->term[i].op != EXPR_UNLESS && !present(m, own, side[i]))
			return false;
	near_begin(n, e, fold_slice(&own->folded));
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
	const struct fold *f = &st->own->folded;

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
	const struct fold *f = &st->own->folded;

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
	struct matcher_private *own = st->own;
	const struct seen *s;
	uint32_t atom;

	if (c->e.n != 1 || c->e.term[0].n != 1 || m->excludes[c->section].n > 0)
		return false;
	atom = c->e.term[0].atom[0];
	if (!m->atom[atom].phrase)
		return false;
	s = &own->seen[atom];
	if (s->epoch == own->epoch && s->first != NONE)
		found(st, i, own->hit[s->first].at);
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
	struct matcher_private *own = st->own;

	st->found_n = 0;
	st->barred_n = 0;
	st->limit_n = 0;
	own->text = text;
	own->bared = false;
	own->cues = 0;
	own->hit_n = 0;
	own->ways = 0;
	if (++own->epoch == 0) {
		memset(own->seen, 0, m->book->atoms.len * sizeof(*own->seen));
		memset(own->met, 0, m->sides * sizeof(*own->met));
		own->epoch = 1;
	}
	fold_text(&own->folded, text, FOLD_CASE | m->book->fold | FOLD_MASK);
	scan(m, own);
	for (size_t i = 0; i < own->cues; i++)
		if (!look_quickly(m, st, own->cue[i]))
			look(m, st, own->cue[i]);
}
