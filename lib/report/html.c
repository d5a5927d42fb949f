/* html - a report as one self-contained page without scripts */

#include "lib/base/date.h"
#include "lib/report/page.h"
#include "lib/report/show.h"
#include "lib/report/style.h"

static void
put(struct page *p, struct slice s)
{
	show_put(&p->out, s, SHOW_HTML);
}

static void
put_phrase(struct page *p, enum phrase key)
{
	put(p, slice_of(phrase(p->lang, key)));
}

/* An id of a part: only what is safe in ids and addresses. */
static void
put_id(struct page *p, const char *id)
{
	for (; *id != '\0'; id++)
		buf_putc(&p->out,
		    strchr("-_0123456789abcdefghijklmnopqrstuvwxyz"
			   "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
			*id) ?
			*id :
			'_');
}

/* CSS of the user; it cannot end the style element. */
static void
put_theme(struct page *p)
{
	struct slice s = p->theme;

	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '<')
			buf_puts(&p->out, "\\3c ");
		else
			buf_putc(&p->out, s.p[i]);
}

static void
facts_close(struct page *p)
{
	if (p->facts)
		buf_puts(&p->out, "</dl>\n");
	p->facts = false;
}

static void
html_open(struct page *p, struct slice title)
{
	buf_puts(&p->out, "<!DOCTYPE html>\n<html lang=\"");
	buf_puts(&p->out, p->lang == LANG_NL ? "nl" : "en");
	buf_puts(&p->out,
	    "\">\n<head>\n<meta charset=\"utf-8\">\n"
	    "<meta http-equiv=\"Content-Security-Policy\" "
	    "content=\"default-src 'none'; style-src 'unsafe-inline'; "
	    "base-uri 'none'; form-action 'none'\">\n"
	    "<meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\">\n"
	    "<meta name=\"referrer\" content=\"no-referrer\">\n"
	    "<meta name=\"robots\" content=\"noindex\">\n<title>");
	put(p, title);
	buf_puts(&p->out, "</title>\n<style>\n");
	for (const char *const *s = report_style; *s != NULL; s++)
		buf_puts(&p->out, *s);
	put_theme(p);
	buf_puts(&p->out,
	    "</style>\n</head>\n<body>\n"
	    "<a class=\"skip\" href=\"#inhoud\">");
	put_phrase(p, PH_SKIP);
	buf_puts(&p->out, "</a>\n<main id=\"inhoud\">\n<h1>");
	put(p, title);
	buf_puts(&p->out, "</h1>\n");
}

static void
section_close(struct page *p)
{
	facts_close(p);
	if (p->section)
		buf_puts(&p->out, "</section>\n");
	p->section = false;
}

static void
html_close(struct page *p)
{
	section_close(p);
	buf_puts(&p->out, "</main>\n</body>\n</html>\n");
}

static void
put_link(struct page *p, const char *id, struct slice text)
{
	if (id == NULL) {
		put(p, text);
		return;
	}
	buf_puts(&p->out, "<a href=\"#");
	put_id(p, id);
	buf_puts(&p->out, "\">");
	put(p, text);
	buf_puts(&p->out, "</a>");
}

static void
html_contents(struct page *p, const struct slice *item, size_t n)
{
	buf_puts(&p->out, "<nav aria-labelledby=\"nav\">\n<p id=\"nav\">");
	put_phrase(p, PH_CONTENTS);
	buf_puts(&p->out, "</p>\n<ul>\n");
	for (size_t i = 0; i + 1 < n; i += 2) {
		buf_puts(&p->out, "<li><a href=\"#");
		put(p, item[i]);
		buf_puts(&p->out, "\">");
		put(p, item[i + 1]);
		buf_puts(&p->out, "</a></li>\n");
	}
	buf_puts(&p->out, "</ul>\n</nav>\n");
}

static void
html_section(struct page *p, const char *id, struct slice head)
{
	section_close(p);
	p->section = true;
	buf_puts(&p->out, "<section aria-labelledby=\"");
	put_id(p, id);
	buf_puts(&p->out, "\">\n<h2 id=\"");
	put_id(p, id);
	buf_puts(&p->out, "\">");
	put(p, head);
	buf_puts(&p->out, "</h2>\n");
	page_flush(p);
}

static void
html_article(struct page *p, const char *id, struct slice head,
    const struct slice *label, size_t n)
{
	facts_close(p);
	p->article = true;
	buf_puts(&p->out, "<article aria-labelledby=\"");
	put_id(p, id);
	buf_puts(&p->out, "\">\n<h3 id=\"");
	put_id(p, id);
	buf_puts(&p->out, "\"><bdi>");
	put(p, head);
	buf_puts(&p->out, "</bdi></h3>\n");
	if (n == 0)
		return;
	buf_puts(&p->out, "<ul class=\"labels\">");
	for (size_t i = 0; i < n; i++) {
		buf_puts(&p->out, "<li>");
		put(p, label[i]);
		buf_puts(&p->out, "</li>");
	}
	/* what to call it by on paper */
	buf_puts(&p->out, "<li class=\"id\"><code>");
	put(p, slice_of(page_id(id)));
	buf_puts(&p->out, "</code></li></ul>\n");
}

static void
html_article_end(struct page *p)
{
	facts_close(p);
	p->article = false;
	buf_puts(&p->out, "</article>\n");
	page_flush(p);
}

static void
html_heading(struct page *p, struct slice head)
{
	facts_close(p);
	buf_puts(&p->out, p->article ? "<h4>" : "<h3>");
	put(p, head);
	buf_puts(&p->out, p->article ? "</h4>\n" : "</h3>\n");
}

static void
html_para(struct page *p, enum para kind, struct slice text)
{
	static const char *const class[] = {
		[PARA_PLAIN] = "<p>",
		[PARA_LEAD] = "<p class=\"lead\">",
		[PARA_NOTE] = "<p class=\"note\">",
		[PARA_WARN] = "<p class=\"warn\">",
		[PARA_HUMAN] = "<p class=\"human\">",
	};

	facts_close(p);
	buf_puts(&p->out, class[kind]);
	put(p, text);
	buf_puts(&p->out, "</p>\n");
}

static void
html_list(struct page *p, bool ordered)
{
	facts_close(p);
	p->ordered = ordered;
	buf_puts(&p->out, ordered ? "<ol>\n" : "<ul>\n");
}

static void
html_item(struct page *p, struct slice text, const char *link)
{
	buf_puts(&p->out, "<li>");
	put_link(p, link, text);
	buf_puts(&p->out, "</li>\n");
}

static void
html_task(struct page *p, struct slice text, const char *link, struct slice who)
{
	buf_puts(&p->out, "<li class=\"task\">");
	put_link(p, link, text);
	buf_puts(&p->out, "<br><span class=\"note\">");
	put(p, who);
	buf_puts(&p->out, "</span></li>\n");
}

static void
html_list_end(struct page *p)
{
	buf_puts(&p->out, p->ordered ? "</ol>\n" : "</ul>\n");
}

static void
html_fact(struct page *p, struct slice name, struct slice text)
{
	if (!p->facts)
		buf_puts(&p->out, "<dl>\n");
	p->facts = true;
	buf_puts(&p->out, "<dt>");
	put(p, name);
	buf_puts(&p->out, "</dt><dd>");
	put(p, text);
	buf_puts(&p->out, "</dd>\n");
}

/* Tables may have the same caption; their numbers tell them apart. */
static void
put_table_name(struct page *p)
{
	put_phrase(p, PH_TABLE);
	buf_printf(&p->out, " %zu: ", p->table);
}

static void
html_table(struct page *p, struct slice caption, const struct column *col,
    size_t n, bool folded)
{
	facts_close(p);
	p->col = col;
	p->ncol = n;
	p->folded = folded;
	p->table++;
	if (folded) {
		buf_puts(&p->out, "<details><summary>");
		put_table_name(p);
		put(p, caption);
		buf_puts(&p->out, "</summary>\n");
	}
	buf_puts(&p->out,
	    "<section class=\"scroll\" "
	    "tabindex=\"0\" aria-label=\"");
	put_table_name(p);
	put(p, caption);
	buf_puts(&p->out, "\">\n<table>\n<caption>");
	put(p, caption);
	buf_puts(&p->out, "</caption>\n<thead><tr>");
	for (size_t i = 0; i < n; i++) {
		buf_puts(&p->out,
		    col[i].number ? "<th scope=\"col\" class=\"n\">" :
				    "<th scope=\"col\">");
		put(p, col[i].head);
		buf_puts(&p->out, "</th>");
	}
	buf_puts(&p->out, "</tr></thead>\n<tbody>\n");
}

/* The first cell names its row. */
static void
html_row(struct page *p, const struct cell *cell)
{
	const char *end;

	buf_puts(&p->out, "<tr>");
	for (size_t i = 0; i < p->ncol; i++) {
		end = i == 0 ? "</th>" : "</td>";
		buf_puts(&p->out,
		    i == 0               ? "<th scope=\"row\">" :
			p->col[i].number ? "<td class=\"n\">" :
					   "<td>");
		buf_reset(&p->cell);
		page_cell(&p->cell, p->lang, &cell[i]);
		if (i == 0 && show_nothing(buf_slice(&p->cell)))
			buf_puts(&p->cell, phrase(p->lang, PH_NOT_FILLED));
		put_link(p, cell[i].link, buf_slice(&p->cell));
		buf_puts(&p->out, end);
	}
	buf_puts(&p->out, "</tr>\n");
	page_flush(p);
}

static void
html_table_end(struct page *p)
{
	buf_puts(&p->out, "</tbody>\n</table>\n</section>\n");
	if (p->folded)
		buf_puts(&p->out, "</details>\n");
}

static void
put_key(struct page *p, const char *class, enum phrase key)
{
	buf_printf(&p->out, "<span class=\"key %s\"></span>", class);
	put_phrase(p, key);
}

/* The names of what is drawn, beside the signs themselves. */
static void
put_keys(struct page *p, const struct chart *c)
{
	buf_puts(&p->out, "<br>");
	put_key(p, "k-seen", PH_KEY_SEEN);
	if (chart_any(c->flagged, c->n))
		put_key(p, "k-flag", PH_KEY_FLAG);
	if (c->expected != NULL)
		put_key(p, "k-mid", PH_KEY_EXPECTED);
	if (c->low != NULL && c->high != NULL)
		put_key(p, "k-band", PH_KEY_BAND);
	if (chart_any(c->early, c->n))
		put_key(p, "k-early", PH_KEY_EARLY);
}

static void
put_axis(struct page *p, const struct chart *c)
{
	int32_t last = c->from + (int32_t)(c->n - 1) * c->step;

	buf_puts(&p->out, "<div class=\"x\"><span>");
	say_day(&p->out, p->lang, c->from);
	buf_puts(&p->out, "</span><span>");
	say_day(&p->out, p->lang, last);
	buf_puts(&p->out, "</span></div></div>\n");
}

static void
html_chart(struct page *p, const struct chart *c)
{
	double top = chart_top(c);

	facts_close(p);
	buf_puts(&p->out,
	    "<figure>\n<div class=\"plot\">"
	    "<div class=\"y\" aria-hidden=\"true\"><span>");
	say_num(&p->out, p->lang, top, 1);
	buf_puts(&p->out, "</span><span>");
	say_num(&p->out, p->lang, top / 2, 1);
	buf_puts(&p->out, "</span><span>0</span></div>\n");
	chart_svg(&p->out, c, ++p->figure);
	put_axis(p, c);
	buf_puts(&p->out, "<figcaption>");
	put(p, c->title);
	put_keys(p, c);
	buf_puts(&p->out, "</figcaption>\n</figure>\n");
}

static void
html_fold(struct page *p, struct slice summary)
{
	facts_close(p);
	buf_puts(&p->out, "<details><summary>");
	put(p, summary);
	buf_puts(&p->out, "</summary>\n");
}

static void
html_fold_end(struct page *p)
{
	facts_close(p);
	buf_puts(&p->out, "</details>\n");
}

static void
html_quote(struct page *p, struct slice text, struct slice source)
{
	facts_close(p);
	/* signals are in Dutch, as far as is known */
	buf_puts(&p->out,
	    p->lang == LANG_NL ? "<blockquote><p><bdi>" :
				 "<blockquote lang=\"nl\"><p><bdi>");
	put(p, text);
	buf_puts(&p->out, "</bdi></p>");
	if (source.n) {
		buf_puts(&p->out, "<p class=\"note\"><bdi>");
		put(p, source);
		buf_puts(&p->out, "</bdi></p>");
	}
	buf_puts(&p->out, "</blockquote>\n");
}

static void
html_command(struct page *p, struct slice text)
{
	facts_close(p);
	buf_puts(&p->out, "<p class=\"cmd\"><code>");
	put(p, text);
	buf_puts(&p->out, "</code></p>\n");
}

const struct page_format page_html = {
	.open = html_open,
	.close = html_close,
	.contents = html_contents,
	.section = html_section,
	.article = html_article,
	.article_end = html_article_end,
	.heading = html_heading,
	.para = html_para,
	.list = html_list,
	.item = html_item,
	.task = html_task,
	.list_end = html_list_end,
	.fact = html_fact,
	.facts_end = facts_close,
	.table = html_table,
	.row = html_row,
	.table_end = html_table_end,
	.chart = html_chart,
	.fold = html_fold,
	.fold_end = html_fold_end,
	.quote = html_quote,
	.command = html_command,
};
