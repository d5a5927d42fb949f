#include "lib/dedupe/decide.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/hash.h"
#include "lib/base/xalloc.h"

/* Marks a matter that is a family of texts, not a name. */
#define FAMILY 0x80000000u

/* Make room for what is known of the Nth id. */
static void
know_id(struct decide *d, size_t n)
{
	size_t had = d->ids;

	if (n < had)
		return;
	while (n >= d->ids)
		d->ids = d->ids ? d->ids * 2 : 64;
	d->newest = xrealloc(d->newest, d->ids, sizeof(*d->newest));
	for (size_t i = had; i < d->ids; i++)
		d->newest[i] = INT32_MAX;
}

/* Was this id met before, and if so, with the same content? */
static void
decide_state(struct decide *d, const struct fact *f, struct verdict *v)
{
	uint32_t *at;
	int32_t *newest;

	if (f->id == FACT_NONE)
		return;
	know_id(d, f->id);
	newest = &d->newest[f->id];
	at = table_at(&d->state, hash_mix(f->content) ^ f->id);
	if (*at != TABLE_NONE) {
		v->copy_of = f->id;
	} else if (*newest != INT32_MAX) {
		v->superseded = f->seen < *newest && f->seen != DATE_NONE;
		v->state_of = !v->superseded;
		v->unsure = f->seen == *newest || f->seen == DATE_NONE ||
		    *newest == DATE_NONE;
	}
	*at = f->id;
	if (*newest == INT32_MAX || *newest < f->seen)
		*newest = f->seen;
}

static uint64_t
copy_key(const struct fact *f, uint32_t token)
{
	return hash_mix(
	    f->sent ^ hash_mix((uint64_t)token << 32 | (uint32_t)f->day));
}

/* The same person, words, kind and channel on one day, under another id. */
static void
decide_copy(struct decide *d, const struct fact *f, struct verdict *v)
{
	uint32_t first;

	if (v->who == WHO_NONE || f->sent == 0 || f->day == DATE_NONE ||
	    f->id == FACT_NONE)
		return;
	for (uint32_t t = v->who; t != WHO_NONE;
	     t = who_next(&d->who, v->who, t)) {
		first = table_get(&d->copy, copy_key(f, t));
		if (first != TABLE_NONE) {
			v->copy_of = first;
			return;
		}
	}
	*table_at(&d->copy, copy_key(f, v->who)) = f->id;
}

/* Are CORE and V's line of one person? */
static bool
one_person(const struct decide *d, const struct group_core *core,
    const struct verdict *v)
{
	return core->who != WHO_NONE && v->who != WHO_NONE &&
	    who_now(&d->who, core->who) == v->who;
}

/* The family of F's text; FACT_NONE if it has none. */
static uint32_t
decide_group(struct decide *d, const struct fact *f, struct verdict *v)
{
	const struct group_core *core;
	struct group_fit fit;

	group_join(&d->group, f, v->who, &fit);
	v->core = fit.first;
	if (f->text != 0)
		v->name = f->name;
	if (fit.core == GROUP_NONE)
		return fit.core;
	core = &d->group.core[fit.core];
	v->family = core->text;
	if (v->name == FACT_NONE && one_person(d, core, v))
		return fit.core;
	if (v->name == FACT_NONE)
		v->name = core->name;
	if (!fit.first) {
		v->group = core->id;
		v->similarity = (float)fit.similarity;
	}
	return fit.core;
}

static void
decide_repeat(struct decide *d, const struct fact *f, struct verdict *v,
    uint32_t family)
{
	struct said_this t = { .person = v->who,
		.id = f->id,
		.day = f->day,
		.matter = f->matter,
		.matters = f->matters };

	if (v->who == WHO_NONE || f->day == DATE_NONE || f->id == FACT_NONE)
		return;
	family |= FAMILY;
	if (t.matters == 0 && family != FACT_NONE) {
		t.matter = &family;
		t.matters = 1;
	}
	v->repeat = said_count(&d->said, &d->who, &t, d->window, &v->repeat_of);
	if (v->repeat == 1)
		v->repeat = 0;
	said_add(&d->said, &t, d->window);
}

bool
verdict_counts(const struct verdict *v)
{
	return v->copy_of == FACT_NONE && !v->state_of && !v->superseded;
}

/* All that comes before the family. */
static void
begin(struct decide *d, const struct fact *f, struct verdict *v)
{
	*v = (struct verdict){ .copy_of = FACT_NONE,
		.who = FACT_NONE,
		.group = FACT_NONE,
		.name = FACT_NONE,
		.repeat_of = FACT_NONE };
	decide_state(d, f, v);
	v->who = who_tie(&d->who, f->token, f->tokens);
	if (verdict_counts(v))
		decide_copy(d, f, v);
}

void
decide_expect(struct decide *d, size_t signals, size_t bodies)
{
	table_size(&d->state, d->state.len + signals);
	group_expect(&d->group, bodies);
}

void
decide_ahead(struct decide *d, const struct fact *f)
{
	group_ahead(&d->group, f);
}

void
decide(struct decide *d, const struct fact *f, struct verdict *v)
{
	begin(d, f, v);
	if (verdict_counts(v))
		decide_repeat(d, f, v, decide_group(d, f, v));
}

void
decide_again(struct decide *d, const struct fact *f, struct verdict *v)
{
	uint64_t family = v->family;
	bool core = v->core;

	begin(d, f, v);
	if (!verdict_counts(v))
		return;
	if (core)
		decide_repeat(d, f, v, group_restore(&d->group, f, v->who));
	else
		decide_repeat(d, f, v,
		    family != 0 ? group_core_of(&d->group, family) :
				  GROUP_NONE);
}

void
decide_seen(struct decide *d, struct slice id, int32_t seen)
{
	ptrdiff_t n = set_find(&d->names->id, id);

	if (n != SET_NONE && (size_t)n < d->ids && d->newest[n] < seen)
		d->newest[n] = seen;
}

void
decide_release(struct decide *d)
{
	who_release(&d->who);
	said_release(&d->said);
	table_release(&d->state);
	table_release(&d->copy);
	group_release(&d->group);
	free(d->newest);
}
