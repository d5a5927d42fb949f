#include "lib/dedupe/remember.h"

#include <stdlib.h>

#include "lib/base/hash.h"
#include "lib/base/xalloc.h"

/* Kinds of entry. */
enum {
	SIGNAL,
	TOUCH, /* a signal that is known was delivered again: its id */
	MATTER, /* a name; the first of a night is 0, and so on */
	VOTE /* on a part: `content', and in `sent' the votes */
};

enum { CORE = 1, BODY = 2, NO_ID = 4 };

/*
 * An entry begins with this, and is padded to 8 bytes.  Behind it: the body
 * with its parts, the numbers of matters, the tokens (two bytes of length
 * before each), the id.
 */
struct entry {
	uint32_t size; /* all of it */
	uint8_t kind;
	uint8_t flags;
	uint16_t parts;
	uint16_t id; /* bytes */
	uint16_t tokens;
	uint16_t matters;
	uint16_t spare;
	int32_t day;
	int32_t seen;
	uint64_t content;
	uint64_t sent;
	uint64_t text;
	uint64_t family; /* if it has one and is not its first */
};

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

/* The number of MATTER in tonight's entries; named when it is new. */
static uint32_t
local_matter(struct remember *r, uint32_t matter)
{
	uint32_t *at = table_at(&r->named, (uint64_t)matter + 1);
	struct slice name = set_key(&r->decide->names->matter, matter);
	struct entry e = { .kind = MATTER };

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
put_body(struct remember *r, const struct fact_body *b)
{
	buf_put(&r->b, raw(b, sizeof(*b) + b->parts * sizeof(b->part[0])));
}

/* The entry of F, without what is behind it. */
static struct entry
make_entry(const struct fact *f, const struct verdict *v, size_t id)
{
	struct entry e = { .kind = SIGNAL,
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
		e.flags |= NO_ID;
	else if (v->copy_of == f->id)
		return (struct entry){ .kind = TOUCH,
			.seen = f->seen,
			.id = (uint16_t)id };
	if (v->core)
		e.flags |= CORE;
	if (v->core && f->body != NULL) {
		e.flags |= BODY;
		e.parts = (uint16_t)f->body->parts;
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
	e = make_entry(f, v, id.n);
	for (unsigned i = 0; i < e.matters; i++)
		local[i] = local_matter(r, f->matter[i]);
	begin(r, &e);
	if (e.flags & BODY)
		put_body(r, f->body);
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
	struct entry e = { .kind = VOTE };

	for (size_t i = 0; i < table_slots(&g->voted); i++)
		if (table_slot(&g->voted, i, &e.content)) {
			e.sent = table_get(&g->part, e.content);
			begin(r, &e);
			finish(r);
		}
	return memory_commit(r->memory);
}

/* An entry of a night, and where what is behind it stands. */
struct view {
	const struct entry *e;
	const char *body;
	const char *matter;
	const char *token;
	struct slice id;
};

/* Look at the entry at P; false if there is no sound one before END. */
static bool
look(struct view *v, const char *p, const char *end)
{
	const char *at = p + sizeof(*v->e);
	uint16_t n;

	if ((size_t)(end - p) < sizeof(*v->e))
		return false;
	v->e = (const void *)p;
	if (v->e->size > (size_t)(end - p) || v->e->size < sizeof(*v->e) ||
	    v->e->size % 8 != 0)
		return false;
	end = p + v->e->size;
	v->body = at;
	if (v->e->flags & BODY)
		at += sizeof(struct fact_body) + v->e->parts * 4u;
	v->matter = at;
	at += v->e->matters * 4u;
	v->token = at;
	for (unsigned i = 0; i < v->e->tokens; i++) {
		if (end - at < 2)
			return false;
		memcpy(&n, at, sizeof(n));
		at += 2 + n;
	}
	if (at > end || end - at < v->e->id)
		return false;
	v->id = (struct slice){ at, v->e->id };
	return true;
}

static uint64_t
id_key(struct slice id)
{
	return hash_bytes(id, 7);
}

/* When were the ids of night I delivered last? */
static const char *
note_last(struct remember *r, size_t i)
{
	const struct buf *b = &r->night_bytes[i];
	struct view v;

	for (size_t at = 0; at < b->len; at += v.e->size) {
		if (!look(&v, b->s + at, b->s + b->len))
			return "damaged: a signal in it does not add up";
		if (v.e->kind <= TOUCH)
			*table_at(&r->last,
			    id_key(v.id)) = (uint32_t)r->memory->night[i].night;
	}
	return NULL;
}

/* Is V, of NIGHT, needed no more? */
static bool
is_stale(const struct remember *r, const struct view *v, int32_t night)
{
	int32_t last = night;

	if (r->keep == 0 || v->e->kind > TOUCH || night >= r->night)
		return false;
	if (!(v->e->flags & NO_ID))
		last = (int32_t)table_get(&r->last, id_key(v->id));
	if (v->e->kind == TOUCH && last != night)
		return true;
	return last < r->night - r->keep;
}

/* Make the fact of V; its lists are R's. */
static void
make_fact(struct remember *r, const struct view *v, struct fact *f)
{
	struct names *names = r->decide->names;
	const struct entry *e = v->e;
	const char *p = v->token;
	uint32_t *list;
	uint16_t n;

	*f = (struct fact){ .content = e->content,
		.sent = e->sent,
		.text = e->text,
		.day = e->day,
		.seen = e->seen,
		.id = FACT_NONE,
		.tokens = e->tokens,
		.matters = e->matters };
	if (!(e->flags & NO_ID))
		f->id = (uint32_t)set_add(&names->id, v->id, NULL);
	if (e->flags & BODY)
		f->body = (const void *)v->body;
	arena_reset(&r->kept);
	list = arena_alloc(&r->kept, (e->tokens + e->matters + 1u) * 4u);
	f->token = list;
	for (unsigned i = 0; i < e->tokens; i++) {
		memcpy(&n, p, sizeof(n));
		*list++ = (uint32_t)set_add(&names->token, raw(p + 2, n), NULL);
		p += 2 + n;
	}
	f->matter = list;
	memcpy(list, v->matter, e->matters * sizeof(*list));
	for (unsigned i = 0; i < e->matters; i++)
		list[i] = list[i] < r->matters ? r->matter[list[i]] : 0;
}

static void
name_matter(struct remember *r, struct slice name)
{
	r->matter = xrealloc(r->matter, r->matters + 1, sizeof(*r->matter));
	r->matter[r->matters++] = (uint32_t)set_add(&r->decide->names->matter,
	    name, NULL);
}

/* Learn what V says. */
static void
learn(struct remember *r, const struct view *v)
{
	struct verdict verdict = { .family = v->e->family,
		.core = v->e->flags & CORE };
	struct fact f;

	switch (v->e->kind) {
	case SIGNAL:
		make_fact(r, v, &f);
		decide_again(r->decide, &f, &verdict);
		r->loaded++;
		break;
	case TOUCH:
		decide_seen(r->decide, v->id, v->e->seen);
		break;
	case MATTER:
		name_matter(r, v->id);
		break;
	case VOTE:
		*table_at(&r->decide->group.part,
		    v->e->content) = (uint32_t)v->e->sent;
		break;
	}
}

static const char *
load_night(struct remember *r, size_t i)
{
	const struct buf *b = &r->night_bytes[i];
	struct view v;

	r->matters = 0;
	r->bytes += b->len;
	for (size_t at = 0; at < b->len; at += v.e->size) {
		if (!look(&v, b->s + at, b->s + b->len))
			return "damaged: a signal in it does not add up";
		if (is_stale(r, &v, r->memory->night[i].night))
			r->stale += v.e->size;
		else
			learn(r, &v);
	}
	return NULL;
}

/* Put to TO what is not stale of night I. */
static void
keep_fresh(void *arg, size_t i, struct slice bytes, struct memory *to)
{
	struct remember *r = arg;
	struct view v;

	for (size_t at = 0; at < bytes.n; at += v.e->size) {
		if (!look(&v, bytes.p + at, bytes.p + bytes.n))
			return;
		if (!is_stale(r, &v, r->memory->night[i].night))
			memory_put(to, raw(v.e, v.e->size));
	}
}

/* Is so much of the file of no use that it is to be written anew? */
static bool
wants_rewrite(const struct remember *r)
{
	uint64_t dead = r->stale;
	uint64_t all = 0;

	for (size_t i = 0; i < r->memory->nights; i++) {
		all += r->memory->night[i].n;
		if (r->memory->night[i].dead)
			dead += r->memory->night[i].n;
		else if (r->memory->night[i].night > r->night)
			return false;
	}
	return dead > all / 4;
}

/* Read the nights before this one. */
static const char *
read_nights(struct remember *r)
{
	struct memory *m = r->memory;
	const char *why = NULL;

	r->nights = m->nights;
	r->night_bytes = xcalloc(m->nights + 1, sizeof(*r->night_bytes));
	for (size_t i = 0; i < m->nights && why == NULL; i++) {
		if (m->night[i].dead || m->night[i].night >= r->night)
			continue;
		why = memory_read(m, i, &r->night_bytes[i]);
		if (why == NULL && r->keep > 0)
			why = note_last(r, i);
	}
	return why;
}

const char *
remember_load(struct remember *r, struct decide *d)
{
	const char *why;

	r->decide = d;
	why = read_nights(r);
	for (size_t i = 0; i < r->nights && why == NULL; i++)
		why = load_night(r, i);
	if (why == NULL && wants_rewrite(r))
		why = memory_rewrite(r->memory, keep_fresh, r);
	table_release(&r->last);
	return why;
}

void
remember_release(struct remember *r)
{
	for (size_t i = 0; i < r->nights; i++)
		buf_release(&r->night_bytes[i]);
	free(r->night_bytes);
	free(r->matter);
	table_release(&r->last);
	table_release(&r->named);
	arena_release(&r->kept);
	buf_release(&r->b);
	*r = (struct remember){ 0 };
}
