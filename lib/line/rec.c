#include "lib/line/rec.h"

#include <stdlib.h>

#include "lib/base/num.h"
#include "lib/base/xalloc.h"

/* What a walk over the members of one object has met. */
struct scan {
	const char *p;
	const char *end;
	ptrdiff_t specversion; /* the members that make an envelope, or -1 */
	ptrdiff_t data;
};

struct rec_member *
rec_append(struct rec *r)
{
	if (r->n == r->cap) {
		r->cap = r->cap ? r->cap * 2 : 64;
		r->m = xrealloc(r->m, r->cap, sizeof(*r->m));
	}
	return &r->m[r->n++];
}

/* Look up what the key of M, decoded if it must be, is called. */
static void
name_member(struct rec *r, struct rec_member *m, bool escaped, struct scan *s)
{
	struct slice name = { m->key.p + 1, m->key.n - 2 };

	if (escaped)
		name = json_text(m->key, &r->scratch);
	m->field = (int16_t)field_lookup(&r->index, name);
	if (m->field != F_NONE) {
		if (r->at[m->field] < 0)
			r->at[m->field] = (int16_t)(r->n - 1);
	} else if (slice_eq(name, SLICE("specversion"))) {
		s->specversion = (ptrdiff_t)r->n - 1;
	} else if (slice_eq(name, SLICE("data"))) {
		s->data = (ptrdiff_t)r->n - 1;
	}
}

/* Read the member at S->p, and go behind it. */
static const char *
member(struct rec *r, struct scan *s)
{
	struct rec_member *m;
	const char *rest;
	const char *why;
	bool escaped;

	if (s->p == s->end || *s->p != '"')
		return "no key where one must be";
	if (r->n == INT16_MAX)
		return "too many members";
	why = json_value(s->p, s->end, &rest, &escaped);
	if (why != NULL)
		return why;
	m = rec_append(r);
	m->key = (struct slice){ s->p, (size_t)(rest - s->p) };
	name_member(r, m, escaped, s);
	s->p = json_blank(rest, s->end);
	if (s->p == s->end || *s->p != ':')
		return "no colon behind a key";
	s->p = json_blank(s->p + 1, s->end);
	why = json_value(s->p, s->end, &rest, &m->escaped);
	m->value = (struct slice){ s->p, (size_t)(rest - s->p) };
	s->p = rest;
	return why;
}

const char rec_no_object[] = "not an object";

/* Read the object OBJ, which may have blanks around it. */
static const char *
object(struct rec *r, struct slice obj, struct scan *s)
{
	const char *why;

	s->p = json_blank(obj.p, s->end);
	if (s->p == s->end || *s->p != '{')
		return rec_no_object;
	s->p = json_blank(s->p + 1, s->end);
	if (s->p < s->end && *s->p == '}') {
		s->p++;
		return NULL;
	}
	for (;;) {
		why = member(r, s);
		if (why != NULL)
			return why;
		s->p = json_blank(s->p, s->end);
		if (s->p == s->end)
			return "text ends too early";
		if (*s->p == '}')
			break;
		if (*s->p != ',')
			return "no comma or bracket behind a value";
		s->p = json_blank(s->p + 1, s->end);
	}
	s->p++;
	return NULL;
}

static const char *
read_members(struct rec *r, struct slice obj, struct scan *s)
{
	const char *why;

	*s = (struct scan){ .end = obj.p + obj.n,

		.specversion = -1,
		.data = -1 };
	r->n = 0;
	memset(r->at, -1, sizeof(r->at));
	why = object(r, obj, s);
	if (why == NULL && json_blank(s->p, s->end) != s->end)
		return "more behind the object";
	return why;
}

/* Does VALUE suit FIELD? */
static bool
suits(struct rec *r, int f, struct slice value)
{
	enum json_kind kind = json_kind(value);
	struct json_walk w;

	if (kind == JSON_NULL)
		return true;
	switch (r->kind[f]) {
	case FIELD_STRING:
		return kind == JSON_STRING;
	case FIELD_NUMBER:
		return kind == JSON_NUMBER;
	case FIELD_BOOL:
		return kind == JSON_BOOL;
	case FIELD_ARRAY:
		for (json_items(&w, value); json_next(&w);)
			if (json_kind(w.value) != JSON_STRING &&
			    json_kind(w.value) != JSON_NUMBER)
				return false;
		return kind == JSON_ARRAY || kind == JSON_STRING;
	default:
		return true;
	}
}

/* What sig says; LINE_SIGNAL without one. */
static const char *
find_type(struct rec *r)
{
	int at = r->at[F_SIG];

	r->type = LINE_SIGNAL;
	if (at < 0) {
		if (r->at[F_ID] < 0 && r->at[F_TEXT] < 0)
			return "not a signal: no sig, id or text";
		return NULL;
	}
	if (json_kind(r->m[at].value) != JSON_STRING)
		return field_unfit(F_SIG);
	r->type = line_find(json_text(r->m[at].value, &r->scratch));
	return r->type < 0 ? "sig: a version that is not known here" : NULL;
}

/* Only the members that R's type has are fields; they must be fit. */
static const char *
check_fields(struct rec *r)
{
	struct rec_member *m;

	for (size_t i = 0; i < r->n; i++) {
		m = &r->m[i];
		if (m->field == F_NONE)
			continue;
		if (r->rank[r->type][m->field] == 0) {
			r->at[m->field] = -1;
			m->field = F_NONE;
		} else if (r->at[m->field] != (int16_t)i) {
			return "a member of ours stands there twice";
		} else if (!suits(r, m->field, m->value)) {
			return field_unfit(m->field);
		}
	}
	return NULL;
}

static void
prepare(struct rec *r)
{
	field_index(&r->index);
	for (int f = 0; f < F_MAX; f++) {
		r->kind[f] = (unsigned char)field_kind(LINE_SIGNAL, f);
		for (int t = 0; t < LINE_TYPES; t++)
			r->rank[t][f] = (unsigned char)field_rank(t, f);
	}
}

static void
clear(struct rec *r)
{
	if (!r->index.ready)
		prepare(r);
	arena_reset(&r->own);
	r->changed = false;
	r->before = (struct slice){ NULL, 0 };
	r->after = r->before;
}

void
rec_begin(struct rec *r, struct slice line)
{
	clear(r);
	r->line = line;
	r->n = 0;
	memset(r->at, -1, sizeof(r->at));
}

/* A CloudEvents envelope is read through its data. */
static const char *
open_envelope(struct rec *r, struct scan *s)
{
	struct slice data;

	r->type = LINE_OTHER;
	if (s->data < 0 || json_kind(r->m[s->data].value) != JSON_OBJECT) {
		memset(r->at, -1, sizeof(r->at));
		for (size_t i = 0; i < r->n; i++)
			r->m[i].field = F_NONE;
		return NULL;
	}
	data = r->m[s->data].value;
	r->before = r->line;
	r->before.n = (size_t)(data.p - r->line.p);
	r->after.p = data.p + data.n;
	r->after.n = r->line.n - r->before.n - data.n;
	(void)read_members(r, data, s); /* valid: it was scanned before */
	return find_type(r);
}

const char *
rec_parse(struct rec *r, struct slice line)
{
	struct scan s;
	const char *why;

	clear(r);
	r->line = line;
	why = read_members(r, line, &s);
	if (why != NULL)
		return why;
	why = s.specversion >= 0 ? open_envelope(r, &s) : find_type(r);
	return why != NULL ? why : check_fields(r);
}

struct slice
rec_data(const struct rec *r)
{
	return (struct slice){ r->line.p + r->before.n,
		r->line.n - r->before.n - r->after.n };
}

void
rec_new(struct rec *r, int type)
{
	rec_begin(r, (struct slice){ NULL, 0 });
	r->type = type;
	r->changed = true;
	rec_set_text(r, F_SIG, slice_of(line_name(type)));
}

/* Does P stand in the line of R? */
static inline bool
in_line(const struct rec *r, const char *p)
{
	return (uintptr_t)p - (uintptr_t)r->line.p < r->line.n;
}

/* Do key and value of M stand in the line as they are written? */
static inline bool
as_written(const struct rec *r, const struct rec_member *m)
{
	return in_line(r, m->key.p) && in_line(r, m->value.p) &&
	    m->key.p + m->key.n + 1 == m->value.p && m->value.p[-1] == ':';
}

/*
 * The end of the run of members from I on that stand side by side in the line
 * as they are written; I if there is none.
 */
static size_t
run_from(const struct rec *r, size_t i)
{
	const struct rec_member *m;

	for (; i < r->n && as_written(r, &r->m[i]); i++) {
		m = &r->m[i];
		if (i + 1 == r->n || !in_line(r, m[1].key.p) ||
		    m->value.p + m->value.n + 1 != m[1].key.p ||
		    m[1].key.p[-1] != ',')
			return i + 1;
	}
	return i;
}

static void
put_run(struct buf *out, const struct rec_member *first,
    const struct rec_member *last)
{
	buf_put(out,
	    (struct slice){ first->key.p,
		(size_t)(last->value.p + last->value.n - first->key.p) });
}

void
rec_format(struct buf *out, const struct rec *r)
{
	size_t next;

	if (!r->changed) {
		buf_put(out, r->line);
		return;
	}
	buf_put(out, r->before);
	buf_putc(out, '{');
	for (size_t i = 0; i < r->n; i = next) {
		if (i > 0)
			buf_putc(out, ',');
		next = run_from(r, i);
		if (next > i) {
			put_run(out, &r->m[i], &r->m[next - 1]);
			continue;
		}
		buf_put(out, r->m[i].key);
		buf_putc(out, ':');
		buf_put(out, r->m[i].value);
		next = i + 1;
	}
	buf_putc(out, '}');
	buf_put(out, r->after);
}

void
rec_release(struct rec *r)
{
	free(r->m);
	arena_release(&r->own);
	buf_release(&r->scratch);
	*r = (struct rec){ 0 };
}

struct slice
rec_raw(const struct rec *r, int f)
{
	if (r->at[f] < 0)
		return (struct slice){ NULL, 0 };
	return r->m[r->at[f]].value;
}

bool
rec_has(const struct rec *r, int f)
{
	struct slice value = rec_raw(r, f);

	return value.n > 0 && value.p[0] != 'n';
}

struct slice
rec_item_text(struct rec *r, struct slice item)
{
	struct slice text = json_text(item, &r->scratch);

	if (text.n > 0 && text.p == r->scratch.s)
		return arena_copy(&r->own, text);
	return text;
}

struct slice
rec_text(struct rec *r, int f)
{
	struct slice value = rec_raw(r, f);

	if (value.n < 2 || value.p[0] != '"')
		return (struct slice){ NULL, 0 };
	if (!r->m[r->at[f]].escaped)
		return (struct slice){ value.p + 1, value.n - 2 };
	return rec_item_text(r, value);
}

bool
rec_num(const struct rec *r, int f, double *x)
{
	return num_double(rec_raw(r, f), x);
}

bool
rec_int(const struct rec *r, int f, int64_t *n)
{
	struct slice value = rec_raw(r, f);
	double x;

	if (num_i64(value, n))
		return true;
	if (!num_double(value, &x) || x < -9e15 || x > 9e15)
		return false;
	*n = (int64_t)x;
	return (double)*n == x;
}

bool
rec_true(const struct rec *r, int f)
{
	struct slice value = rec_raw(r, f);

	return value.n > 0 && value.p[0] == 't';
}

void
rec_items(struct json_walk *w, const struct rec *r, int f)
{
	struct slice value = rec_raw(r, f);

	json_items(w, value);
	if (json_kind(value) == JSON_STRING) {
		w->p = value.p;
		w->end = value.p + value.n;
	}
}

size_t
rec_count(const struct rec *r, int f)
{
	struct json_walk w;
	size_t n = 0;

	for (rec_items(&w, r, f); json_next(&w);)
		n++;
	return n;
}

struct slice
rec_other(const struct rec *r, const char *name)
{
	struct buf scratch = { 0 };
	struct slice found = { NULL, 0 };

	for (size_t i = 0; i < r->n && found.p == NULL; i++)
		if (slice_eq(json_text(r->m[i].key, &scratch), slice_of(name)))
			found = r->m[i].value;
	buf_release(&scratch);
	return found;
}
