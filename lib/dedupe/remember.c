#include "lib/dedupe/remember.h"

#include <stdlib.h>

#include "lib/base/hash.h"
#include "lib/dedupe/entry.h"

static struct slice
raw(const void *p, size_t n)
{
	return (struct slice){ p, n };
}

/* Pad what was put in R->b since FROM, set its size, and hand it on. */
static void
finish(struct remember *r)
{
	uint32_t size;

	while (r->b.len % 8 != 0)
		buf_putc(&r->b, '\0');
	size = (uint32_t)r->b.len;
	memcpy(r->b.s, &size, sizeof(size));
	memory_put(r->memory, buf_slice(&r->b));
}

static void
begin(struct remember *r, const struct entry *e)
{
	buf_reset(&r->b);
	buf_put(&r->b, raw(e, sizeof(*e)));
}

/* The number of ENTRY_MATTER in tonight's entries; named when it is new. */
static uint32_t
local_matter(struct remember *r, uint32_t matter)
{
	uint32_t *at = table_at(&r->named, (uint64_t)matter + 1);
	struct slice name = set_key(&r->decide->names->matter, matter);
	struct entry e = { .kind = ENTRY_MATTER };

	if (*at == TABLE_NONE) {
		*at = (uint32_t)r->named.len - 1;
		e.id = (uint16_t)(name.n < UINT16_MAX ? name.n : UINT16_MAX);
		name.n = e.id;
		begin(r, &e);
		buf_put(&r->b, name);
		finish(r);
	}
	return *at;
}

void
remember_begin(struct remember *r)
{
	table_release(&r->named);
	table_release(&r->decide->group.voted);
	memory_begin(r->memory, r->night);
}

static void
put_tokens(struct remember *r, const struct fact *f)
{
	struct slice s;
	uint16_t n;

	for (unsigned i = 0; i < f->tokens; i++) {
		s = set_key(&r->decide->names->token, f->token[i]);
		n = (uint16_t)(s.n < UINT16_MAX ? s.n : UINT16_MAX);
		buf_put(&r->b, raw(&n, sizeof(n)));
		buf_put(&r->b, raw(s.p, n));
	}
}

static void
put_body(struct remember *r, const struct body *b)
{
	struct entry_body e = { b->sketch, b->things, b->words, b->parts };

	buf_put(&r->b, raw(&e, sizeof(e)));
	buf_put(&r->b, raw(b->part, b->parts * sizeof(b->part[0])));
}

static const struct body *
body_of(const struct remember *r, const struct fact *f)
{
	return body_at(&r->decide->group.bodies, f->body);
}

/* The entry of F, without what is behind it. */
static struct entry
make_entry(const struct remember *r, const struct fact *f,
    const struct verdict *v, size_t id)
{
	struct entry e = { .kind = ENTRY_SIGNAL,
		.id = (uint16_t)id,
		.tokens = f->tokens,
		.matters = f->matters,
		.day = f->day,
		.seen = f->seen,
		.content = f->content,
		.sent = f->sent,
		.text = f->text,
		.family = v->core ? 0 : v->family };

	if (f->id == FACT_NONE)
		e.flags |= ENTRY_NO_ID;
	else if (v->copy_of == f->id)
		return (struct entry){ .kind = ENTRY_TOUCH,
			.seen = f->seen,
			.id = (uint16_t)id };
	if (v->core)
		e.flags |= ENTRY_CORE;
	if (v->core && f->body != BODY_NONE) {
		e.flags |= ENTRY_BODY;
		e.parts = (uint16_t)body_of(r, f)->parts;
	}
	return e;
}

void
remember_add(struct remember *r, const struct fact *f, const struct verdict *v)
{
	struct slice id = { NULL, 0 };
	uint32_t local[FACT_LIST];
	struct entry e;

	if (f->id != FACT_NONE)
		id = set_key(&r->decide->names->id, f->id);
	if (id.n > UINT16_MAX)
		return;
	e = make_entry(r, f, v, id.n);
	for (unsigned i = 0; i < e.matters; i++)
		local[i] = local_matter(r, f->matter[i]);
	begin(r, &e);
	if (e.flags & ENTRY_BODY)
		put_body(r, body_of(r, f));
	buf_put(&r->b, raw(local, e.matters * sizeof(local[0])));
	if (e.tokens > 0)
		put_tokens(r, f);
	buf_put(&r->b, id);
	finish(r);
}

const char *
remember_commit(struct remember *r)
{
	struct group *g = &r->decide->group;
	struct entry e = { .kind = ENTRY_VOTE };

	for (size_t i = 0; i < table_slots(&g->voted); i++)
		if (table_slot(&g->voted, i, &e.content)) {
			e.sent = table_get(&g->part, e.content);
			begin(r, &e);
			finish(r);
		}
	return memory_commit(r->memory);
}

void
remember_release(struct remember *r)
{
	free(r->matter);
	table_release(&r->last);
	table_release(&r->named);
	arena_release(&r->kept);
	buf_release(&r->b);
	*r = (struct remember){ 0 };
}
