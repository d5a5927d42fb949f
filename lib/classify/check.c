#include "lib/classify/check.h"

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
