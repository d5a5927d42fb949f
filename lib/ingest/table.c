#include "lib/ingest/table.h"

enum { SAMPLE = 1 << 17, SAMPLE_MOST = 1 << 22 };

/* SAMPLE up to the end of its last line, unless it is all that is left. */
static struct slice
whole_lines(const struct table *t, struct slice sample, bool all)
{
	size_t unit = charset_unit(t->lines.cs);
	size_t n = sample.n;

	if (all)
		return sample;
	while (n > 0 && sample.p[n - 1] != '\n' &&
	    (n < 2 || sample.p[n - 2] != '\n'))
		n--;
	n -= n % unit;
	if (n > 0)
		sample.n = n;
	return sample;
}

/* The first bytes, more where a line is longer; ALL: is it the whole file? */
static struct slice
first_lines(struct table *t, bool *all)
{
	size_t n = SAMPLE;
	struct slice sample = lines_sample(&t->lines, n);

	while (sample.n == n && n < SAMPLE_MOST &&
	    memchr(sample.p, '\n', n) == NULL &&
	    memchr(sample.p, '\r', n) == NULL) {
		n *= 2;
		sample = lines_sample(&t->lines, n);
	}
	*all = sample.n < n;
	return sample;
}

/* RAW, of whole lines, as UTF-8. */
static enum charset_verdict
decode(struct table *t, struct slice raw, struct slice *text)
{
	if (t->mixed && charset_is_utf8(raw)) {
		*text = raw;
		return CHARSET_MENDED;
	}
	return charset_decode(t->lines.cs, raw, &t->text, text);
}

enum charset
table_mends(const struct table *t)
{
	return t->mixed ? CHARSET_UTF8 : CHARSET_CP1252;
}

void
table_open(struct table *t, const struct sniff_asked *asked)
{
	bool all;
	struct slice sample = first_lines(t, &all);
	struct slice text;
	struct slice raw;
	size_t mark;

	t->lines.cs = charset_sniff(sample);
	if (asked->charset >= 0)
		t->lines.cs = (enum charset)asked->charset;
	t->sniff.cs = t->lines.cs;
	t->mixed = asked->charset < 0 && t->lines.cs != CHARSET_UTF8 &&
	    charset_unit(t->lines.cs) == 1;
	mark = charset_mark(t->lines.cs, sample);
	t->sniff.marked = mark > 0;
	lines_skip(&t->lines, mark);
	sample.p += mark;
	sample.n -= mark;
	sample = whole_lines(t, sample, all);
	(void)charset_decode(t->lines.cs, sample, &t->text, &text);
	sniff_manner(&t->sniff, text, asked);
	t->csv.delim = t->sniff.delim;
	t->csv.backslash = t->sniff.backslash;
	t->csv.bare = t->sniff.bare;
	t->csv.tight = t->sniff.tight;
	if (t->sniff.sep_line)
		(void)lines_next(&t->lines, &raw);
}

static bool
blank_text(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '\r' && s.p[i] != '\n' && s.p[i] != ' ' &&
		    s.p[i] != '\t')
			return false;
	return true;
}

static bool
blank_fields(const struct csvin *c)
{
	for (size_t i = 0; i < c->n; i++)
		if (!blank_text(c->field[i]))
			return false;
	return true;
}

static void
bad(struct table_row *row, const char *reason)
{
	row->kind = TABLE_BAD;
	row->reason = reason;
}

/* Give up the quote that is still open on the first line, FIRST bytes long. */
static void
unclosed(struct table *t, struct table_row *row, size_t first)
{
	size_t past = lines_kept(&t->lines).n - first;

	if (t->alone < past)
		t->alone = past;
	lines_back(&t->lines, first, 1);
	csvin_reset(&t->csv);
	bad(row, "a quote is opened and never closed");
}

/*
 * Does each quote that opens a field of S close it where one can, one that is
 * open already where it is INSIDE that?  COLUMNS becomes how many there are,
 * quotes counting as far as that is so.
 */
static bool
sound(struct slice s, char delim, bool inside, size_t *columns)
{
	const char *quote;
	bool start = true;
	char next;

	*columns = 1;
	for (size_t i = 0; i < s.n; i++) {
		if (!inside) {
			inside = start && s.p[i] == '"';
			*columns += s.p[i] == delim;
			start = s.p[i] == delim || s.p[i] == '\n' ||
			    s.p[i] == '\r';
			continue;
		}
		quote = memchr(s.p + i, '"', s.n - i);
		if (quote == NULL)
			return false;
		i = (size_t)(quote - s.p);
		next = i + 1 < s.n ? s.p[i + 1] : '\n';
		if (next != '"' && next != delim && next != '\n' &&
		    next != '\r')
			return false;
		inside = next == '"';
		i += inside;
	}
	return !inside;
}

/* The columns of LINE by itself; where its quotes are not sound, without. */
static size_t
columns_of(struct slice line, char delim)
{
	size_t n;

	if (sound(line, delim, false, &n))
		return n;
	n = 1;
	for (size_t i = 0; i < line.n; i++)
		n += line.p[i] == delim;
	return n;
}

/*
 * Is the row TEXT, of several lines, really a row a line?  So it is where a
 * quote stands where none can, and each line has the columns of the table.
 */
static bool
many_rows(const struct table *t, struct slice text)
{
	size_t columns = t->sniff.columns;
	size_t least = t->csv.delim == ',' ? 4 : t->csv.delim == ';' ? 3 : 2;
	bool quote = text.n > 0 && text.p[0] == '"';
	struct slice line;

	if (columns < least || t->csv.backslash)
		return false;
	while (sniff_line(&text, &line))
		if (columns_of(line, t->csv.delim) != columns ||
		    (line.p[0] == '"') != quote)
			return false;
	return true;
}

/* If the row that was read is several, go back behind the first of them. */
static void
part(struct table *t, size_t first)
{
	struct slice raw = lines_kept(&t->lines);
	struct slice text, line;

	if (raw.n == first || !t->csv.odd)
		return;
	(void)charset_decode(t->lines.cs, raw, &t->text, &text);
	if (!many_rows(t, text))
		return;
	(void)decode(t, (struct slice){ raw.p, first }, &line);
	csvin_split(&t->csv, line);
	lines_back(&t->lines, first, 1);
	t->bare = raw.n - first;
}

/*
 * Is TEXT, behind a line whose quote is open, rows rather than more of that
 * field?  So it is where most lines, up to one that closes the quote well, have
 * the columns of the table.  Of one column rows cannot be told from text.
 */
static bool
are_rows(const struct table *t, struct slice text)
{
	size_t columns = t->sniff.columns;
	size_t lines = 0;
	size_t rows = 0;
	bool closed = false;
	struct slice line;
	size_t n;

	while (!closed && sniff_line(&text, &line)) {
		closed = sound(line, t->csv.delim, true, &n);
		if (closed || blank_text(line))
			continue;
		lines++;
		rows += columns_of(line, t->csv.delim) == columns;
	}
	return columns > 1 ? rows * 2 > lines : !closed;
}

/* Take line RAW into the row; true if that ends it. */
static bool
feed(struct table *t, struct table_row *row, struct slice raw, size_t first)
{
	enum charset_verdict v;
	struct slice text;
	size_t n;

	v = decode(t, raw, &text);
	if (v == CHARSET_BAD)
		bad(row, "bytes that are no text in this encoding");
	row->mended |= v == CHARSET_MENDED;
	if (t->bare > 0) {
		t->bare -= t->bare < raw.n ? t->bare : raw.n;
		if (!sound(text, t->csv.delim, false, &n)) {
			csvin_split(&t->csv, text);
			return true;
		}
	}
	if (csvin_feed(&t->csv, text))
		return true;
	if (first != raw.n || !blank_text(text))
		return false;
	row->kind = TABLE_BLANK;
	csvin_reset(&t->csv);
	return true;
}

/* Is what is kept of the row more than may be? */
static bool
full(const struct table *t)
{
	return lines_kept(&t->lines).n > t->lines.max;
}

/* Do the bytes S, behind a line whose quote is open, begin with rows? */
static bool
begins_rows(struct table *t, struct slice s)
{
	struct slice text;

	s = whole_lines(t, s, s.n < SAMPLE);
	(void)charset_decode(t->lines.cs, s, &t->text, &text);
	return are_rows(t, text);
}

/* Are the lines behind the first, FIRST bytes long, of rows of their own? */
static bool
swallows_rows(struct table *t, size_t first)
{
	struct slice s = lines_kept(&t->lines);

	s.p += first;
	s.n -= first;
	s.n = s.n < SAMPLE ? s.n : SAMPLE;
	return begins_rows(t, s);
}

/* Go past RAW, which is of a row that is too long. */
static void
pass(struct table *t, struct slice raw)
{
	struct slice text;

	(void)charset_decode(t->lines.cs, raw, &t->text, &text);
	quotes_pass(&t->quotes, text);
}

/* The row whose line RAW is read, its first FIRST bytes long, is too long. */
static void
too_long(struct table *t, struct table_row *row, struct slice raw, size_t first)
{
	bool inside = lines_kept(&t->lines).n > raw.n;

	if (inside && swallows_rows(t, first)) {
		unclosed(t, row, first);
		return;
	}
	t->over = true;
	t->judged = inside;
	t->quotes = (struct quotes){ .delim = t->csv.delim,
		.backslash = t->csv.backslash,
		.bare = t->csv.bare || t->alone > 0 || t->bare > 0,
		.tight = t->csv.tight,
		.at = inside ? QUOTES_INSIDE : QUOTES_START };
	pass(t, raw);
	csvin_reset(&t->csv);
	row->more = true;
	bad(row, "longer than the limit (--max-line)");
}

/* Read lines up to the end of a row; false if the file ends before it. */
static bool
read_row(struct table *t, struct table_row *row)
{
	struct slice raw;
	size_t first = 0;

	while (lines_next(&t->lines, &raw)) {
		t->alone -= t->alone < raw.n ? t->alone : raw.n;
		if (first == 0) {
			first = raw.n;
			row->line = t->lines.no;
		}
		if (full(t)) {
			too_long(t, row, raw, first);
			return true;
		}
		if (feed(t, row, raw, first)) {
			part(t, first);
			return true;
		}
		if (t->alone > 0)
			break;
	}
	if (first == 0)
		return false;
	unclosed(t, row, first);
	return true;
}

bool
table_next(struct table *t, struct table_row *row)
{
	struct slice rest;

	*row = (struct table_row){ 0 };
	while (table_rest(t, &rest))
		continue;
	lines_mark(&t->lines);
	csvin_reset(&t->csv);
	if (!read_row(t, row))
		return false;
	row->raw = lines_kept(&t->lines);
	row->field = t->csv.field;
	row->n = t->csv.n;
	if (row->kind == TABLE_ROW && blank_fields(&t->csv))
		row->kind = TABLE_BLANK;
	return true;
}

void
table_ahead(struct table *t,
    bool (*see)(void *arg, const struct slice *field, size_t n), void *arg)
{
	struct csvin c = { .delim = t->csv.delim,
		.backslash = t->csv.backslash,
		.bare = t->csv.bare,
		.tight = t->csv.tight };
	struct slice s = lines_sample(&t->lines, SAMPLE / 4);
	struct slice text, line;
	struct buf b = { 0 };
	bool on = true;

	s = whole_lines(t, s, s.n < SAMPLE / 4);
	(void)charset_decode(t->lines.cs, s, &b, &text);
	while (on && sniff_line(&text, &line)) {
		if (!csvin_feed(&c, line))
			continue;
		on = see(arg, c.field, c.n);
		csvin_reset(&c);
	}
	buf_release(&b);
	csvin_release(&c);
}

/* Behind a line of a row that is too long: does it go on in the next? */
static bool
goes_on(struct table *t)
{
	if (!quotes_inside(&t->quotes))
		return false;
	if (!t->judged && begins_rows(t, lines_sample(&t->lines, SAMPLE)))
		return false;
	t->judged = true;
	return true;
}

bool
table_rest(struct table *t, struct slice *raw)
{
	if (!t->over)
		return false;
	lines_mark(&t->lines);
	t->over = (t->lines.part || goes_on(t)) && lines_next(&t->lines, raw);
	if (t->over)
		pass(t, *raw);
	return t->over;
}

void
table_close(struct table *t)
{
	lines_release(&t->lines);
	csvin_release(&t->csv);
	buf_release(&t->text);
}
