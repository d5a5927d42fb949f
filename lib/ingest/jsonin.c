#include "lib/ingest/jsonin.h"

#include <stdlib.h>

#include "lib/base/utf8.h"
#include "lib/base/xalloc.h"
#include "lib/ingest/jsonpage.h"
#include "lib/line/json.h"

enum { AHEAD = 1 << 15, PAGE_HEAD = 1 << 12 };

static const char open[] = "a JSON object is opened and never closed";

/* A value of a column of the object. */
struct jsonin_part {
	size_t column;
	struct slice text;
};

bool
jsonin_is(struct slice s)
{
	const char *p;
	const char *end;

	s = utf8_unmarked(s);
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
		raw = utf8_unmarked(raw);
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
hunt_on(const struct jsonin *j, struct jsonin_hunt *h)
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

/* If the object at AT is a page, go into it. */
static bool
enter_page(struct jsonin *j)
{
	size_t n;

	if (j->b.s[j->at] != '{' || j->inside > 0 || (j->begun && !j->paged))
		return false;
	j->begun = true;
	while (j->b.len - j->at < PAGE_HEAD && more(j))
		continue;
	n = jsonpage_head((struct slice){ j->b.s + j->at, j->b.len - j->at });
	j->inside = n > 0;
	j->paged = n > 0;
	pass(j, n);
	return n > 0;
}

/* The bytes from AT up to the end of the line. */
static size_t
rest_of_line(const struct jsonin *j)
{
	const char *p = j->b.s + j->at;
	const char *nl = memchr(p, '\n', j->b.len - j->at);

	return nl != NULL ? (size_t)(nl - p) + 1 : j->b.len - j->at;
}

/*
 * The bytes of what is no object, at AT: a value of an array up to what stands
 * behind it; of what is none, all up to the end of the line.
 */
static size_t
stray(const struct jsonin *j)
{
	const char *p = j->b.s + j->at;
	size_t line = rest_of_line(j);
	const char *end = p + line;
	const char *behind;

	if (json_value(p, end, &behind, NULL) != NULL)
		return line;
	end = json_blank(behind, end);
	return end < p + line && (*end == ',' || *end == ']') ?
	    (size_t)(behind - p) :
	    line;
}

/* Skip what stands between objects; false at the end of the file. */
static bool
to_object(struct jsonin *j)
{
	char c;

	for (;;) {
		while (j->at < j->b.len) {
			c = j->b.s[j->at];
			if (c == '\0' || strchr(" \t\r\n,[]", c) == NULL)
				return true;
			if (c == ']' && j->inside > 0)
				return true;
			j->listed |= c == '[';
			pass(j, 1);
		}
		if (!more(j))
			return false;
	}
}

/* The column NAME, new if it must be. */
static size_t
column(struct jsonin *j, struct slice name)
{
	ptrdiff_t at = header_find(&j->header, name);
	size_t i = j->header.n;

	if (at >= 0)
		return (size_t)at;
	header_add(&j->header, name);
	if (i >= j->cap) {
		j->cap = i + 64;
		j->field = xrealloc(j->field, j->cap, sizeof(*j->field));
	}
	j->field[i] = (struct slice){ "", 0 };
	return i;
}

/* S, which stays until the next object, is one more value of column NAME. */
static void
put(struct jsonin *j, struct slice name, struct slice s)
{
	if (s.n == 0)
		return;
	if (j->parts == j->part_cap) {
		j->part_cap = j->part_cap ? j->part_cap * 2 : 64;
		j->part = xrealloc(j->part, j->part_cap, sizeof(*j->part));
	}
	j->part[j->parts++] = (struct jsonin_part){ column(j, name), s };
}

/* Give each column the values put to it. */
static void
join_parts(struct jsonin *j)
{
	const struct jsonin_part *part = j->part;
	struct slice *f;
	char *to;

	for (size_t i = 0; i < j->parts; i++) {
		f = &j->field[part[i].column];
		if (f->n == 0)
			*f = part[i].text;
		else
			*f = (struct slice){ NULL, f->n + part[i].text.n + 2 };
	}
	for (size_t i = 0; i < j->parts; i++) {
		f = &j->field[part[i].column];
		if (f->p == part[i].text.p)
			continue; /* the only one */
		if (f->p == NULL) {
			to = arena_alloc(&j->mem, f->n);
			f->n = 0;
		} else {
			to = (char *)f->p;
			memcpy(to + f->n, ", ", 2);
			f->n += 2;
		}
		memcpy(to + f->n, part[i].text.p, part[i].text.n);
		f->p = to;
		f->n += part[i].text.n;
	}
	j->parts = 0;
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

/* Is OBJECT a CloudEvents envelope with DATA? */
static bool
envelope(struct slice object, struct slice *data)
{
	if (json_member(object, "specversion").n == 0)
		return false;
	*data = json_member(object, "data");
	return json_kind(*data) == JSON_OBJECT;
}

static void
fields(struct jsonin *j, struct slice object)
{
	struct slice data;
	struct json_walk w;
	struct buf name = { 0 };

	for (size_t i = 0; i < j->header.n; i++)
		j->field[i] = (struct slice){ "", 0 };
	if (!envelope(object, &data)) {
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

/* What is wrong with OBJECT, or NULL. */
static const char *
unfit(struct slice object)
{
	const char *why = json_check(object);
	struct slice data;

	if (why == NULL && json_member(object, "specversion").n > 0 &&
	    json_member(object, "data_base64").n > 0 &&
	    !envelope(object, &data))
		why = "data_base64: of an event only data that is JSON is read";
	return why;
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

/* The bytes of what is open at AT up to its end; 0 if that is not there. */
static size_t
hunt(struct jsonin *j, struct jsonin_hunt *h)
{
	size_t n;

	while ((n = hunt_on(j, h)) == 0)
		if (j->b.len - j->at > j->lines.max || !more(j))
			return 0;
	return n;
}

/* To the next object, in a page or not; false at the end of the file. */
static bool
seek(struct jsonin *j)
{
	struct jsonin_hunt h;
	size_t n;

	while (to_object(j)) {
		if (enter_page(j))
			continue;
		if (j->inside == 0 || j->b.s[j->at] != ']')
			return true;
		h = (struct jsonin_hunt){ .depth = j->inside + 1 };
		n = hunt(j, &h);
		if (n == 0)
			return true;
		pass(j, n);
		j->inside = 0;
	}
	return false;
}

/* Is there nothing in the file behind the N bytes at AT? */
static bool
alone(struct jsonin *j, size_t n)
{
	const char *end;
	const char *p;

	do {
		end = j->b.s + j->b.len;
		p = json_blank(j->b.s + j->at + n, end);
	} while (p == end && more(j));
	return p == end;
}

/* If the object of N bytes at AT, the first, wraps all rows, go into it. */
static bool
unwrap(struct jsonin *j, size_t n)
{
	struct slice object = { j->b.s + j->at, n };
	size_t bytes;
	int depth;

	if (j->listed || j->paged || j->looked)
		return false;
	j->looked = true;
	bytes = jsonpage_within(object, &depth);
	if (bytes == 0 || !alone(j, n))
		return false;
	j->inside = depth;
	j->paged = true;
	pass(j, bytes);
	return true;
}

/* The object at AT is longer than may be: refuse it, and pass its line over. */
static void
too_long(struct jsonin *j, struct table_row *row, size_t n)
{
	static const char why[] = "longer than the limit (--max-line)";
	size_t line = rest_of_line(j);

	if (n > 0) {
		refuse(j, row, n, why);
		return;
	}
	/* An object on lines may be one that is never closed. */
	if (j->b.s[j->at + line - 1] == '\n') {
		refuse(j, row, line, open);
		return;
	}
	row->more = j->over = true;
	refuse(j, row, line, why);
	j->left.i = 0;
}

bool
jsonin_rest(struct jsonin *j, struct slice *raw)
{
	size_t line, n;

	if (j->over && j->at == j->b.len)
		j->over = more(j);
	if (!j->over)
		return false;
	n = hunt_on(j, &j->left);
	line = rest_of_line(j);
	j->over = n == 0 && j->b.s[j->at + line - 1] != '\n';
	*raw = (struct slice){ j->b.s + j->at, n > 0 && n < line ? n : line };
	j->left.i = 0;
	pass(j, raw->n);
	return true;
}

/* Refuse what stands at AT and is no object. */
static void
no_object(struct jsonin *j, struct table_row *row)
{
	if (j->b.s[j->at] == ']')
		refuse(j, row, rest_of_line(j), open);
	else
		refuse(j, row, stray(j), "no JSON object");
}

bool
jsonin_next(struct jsonin *j, struct table_row *row)
{
	struct slice object;
	const char *why;
	size_t n;

	*row = (struct table_row){ 0 };
	while (jsonin_rest(j, &object))
		continue;
	arena_reset(&j->mem);
	if (!seek(j))
		return false;
	if (j->b.s[j->at] != '{') {
		no_object(j, row);
		return true;
	}
	j->left = (struct jsonin_hunt){ 0 };
	n = hunt(j, &j->left);
	if ((n > 0 ? n : j->b.len - j->at) > j->lines.max) {
		too_long(j, row, n);
		return true;
	}
	if (n == 0) {
		refuse(j, row, rest_of_line(j), open);
		return true;
	}
	why = unfit((struct slice){ j->b.s + j->at, n });
	if (why != NULL) {
		refuse(j, row, n, why);
		return true;
	}
	if (unwrap(j, n))
		return jsonin_next(j, row);
	object = (struct slice){ j->b.s + j->at, n };
	fields(j, object);
	join_parts(j);
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
	if (n == 0)
		return 0; /* there may be no p */
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
	other.listed = true; /* what is left of a file is no wrapper */
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
	free(j->part);
	arena_release(&j->mem);
	free(j->field);
	*j = (struct jsonin){ 0 };
}
