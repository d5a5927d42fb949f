#include "lib/classify/explain.h"

#include "lib/classify/section.h"

static void
words(struct buf *out, struct rec *r, int field, struct span at)
{
	struct slice text = rec_text(r, field);

	text.p += at.from;
	text.n = at.to - at.from;
	buf_put_plain(out, text);
}

/* The columns of cue C: section, cue, line, words. */
static void
columns(struct buf *out, struct rec *r, const struct book_section *s,
    const struct book_cue *c, int field, struct span at)
{
	buf_printf(out, "%s ", section_name(s->kind));
	buf_put(out, s->id);
	buf_putc(out, '\t');
	buf_put(out, c->id);
	buf_putc(out, '\t');
	buf_put(out, c->file);
	buf_printf(out, ":%u\t", c->line);
	if (field != F_TEXT) {
		buf_puts(out, field_name(field));
		buf_puts(out, ": ");
	}
	words(out, r, field, at);
}

/* What stood in the way of cues. */
static void
bars(struct buf *out, const struct codebook *b, struct label *l, struct rec *r)
{
	const struct label_bar *bar;
	size_t n;

	bar = label_bars(l, &n);
	for (size_t i = 0; i < n; i++) {
		buf_puts(out, "\tnot ");
		columns(out, r, &b->section[bar[i].cue->section], bar[i].cue,
		    bar[i].field, bar[i].at);
		buf_putc(out, '\t');
		if (bar[i].by == bar[i].cue) {
			buf_puts(out, "UNLESS");
		} else {
			buf_puts(out, "not ");
			buf_put(out, bar[i].by->id);
		}
		buf_puts(out, ": ");
		words(out, r, bar[i].field, bar[i].bar);
		buf_putc(out, '\n');
	}
}

void
explain(struct buf *out, const struct codebook *b, struct label *l,
    struct rec *r)
{
	const struct label_mark *mark;
	bool theme = false;
	size_t n;

	buf_put_plain(out, rec_text(r, F_ID));
	buf_putc(out, '\n');
	if (r->type != LINE_SIGNAL)
		return;
	mark = label_look(l, r, &n);
	for (size_t i = 0; i < n; i++) {
		theme = theme || mark[i].section->kind == SECTION_THEME;
		buf_putc(out, '\t');
		columns(out, r, mark[i].section, mark[i].cue, mark[i].field,
		    mark[i].at);
		buf_putc(out, '\n');
	}
	if (!theme)
		buf_puts(out, "\tonbepaald\n");
	bars(out, b, l, r);
}
