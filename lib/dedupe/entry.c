#include "lib/dedupe/entry.h"

/* Where the tokens from AT on end; NULL if that is behind END. */
static const char *
skip_tokens(const struct entry *e, const char *at, const char *end)
{
	uint16_t n;

	for (unsigned i = 0; i < e->tokens; i++) {
		if (end - at < 2)
			return NULL;
		memcpy(&n, at, sizeof(n));
		at += 2;
		if (end - at < n)
			return NULL;
		at += n;
	}
	return at;
}

/* Where the body at AT ends; NULL if that is behind END. */
static const char *
skip_body(const struct entry *e, const char *at, const char *end)
{
	struct entry_body b;
	size_t n = sizeof(b) + e->parts * 4u;

	if ((size_t)(end - at) < n)
		return NULL;
	memcpy(&b, at, sizeof(b));
	return b.parts == e->parts && b.things > 0 ? at + n : NULL;
}

enum entry_look
entry_look(struct entry_view *v, const char *p, const char *end)
{
	const struct entry *e = (const void *)p;
	const char *at = p + sizeof(*e);

	if ((size_t)(end - p) < sizeof(*e))
		return ENTRY_PART;
	if (e->size < sizeof(*e) || e->size % 8 != 0 || e->size > ENTRY_MOST)
		return ENTRY_BAD;
	if (e->size > (size_t)(end - p))
		return ENTRY_PART;
	end = p + e->size;
	v->e = e;
	v->body = at;
	if (e->flags & ENTRY_BODY)
		at = skip_body(e, at, end);
	if (at == NULL || (size_t)(end - at) < e->matters * 4u)
		return ENTRY_BAD;
	v->matter = at;
	v->token = at + e->matters * 4u;
	at = skip_tokens(e, v->token, end);
	if (at == NULL || end - at < e->id)
		return ENTRY_BAD;
	v->id = (struct slice){ at, e->id };
	return ENTRY_WHOLE;
}

bool
entry_has_id(const struct entry_view *v)
{
	return v->e->kind <= ENTRY_TOUCH && !(v->e->flags & ENTRY_NO_ID);
}
