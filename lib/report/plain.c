/* plain - a report as text of at most 80 columns */

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/report/page.h"
#include "lib/report/show.h"

enum { COLUMNS = 78, GAP = 2, LEAST = 6 };

static void
put(struct page *p, struct slice s)
{
	show_put(&p->out, s, SHOW_PLAIN);
}

static void
put_phrase(struct page *p, enum phrase key)
{
	put(p, slice_of(phrase(p->lang, key)));
}

static void
fill(struct page *p, char c, size_t n)
{
	while (n-- > 0)
		buf_putc(&p->out, c);
}

/* The words at the start of REST that fit in WIDTH columns; at least one. */
static struct slice
take_line(struct slice *rest, size_t width)
{
	struct slice line = { rest->p, 0 };
	struct slice word;
	struct slice s = *rest;
	size_t end;

	while (s.n) {
		word = s;
		if (!slice_cut(&s, ' ', &word))
			s = (struct slice){ s.p + s.n, 0 };
		end = (size_t)(word.p + word.n - rest->p);
		if (line.n &&
		    show_width((struct slice){ rest->p, end }) > width)
			break;
		line.n = end;
	}
	rest->p += line.n;
	rest->n -= line.n;
	while (rest->n && rest->p[0] == ' ') {
		rest->p++;
		rest->n--;
	}
	return line;
}

/* TEXT in lines of WIDTH columns, those after the first INDENT deep. */
static void
wrap(struct page *p, struct slice text, size_t indent)
{
	struct buf flat = { 0 };
	struct slice rest;

	show_put(&flat, text, SHOW_PLAIN);
	rest = slice_trim(buf_slice(&flat));
	while (rest.n) {
		buf_put(&p->out, take_line(&rest, COLUMNS - indent));
		buf_putc(&p->out, '\n');
		if (rest.n)
			fill(p, ' ', indent);
	}
	buf_release(&flat);
}

static void
underlined(struct page *p, struct slice s, char c)
{
	wrap(p, s, 0);
	fill(p, c, show_width(s) < COLUMNS ? show_width(s) : COLUMNS);
	buf_putc(&p->out, '\n');
}

static void
facts_close(struct page *p)
{
	if (p->facts)
		buf_putc(&p->out, '\n');
	p->facts = false;
}

static void
plain_open(struct page *p, struct slice title)
{
	underlined(p, title, '=');
	buf_putc(&p->out, '\n');
}

static void
plain_close(struct page *p)
{
	facts_close(p);
}

static void
plain_contents(struct page *p, const struct slice *item, size_t n)
{
	(void)p;
	(void)item;
	(void)n;
}

static void
plain_section(struct page *p, const char *id, struct slice head)
{
	(void)id;
	facts_close(p);
	buf_putc(&p->out, '\n');
	underlined(p, head, '=');
	buf_putc(&p->out, '\n');
	page_flush(p);
}

static void
plain_article(struct page *p, const char *id, struct slice head,
    const struct slice *label, size_t n)
{
	facts_close(p);
	underlined(p, head, '-');
	for (size_t i = 0; i < n; i++) {
		buf_puts(&p->out, i ? ", " : "[");
		put(p, label[i]);
	}
	buf_puts(&p->out, n ? "] " : "");
	put(p, slice_of(page_id(id)));
	buf_puts(&p->out, "\n\n");
}

static void
plain_article_end(struct page *p)
{
	facts_close(p);
	page_flush(p);
}

static void
plain_heading(struct page *p, struct slice head)
{
	facts_close(p);
	wrap(p, head, 0);
	buf_putc(&p->out, '\n');
}

static void
plain_para(struct page *p, enum para kind, struct slice text)
{
	facts_close(p);
	if (kind == PARA_WARN)
		buf_puts(&p->out, "!! ");
	else if (kind == PARA_HUMAN)
		buf_puts(&p->out, ">> ");
	wrap(p, text, kind == PARA_WARN || kind == PARA_HUMAN ? 3 : 0);
	buf_putc(&p->out, '\n');
}

static void
plain_list(struct page *p, bool ordered)
{
	facts_close(p);
	p->ordered = ordered;
}

static void
plain_item(struct page *p, struct slice text, const char *link)
{
	(void)link;
	if (p->ordered)
		buf_printf(&p->out, "%d. ", p->ordered++);
	else
		buf_puts(&p->out, "- ");
	wrap(p, text, p->ordered ? 3 : 2);
}

static void
plain_task(struct page *p, struct slice text, const char *link,
    struct slice who)
{
	size_t in = p->ordered ? 3 : 2;

	plain_item(p, text, link);
	buf_printf(&p->out, "%*s", (int)in, "");
	wrap(p, who, in);
}

static void
plain_list_end(struct page *p)
{
	buf_putc(&p->out, '\n');
}

static void
plain_fact(struct page *p, struct slice name, struct slice text)
{
	size_t w = show_width(name);

	enum { NAME = 30 };

	p->facts = true;
	put(p, name);
	if (w < NAME)
		fill(p, ' ', NAME - w);
	else
		buf_puts(&p->out, "  ");
	wrap(p, text, w < NAME ? NAME : w + 2 < 40 ? w + 2 : NAME);
}

static void
plain_table(struct page *p, struct slice caption, const struct column *col,
    size_t n, bool folded)
{
	struct cell cell[32];

	facts_close(p);
	p->col = col;
	p->ncol = n;
	p->folded = folded;
	p->nrow = 0;
	buf_reset(&p->rows);
	if (folded)
		return;
	wrap(p, caption, 0);
	buf_putc(&p->out, '\n');
	for (size_t i = 0; i < n; i++)
		cell[i] = (struct cell){ .kind = CELL_TEXT,
			.text = col[i].head };
	p->f->row(p, cell);
}

/* Rows wait until the widths are known: cells end in a tab, rows too. */
static void
plain_row(struct page *p, const struct cell *cell)
{
	if (p->folded)
		return;
	for (size_t i = 0; i < p->ncol; i++) {
		buf_reset(&p->cell);
		page_cell(&p->cell, p->lang, &cell[i]);
		show_put(&p->rows, buf_slice(&p->cell), SHOW_PLAIN);
		buf_putc(&p->rows, '\t');
	}
	p->nrow++;
}

/* The widest word of TEXT. */
static size_t
word_width(struct slice text)
{
	struct slice word;
	size_t most = 0;

	while (slice_cut(&text, ' ', &word))
		if (show_width(word) > most)
			most = show_width(word);
	return show_width(text) > most ? show_width(text) : most;
}

/* Make the column with the most room to give narrower by one; false if none. */
static bool
give(size_t *width, const size_t *least, size_t n, bool words)
{
	size_t most = n;

	for (size_t i = 0; i < n; i++)
		if (width[i] > (words ? least[i] : LEAST) &&
		    (most == n || width[i] > width[most]))
			most = i;
	if (most == n)
		return false;
	width[most]--;
	return true;
}

/* Widths that hold every cell, or its words, or what there is room for. */
static void
widths(struct page *p, size_t *width)
{
	struct slice rest = buf_slice(&p->rows);
	struct slice cell;
	size_t *least = xcalloc(p->ncol, sizeof(*least));
	size_t sum = 0;

	for (size_t i = 0; slice_cut(&rest, '\t', &cell); i++) {
		size_t col = i % p->ncol;

		if (show_width(cell) > width[col])
			width[col] = show_width(cell);
		if (word_width(cell) > least[col])
			least[col] = word_width(cell);
	}
	for (size_t i = 0; i < p->ncol; i++)
		sum += width[i] + GAP;
	while (sum > COLUMNS + GAP && give(width, least, p->ncol, true))
		sum--;
	while (sum > COLUMNS + GAP && give(width, least, p->ncol, false))
		sum--;
	free(least);
}

/* One line of a row whose cells wrap; false when nothing is left. */
static bool
row_line(struct page *p, struct slice *cell, const size_t *width)
{
	struct slice s;
	bool more = false;
	size_t w;

	for (size_t i = 0; i < p->ncol; i++) {
		s = take_line(&cell[i], width[i]);
		more = more || cell[i].n > 0;
		w = show_width(s);
		if (p->col[i].number && w < width[i])
			fill(p, ' ', width[i] - w);
		buf_put(&p->out, s);
		if (i + 1 == p->ncol)
			break;
		if (!p->col[i].number && w < width[i])
			fill(p, ' ', width[i] - w);
		fill(p, ' ', GAP);
	}
	while (p->out.len && p->out.s[p->out.len - 1] == ' ')
		p->out.len--;
	buf_putc(&p->out, '\n');
	return more;
}

static void
plain_table_end(struct page *p)
{
	struct slice rest = buf_slice(&p->rows);
	struct slice *cell;
	size_t *width;

	if (p->folded)
		return;
	cell = xcalloc(p->ncol, sizeof(*cell));
	width = xcalloc(p->ncol, sizeof(*width));
	widths(p, width);
	for (size_t row = 0; row < p->nrow; row++) {
		for (size_t i = 0; i < p->ncol; i++)
			slice_cut(&rest, '\t', &cell[i]);
		while (row_line(p, cell, width))
			continue;
		if (row == 0) {
			for (size_t i = 0; i < p->ncol; i++) {
				fill(p, '-', width[i]);
				fill(p, ' ', i + 1 < p->ncol ? GAP : 0);
			}
			buf_putc(&p->out, '\n');
		}
		page_flush(p);
	}
	buf_putc(&p->out, '\n');
	free(cell);
	free(width);
}

static void
plain_chart(struct page *p, const struct chart *c)
{
	facts_close(p);
	wrap(p, c->title, 0);
	buf_puts(&p->out, "  ");
	chart_spark(&p->out, c);
	buf_puts(&p->out, "\n  ");
	for (size_t i = 0; i < c->n; i++)
		buf_putc(&p->out,
		    c->early != NULL && c->early[i]         ? '?' :
			c->flagged != NULL && c->flagged[i] ? '^' :
							      ' ');
	while (p->out.s[p->out.len - 1] == ' ')
		p->out.len--;
	if (chart_any(c->flagged, c->n) || chart_any(c->early, c->n)) {
		buf_puts(&p->out, "\n  ^ ");
		put_phrase(p, PH_KEY_FLAG);
		buf_puts(&p->out, ", ? ");
		put_phrase(p, PH_KEY_EARLY);
	}
	buf_puts(&p->out, "\n\n");
}

static void
plain_fold(struct page *p, struct slice summary)
{
	facts_close(p);
	wrap(p, summary, 0);
}

static void
plain_fold_end(struct page *p)
{
	facts_close(p);
}

static void
plain_quote(struct page *p, struct slice text, struct slice source)
{
	buf_puts(&p->out, "  | ");
	wrap(p, text, 4);
	if (source.n) {
		buf_puts(&p->out, "  | ");
		wrap(p, source, 4);
	}
	buf_putc(&p->out, '\n');
}

static void
plain_command(struct page *p, struct slice text)
{
	buf_puts(&p->out, "  $ ");
	put(p, text);
	buf_puts(&p->out, "\n\n");
}

const struct page_format page_plain = {
	.open = plain_open,
	.close = plain_close,
	.contents = plain_contents,
	.section = plain_section,
	.article = plain_article,
	.article_end = plain_article_end,
	.heading = plain_heading,
	.para = plain_para,
	.list = plain_list,
	.item = plain_item,
	.task = plain_task,
	.list_end = plain_list_end,
	.fact = plain_fact,
	.facts_end = facts_close,
	.table = plain_table,
	.row = plain_row,
	.table_end = plain_table_end,
	.chart = plain_chart,
	.fold = plain_fold,
	.fold_end = plain_fold_end,
	.quote = plain_quote,
	.command = plain_command,
};
