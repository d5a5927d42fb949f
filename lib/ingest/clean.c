#include "lib/ingest/clean.h"

#include <strings.h>

#include "lib/base/utf8.h"
#include "lib/ingest/entity.h"

enum { LONGEST_TAG = 4096 };

/* Elements that HTML in exports uses; a star: they begin a new line. */
static const char *const elements[] = { "*br", "*p", "*div", "*li", "*tr",
	"*h1", "*h2", "*h3", "*h4", "*h5", "*h6", "*ul", "*ol", "*table", "*hr",
	"*blockquote", "*pre", "*html", "*head", "*body", "*title", "*section",
	"*article", "*header", "*footer", "*tbody", "*thead", "*dl", "*dt",
	"*dd", "td", "th", "a", "b", "i", "u", "s", "em", "strong", "span",
	"font", "small", "big", "sub", "sup", "img", "style", "script", "meta",
	"link", "center", "code", "o:p", "label", "input", "button", "form",
	"col", "colgroup", "tt", "del", "ins", "mark", "abbr", "cite", "q",
	NULL };

/* A tag at the start of S, which begins with `<'. */
struct tag {
	size_t n; /* its bytes; 0 if it is none */
	bool line; /* it begins a line */
	bool hides; /* what follows is no text: style, script, title, head */
	bool closes;
	struct slice name;
};

static bool
same(struct slice name, const char *element)
{
	return strlen(element) == name.n &&
	    strncasecmp(element, name.p, name.n) == 0;
}

static void
find_element(struct tag *t)
{
	const char *e;

	for (size_t i = 0; elements[i] != NULL; i++) {
		e = elements[i] + (elements[i][0] == '*');
		if (same(t->name, e)) {
			t->line = elements[i][0] == '*';
			t->hides = strcmp(e, "style") == 0 ||
			    strcmp(e, "script") == 0 || strcmp(e, "head") == 0;
			return;
		}
	}
	t->n = 0;
}

static bool
comment(struct slice s, struct tag *t)
{
	if (!slice_starts(s, SLICE("<!--")))
		return false;
	for (size_t i = 4; i + 2 < s.n; i++)
		if (memcmp(s.p + i, "-->", 3) == 0) {
			t->n = i + 3;
			return true;
		}
	t->n = s.n;
	return true;
}

/* The name that begins at S->p[I], behind a slash or mark. */
static struct slice
tag_name(struct slice s, size_t i)
{
	struct slice name = { s.p + i, 0 };

	while (i + name.n < s.n && strchr(" \t\r\n/>", name.p[name.n]) == NULL)
		name.n++;
	return name;
}

/* The `>' that ends a tag, from S->p[I] on; NULL if it is far away. */
static const char *
tag_end(struct slice s, size_t i)
{
	size_t n = s.n - i < LONGEST_TAG ? s.n - i : LONGEST_TAG;

	return n > 0 ? memchr(s.p + i, '>', n) : NULL;
}

static struct tag
read_tag(struct slice s)
{
	struct tag t = { 0 };
	const char *end = NULL;
	size_t i;

	if (comment(s, &t))
		return t;
	t.closes = s.n > 1 && s.p[1] == '/';
	i = s.n > 1 && (s.p[1] == '/' || s.p[1] == '!') ? 2 : 1;
	t.name = tag_name(s, i);
	i += t.name.n;
	if (t.name.n - 1 < 10)
		end = tag_end(s, i);
	if (end == NULL)
		return t;
	t.n = (size_t)(end - s.p) + 1;
	if (!same(t.name, "doctype"))
		find_element(&t);
	return t;
}

static bool
has_tag(struct slice s)
{
	const char *at;

	while ((at = s.n ? memchr(s.p, '<', s.n) : NULL) != NULL) {
		s.n -= (size_t)(at - s.p);
		s.p = at;
		if (read_tag(s).n > 0)
			return true;
		s.p++;
		s.n--;
	}
	return false;
}

/* Where the element that T opened is closed again: bytes of S to pass. */
static size_t
hidden(struct slice s, const struct tag *t)
{
	struct tag end;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '<')
			continue;
		end = read_tag((struct slice){ s.p + i, s.n - i });
		if (end.n > 0 && end.closes && end.name.n == t->name.n &&
		    strncasecmp(end.name.p, t->name.p, t->name.n) == 0)
			return i + end.n;
	}
	return s.n;
}

/* End the line in OUT, without blanks before it; two line ends at most. */
static void
end_line(struct buf *out)
{
	while (out->len > 0 && out->s[out->len - 1] == ' ')
		out->len--;
	if (out->len > 0 &&
	    (out->len < 2 || out->s[out->len - 1] != '\n' ||
		out->s[out->len - 2] != '\n'))
		buf_putc(out, '\n');
}

/* Blanks of HTML, line ends too, are one blank. */
static void
put_blank(struct buf *out)
{
	if (out->len > 0 && out->s[out->len - 1] != ' ' &&
	    out->s[out->len - 1] != '\n')
		buf_putc(out, ' ');
}

static void
put_tag(struct buf *out, const struct tag *t)
{
	bool begun = out->len > 0 && out->s[out->len - 1] != '\n';

	if (t->line && (begun || same(t->name, "br")))
		end_line(out);
	if (same(t->name, "li") && !t->closes)
		buf_puts(out, "- ");
	if (same(t->name, "td"))
		put_blank(out);
}

/* S, which is HTML, as text. */
static void
from_html(struct buf *out, struct slice s)
{
	struct tag t;
	size_t n;

	while (s.n > 0) {
		n = 1;
		if (*s.p == '<' && (t = read_tag(s)).n > 0) {
			n = t.n;
			put_tag(out, &t);
			if (t.hides && !t.closes)
				n += hidden((struct slice){ s.p + n, s.n - n },
				    &t);
		} else if (*s.p == '&') {
			n = entity_put(out, s);
		} else if (strchr(" \t\r\n", *s.p) != NULL && *s.p != '\0') {
			put_blank(out);
		} else {
			buf_putc(out, *s.p);
		}
		s.p += n;
		s.n -= n;
	}
}

/* S with entities and carriage returns resolved. */
static void
from_plain(struct buf *out, struct slice s)
{
	size_t n;

	while (s.n > 0) {
		n = 1;
		if (*s.p == '&') {
			n = entity_put(out, s);
		} else if (*s.p == '\r') {
			if (s.n == 1 || s.p[1] != '\n')
				buf_putc(out, '\n');
		} else {
			buf_putc(out, *s.p);
		}
		s.p += n;
		s.n -= n;
	}
}

struct slice
clean_html(struct slice s, struct arena *mem, struct buf *scratch)
{
	bool html;

	if (s.n == 0)
		return s;
	html = has_tag(s);
	if (!html && memchr(s.p, '&', s.n) == NULL &&
	    memchr(s.p, '\r', s.n) == NULL)
		return s;
	buf_reset(scratch);
	if (html)
		from_html(scratch, s);
	else
		from_plain(scratch, s);
	return slice_trim(arena_copy(mem, buf_slice(scratch)));
}

void
clean_text(struct clean *c, struct slice s, struct arena *mem,
    struct buf *scratch)
{
	*c = (struct clean){ .text = clean_html(s, mem, scratch) };
	clean_mail(c);
}
