#include "lib/classify/sight.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"

#define NONE UINT32_MAX /* more than an enumerator may hold */

enum { OFTEN = 256 };

/* What is known of an atom that is seen. */
struct seen {
	uint32_t first; /* hits, linked */
	uint32_t last;
	bool ran; /* an expression: it was run */
	bool all; /* and to the end of the text */
	bool limit;
};

/* In words of bits. */
static size_t
seen_size(const struct matcher *m)
{
	return m->book->atoms.len / 64 + 1;
}

struct sight *
sight_new(const struct matcher *m)
{
	struct sight *g = xcalloc(1, sizeof(*g));

	g->pcre = pcre_state_new();
	g->seen = xcalloc(seen_size(m), sizeof(*g->seen));
	g->atom = xcalloc(m->book->atoms.len + 1, sizeof(*g->atom));
	g->cue = xcalloc(m->book->cues + 1, sizeof(*g->cue));
	g->off = xcalloc(m->sides + 1, sizeof(*g->off));
	return g;
}

void
sight_free(struct sight *g)
{
	if (g == NULL)
		return;
	fold_release(&g->folded);
	fold_release(&g->bare);
	prefilter_hits_release(&g->found);
	pcre_state_free(g->pcre);
	free(g->seen);
	free(g->atom);
	free(g->cue);
	free(g->hit);
	free(g->off);
	free(g);
}

static void
add_hit(struct sight *g, struct seen *s, struct span at)
{
	uint32_t i = (uint32_t)g->hits;

	/* A key that a word has twice gives the same hit twice. */
	if (s->last != NONE && g->hit[s->last].at.from == at.from)
		return;
	if (g->hits == g->hit_cap) {
		g->hit_cap = g->hit_cap ? g->hit_cap * 2 : 256;
		g->hit = xrealloc(g->hit, g->hit_cap, sizeof(*g->hit));
	}
	g->hits++;
	g->hit[i] = (struct sight_hit){ at, NONE };
	if (s->last != NONE)
		g->hit[s->last].next = i;
	else
		s->first = i;
	s->last = i;
}

/* The cues that side S sets off may be there. */
static void
set_off(const struct matcher *m, struct sight *g, uint32_t s)
{
	const struct list *l = &m->side[s].cues;

	if (g->off[s] == g->epoch)
		return;
	g->off[s] = g->epoch;
	for (uint32_t i = 0; i < l->n; i++)
		g->cue[g->cues++] = m->sets_off[l->from + i];
}

/* Atom A, not seen yet, is or may be in the text. */
static void
see_anew(const struct matcher *m, struct sight *g, uint32_t a)
{
	const struct list *l = &m->leads[a];

	g->seen[a / 64] |= (uint64_t)1 << a % 64;
	g->atom[a] = (struct seen){ .first = NONE, .last = NONE };
	for (uint32_t i = 0; i < l->n; i++)
		set_off(m, g, m->way_of[l->from + i]);
}

static inline struct seen *
see(const struct matcher *m, struct sight *g, uint32_t a)
{
	if (!sight_has(g, a))
		see_anew(m, g, a);
	return &g->atom[a];
}

/* Where a literal stands, and what is known of its word. */
struct stand {
	struct span at;
	uint32_t end; /* of the word that it begins; 0: not known */
	uint32_t before; /* the word before it */
};

/* Is use U, no expression, there?  Then where. */
static inline bool
is_there(const struct matcher *m, const struct use *u, struct slice text,
    const struct stand *is, struct span *where)
{
	if (u->ends && is->end != 0 && is->end != is->at.to)
		return false;
	if (u->form == USE_WORD && is->end != 0) {
		*where = (struct span){ is->at.from, is->end };
		return true;
	}
	return !atom_apart(u->before, is->before) &&
	    !atom_not_next(u->next, text, is->at.to) &&
	    atom_at(&m->atom[u->atom].p, text, is->at.from, where);
}

/* The literal of K stands as IS says: see what of its uses is there. */
static void
try_kin(const struct matcher *m, struct sight *g, const struct kin *k,
    const struct stand *is)
{
	const struct use *u = m->kins.use + k->uses.from;
	struct slice text = fold_slice(&g->folded);
	struct span where;

	for (const struct use *end = u + k->uses.n; u < end; u++)
		if (u->form == USE_EXPRESSION)
			(void)see(m, g, u->atom);
		else if (is_there(m, u, text, is, &where))
			add_hit(g, see(m, g, u->atom), where);
}

/* Where the word that hit H begins ends, or 0 if that is not known. */
static uint32_t
word_end(const struct matcher *m, const struct sight *g,
    const struct prefilter_hit *h)
{
	if (h->word != PREFILTER_NO_WORD)
		return g->found.word[h->word].to;
	return prefilter_ends(&m->pf, h->literal) ? h->at + h->n : 0;
}

/* The words on both sides of hit H; most are known, and one space away. */
static struct atom_beside
beside(const struct sight *g, const struct prefilter_hit *h)
{
	struct slice text = fold_slice(&g->folded);
	const struct prefilter_word *end = g->found.word + g->found.words;
	const struct prefilter_word *w;
	struct atom_beside b;

	if (h->word == PREFILTER_NO_WORD)
		return (struct atom_beside){ word_ending(text, h->at),
			word_beginning(text, h->at + h->n) };
	w = g->found.word + h->word;
	b.before = w > g->found.word && w[-1].to + 1 == w->from &&
		text.p[w[-1].to] == ' ' ?
	    w[-1].hash :
	    word_ending(text, h->at);
	b.after = h->at + h->n == w->to && w + 1 < end &&
		w->to + 1 == w[1].from && text.p[w->to] == ' ' ?
	    w[1].hash :
	    word_beginning(text, h->at + h->n);
	return b;
}

/* Which atoms of the literal of hit H stand there? */
static void
try_literal(const struct matcher *m, struct sight *g,
    const struct prefilter_hit *h)
{
	struct stand is = { { h->at, h->at + h->n }, word_end(m, g, h),
		WORD_UNKNOWN };
	uint32_t literal = h->literal;
	const struct list *l = &m->kins.of[literal];
	const struct kin *k = m->kins.kin + l->from;
	const struct kin *end = k + l->n;
	struct atom_beside b;

	if (l->n == 1 && k->want == WORD_UNKNOWN) {
		try_kin(m, g, k, &is);
		return;
	}
	b = beside(g, h);
	is.before = b.before;
	if (l->n > KIN_FEW && b.before != WORD_UNKNOWN &&
	    b.after != WORD_UNKNOWN) {
		if (k->want == WORD_UNKNOWN)
			try_kin(m, g, k, &is);
		k = kins_find(&m->kins, literal, false, b.before);
		if (k != NULL)
			try_kin(m, g, k, &is);
		k = kins_find(&m->kins, literal, true, b.after);
		if (k != NULL)
			try_kin(m, g, k, &is);
		return;
	}
	for (; k < end; k++)
		if (!atom_apart(k->want, kin_behind(k) ? b.after : b.before))
			try_kin(m, g, k, &is);
}

void
sight_text(const struct matcher *m, struct sight *g, struct slice text)
{
	const struct prefilter_hit *h;

	g->text = text;
	g->bared = false;
	g->cues = 0;
	g->hits = 0;
	memset(g->seen, 0, seen_size(m) * sizeof(*g->seen));
	if (++g->epoch == 0) {
		memset(g->off, 0, m->sides * sizeof(*g->off));
		g->epoch = 1;
	}
	fold_text(&g->folded, text, FOLD_CASE | m->book->fold | FOLD_MASK);
	prefilter_scan(&m->pf, fold_slice(&g->folded), &g->found);
	for (h = g->found.hit; h < g->found.hit + g->found.n; h++)
		try_literal(m, g, h);
	for (size_t i = 0; i < m->always_n; i++)
		see(m, g, m->always[i]);
}

/* The text as expressions see it. */
static struct slice
bare_text(const struct matcher *m, struct sight *g)
{
	if (!g->bared)
		fold_text(&g->bare, g->text, m->book->fold | FOLD_MASK);
	g->bared = true;
	return fold_slice(&g->bare);
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

/*
 * Byte AT of the text with its case kept, in the text with its case folded:
 * character by character they are the same.
 */
static uint32_t
translated(const struct sight *g, size_t at)
{
	const struct fold *a = &g->bare;
	const struct fold *b = &g->folded;
	size_t k = 0;

	if (a->n == b->n &&
	    (a->n == 0 ||
		memcmp(a->step, b->step, a->n * sizeof(*a->step)) == 0))
		return (uint32_t)at;
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

/* Run expression A over the text: to its first match, or to the end. */
static void
run(const struct matcher *m, struct sight *g, uint32_t a, bool all)
{
	struct slice bare = bare_text(m, g);
	struct seen *s = &g->atom[a];
	struct pcre_match match;
	size_t from = 0;
	size_t n = 0;
	int rc = 1;

	if (s->ran && (s->all || !all))
		return;
	*s = (struct seen){ NONE, NONE, true, all, false };
	while (rc == 1 && from <= bare.n) {
		/* Where it stands often, each place must be cheap. */
		if (++n % OFTEN == 0 &&
		    pcre_dear(m->atom[a].re, g->pcre, bare, from))
			rc = -1;
		else
			rc = pcre_find(m->atom[a].re, g->pcre, bare, from,
			    &match);
		if (rc == 1)
			add_hit(g, s,
			    (struct span){ translated(g, match.from),
				translated(g, match.to) });
		if (!all)
			break;
		if (rc == 1)
			from = after(bare, from, match);
	}
	s->limit = rc < 0;
}

const struct sight_hit *
sight_hits(const struct matcher *m, struct sight *g, uint32_t a, bool all,
    bool *limit)
{
	const struct seen *s = &g->atom[a];

	if (!m->atom[a].phrase)
		run(m, g, a, all);
	*limit = *limit || s->limit;
	return s->first != NONE ? &g->hit[s->first] : NULL;
}

const struct sight_hit *
sight_next(const struct sight *g, const struct sight_hit *h)
{
	return h->next != NONE ? &g->hit[h->next] : NULL;
}
