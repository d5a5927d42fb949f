#include "lib/privacy/mask.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"

struct mask_part {
	size_t member; /* of the record */
	struct slice name;
	struct slice text;
};

/* Is the string member M one that holds people's words? */
static bool
wordy(const struct rec_member *m)
{
	struct slice name = { m->key.p + 1, m->key.n - 2 };

	switch (m->field) {
	case F_SUBJECT:
	case F_TEXT:
	case F_WISH:
	case F_QUOTED:
	case F_SIGNATURE:
	case F_REASON:
	case F_OUTCOME:
	case F_OWNER:
	case F_ACTION:
		return true;
	case F_NONE:
		return slice_eq(name, SLICE("note")) ||
		    slice_starts(name, SLICE("x_"));
	default:
		return false;
	}
}

static void
begin(struct mask *m)
{
	if (m->begun)
		return;
	redact_begin(&m->redact);
	arena_reset(&m->own);
	m->n = 0;
	m->begun = true;
}

void
mask_know(struct mask *m, int type, struct slice value)
{
	begin(m);
	redact_know(&m->redact, type, value);
}

/* The decoded text of VALUE, which lives until the next record. */
static struct slice
decode(struct mask *m, const struct rec_member *r)
{
	struct slice inside = { r->value.p + 1, r->value.n - 2 };

	if (memchr(inside.p, '\\', inside.n) == NULL)
		return inside;
	buf_reset(&m->out);
	json_decode(&m->out, r->value);
	return arena_copy(&m->own, buf_slice(&m->out));
}

size_t
mask_find(struct mask *m, struct rec *rec)
{
	struct mask_part *p;
	const struct rec_member *r;

	begin(m);
	for (size_t i = 0; i < rec->n; i++) {
		r = &rec->m[i];
		if (!wordy(r) || json_kind(r->value) != JSON_STRING)
			continue;
		if (m->n == m->cap) {
			m->cap = m->cap ? m->cap * 2 : 16;
			m->part = xrealloc(m->part, m->cap, sizeof(*p));
		}
		p = &m->part[m->n++];
		p->member = i;
		p->name = (struct slice){ r->key.p + 1, r->key.n - 2 };
		p->text = decode(m, r);
		if (r->field == F_SIGNATURE)
			redact_add_name(&m->redact, p->text);
		else
			redact_add(&m->redact, p->text);
	}
	m->begun = false;
	return redact_find(&m->redact);
}

/* Put what is left of PART into its member. */
static void
replace(struct mask *m, struct rec *rec, size_t part)
{
	struct rec_member *to = &rec->m[m->part[part].member];

	buf_reset(&m->out);
	buf_reset(&m->quoted);
	redact_put(&m->redact, part, &m->out);
	json_quote(&m->quoted, buf_slice(&m->out));
	to->value = arena_copy(&rec->own, buf_slice(&m->quoted));
	to->escaped = memchr(to->value.p, '\\', to->value.n) != NULL;
	rec->changed = true;
}

void
mask_apply(struct mask *m, struct rec *rec)
{
	const struct redact *r = &m->redact;
	struct slice rules = slice_of(redact_rules());

	for (size_t i = 0; i < r->n; i++)
		if (i == 0 || r->span[i].part != r->span[i - 1].part)
			replace(m, rec, r->span[i].part);
	if (!slice_eq(rec_text(rec, F_REDACTED), rules))
		rec_set_text(rec, F_REDACTED, rules);
}

struct slice
mask_member(const struct mask *m, size_t part)
{
	return m->part[part].name;
}

struct slice
mask_text(const struct mask *m, size_t part)
{
	return m->part[part].text;
}

void
mask_release(struct mask *m)
{
	redact_release(&m->redact);
	free(m->part);
	arena_release(&m->own);
	buf_release(&m->out);
	buf_release(&m->quoted);
	*m = (struct mask){ 0 };
}
