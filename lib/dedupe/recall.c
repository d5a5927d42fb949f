/* The loading of remember. */

#include <stdlib.h>

#include "lib/base/hash.h"
#include "lib/base/xalloc.h"
#include "lib/dedupe/entry.h"
#include "lib/dedupe/remember.h"

static struct slice
raw(const void *p, size_t n)
{
	return (struct slice){ p, n };
}

static uint64_t
id_key(struct slice id)
{
	return hash_bytes(id, 7);
}

/* What is done with an entry of NIGHT. */
typedef void user(struct remember *r, const struct entry_view *v,
    int32_t night);

/* USE the entries of B, and take them out; a part of one may be left. */
static const char *
use_some(struct remember *r, struct buf *b, int32_t night, user *use)
{
	struct entry_view v;
	enum entry_look is = ENTRY_PART;
	size_t at = 0;

	while (at < b->len) {
		is = entry_look(&v, b->s + at, b->s + b->len);
		if (is != ENTRY_WHOLE)
			break;
		use(r, &v, night);
		at += v.e->size;
	}
	if (at > 0)
		memmove(b->s, b->s + at, b->len - at);
	b->len -= at;
	return is == ENTRY_BAD ? "damaged: a signal in it does not add up" :
				 NULL;
}

/* USE the entries of the Ith night. */
static const char *
use_night(struct remember *r, size_t i, user *use)
{
	const struct memory *m = r->memory;
	struct memory_place p = { .night = i };
	struct buf b = { 0 };
	const char *why = NULL;

	while (why == NULL && !p.end) {
		why = memory_read(m, &p, &b);
		if (why == NULL)
			why = use_some(r, &b, m->night[i].night, use);
	}
	if (why == NULL && b.len > 0)
		why = "damaged: a signal in it does not add up";
	buf_release(&b);
	return why;
}

/* USE those of all nights before this one. */
static const char *
use_nights(struct remember *r, user *use)
{
	const struct memory_night *night = r->memory->night;
	const char *why = NULL;

	for (size_t i = 0; i < r->memory->nights && why == NULL; i++) {
		r->matters = 0;
		if (!night[i].dead && night[i].night < r->night)
			why = use_night(r, i, use);
	}
	return why;
}

/* Note when ids were delivered last. */
static void
note_last(struct remember *r, const struct entry_view *v, int32_t night)
{
	if (entry_has_id(v))
		*table_at(&r->last, id_key(v->id)) = (uint32_t)night;
}

/* Is V, of NIGHT, needed no more? */
static bool
is_stale(const struct remember *r, const struct entry_view *v, int32_t night)
{
	int32_t last = night;

	if (r->keep == 0 || v->e->kind > ENTRY_TOUCH || night >= r->night)
		return false;
	if (entry_has_id(v))
		last = (int32_t)table_get(&r->last, id_key(v->id));
	if (v->e->kind == ENTRY_TOUCH && last != night)
		return true;
	return last < r->night - r->keep;
}

static uint32_t
make_body(struct remember *r, const struct entry_view *v)
{
	struct bodies *bodies = &r->decide->group.bodies;
	uint32_t n = body_add(bodies, v->e->parts);
	struct entry_body e;
	struct body *b;

	if (n == BODY_NONE)
		return n;
	memcpy(&e, v->body, sizeof(e));
	b = body_at(bodies, n);
	b->sketch = e.sketch;
	b->things = e.things;
	b->words = e.words;
	memcpy(b->part, v->body + sizeof(e), e.parts * sizeof(b->part[0]));
	return n;
}

/* Make the fact of V; its lists are R's. */
static void
make_fact(struct remember *r, const struct entry_view *v, struct fact *f)
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
		.body = BODY_NONE,
		.name = FACT_NONE,
		.tokens = e->tokens,
		.matters = e->matters };
	if (!(e->flags & ENTRY_NO_ID))
		f->id = (uint32_t)set_add(&names->id, v->id, NULL);
	if (e->flags & ENTRY_BODY)
		f->body = make_body(r, v);
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

/* Learn what V, of NIGHT, says. */
static void
learn(struct remember *r, const struct entry_view *v, int32_t night)
{
	struct verdict verdict = { .family = v->e->family,
		.core = v->e->flags & ENTRY_CORE };
	struct fact f;

	if (is_stale(r, v, night)) {
		r->stale += v->e->size;
		return;
	}
	switch (v->e->kind) {
	case ENTRY_SIGNAL:
		make_fact(r, v, &f);
		decide_again(r->decide, &f, &verdict);
		r->loaded++;
		break;
	case ENTRY_TOUCH:
		decide_seen(r->decide, v->id, v->e->seen);
		break;
	case ENTRY_MATTER:
		name_matter(r, v->id);
		break;
	case ENTRY_VOTE:
		*table_at(&r->decide->group.part,
		    v->e->content) = (uint32_t)v->e->sent;
		break;
	}
}

/* Put V, of NIGHT, to R->to if it is not stale. */
static void
keep(struct remember *r, const struct entry_view *v, int32_t night)
{
	if (!is_stale(r, v, night))
		memory_put(r->to, raw(v->e, v->e->size));
}

/* Put to TO what is not stale of night I. */
static const char *
keep_fresh(void *arg, size_t i, struct memory *to)
{
	struct remember *r = arg;

	r->to = to;
	return use_night(r, i, keep);
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

const char *
remember_load(struct remember *r, struct decide *d)
{
	const char *why = NULL;

	r->decide = d;
	if (r->keep > 0)
		why = use_nights(r, note_last);
	if (why == NULL)
		why = use_nights(r, learn);
	if (why == NULL && wants_rewrite(r))
		why = memory_rewrite(r->memory, keep_fresh, r);
	table_release(&r->last);
	return why;
}
