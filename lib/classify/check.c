#include "lib/classify/check.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/classify/section.h"

/* Does section S fire on R?  Then by which cue. */
static const struct book_cue *
fires(struct label *l, struct rec *r, const struct book_section *s)
{
	const struct label_mark *mark;
	size_t n;

	mark = label_look(l, r, &n);
	for (size_t i = 0; i < n; i++)
		if (mark[i].section == s)
			return mark[i].cue;
	return NULL;
}

static void
failed(struct buf *why, const struct book_test *t, const struct book_section *s,
    const struct book_cue *c)
{
	buf_put(why, t->file);
	buf_printf(why, ":%u: %s ", t->line, section_name(s->kind));
	buf_put(why, s->id);
	if (c == NULL) {
		buf_puts(why, " should be found here, and is not\n");
		return;
	}
	buf_puts(why, " should not be found here, and is, by cue ");
	buf_put(why, c->id);
	buf_putc(why, '\n');
}

/* The first mark in way KEY that looks like another notation, or 0. */
static char
odd_mark(struct slice key)
{
	if (key.p[0] == '/')
		return 0;
	for (size_t i = 0; i < key.n; i++)
		if (memchr("()[]^$\\\"+?,;", key.p[i], 12) != NULL ||
		    (key.p[i] == '.' && i + 1 < key.n && key.p[i + 1] == '*'))
			return key.p[i];
	return 0;
}

static char
odd_in(const struct codebook *b, const struct expr *e)
{
	char c = 0;

	for (size_t i = 0; i < e->n; i++)
		for (size_t k = 0; k < e->term[i].n && c == 0; k++)
			c = odd_mark(set_key(&b->atoms, e->term[i].atom[k]));
	return c;
}

void
check_slips(const struct codebook *b, struct buf *why)
{
	const struct book_section *s;
	const struct book_cue *c;
	bool *has = xcalloc(b->sections + 1, sizeof(*has));
	char odd;

	for (c = b->cue; c < b->cue + b->cues; c++) {
		has[c->section] |= !c->exclude;
		odd = odd_in(b, &c->e);
		if (odd == 0)
			continue;
		buf_put(why, c->file);
		buf_printf(why, ":%u: cue ", c->line);
		buf_put(why, c->id);
		buf_printf(why, " looks for the mark %c in the text\n", odd);
	}
	for (s = b->section; s < b->section + b->sections; s++) {
		if (s->kind != SECTION_THEME)
			continue;
		if (!has[s - b->section]) {
			buf_puts(why, "theme ");
			buf_put(why, s->id);
			buf_puts(why, " has no cue\n");
		} else if (s->title_nl.n + s->title_en.n == 0) {
			buf_puts(why, "theme ");
			buf_put(why, s->id);
			buf_puts(why, " has no title: is its id right?\n");
		}
	}
	free(has);
}

void
check_tests(const struct codebook *b, struct label *l, struct buf *said,
    struct buf *why)
{
	const struct book_section *s;
	const struct book_test *t;
	const struct book_cue *c;
	struct rec r = { 0 };
	size_t bad = 0;

	for (t = b->test; t < b->test + b->tests; t++) {
		s = &b->section[t->section];
		rec_new(&r, LINE_SIGNAL);
		rec_set_text(&r, F_TEXT, t->text);
		c = fires(l, &r, s);
		if ((c != NULL) == t->must)
			continue;
		failed(why, t, s, c);
		bad++;
	}
	rec_release(&r);
	buf_put(said, buf_slice(&b->by));
	buf_printf(said, ": %zu sections, %zu cues, %zu tests, %zu failed\n",
	    b->sections, b->cues, b->tests, bad);
}
