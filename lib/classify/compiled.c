#include "lib/classify/compiled.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/classify/literal.h"
#include "lib/classify/sight.h"
#include "lib/text/fold.h"

/* Make atom I of the expression in KEY. */
static bool
make_expression(struct matcher *m, uint32_t i, struct slice key,
    struct pairs *uses, struct buf *why)
{
	struct atom *a = &m->atom[i];
	struct literals l = { 0 };
	struct fold f = { 0 };
	struct slice expr;

	fold_text(&f, (struct slice){ key.p + 1, key.n - 1 }, m->book->fold);
	expr = fold_slice(&f);
	a->re = pcre_new(expr, why);
	a->chance = 1;
	if (a->re != NULL && literal_derive(&l, expr, m->book->fold)) {
		a->chance = 0;
		for (size_t k = 0; k < l.n; k++) {
			lists_pair(uses,
			    prefilter_add(&m->pf, l.s[k],
				l.begin ? PREFILTER_BEGINS : 0),
			    i);
			a->chance += literal_chance(l.s[k]);
		}
	} else if (a->re != NULL)
		m->always[m->always_n++] = i;
	literal_release(&l);
	fold_release(&f);
	return a->re != NULL;
}

static void
say(struct buf *why, const struct book_cue *c, const char *what,
    struct slice more)
{
	buf_put(why, c->file);
	buf_putc(why, ':');
	buf_put_u64(why, c->line);
	buf_puts(why, ": cue ");
	buf_put(why, c->id);
	buf_puts(why, what);
	buf_put(why, more);
	buf_putc(why, '\n');
}

/* Say of the cues that use atom I what is wrong with it. */
static void
blame(const struct matcher *m, uint32_t i, const char *what, struct slice more,
    struct buf *why)
{
	const struct book_cue *c;
	const struct expr_term *t;

	for (size_t k = 0; k < m->book->cues; k++) {
		c = &m->book->cue[k];
		for (t = c->e.term; t < c->e.term + c->e.n; t++)
			for (size_t w = 0; w < t->n; w++)
				if (t->atom[w] == i) {
					say(why, c, what, more);
					return;
				}
	}
}

/* Is RE found in every text: in nothing, or in texts that share nothing? */
static bool
everywhere(const struct pcre *re, struct pcre_state *st)
{
	static const char *const texts[] = { "x", "Zo.", "12",
		"\xc3\xa9\xc3\xa9n" };
	struct pcre_match m;

	if (pcre_find(re, st, SLICE(""), 0, &m) == 1)
		return true;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (pcre_find(re, st, slice_of(texts[i]), 0, &m) != 1)
			return false;
	return true;
}

static bool
make_atoms(struct matcher *m, struct pairs *uses, struct buf *why)
{
	struct pcre_state *st = pcre_state_new();
	struct buf reason = { 0 };
	struct slice key;
	struct atom *a;
	bool sound = true;

	for (uint32_t i = 0; i < m->book->atoms.len; i++) {
		key = set_key(&m->book->atoms, i);
		a = &m->atom[i];
		a->phrase = key.p[0] != '/';
		if (a->phrase) {
			atom_phrase(&a->p, key, &m->mem);
			a->chance = literal_chance(key);
			lists_pair(uses,
			    prefilter_add(&m->pf, a->p.key,
				(a->p.begins ? PREFILTER_BEGINS : 0) |
				    (a->p.ends ? PREFILTER_ENDS : 0)),
			    i);
			continue;
		}
		buf_reset(&reason);
		if (!make_expression(m, i, key, uses, &reason)) {
			blame(m, i, ": ", buf_slice(&reason), why);
			sound = false;
		} else if (everywhere(a->re, st)) {
			blame(m, i, " is found in every text", SLICE(""), why);
			sound = false;
		}
	}
	pcre_state_free(st);
	buf_release(&reason);
	return sound;
}

/* Number the sides of all cues, equal ones once. */
static void
make_sides(struct matcher *m)
{
	struct set known = { 0 };
	const struct expr_term *t;
	struct slice key;
	size_t cap = 0;
	size_t side;
	bool isnew;

	m->side_of = xcalloc(m->book->cues + 1,
	    EXPR_TERMS * sizeof(*m->side_of));
	for (size_t i = 0; i < m->book->cues; i++)
		for (size_t k = 0; k < m->book->cue[i].e.n; k++) {
			t = &m->book->cue[i].e.term[k];
			key.p = (const char *)t->atom;
			key.n = t->n * sizeof(*t->atom);
			side = set_add(&known, key, &isnew);
			if (side == cap) {
				cap = cap ? cap * 2 : 256;
				m->side = xrealloc(m->side, cap,
				    sizeof(*m->side));
			}
			if (isnew)
				m->side[side] = (struct side){ .term = t };
			m->side_of[i * EXPR_TERMS + k] = (uint32_t)side;
		}
	m->sides = known.len;
	set_release(&known);
}

/*
 * Count atoms in the tests of the codebook: they are written as people write,
 * so that they show which words are common.
 */
static void
sample(struct matcher *m)
{
	const struct codebook *b = m->book;
	struct sight *g = sight_new(m);

	for (size_t i = 0; i < b->tests; i++) {
		sight_text(m, g, b->test[i].text);
		for (size_t w = 0; w * 64 < b->atoms.len; w++)
			for (uint64_t set = g->seen[w]; set; set &= set - 1)
				m->atom[w * 64 + (size_t)__builtin_ctzll(set)]
				    .chance += 1.0 / (double)b->tests;
	}
	sight_free(g);
}

/* The side of C that is rarest: the one that sets C off. */
static size_t
rarest(const struct matcher *m, const struct book_cue *c)
{
	const struct expr_term *t;
	size_t best = 0;
	double least = INFINITY;
	double sum;

	for (t = c->e.term; t < c->e.term + c->e.n; t++) {
		sum = 0;
		for (size_t w = 0; w < t->n; w++)
			sum += m->atom[t->atom[w]].chance;
		if (t->op != EXPR_UNLESS && sum < least) {
			least = sum;
			best = (size_t)(t - c->e.term);
		}
	}
	return best;
}

static void
make_cues(struct matcher *m)
{
	struct pairs sets_off = { 0 };
	struct pairs ways = { 0 };
	struct pairs excludes = { 0 };
	const struct book_cue *c;

	for (uint32_t i = 0; i < m->book->cues; i++) {
		c = &m->book->cue[i];
		if (c->exclude)
			lists_pair(&excludes, c->section, i);
		else
			lists_pair(&sets_off,
			    m->side_of[i * EXPR_TERMS + rarest(m, c)], i);
	}
	if (m->sides == 0)
		return;
	m->sets_off = lists_make(&sets_off, &m->side[0].cues, m->sides,
	    sizeof(*m->side));
	for (uint32_t i = 0; i < m->sides; i++)
		for (size_t w = 0; m->side[i].cues.n && w < m->side[i].term->n;
		     w++)
			lists_pair(&ways, m->side[i].term->atom[w], i);
	m->way_of = lists_make(&ways, m->leads, m->book->atoms.len,
	    sizeof(*m->leads));
	m->exclude = lists_make(&excludes, m->excludes, m->book->sections,
	    sizeof(*m->excludes));
}

struct matcher *
matcher_new(const struct codebook *b, struct buf *why)
{
	struct matcher *m = xcalloc(1, sizeof(*m));
	struct pairs uses = { 0 };
	bool sound;

	m->book = b;
	m->atom = xcalloc(b->atoms.len + 1, sizeof(*m->atom));
	m->leads = xcalloc(b->atoms.len + 1, sizeof(*m->leads));
	m->always = xcalloc(b->atoms.len + 1, sizeof(*m->always));
	m->excludes = xcalloc(b->sections + 1, sizeof(*m->excludes));
	sound = make_atoms(m, &uses, why);
	prefilter_build(&m->pf);
	kins_make(&m->kins, &uses, m->atom, &m->pf);
	sample(m);
	make_sides(m);
	make_cues(m);
	if (sound)
		return m;
	matcher_free(m);
	return NULL;
}

void
matcher_free(struct matcher *m)
{
	if (m == NULL)
		return;
	for (size_t i = 0; i < m->book->atoms.len; i++)
		pcre_free(m->atom[i].re);
	prefilter_release(&m->pf);
	arena_release(&m->mem);
	free(m->atom);
	kins_release(&m->kins);
	free(m->side);
	free(m->side_of);
	free(m->leads);
	free(m->way_of);
	free(m->sets_off);
	free(m->always);
	free(m->excludes);
	free(m->exclude);
	free(m);
}

/*
 * Does RE run into the limit on a text made of one of the letters of its
 * source, over and over, and then of the source?
 */
static bool
tangles(const struct pcre *re, struct slice source, struct pcre_state *st)
{
	enum { MANY = 2000 };
	struct buf text = { 0 };
	struct pcre_match m;
	bool tried[256][2] = { { false } };
	bool limit = false;

	for (size_t i = 0; i < 2 * source.n && !limit; i++) {
		char c = source.p[i / 2];
		bool *did = &tried[(unsigned char)c][i % 2];

		if (*did || !isalnum((unsigned char)c))
			continue;
		*did = true;
		buf_reset(&text);
		for (int k = 0; k < MANY; k++) {
			buf_putc(&text, c);
			if (i % 2)
				buf_putc(&text, ' ');
		}
		buf_puts(&text, "! ");
		buf_put(&text, source);
		limit = pcre_find(re, st, buf_slice(&text), 0, &m) < 0;
	}
	buf_release(&text);
	return limit;
}

void
matcher_warnings(const struct matcher *m, struct buf *why)
{
	struct pcre_state *st = pcre_state_new();
	struct slice key;

	for (size_t i = 0; i < m->always_n; i++)
		blame(m, m->always[i],
		    " needs no literal and so is tried on every text",
		    SLICE(""), why);
	for (uint32_t i = 0; i < m->book->atoms.len; i++) {
		key = set_key(&m->book->atoms, i);
		if (!m->atom[i].phrase && tangles(m->atom[i].re, key, st))
			blame(m, i,
			    " backtracks: on some texts it runs into its limit",
			    SLICE(""), why);
	}
	pcre_state_free(st);
}
