/* markdown - a report as CommonMark with tables */

#include "lib/report/page.h"
#include "lib/report/show.h"

static void
put(struct page *p, struct slice s)
{
	show_put(&p->out, s, SHOW_MARKDOWN);
}

/* Text that begins a line: what would make it a list or a rule is escaped. */
static void
put_first(struct page *p, struct slice s)
{
	size_t n;

	s = slice_trim(s);
	for (n = 0; n < s.n && s.p[n] >= '0' && s.p[n] <= '9'; n++)
		continue;
	if (n < s.n && strchr(n ? ".)" : "+-=", s.p[n]) != NULL) {
		buf_put(&p->out, (struct slice){ s.p, n });
		buf_putc(&p->out, '\\');
		s.p += n;
		s.n -= n;
	}
	put(p, s);
}

static void
facts_close(struct page *p)
{
	if (p->facts)
		buf_putc(&p->out, '\n');
	p->facts = false;
}

static void
put_heading(struct page *p, const char *level, struct slice head)
{
	facts_close(p);
	buf_puts(&p->out, level);
	put(p, slice_trim(head));
	buf_puts(&p->out, "\n\n");
}

static void
markdown_open(struct page *p, struct slice title)
{
	put_heading(p, "# ", title);
}

static void
markdown_close(struct page *p)
{
	facts_close(p);
}

static void
markdown_contents(struct page *p, const struct slice *item, size_t n)
{
	(void)p;
	(void)item;
	(void)n;
}

static void
markdown_section(struct page *p, const char *id, struct slice head)
{
	(void)id;
	put_heading(p, "## ", head);
	page_flush(p);
}

static void
markdown_article(struct page *p, const char *id, struct slice head,
    const struct slice *label, size_t n)
{
	put_heading(p, "### ", head);
	p->article = true;
	for (size_t i = 0; i < n; i++) {
		buf_puts(&p->out, i ? ", *" : "*");
		put(p, label[i]);
		buf_putc(&p->out, '*');
	}
	buf_puts(&p->out, n ? ", `" : "`");
	buf_puts(&p->out, page_id(id));
	buf_puts(&p->out, "`\n\n");
}

static void
markdown_article_end(struct page *p)
{
	facts_close(p);
	p->article = false;
	page_flush(p);
}

static void
markdown_heading(struct page *p, struct slice head)
{
	put_heading(p, p->article ? "#### " : "### ", head);
}

static void
markdown_para(struct page *p, enum para kind, struct slice text)
{
	facts_close(p);
	if (kind == PARA_WARN || kind == PARA_HUMAN)
		buf_puts(&p->out, "> ");
	put_first(p, text);
	buf_puts(&p->out, "\n\n");
}

static void
markdown_list(struct page *p, bool ordered)
{
	facts_close(p);
	p->ordered = ordered;
}

static void
markdown_item(struct page *p, struct slice text, const char *link)
{
	(void)link;
	if (p->ordered)
		buf_printf(&p->out, "%d. ", p->ordered++);
	else
		buf_puts(&p->out, "- ");
	put_first(p, text);
	buf_putc(&p->out, '\n');
}

static void
markdown_task(struct page *p, struct slice text, const char *link,
    struct slice who)
{
	markdown_item(p, text, link);
	buf_puts(&p->out, "   ");
	put_first(p, who);
	buf_putc(&p->out, '\n');
}

static void
markdown_list_end(struct page *p)
{
	buf_putc(&p->out, '\n');
}

static void
markdown_fact(struct page *p, struct slice name, struct slice text)
{
	p->facts = true;
	buf_puts(&p->out, "- **");
	put(p, name);
	buf_puts(&p->out, "**: ");
	put(p, text);
	buf_putc(&p->out, '\n');
}

static void
markdown_table(struct page *p, struct slice caption, const struct column *col,
    size_t n, bool folded)
{
	facts_close(p);
	p->col = col;
	p->ncol = n;
	p->folded = folded;
	if (folded)
		return;
	buf_puts(&p->out, "**");
	put(p, caption);
	buf_puts(&p->out, "**\n\n|");
	for (size_t i = 0; i < n; i++) {
		buf_putc(&p->out, ' ');
		put(p, col[i].head);
		buf_puts(&p->out, " |");
	}
	buf_puts(&p->out, "\n|");
	for (size_t i = 0; i < n; i++)
		buf_puts(&p->out, col[i].number ? " ---: |" : " --- |");
	buf_putc(&p->out, '\n');
}

static void
markdown_row(struct page *p, const struct cell *cell)
{
	if (p->folded)
		return;
	buf_putc(&p->out, '|');
	for (size_t i = 0; i < p->ncol; i++) {
		buf_reset(&p->cell);
		page_cell(&p->cell, p->lang, &cell[i]);
		buf_putc(&p->out, ' ');
		put(p, buf_slice(&p->cell));
		buf_puts(&p->out, " |");
	}
	buf_putc(&p->out, '\n');
	page_flush(p);
}

static void
markdown_table_end(struct page *p)
{
	if (!p->folded)
		buf_putc(&p->out, '\n');
}

static void
markdown_chart(struct page *p, const struct chart *c)
{
	facts_close(p);
	put_first(p, c->title);
	buf_puts(&p->out, "\n\n`");
	chart_spark(&p->out, c);
	buf_puts(&p->out, "`\n\n");
}

static void
markdown_fold(struct page *p, struct slice summary)
{
	markdown_heading(p, summary);
}

static void
markdown_quote(struct page *p, struct slice text, struct slice source)
{
	facts_close(p);
	buf_puts(&p->out, "> ");
	put_first(p, text);
	buf_puts(&p->out, "\n\n");
	if (source.n) {
		put_first(p, source);
		buf_puts(&p->out, "\n\n");
	}
}

static void
markdown_command(struct page *p, struct slice text)
{
	facts_close(p);
	buf_puts(&p->out, "    ");
	show_put(&p->out, text, SHOW_PLAIN);
	buf_puts(&p->out, "\n\n");
}

const struct page_format page_markdown = {
	.open = markdown_open,
	.close = markdown_close,
	.contents = markdown_contents,
	.section = markdown_section,
	.article = markdown_article,
	.article_end = markdown_article_end,
	.heading = markdown_heading,
	.para = markdown_para,
	.list = markdown_list,
	.item = markdown_item,
	.task = markdown_task,
	.list_end = markdown_list_end,
	.fact = markdown_fact,
	.facts_end = facts_close,
	.table = markdown_table,
	.row = markdown_row,
	.table_end = markdown_table_end,
	.chart = markdown_chart,
	.fold = markdown_fold,
	.fold_end = facts_close,
	.quote = markdown_quote,
	.command = markdown_command,
};
