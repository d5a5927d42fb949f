#include "lib/ingest/csvin.h"

#include <csv.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"

enum { BIG = 1 << 16 };

/* Before byte AT of what libcsv gives belong N held bytes. */
struct csvin_hole {
	size_t at;
	size_t n;
};

static int
no_space(unsigned char c)
{
	(void)c;
	return 0;
}

static void
start(struct csvin *c)
{
	c->parser = xcalloc(1, sizeof(*c->parser));
	(void)csv_init(c->parser, 0);
	csv_set_delim(c->parser, (unsigned char)c->delim);
	csv_set_blk_size(c->parser, BIG);
	if (c->tight)
		csv_set_space_func(c->parser, no_space);
}

/*
 * The bytes from FROM on are a field.  They may still move: it keeps its
 * length alone.
 */
static void
add(struct csvin *c, size_t from)
{
	if (c->n == c->cap) {
		c->cap = c->cap ? c->cap * 2 : 64;
		c->field = xrealloc(c->field, c->cap, sizeof(*c->field));
	}
	c->field[c->n].p = NULL;
	c->field[c->n++].n = c->bytes.len - from;
}

static void
forget_held(struct csvin *c)
{
	c->inside = false;
	c->holes = 0;
	buf_reset(&c->held);
}

/* A field as libcsv gives it, with what was held back. */
static void
field(void *s, size_t n, void *arg)
{
	struct csvin *c = arg;
	size_t from = c->bytes.len;
	const char *p = s;
	const char *held = c->held.s;
	size_t at = 0;

	for (size_t i = 0; i < c->holes; i++) {
		buf_put(&c->bytes,
		    (struct slice){ p + at, c->hole[i].at - at });
		buf_put(&c->bytes, (struct slice){ held, c->hole[i].n });
		at = c->hole[i].at;
		held += c->hole[i].n;
	}
	buf_put(&c->bytes, (struct slice){ p + at, n - at });
	add(c, from);
	forget_held(c);
}

static void
row(int end, void *arg)
{
	struct csvin *c = arg;

	(void)end;
	c->rows++;
}

/* LINE with backslashes resolved as libcsv understands them. */
static struct slice
unescape(struct csvin *c, struct slice line)
{
	const char *at;
	size_t n;

	buf_reset(&c->plain);
	while ((at = line.n ? memchr(line.p, '\\', line.n) : NULL) != NULL &&
	    at + 1 < line.p + line.n) {
		n = (size_t)(at - line.p);
		buf_put(&c->plain, (struct slice){ line.p, n });
		if (at[1] == '"')
			buf_putc(&c->plain, '"');
		else if (at[1] != '\\' && strchr("\r\n", at[1]) == NULL)
			buf_putc(&c->plain, '\\');
		buf_putc(&c->plain, at[1]);
		line.p += n + 2;
		line.n -= n + 2;
	}
	buf_put(&c->plain, line);
	return buf_slice(&c->plain);
}

/* The fields, which now stand where they stay. */
static void
place(struct csvin *c)
{
	const char *p = c->bytes.s;

	for (size_t i = 0; i < c->n; i++) {
		c->field[i].p = p;
		p += c->field[i].n;
	}
}

void
csvin_split(struct csvin *c, struct slice line)
{
	struct slice s;
	size_t from;
	bool last = false;

	csvin_reset(c);
	while (line.n > 0 &&
	    (line.p[line.n - 1] == '\n' || line.p[line.n - 1] == '\r'))
		line.n--;
	while (!last) {
		if (!slice_cut(&line, c->delim, &s)) {
			s = line;
			last = true;
		}
		if (!c->bare && s.n > 1 && s.p[0] == '"' &&
		    s.p[s.n - 1] == '"') {
			s.p++;
			s.n -= 2;
		}
		from = c->bytes.len;
		buf_put(&c->bytes, s);
		add(c, from);
	}
	c->rows = 1;
	place(c);
}

/* The first N bytes of S are held back, if there are any. */
static void
hold(struct csvin *c, struct slice *s, size_t n)
{
	if (n == 0)
		return;
	if (c->holes == c->hole_cap) {
		c->hole_cap = c->hole_cap ? c->hole_cap * 2 : 16;
		c->hole = xrealloc(c->hole, c->hole_cap, sizeof(*c->hole));
	}
	c->hole[c->holes].at = c->parser->entry_pos;
	c->hole[c->holes++].n = n;
	buf_put(&c->held, (struct slice){ s->p, n });
	s->p += n;
	s->n -= n;
}

/* The first N bytes of S go to libcsv. */
static void
show(struct csvin *c, struct slice *s, size_t n)
{
	(void)csv_parse(c->parser, s->p, n, field, row, c);
	s->p += n;
	s->n -= n;
}

/* Past a quote outside: it opens a field if libcsv then holds it quoted. */
static void
open_quote(struct csvin *c, struct slice *s)
{
	bool quoted = c->parser->quoted;

	show(c, s, 1);
	c->inside = !quoted && c->parser->quoted;
}

/* Past a quote inside, or past two, which are one of the field. */
static void
close_quote(struct csvin *c, struct slice *s)
{
	char next = s->n > 1 ? s->p[1] : '\n';

	show(c, s, next == '"' ? 2 : 1);
	c->inside = next == '"';
	c->odd |= next != '"' && next != c->delim && next != '\n' &&
	    next != '\r';
}

static void
parse(struct csvin *c, struct slice s)
{
	const char *quote;
	size_t n;

	while (s.n > 0) {
		quote = memchr(s.p, '"', s.n);
		n = quote != NULL ? (size_t)(quote - s.p) : s.n;
		if (c->inside)
			hold(c, &s, n);
		else
			show(c, &s, n);
		if (quote == NULL)
			return;
		if (c->inside)
			close_quote(c, &s);
		else
			open_quote(c, &s);
	}
}

bool
csvin_feed(struct csvin *c, struct slice line)
{
	bool ended;

	if (c->bare) {
		csvin_split(c, line);
		return c->n > 1 || c->field[0].n > 0;
	}
	if (c->parser == NULL)
		start(c);
	if (c->backslash)
		line = unescape(c, line);
	parse(c, line);
	ended = line.n > 0 && strchr("\r\n", line.p[line.n - 1]) != NULL &&
	    line.p[line.n - 1] != '\0';
	if (!ended)
		parse(c, (struct slice){ "\n", 1 });
	if (c->rows == 0)
		return false;
	place(c);
	return true;
}

static void
ignore_field(void *s, size_t n, void *arg)
{
	(void)s;
	(void)n;
	(void)arg;
}

static void
ignore_row(int end, void *arg)
{
	(void)end;
	(void)arg;
}

void
csvin_reset(struct csvin *c)
{
	if (c->rows == 0 && c->parser != NULL)
		(void)csv_fini(c->parser, ignore_field, ignore_row, NULL);
	c->rows = 0;
	c->n = 0;
	c->odd = false;
	buf_reset(&c->bytes);
	forget_held(c);
}

void
csvin_release(struct csvin *c)
{
	if (c->parser != NULL)
		csv_free(c->parser);
	free(c->parser);
	free(c->field);
	free(c->hole);
	buf_release(&c->held);
	buf_release(&c->bytes);
	buf_release(&c->plain);
	*c = (struct csvin){ .delim = c->delim };
}
