#include "lib/line/json.h"

enum json_kind
json_kind(struct slice value)
{
	if (value.n == 0)
		return JSON_NONE;
	switch (value.p[0]) {
	case '"':
		return JSON_STRING;
	case '[':
		return JSON_ARRAY;
	case '{':
		return JSON_OBJECT;
	case 't':
	case 'f':
		return JSON_BOOL;
	case 'n':
		return JSON_NULL;
	default:
		return JSON_NUMBER;
	}
}

void
json_items(struct json_walk *w, struct slice value)
{
	enum json_kind kind = json_kind(value);

	*w = (struct json_walk){ .p = value.p, .end = value.p };
	if (kind == JSON_ARRAY || kind == JSON_OBJECT) {
		w->end = value.p + value.n;
		w->p = json_blank(value.p + 1, w->end);
	}
}

bool
json_next(struct json_walk *w)
{
	const char *end = w->end;
	const char *p = w->p;
	bool keyed = false;

	if (p >= end || *p == ']' || *p == '}')
		return false;
	for (;;) {
		if (json_value(p, end, &w->p, NULL) != NULL)
			return false; /* cannot be: VALUE is valid */
		w->value = (struct slice){ p, (size_t)(w->p - p) };
		w->p = json_blank(w->p, end);
		if (keyed || *w->p != ':')
			break;
		w->key = w->value;
		p = json_blank(w->p + 1, end);
		keyed = true;
	}
	if (*w->p == ',')
		w->p = json_blank(w->p + 1, end);
	return true;
}

struct slice
json_member(struct slice value, const char *name)
{
	struct buf scratch = { 0 };
	struct slice found = { NULL, 0 };
	struct json_walk w;

	if (json_kind(value) != JSON_OBJECT)
		return found;
	for (json_items(&w, value); found.p == NULL && json_next(&w);)
		if (slice_eq(json_text(w.key, &scratch), slice_of(name)))
			found = w.value;
	buf_release(&scratch);
	return found;
}
