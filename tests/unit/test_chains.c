/*
 * test_chains - cues of up to five sides, with UNLESS and exclusions, are
 * found where sig-codebook(5) says
 *
 *	test_chains [cues [texts]]
 *
 * PCRE2 says where each way of a side stands, one by one; which of these
 * places make the cue is tried out, each with all others, as the page has it.
 */

#include <stdlib.h>
#include <string.h>

#include "lib/base/xalloc.h"
#include "lib/classify/matcher.h"
#include "lib/text/fold.h"
#include "lib/text/pcre.h"
#include "tests/unit/cues.h"

enum {
	SECTION = 20, /* cues of a section, the last excludes */
	PLACES = 1024 /* of a side, in one text */
};

struct places {
	struct span at[PLACES];
	size_t n;
};

/* A text, and where the atoms of a codebook stand in it. */
struct tried {
	const struct codebook *book;
	struct slice text;
	struct places *atom;
};

static void
make_cue(struct buf *cue)
{
	static const char *const ops[] = { " NEAR/", " THEN/", " UNLESS/" };
	unsigned sides = 1 + roll(5);

	buf_reset(cue);
	for (unsigned i = 0; i < sides; i++) {
		if (i > 0) {
			buf_puts(cue, ops[roll(3)]);
			buf_put_u64(cue, roll(50));
			buf_putc(cue, ' ');
		}
		if (roll(8) == 0) {
			buf_putc(cue, '/');
			put_expression(cue);
			buf_putc(cue, '/');
		} else {
			put_side(cue);
		}
	}
}

/* Every place of atom A: of a phrase, all; of an expression, one by one. */
static void
seek(struct tried *t, size_t a, const struct pcre *re, struct pcre_state *ps)
{
	bool phrase = set_key(&t->book->atoms, a).p[0] != '/';
	struct places *p = &t->atom[a];
	struct pcre_match m;
	size_t from = 0;

	p->n = 0;
	while (from <= t->text.n && p->n < PLACES &&
	    pcre_find(re, ps, t->text, from, &m) == 1) {
		p->at[p->n++] = (struct span){ (uint32_t)m.from,
			(uint32_t)m.to };
		from = phrase || m.to == from ? m.from + 1 : m.to;
		while (from < t->text.n &&
		    ((unsigned char)t->text.p[from] & 0xc0) == 0x80)
			from++;
	}
}

static bool
blank(char c)
{
	return c != 0 && strchr(" \t\n\v\f\r", c) != NULL;
}

/* At most WITHIN characters, and no end of a sentence, from FROM to TO. */
static bool
close_by(struct slice s, size_t from, size_t to, int within)
{
	for (size_t i = from; i < to; i++) {
		if (((unsigned char)s.p[i] & 0xc0) != 0x80 && within-- == 0)
			return false;
		if (memchr(".!?", s.p[i], 3) &&
		    (i + 1 == s.n || blank(s.p[i + 1])))
			return false;
		if (s.p[i] != '\n')
			continue;
		for (size_t k = i + 1; k < s.n && blank(s.p[k]); k++)
			if (s.p[k] == '\n')
				return false;
	}
	return true;
}

/* May B be side I of a cue whose sides before it take up *A?  Then widen. */
static bool
joins(const struct tried *t, const struct expr_term *term, size_t i,
    struct span *a, struct span b)
{
	bool near = term->op == EXPR_NEAR;

	if (near && i > 1 && a->from <= b.from && b.to <= a->to)
		return true;
	if (b.from >= a->to && close_by(t->text, a->to, b.from, term->within)) {
		a->to = b.to;
		return true;
	}
	if (near && b.to <= a->from &&
	    close_by(t->text, b.to, a->from, term->within)) {
		a->from = b.from;
		return true;
	}
	return false;
}

static bool
bars(const struct tried *t, const struct expr_term *term, struct span a,
    struct span b)
{
	if (b.from < a.to && a.from < b.to)
		return true;
	return b.from >= a.to ? close_by(t->text, a.to, b.from, term->within) :
				close_by(t->text, b.to, a.from, term->within);
}

static int
by_place(const void *x, const void *y)
{
	const struct span *a = x;
	const struct span *b = y;

	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	return (a->to > b->to) - (a->to < b->to);
}

/* The places of a side, in the order of the text. */
static void
gather(const struct tried *t, const struct expr_term *term, struct places *to)
{
	to->n = 0;
	for (size_t w = 0; w < term->n; w++) {
		const struct places *p = &t->atom[term->atom[w]];

		for (size_t k = 0; k < p->n && to->n < PLACES; k++)
			to->at[to->n++] = p->at[k];
	}
	qsort(to->at, to->n, sizeof(*to->at), by_place);
}

/* Complete *A with the sides of E from I on, the first of them that fit. */
static bool
extend(const struct tried *t, const struct expr *e, const struct places *side,
    size_t i, struct span *a)
{
	const struct expr_term *term = &e->term[i];
	struct span with;

	if (i == e->n)
		return true;
	for (size_t k = 0; k < side[i].n; k++) {
		with = *a;
		if (term->op == EXPR_UNLESS) {
			if (bars(t, term, *a, side[i].at[k]))
				return false;
		} else if (joins(t, term, i, &with, side[i].at[k]) &&
		    extend(t, e, side, i + 1, &with)) {
			*a = with;
			return true;
		}
	}
	return term->op == EXPR_UNLESS && extend(t, e, side, i + 1, a);
}

/* What E takes up, from each place of its first side. */
static void
complete(const struct tried *t, const struct expr *e, struct places *to)
{
	static struct places side[EXPR_TERMS];
	struct span a;

	to->n = 0;
	for (size_t i = 0; i < e->n; i++)
		gather(t, &e->term[i], &side[i]);
	for (size_t k = 0; k < side[0].n; k++) {
		a = side[0].at[k];
		if (extend(t, e, side, 1, &a))
			to->at[to->n++] = a;
	}
}

/* Is cue I in the text, clear of what its section excludes? */
static bool
is_there(const struct tried *t, size_t i)
{
	static struct places mine;
	static struct places other;
	const struct codebook *b = t->book;
	size_t last = i / SECTION * SECTION + SECTION - 1;

	other.n = 0;
	complete(t, &b->cue[i].e, &mine);
	if (last < b->cues)
		complete(t, &b->cue[last].e, &other);
	for (size_t k = 0; k < mine.n; k++) {
		size_t o = 0;

		while (o < other.n &&
		    !(other.at[o].from < mine.at[k].to &&
			mine.at[k].from < other.at[o].to))
			o++;
		if (o == other.n)
			return true;
	}
	return false;
}

/* Compare on one text; the number of cues that differ. */
static int
compare(struct tried *t, struct matcher *m, struct matcher_state *st,
    struct slice text, size_t *hits)
{
	bool *found = xcalloc(t->book->cues, sizeof(*found));
	int bad = 0;

	matcher_scan(m, st, text);
	*hits += st->found_n;
	for (size_t i = 0; i < st->found_n; i++)
		found[st->found[i].cue] = true;
	for (size_t i = 0; i < t->book->cues; i++) {
		if (t->book->cue[i].exclude || found[i] == is_there(t, i))
			continue;
		bad++;
		printf("cue %.*s is %s in:\n%.*s\n", (int)t->book->cue[i].id.n,
		    t->book->cue[i].id.p, found[i] ? "not there" : "missed",
		    (int)text.n, text.p);
	}
	free(found);
	return bad;
}

static void
make_book(struct codebook *book, unsigned cues)
{
	struct buf b = { 0 };
	struct buf cue = { 0 };
	struct buf why = { 0 };

	buf_puts(&b, "codebook random 1\n");
	for (unsigned i = 0; i < cues; i++) {
		if (i % SECTION == 0)
			buf_printf(&b, "[theme t%u]\n", i / SECTION);
		make_cue(&cue);
		buf_printf(&b,
		    "%s c%u = ", i % SECTION == SECTION - 1 ? "not" : "cue", i);
		buf_put(&b, buf_slice(&cue));
		buf_putc(&b, '\n');
	}
	codebook_read(book, SLICE("random"), buf_slice(&b), &why);
	codebook_end(book);
	printf("%.*s", (int)why.len, why.s);
	buf_release(&why);
	buf_release(&cue);
	buf_release(&b);
}

static struct pcre *
atom_re(const struct codebook *book, size_t a)
{
	struct expr_term t = { .atom = &(uint32_t){ (uint32_t)a }, .n = 1 };
	struct buf b = { 0 };
	struct buf why = { 0 };
	struct fold f = { 0 };
	struct pcre *p;

	buf_puts(&b, WITH_UNICODE);
	put_ways(&b, book, &t);
	fold_text(&f, buf_slice(&b), book->fold);
	p = pcre_new(fold_slice(&f), &why);
	fold_release(&f);
	buf_release(&b);
	buf_release(&why);
	return p;
}

int
main(int argc, char *argv[])
{
	unsigned cues = argc > 1 ? (unsigned)atoi(argv[1]) : 400;
	unsigned texts = argc > 2 ? (unsigned)atoi(argv[2]) : 200;
	struct pcre_state *ps = pcre_state_new();
	struct codebook book = { 0 };
	struct buf why = { 0 };
	struct buf b = { 0 };
	struct fold f = { 0 };
	struct tried t = { .book = &book };
	struct matcher_state *st;
	struct matcher *m;
	struct pcre **re;
	size_t hits = 0;
	int bad = 0;

	make_book(&book, cues);
	m = matcher_new(&book, &why);
	if (m == NULL || why.len > 0 || book.cues != cues)
		return 1;
	st = matcher_state_new(m);
	t.atom = xcalloc(book.atoms.len, sizeof(*t.atom));
	re = xcalloc(book.atoms.len, sizeof(struct pcre *));
	for (size_t a = 0; a < book.atoms.len; a++)
		re[a] = atom_re(&book, a);
	for (unsigned i = 0; i < texts && bad < 10; i++) {
		make_text(&b);
		fold_text(&f, buf_slice(&b), book.fold | FOLD_MASK);
		t.text = fold_slice(&f);
		for (size_t a = 0; a < book.atoms.len; a++)
			seek(&t, a, re[a], ps);
		bad += compare(&t, m, st, buf_slice(&b), &hits);
	}
	printf("%u cues, %u texts, %zu hits, %d differ\n", cues, texts, hits,
	    bad);
	for (size_t a = 0; a < book.atoms.len; a++)
		pcre_free(re[a]);
	free(re);
	free(t.atom);
	matcher_state_free(st);
	matcher_free(m);
	codebook_release(&book);
	pcre_state_free(ps);
	fold_release(&f);
	buf_release(&b);
	return bad > 0 || hits < texts;
}
