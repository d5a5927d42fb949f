#include "lib/text/statement.h"

#include "lib/base/utf8.h"

const char *
statement_refuse(struct slice text, unsigned *line)
{
	size_t sound = utf8_valid(text);
	const char *nul = sound ? memchr(text.p, '\0', sound) : NULL;
	struct slice good = { text.p,
		nul != NULL ? (size_t)(nul - text.p) : sound };
	struct slice head;

	if (good.n == text.n)
		return NULL;
	for (*line = 1; slice_cut(&good, '\n', &head); ++*line)
		;
	return nul != NULL ? "a NUL byte" : "not UTF-8";
}

void
statement_open(struct statement *s, struct slice text)
{
	*s = (struct statement){ .rest = utf8_unmarked(text) };
}

static struct slice
next_line(struct statement *s)
{
	struct slice line;

	if (!slice_cut(&s->rest, '\n', &line)) {
		line = s->rest;
		s->rest.n = 0;
	}
	s->lines++;
	return slice_trim(line);
}

/* Does the next line, if there is one, begin with a bar? */
static bool
goes_on(const struct statement *s)
{
	size_t i = 0;

	while (
	    i < s->rest.n && slice_blank(s->rest.p[i]) && s->rest.p[i] != '\n')
		i++;
	return i < s->rest.n && s->rest.p[i] == '|';
}

bool
statement_next(struct statement *s)
{
	while (s->rest.n) {
		buf_reset(&s->whole);
		buf_put(&s->whole, next_line(s));
		s->line = s->lines;
		while (goes_on(s)) {
			buf_putc(&s->whole, ' ');
			buf_put(&s->whole, next_line(s));
		}
		s->text = slice_trim(buf_slice(&s->whole));
		if (s->text.n && s->text.p[0] != '#')
			return true;
	}
	return false;
}

void
statement_close(struct statement *s)
{
	buf_release(&s->whole);
	*s = (struct statement){ 0 };
}

struct slice
statement_word(struct slice *rest)
{
	struct slice w;
	size_t n = 0;

	while (n < rest->n && !slice_blank(rest->p[n]))
		n++;
	w = (struct slice){ rest->p, n };
	rest->p += n;
	rest->n -= n;
	*rest = slice_trim(*rest);
	return w;
}
