#include "lib/classify/explain.h"

/* Append S on one line, with what a terminal would obey as spaces. */
static void
plain(struct buf *out, struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		buf_putc(out,
		    (unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f ? ' ' :
								     s.p[i]);
}

void
explain(struct buf *out, struct label *l, struct rec *r)
{
	const struct label_mark *mark;
	struct slice text;
	size_t n;

	plain(out, rec_text(r, F_ID));
	buf_putc(out, '\n');
	if (r->type != LINE_SIGNAL)
		return;
	mark = label_look(l, r, &n);
	for (size_t i = 0; i < n; i++) {
		text = rec_text(r, mark[i].field);
		text.p += mark[i].at.from;
		text.n = mark[i].at.to - mark[i].at.from;
		buf_printf(out, "\t%s ", section_name(mark[i].section->kind));
		buf_put(out, mark[i].section->id);
		buf_puts(out, "\t");
		buf_put(out, mark[i].cue->id);
		buf_puts(out, "\t");
		buf_put(out, mark[i].cue->file);
		buf_printf(out, ":%u\t", mark[i].cue->line);
		if (mark[i].field != F_TEXT) {
			buf_puts(out, field_name(mark[i].field));
			buf_puts(out, ": ");
		}
		plain(out, text);
		buf_putc(out, '\n');
	}
	if (n == 0)
		buf_puts(out, "\tonbepaald\n");
}
