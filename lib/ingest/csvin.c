#include "lib/ingest/csvin.h"

#include <csv.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"

enum { BIG = 1 << 16 };

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

/* The bytes may still move: a field keeps its distance from their start. */
static void
add(struct csvin *c, struct slice s)
{
	if (c->n == c->cap) {
		c->cap = c->cap ? c->cap * 2 : 64;
		c->field = xrealloc(c->field, c->cap, sizeof(*c->field));
	}
	c->field[c->n].p = NULL;
	c->field[c->n++].n = s.n;
	buf_put(&c->bytes, s);
}

static void
field(void *s, size_t n, void *arg)
{
	add(arg, (struct slice){ s, n });
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
		add(c, s);
	}
	c->rows = 1;
	place(c);
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
	(void)csv_parse(c->parser, line.p, line.n, field, row, c);
	ended = line.n > 0 && strchr("\r\n", line.p[line.n - 1]) != NULL &&
	    line.p[line.n - 1] != '\0';
	if (!ended)
		(void)csv_parse(c->parser, "\n", 1, field, row, c);
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
	buf_reset(&c->bytes);
}

void
csvin_release(struct csvin *c)
{
	if (c->parser != NULL)
		csv_free(c->parser);
	free(c->parser);
	free(c->field);
	buf_release(&c->bytes);
	buf_release(&c->plain);
	*c = (struct csvin){ .delim = c->delim };
}
