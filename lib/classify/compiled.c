#include "lib/classify/compiled.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/classify/literal.h"
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
	if (a->re != NULL && literal_derive(&l, expr, m->book->fold)) {
		a->shortest = SIZE_MAX;
		for (size_t k = 0; k < l.n; k++) {
			lists_pair(uses, prefilter_add(&m->pf, l.s[k], 0), i);
			if (l.s[k].n < a->shortest)
				a->shortest = l.s[k].n;
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

static bool
make_atoms(struct matcher *m, struct pairs *uses, struct buf *why)
{
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
			a->shortest = a->p.key.n;
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
		}
	}
	buf_release(&reason);
	return sound;
}

/* The side of C that is rarest: the one that sets C off. */
static const struct expr_term *
rarest(const struct matcher *m, const struct book_cue *c)
{
	const struct expr_term *best = &c->e.term[0];
	const struct expr_term *t;
	size_t most = 0;
	size_t least;

	for (t = c->e.term; t < c->e.term + c->e.n; t++) {
		least = SIZE_MAX;
		for (size_t w = 0; w < t->n; w++)
			if (m->atom[t->atom[w]].shortest < least)
				least = m->atom[t->atom[w]].shortest;
		if (t->op != EXPR_UNLESS && least > most) {
			most = least;
			best = t;
		}
	}
	return best;
}

static void
make_cues(struct matcher *m)
{
	struct pairs sets_off = { 0 };
	struct pairs excludes = { 0 };
	const struct book_cue *c;
	const struct expr_term *t;

	for (uint32_t i = 0; i < m->book->cues; i++) {
		c = &m->book->cue[i];
		if (c->exclude) {
			lists_pair(&excludes, c->section, i);
			continue;
		}
		t = rarest(m, c);
		for (size_t w = 0; w < t->n; w++)
			lists_pair(&sets_off, t->atom[w], i);
	}
	if (m->book->atoms.len)
		m->sets_off = lists_make(&sets_off, &m->atom[0].cues,
		    m->book->atoms.len, sizeof(*m->atom));
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
	m->always = xcalloc(b->atoms.len + 1, sizeof(*m->always));
	m->excludes = xcalloc(b->sections + 1, sizeof(*m->excludes));
	sound = make_atoms(m, &uses, why);
	prefilter_build(&m->pf);
	m->uses = xcalloc(m->pf.literals.len + 1, sizeof(*m->uses));
	m->use = lists_make(&uses, m->uses, m->pf.literals.len,
	    sizeof(*m->uses));
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
	free(m->uses);
	free(m->use);
	free(m->sets_off);
	free(m->always);
	free(m->excludes);
	free(m->exclude);
	free(m);
}

void
matcher_warnings(const struct matcher *m, struct buf *why)
{
	for (size_t i = 0; i < m->always_n; i++)
		blame(m, m->always[i],
		    " needs no literal and so is tried on every text",
		    SLICE(""), why);
}
