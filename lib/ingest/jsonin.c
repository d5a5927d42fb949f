#include "lib/ingest/jsonin.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/line/json.h"

enum { AHEAD = 1 << 15 };

/* How far the end of an object was looked for. */
struct hunt {
	size_t i;
	int depth;
	bool string;
	bool escaped;
};

bool
jsonin_is(struct slice s)
{
	const char *p;
	const char *end;

	if (slice_starts(s, SLICE("\xef\xbb\xbf"))) {
		s.p += 3;
		s.n -= 3;
	}
	end = s.p + s.n;
	p = json_blank(s.p, end);
	if (p < end && *p == '[') {
		p = json_blank(p + 1, end);
		return p < end && (*p == '{' || *p == ']');
	}
	if (p == end || *p != '{')
		return false;
	p = json_blank(p + 1, end);
	return p < end && (*p == '"' || *p == '}');
}

/* Append the next line; false at the end of the file. */
static bool
more(struct jsonin *j)
{
	struct slice raw;

	if (j->at > 0) {
		memmove(j->b.s, j->b.s + j->at, j->b.len - j->at);
		j->b.len -= j->at;
		j->at = 0;
	}
	lines_mark(&j->lines);
	if (!lines_next(&j->lines, &raw))
		return false;
	if (j->line == 0) {
		j->line = 1;
		if (slice_starts(raw, SLICE("\xef\xbb\xbf"))) {
			raw.p += 3;
			raw.n -= 3;
		}
	}
	buf_put(&j->b, raw);
	return true;
}

/* Pass over N bytes. */
static void
pass(struct jsonin *j, size_t n)
{
	for (; n > 0; n--)
		j->line += j->b.s[j->at++] == '\n';
}

/* Go on looking for the end of the object at AT; its length, or 0. */
static size_t
hunt_on(const struct jsonin *j, struct hunt *h)
{
	char c;

	for (; j->at + h->i < j->b.len; h->i++) {
		c = j->b.s[j->at + h->i];
		if (h->escaped) {
			h->escaped = false;
		} else if (h->string) {
			h->escaped = c == '\\';
			h->string = c != '"';
		} else if (c == '"') {
			h->string = true;
		} else if (c == '{' || c == '[') {
			h->depth++;
		} else if ((c == '}' || c == ']') && --h->depth == 0) {
			return h->i + 1;
		}
	}
	return 0;
}

/* The bytes from AT up to the end of the line. */
static size_t
rest_of_line(const struct jsonin *j)
{
	const char *p = j->b.s + j->at;
	const char *nl = memchr(p, '\n', j->b.len - j->at);

	return nl != NULL ? (size_t)(nl - p) + 1 : j->b.len - j->at;
}

/* Skip what stands between objects; false at the end of the file. */
static bool
to_object(struct jsonin *j)
{
	for (;;) {
		while (j->at < j->b.len &&
		    strchr(" \t\r\n,[]", j->b.s[j->at]) != NULL &&
		    j->b.s[j->at] != '\0')
			pass(j, 1);
		if (j->at < j->b.len)
			return true;
		if (!more(j))
			return false;
	}
}

/* S is one more value of column NAME. */
static void
put(struct jsonin *j, struct slice name, struct slice s)
{
	ptrdiff_t at = header_find(&j->header, name);
	struct slice *f;
	size_t i;

	if (s.n == 0)
		return;
	i = at >= 0 ? (size_t)at : j->header.n;
	if (at < 0)
		header_add(&j->header, name);
	if (i >= j->cap) {
		j->cap = i + 64;
		j->field = xrealloc(j->field, j->cap, sizeof(*j->field));
	}
	if (at < 0)
		j->field[i] = (struct slice){ "", 0 };
	f = &j->field[i];
	if (f->n > 0) {
		buf_reset(&j->scratch);
		buf_put(&j->scratch, *f);
		buf_puts(&j->scratch, ", ");
		buf_put(&j->scratch, s);
		s = buf_slice(&j->scratch);
	}
	*f = arena_copy(&j->mem, s);
}

static void flatten(struct jsonin *j, struct slice name, struct slice value);

static struct slice
text_of(struct jsonin *j, struct slice value)
{
	struct buf b = { 0 };
	struct slice s;

	json_decode(&b, value);
	s = arena_copy(&j->mem, buf_slice(&b));
	buf_release(&b);
	return s;
}

/* The members of OBJECT, as columns PREFIX.key. */
static void
members(struct jsonin *j, struct slice prefix, struct slice object)
{
	struct buf name = { 0 };
	struct json_walk w;

	for (json_items(&w, object); json_next(&w);) {
		buf_reset(&name);
		if (prefix.n > 0) {
			buf_put(&name, prefix);
			buf_putc(&name, '.');
		}
		json_decode(&name, w.key);
		flatten(j, buf_slice(&name), w.value);
	}
	buf_release(&name);
}

/* Depth is at most JSON_DEPTH. */
static void
flatten(struct jsonin *j, struct slice name, struct slice value)
{
	struct json_walk w;

	switch (json_kind(value)) {
	case JSON_STRING:
		put(j, name, text_of(j, value));
		break;
	case JSON_OBJECT:
		members(j, name, value);
		break;
	case JSON_ARRAY:
		for (json_items(&w, value); json_next(&w);)
			flatten(j, name, w.value);
		break;
	case JSON_NULL:
	case JSON_NONE:
		break;
	default:
		put(j, name, value);
	}
}

static void
fields(struct jsonin *j, struct slice object)
{
	struct slice data = json_member(object, "data");
	struct json_walk w;
	struct buf name = { 0 };

	for (size_t i = 0; i < j->header.n; i++)
		j->field[i] = (struct slice){ "", 0 };
	if (json_member(object, "specversion").n == 0 ||
	    json_kind(data) != JSON_OBJECT) {
		members(j, (struct slice){ NULL, 0 }, object);
		return;
	}
	for (json_items(&w, object); json_next(&w);) {
		if (w.value.p == data.p)
			continue;
		buf_reset(&name);
		buf_puts(&name, "ce.");
		json_decode(&name, w.key);
		flatten(j, buf_slice(&name), w.value);
	}
	buf_release(&name);
	members(j, (struct slice){ NULL, 0 }, data);
}

/* Refuse N bytes from AT on. */
static void
refuse(struct jsonin *j, struct table_row *row, size_t n, const char *why)
{
	row->kind = TABLE_BAD;
	row->reason = why;
	row->line = j->line;
	row->raw = (struct slice){ j->b.s + j->at, n };
	pass(j, n);
}

bool
jsonin_next(struct jsonin *j, struct table_row *row)
{
	struct hunt h = { 0 };
	struct slice object;
	const char *why;
	size_t n;

	*row = (struct table_row){ 0 };
	arena_reset(&j->mem);
	if (!to_object(j))
		return false;
	if (j->b.s[j->at] != '{') {
		refuse(j, row, rest_of_line(j), "no JSON object");
		return true;
	}
	while ((n = hunt_on(j, &h)) == 0) {
		if (j->b.len - j->at > j->lines.max || !more(j)) {
			refuse(j, row, rest_of_line(j),
			    "a JSON object is opened and never closed");
			return true;
		}
	}
	object = (struct slice){ j->b.s + j->at, n };
	why = json_check(object);
	if (why != NULL) {
		refuse(j, row, n, why);
		return true;
	}
	fields(j, object);
	row->raw = object;
	row->line = j->line;
	row->field = j->field;
	row->n = j->header.n;
	pass(j, n);
	return true;
}

/* Bytes that are in memory, as a file. */
static size_t
read_slice(void *arg, void *to, size_t n)
{
	struct slice *s = arg;

	if (n > s->n)
		n = s->n;
	if (n > 0)
		memcpy(to, s->p, n);
	s->p += n;
	s->n -= n;
	return n;
}

void
jsonin_ahead(struct jsonin *j, struct slice name,
    void (*see)(void *arg, struct slice cell), void *arg)
{
	struct buf b = { 0 };
	struct jsonin other = { 0 };
	struct table_row row;
	struct slice s;
	ptrdiff_t at;

	s = (struct slice){ j->b.s + j->at, j->b.len - j->at };
	if (s.n > AHEAD)
		s.n = AHEAD;
	buf_put(&b, s);
	if (b.len < AHEAD)
		buf_put(&b, lines_sample(&j->lines, AHEAD));
	s = (struct slice){ b.s, b.len < AHEAD ? b.len : AHEAD };
	other.lines = (struct lines){ .read = read_slice,
		.arg = &s,
		.max = AHEAD };
	while (jsonin_next(&other, &row)) {
		at = header_find(&other.header, name);
		if (row.kind == TABLE_ROW && at >= 0)
			see(arg, row.field[at]);
	}
	jsonin_release(&other);
	buf_release(&b);
}

void
jsonin_release(struct jsonin *j)
{
	lines_release(&j->lines);
	header_release(&j->header);
	buf_release(&j->b);
	buf_release(&j->scratch);
	arena_release(&j->mem);
	free(j->field);
	*j = (struct jsonin){ 0 };
}
