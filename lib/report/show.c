#include "lib/report/show.h"

#include "lib/base/utf8.h"

struct range {
	uint32_t from;
	uint32_t to;
};

/* What no reader sees but a program obeys, or is no character at all. */
static const struct range hidden[] = { { 0, 0x1f }, { 0x7f, 0x9f },
	{ 0x2028, 0x202e }, { 0x2066, 0x2069 }, { 0xfdd0, 0xfdef },
	{ 0xfeff, 0xfeff }, { 0, 0 } };

/* Marks that stand on the character before them, and joiners. */
static const struct range no_width[] = { { 0x300, 0x36f }, { 0x200b, 0x200f },
	{ 0x20d0, 0x20ff }, { 0xfe00, 0xfe0f }, { 0, 0 } };

/* What shows as nothing: blanks, and what has neither width nor ink. */
static const struct range blank[] = { { 0x1, 0x20 }, { 0xa0, 0xa0 },
	{ 0xad, 0xad }, { 0x34f, 0x34f }, { 0x61c, 0x61c }, { 0x115f, 0x1160 },
	{ 0x1680, 0x1680 }, { 0x17b4, 0x17b5 }, { 0x180b, 0x180e },
	{ 0x2000, 0x200f }, { 0x2028, 0x202f }, { 0x205f, 0x206f },
	{ 0x2800, 0x2800 }, { 0x3000, 0x3000 }, { 0x3164, 0x3164 },
	{ 0xfe00, 0xfe0f }, { 0xfeff, 0xfeff }, { 0xffa0, 0xffa0 },
	{ 0xe0000, 0xe0fff }, { 0, 0 } };

/* East Asian wide forms and pictures. */
static const struct range two_wide[] = { { 0x1100, 0x115f }, { 0x2e80, 0xa4cf },
	{ 0xac00, 0xd7a3 }, { 0xf900, 0xfaff }, { 0xfe30, 0xfe6f },
	{ 0xff00, 0xff60 }, { 0xffe0, 0xffe6 }, { 0x1f300, 0x1faff },
	{ 0, 0 } };

/* Is C in one of the ranges up to one that ends at 0? */
static bool
within(uint32_t c, const struct range *r)
{
	for (; r->to; r++)
		if (c >= r->from && c <= r->to)
			return true;
	return false;
}

static const char *
html_escape(uint32_t c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

/* A backslash before what is markup anywhere in a line of Markdown. */
static const char *
markdown_escape(uint32_t c)
{
	static const char marks[] = "\\`*_[]|~$#!@";
	static const char *const escaped[] = { "\\\\", "\\`", "\\*", "\\_",
		"\\[", "\\]", "\\|", "\\~", "\\$", "\\#", "\\!", "\\@" };
	const char *at;

	if (c == '&' || c == '<' || c == '>')
		return html_escape(c);
	at = c && c < 0x80 ? strchr(marks, (int)c) : NULL;
	return at ? escaped[at - marks] : NULL;
}

static const char *
escape(uint32_t c, enum show how)
{
	switch (how) {
	case SHOW_HTML:
		return html_escape(c);
	case SHOW_MARKDOWN:
		return markdown_escape(c);
	case SHOW_CELL:
		return c == '"' ? "\"\"" : NULL;
	case SHOW_PLAIN:
	default:
		return NULL;
	}
}

/* One code point C, which is the N bytes at P, that needs no escape. */
static void
put_char(struct buf *b, uint32_t c, const char *p, size_t n)
{
	if (c == '\n' || c == '\t' || c == '\r')
		buf_putc(b, ' ');
	else if (within(c, hidden) || (c & 0xfffe) == 0xfffe)
		utf8_put(b, 0xfffd);
	else
		buf_put(b, (struct slice){ p, n });
}

/*
 * A letter with more marks than any language has gets a place to break: it
 * would be wider than the page.  RUN counts the marks so far.
 */
static void
let_break(struct buf *b, uint32_t c, size_t *run)
{
	enum { MARKS = 16, ZERO_WIDTH_SPACE = 0x200b };

	*run = c >= 0x300 && within(c, no_width) ? *run + 1 : 0;
	if (*run < MARKS)
		return;
	utf8_put(b, ZERO_WIDTH_SPACE);
	*run = 0;
}

void
show_put(struct buf *b, struct slice s, enum show how)
{
	const char *esc;
	size_t marks = 0;
	uint32_t c;
	size_t n;

	if (how == SHOW_CELL && show_formula(s))
		buf_putc(b, '\'');
	for (; s.n; s.p += n, s.n -= n) {
		c = utf8_get(s, &n);
		esc = escape(c, how);
		if (how == SHOW_MARKDOWN && slice_starts(s, SLICE("://")))
			esc = "\\:"; /* no link by itself */
		if (esc != NULL)
			buf_puts(b, esc);
		else
			put_char(b, c, s.p, n);
		if (how == SHOW_HTML)
			let_break(b, c, &marks);
	}
}

void
show_csv(struct buf *b, struct slice s)
{
	bool quote = show_formula(s);

	for (size_t i = 0; i < s.n && !quote; i++)
		quote = strchr(",\";'\r\n\t", s.p[i]) != NULL || s.p[i] == ' ';
	if (quote)
		buf_putc(b, '"');
	show_put(b, s, SHOW_CELL);
	if (quote)
		buf_putc(b, '"');
}

size_t
show_width(struct slice s)
{
	size_t w = 0;
	size_t n;
	uint32_t c;

	for (; s.n; s.p += n, s.n -= n) {
		c = utf8_get(s, &n);
		if (c >= 0x300 && within(c, no_width))
			continue;
		w += c >= 0x1100 && within(c, two_wide) ? 2 : 1;
	}
	return w;
}

/* S without the blanks it begins with. */
static struct slice
skip_blanks(struct slice s)
{
	uint32_t c;
	size_t n;

	for (; s.n; s.p += n, s.n -= n) {
		c = utf8_get(s, &n);
		if (!within(c, blank))
			break;
	}
	return s;
}

bool
show_nothing(struct slice s)
{
	return skip_blanks(s).n == 0;
}

bool
show_formula(struct slice s)
{
	struct slice rest = skip_blanks(s);
	uint32_t c;
	size_t n;

	if (s.n && s.p[0] != '\0' && strchr("\t\r\n", s.p[0]) != NULL)
		return true;
	if (rest.n == 0)
		return false;
	c = utf8_get(rest, &n);
	if (c < 0x80)
		return c != '\0' && strchr("=+-@", (int)c) != NULL;
	return c == 0xff1d || c == 0xff0b || c == 0xff0d || c == 0xff20;
}
