#include "lib/ingest/jsonin.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/line/json.h"

enum { AHEAD = 1 << 15, PAGE_HEAD = 1 << 12 };

/* A value of a column of the object. */
struct jsonin_part {
	size_t column;
	struct slice text;
};

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

/* Behind the string that begins at P; NULL if it does not end before END. */
static const char *
behind_string(const char *p, const char *end)
{
	for (p++; p < end && *p != '"'; p++)
		p += *p == '\\';
	return p < end ? p + 1 : NULL;
}

/* Behind the value at P and the comma that follows; NULL if there is none. */
static const char *
behind_value(const char *p, const char *end)
{
	int depth = 0;

	for (; p != NULL && p < end; p++) {
		if (*p == '"') {
			p = behind_string(p, end);
			if (p == NULL)
				return NULL;
			p--;
		} else if (*p == '{' || *p == '[') {
			depth++;
		} else if (*p == '}' || *p == ']') {
			if (depth-- == 0)
				return NULL;
		} else if (*p == ',' && depth == 0) {
			return p + 1;
		}
	}
	return NULL;
}

/* Is KEY, with its quotes, among NAMES? */
static bool
among(struct slice key, const char *const *names)
{
	struct slice name = { key.p + 1, key.n - 2 };

	for (; *names != NULL; names++)
		if (slice_eq(name, slice_of(*names)))
			return true;
	return false;
}

/* The next key, in quotes, into KEY; its value, or NULL if that is not there. */
static const char *
behind_key(struct slice *key, const char *p, const char *end)
{
	key->p = json_blank(p, end);
	p = key->p < end && *key->p == '"' ? behind_string(key->p, end) : NULL;
	if (p == NULL)
		return NULL;
	key->n = (size_t)(p - key->p);
	p = json_blank(p, end);
	p = p < end && *p == ':' ? json_blank(p + 1, end) : end;
	return p < end ? p : NULL;
}

/* What a page calls the array of its objects. */
static const char *const page_of[] = { "results", "result", "items", "records",
	"rows", "value", "content", "data", "service_requests", "requests",
	NULL };

/* What may stand before that. */
static const char *const page_head[] = { "count", "total", "totalCount",
	"total_count", "next", "previous", "prev", "page", "pages",
	"pageNumber", "pageSize", "page_size", "size", "limit", "offset",
	"links", "_links", "meta", "metadata", "success", "@odata.context",
	"@odata.count", NULL };

/* What may stand in GeoJSON before its features, behind its type. */
static const char *const geo_head[] = { "name", "crs", "bbox", "timeStamp",
	"xy_coordinate_resolution", "numberMatched", "numberReturned", "links",
	NULL };

/* Is KEY with the value at P the type of GeoJSON? */
static bool
is_geo(struct slice key, const char *p, const char *end)
{
	struct slice rest = { p, (size_t)(end - p) };

	return slice_eq(key, SLICE("\"type\"")) &&
	    slice_starts(rest, SLICE("\"FeatureCollection\""));
}

/*
 * Is the object at AT a page, as web services give them: {"count": 2,
 * "results": [{...}, ...]}, or GeoJSON?  Then the bytes up to behind the
 * bracket; else 0.
 */
static size_t
page(const struct jsonin *j)
{
	static const char *const features[] = { "features", NULL };
	const char *const *head = page_head;
	const char *const *of = page_of;
	const char *from = j->b.s + j->at;
	const char *end = j->b.s + j->b.len;
	const char *p = from + 1;
	struct slice key;

	while (p != NULL) {
		p = behind_key(&key, p, end);
		if (p == NULL)
			return 0;
		if (*p == '[' && among(key, of))
			break;
		if (is_geo(key, p, end)) {
			head = geo_head;
			of = features;
		} else if (!among(key, head)) {
			return 0;
		}
		p = behind_value(p, end);
	}
	if (p == NULL)
		return 0;
	key.p = json_blank(p + 1, end);
	return key.p < end && (*key.p == '{' || *key.p == ']') ?
	    (size_t)(p - from) + 1 :
	    0;
}

/* If the object at AT is a page, go into it. */
static bool
enter_page(struct jsonin *j)
{
	size_t n;

	if (j->b.s[j->at] != '{' || j->inside || (j->begun && !j->paged))
		return false;
	j->begun = true;
	while (j->b.len - j->at < PAGE_HEAD && more(j))
		continue;
	n = page(j);
	j->inside = j->paged = n > 0;
	pass(j, n);
	return j->inside;
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
	char c;

	for (;;) {
		while (j->at < j->b.len) {
			c = j->b.s[j->at];
			if (c == '\0' || strchr(" \t\r\n,[]", c) == NULL)
				return true;
			if (c == ']' && j->inside)
				return true;
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

/* The bytes of what is open at AT up to its end; 0 if it never ends. */
static size_t
hunt(struct jsonin *j, struct hunt *h)
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
	struct hunt h;
	size_t n;

	while (to_object(j)) {
		if (enter_page(j))
			continue;
		if (!j->inside || j->b.s[j->at] != ']')
			return true;
		h = (struct hunt){ .depth = 2 };
		n = hunt(j, &h);
		if (n == 0)
			return true;
		pass(j, n);
		j->inside = false;
	}
	return false;
}

bool
jsonin_next(struct jsonin *j, struct table_row *row)
{
	static const char open[] = "a JSON object is opened and never closed";
	struct hunt h = { 0 };
	struct slice object;
	const char *why;
	size_t n;

	*row = (struct table_row){ 0 };
	arena_reset(&j->mem);
	if (!seek(j))
		return false;
	if (j->b.s[j->at] != '{') {
		refuse(j, row, rest_of_line(j),
		    j->b.s[j->at] == ']' ? open : "no JSON object");
		return true;
	}
	n = hunt(j, &h);
	if (n == 0) {
		refuse(j, row, rest_of_line(j), open);
		return true;
	}
	object = (struct slice){ j->b.s + j->at, n };
	why = unfit(object);
	if (why != NULL) {
		refuse(j, row, n, why);
		return true;
	}
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
