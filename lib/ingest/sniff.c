#include "lib/ingest/sniff.h"

#include <ctype.h>
#include <strings.h>

#include "lib/ingest/csvin.h"

enum { ROWS = 400 };

static const char delims[] = ";,\t|";

/* Rows with one number of columns. */
struct width {
	size_t columns;
	size_t rows;
	bool named; /* the first of them looks like names */
};

/* How the sample falls into rows under one manner. */
struct trial {
	size_t rows;
	struct width most; /* of two columns or more, what most rows have */
	struct width width[ROWS];
	size_t n;
};

bool
sniff_is_data(struct slice s)
{
	size_t digits = 0;
	size_t letters = 0;

	s = slice_trim(s);
	for (size_t i = 0; i < s.n; i++) {
		digits += (unsigned)s.p[i] - '0' < 10;
		letters += isalpha((unsigned char)s.p[i]) || s.p[i] & 0x80;
	}
	return s.n == 0 || digits > letters || memchr(s.p, '@', s.n) != NULL;
}

static bool
names_only(const struct csvin *c)
{
	size_t data = 0;

	for (size_t i = 0; i < c->n; i++)
		data += sniff_is_data(c->field[i]);
	return data * 3 <= c->n && c->n > 0 && !sniff_is_data(c->field[0]);
}

static void
count_row(struct trial *t, const struct csvin *c)
{
	size_t i = 0;

	while (i < t->n && t->width[i].columns != c->n)
		i++;
	if (i == t->n)
		t->width[t->n++] = (struct width){ .columns = c->n,
			.named = names_only(c) };
	t->width[i].rows++;
	t->rows++;
}

bool
sniff_line(struct slice *s, struct slice *line)
{
	size_t i = 0;

	if (s->n == 0)
		return false;
	while (i < s->n && s->p[i] != '\n' && s->p[i] != '\r')
		i++;
	i += i < s->n;
	if (i < s->n && s->p[i - 1] == '\r' && s->p[i] == '\n')
		i++;
	*line = (struct slice){ s->p, i };
	s->p += i;
	s->n -= i;
	return true;
}

static void
try(struct trial *t, struct slice text, const struct sniff *s)
{
	struct csvin c = { .delim = s->delim,
		.backslash = s->backslash,
		.bare = s->bare,
		.tight = s->tight };
	struct slice line;

	t->rows = t->n = 0;
	t->most = (struct width){ 0 };
	while (t->rows < ROWS && sniff_line(&text, &line)) {
		if (!csvin_feed(&c, line))
			continue;
		count_row(t, &c);
		csvin_reset(&c);
	}
	csvin_release(&c);
	for (size_t i = 0; i < t->n; i++)
		if (t->width[i].columns >= 2 && t->width[i].rows > t->most.rows)
			t->most = t->width[i];
}

/* A number that grows with how well the sample agrees. */
static double
merit(const struct trial *t)
{
	if (t->most.rows == 0)
		return 0;
	return (double)t->most.rows / (double)t->rows +
	    (t->most.named ? 0.5 : 0) + 0.1 * (1 - 1 / (double)t->most.columns);
}

static void
take(struct sniff *s, const struct trial *t)
{
	s->columns = t->most.columns ? t->most.columns : 1;
	s->rows = t->rows;
	s->alike = t->most.rows;
}

/* Is A found in S? */
static bool
holds(struct slice s, const char *a)
{
	size_t n = strlen(a);

	for (; s.n >= n; s.p++, s.n--) {
		const char *at = memchr(s.p, a[0], s.n - n + 1);

		if (at == NULL)
			return false;
		s.n -= (size_t)(at - s.p);
		s.p = at;
		if (memcmp(at, a, n) == 0)
			return true;
	}
	return false;
}

/* Does a quote stand behind a separator and a blank? */
static bool
loose(struct slice text, char delim)
{
	char a[] = { delim, ' ', '"', '\0' };

	return holds(text, a);
}

static void
sniff_delim(struct sniff *s, struct slice text)
{
	struct sniff one = *s;
	struct trial t;
	double best = -1;

	for (const char *d = delims; *d != '\0'; d++) {
		one.delim = *d;
		one.tight = !loose(text, *d);
		try(&t, text, &one);
		if (merit(&t) <= best)
			continue;
		best = merit(&t);
		s->delim = *d;
		take(s, &t);
	}
	if (best <= 0) {
		s->delim = ',';
		s->columns = 1;
	}
}

static void
sniff_backslash(struct sniff *s, struct slice text)
{
	struct sniff one = *s;
	struct trial with, without;

	if (!holds(text, "\\\""))
		return;
	try(&without, text, &one);
	one.backslash = true;
	try(&with, text, &one);
	if (merit(&with) > merit(&without) ||
	    (merit(&with) >= merit(&without) && !holds(text, "\"\""))) {
		s->backslash = true;
		take(s, &with);
	}
}

/* If TEXT begins with `sep=;' and a line end, take that off. */
static bool
sep_line(struct slice *text, char *delim)
{
	struct slice rest = *text;
	struct slice line;

	if (!sniff_line(&rest, &line))
		return false;
	while (line.n > 0 && strchr("\r\n", line.p[line.n - 1]) != NULL)
		line.n--;
	if (line.n > 1 && line.p[0] == '"' && line.p[line.n - 1] == '"') {
		line.p++;
		line.n -= 2;
	}
	if (line.n != 5 || strncasecmp(line.p, "sep=", 4) != 0)
		return false;
	*delim = line.p[4];
	*text = rest;
	return true;
}

void
sniff_manner(struct sniff *s, struct slice text,
    const struct sniff_asked *asked)
{
	struct trial t;

	s->tight = true;
	s->backslash = asked->backslash == 1;
	s->bare = asked->bare;
	s->sep_line = sep_line(&text, &s->delim);
	if (asked->delim != '\0')
		s->delim = asked->delim;
	if (s->delim == '\0')
		sniff_delim(s, text);
	s->tight = !loose(text, s->delim);
	try(&t, text, s);
	take(s, &t);
	if (asked->backslash < 0 && !s->bare)
		sniff_backslash(s, text);
}

void
sniff_put_delim(struct buf *out, char delim)
{
	if (delim == '\t')
		buf_puts(out, "tab");
	else
		buf_putc(out, delim);
}
