#include "lib/pattern/aliases.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/choice.h"

enum {
	WEEK = 7,
	MONTH = 28,
	UNSURE = 10 /* signals of what may be small by chance */
};

/* Values are those of all, of an organisation, or of a system of it. */
enum {
	in_org = 1 << TALLY_ORG,
	in_system = 1 << TALLY_ORG | 1 << TALLY_SYSTEM
};

static const uint32_t any = UINT32_MAX;

struct search {
	const struct cells *x;
	struct aliases *as;
	struct units units;
	unsigned by; /* 0, in_org or in_system */
	int dim;
	uint32_t events;
};

struct key {
	uint32_t org;
	uint32_t system;
	uint32_t dim;
	uint32_t value;
};

/* The key of a value of cell C, in what has the same members in BY. */
static struct key
key_of(const struct tally_cell *c, unsigned by, int dim, uint32_t value)
{
	return (struct key){ by & in_org ? c->dim[TALLY_ORG] : any,
		by == in_system ? c->dim[TALLY_SYSTEM] : any, (uint32_t)dim,
		value };
}

static ptrdiff_t
find(const struct aliases *as, const struct key *k)
{
	return set_find(&as->keys,
	    (struct slice){ (const char *)k, sizeof(*k) });
}

struct aliases_days
aliases_days(const struct aliases *as, const struct tally_cell *c, bool org,
    int dim, uint32_t value)
{
	static const unsigned wide[] = { 0, in_org, in_system };
	struct key k;
	ptrdiff_t at;

	for (int i = org; i < 3 && as->keys.len > 0; i++) {
		k = key_of(c, wide[i], dim, value);
		at = find(as, &k);
		if (at >= 0)
			return as->days[at];
	}
	return (struct aliases_days){ DATE_NONE, DATE_NONE };
}

/* Events. */

static struct key
key_of_unit(const struct search *s, const struct unit *u)
{
	return key_of(&s->x->corpus->tally.cell[u->cell], s->by, s->dim,
	    u->value);
}

/* U is compared from day FROM on, or up to day TO. */
static void
keep_days(struct search *s, const struct unit *u, int32_t from, int32_t to)
{
	struct aliases *as = s->as;
	struct key k = key_of_unit(s, u);
	bool isnew;
	size_t i = set_add(&as->keys,
	    (struct slice){ (const char *)&k, sizeof(k) }, &isnew);

	if (i == as->ndays) {
		as->ndays = as->ndays ? 2 * as->ndays : 16;
		as->days = xrealloc(as->days, as->ndays, sizeof(*as->days));
	}
	if (isnew)
		as->days[i] = (struct aliases_days){ from, to };
}

static void
add_change(struct search *s, const struct unit *u)
{
	struct aliases *as = s->as;
	int32_t day = s->x->first + (int32_t)(u->began ? u->first : u->last);

	if (u->passing)
		keep_days(s, u, s->x->first + (int32_t)u->first, day);
	else
		keep_days(s, u, u->began ? day : DATE_NONE,
		    u->began ? DATE_NONE : day);
	if (s->by == 0)
		return;
	if (as->n == as->cap) {
		as->cap = as->cap ? 2 * as->cap : 16;
		as->change = xrealloc(as->change, as->cap, sizeof(*as->change));
	}
	as->change[as->n++] = (struct aliases_change){ .event = s->events,
		.org = s->x->corpus->tally.cell[u->cell].dim[TALLY_ORG],
		.dim = s->dim,
		.value = u->value,
		.day = day,
		.begins = u->began };
}

/* Is it known of the whole organisation already? */
static bool
is_known(const struct search *s, const struct unit *u)
{
	struct key k = key_of_unit(s, u);

	k.system = any;
	return find(s->as, &k) >= 0;
}

/* Units FROM up to END are a group, by day. */
static void
find_events(struct search *s, size_t from, size_t end)
{
	struct unit *u = s->units.u;
	struct choice_around a = { from, from };

	for (size_t i = from; i < end; i++)
		if ((u[i].began || u[i].stopped || u[i].quiet) &&
		    is_known(s, &u[i]))
			u[i].began = u[i].stopped = u[i].quiet = false;
	for (size_t i = from; i < end; i++) {
		choice_move(&a, u, end, i);
		if (!u[i].began || !choice_of(&s->units, &a, i))
			continue;
		for (size_t k = a.from; k < a.end; k++) {
			if (!u[k].chosen)
				continue;
			add_change(s, &u[k]);
			u[k].began = u[k].stopped = u[k].quiet = false;
		}
		s->events++;
	}
}

/* By value: the day, from 1, of its change since KNOWN; 0 if there is none. */
static size_t *
changed(const struct search *s, size_t known, bool begins)
{
	const struct aliases_change *c = s->as->change;
	size_t *at = xcalloc(s->x->corpus->tally.values.len + 1, sizeof(*at));
	size_t day;

	for (size_t i = known; i < s->as->n; i++) {
		day = (size_t)(c[i].day - s->x->first) + 1;
		if (c[i].begins == begins &&
		    (at[c[i].value] == 0 || day < at[c[i].value]))
			at[c[i].value] = day;
	}
	return at;
}

/*
 * What is another name in one organisation, by the changes from KNOWN on, is so
 * in others where it begins about then and has too few signals to tell by
 * itself; and what stopped in the one did so where it stops about then too.
 */
static void
spread(struct search *s, size_t known)
{
	size_t *begins = changed(s, known, true);
	size_t *stops = changed(s, known, false);
	unsigned char *few = xcalloc(s->x->corpus->tally.ncells + 1, 1);
	const struct unit *u = s->units.u;
	int32_t first = s->x->first;

	for (size_t i = 0; i < s->units.n; i++) {
		if (begins[u[i].value] == 0 || u[i].n == 0 ||
		    u[i].n >= UNSURE ||
		    u[i].begins + 1 + MONTH < begins[u[i].value])
			continue;
		few[u[i].group] = 1;
		keep_days(s, &u[i], first + (int32_t)u[i].begins, DATE_NONE);
	}
	for (size_t i = 0; i < s->units.n; i++)
		if (few[u[i].group] && stops[u[i].value] != 0 &&
		    u[i].n >= UNITS_LEAST &&
		    u[i].last <= stops[u[i].value] + WEEK)
			keep_days(s, &u[i], DATE_NONE,
			    first + (int32_t)u[i].last);
	free(begins);
	free(stops);
	free(few);
}

static void
search_dim(struct search *s)
{
	size_t known = s->as->n;
	size_t end;

	units_find(&s->units, s->dim);
	for (size_t i = 0; i < s->units.n; i = end) {
		end = units_measure(&s->units, i);
		find_events(s, i, end);
		/* what took a name over did so, though it is silent now */
		if (units_begin(&s->units, i, end))
			find_events(s, i, end);
	}
	if (s->as->n > known)
		spread(s, known);
}

/* Is member DIM one of any form?  That of kinds makes sources too. */
static bool
is_looked_at(const struct cells *x, int dim)
{
	bool some = dim == TALLY_KIND;

	for (size_t i = 0; i < x->nforms; i++)
		for (int d = 0; d < x->form[i].n; d++)
			some |= x->form[i].dim[d] == dim;
	return some;
}

/* Search in what has the same members in BY. */
static void
search_by(struct search *s, unsigned by)
{
	s->by = by;
	(void)units_by(&s->units, by);
	for (s->dim = TALLY_SYSTEM; s->dim < TALLY_TERM; s->dim++)
		if (!(by & 1u << s->dim) && is_looked_at(s->x, s->dim))
			search_dim(s);
}

void
aliases_find(struct aliases *as, const struct cells *x)
{
	struct search s = { .x = x, .as = as };

	if (x->len == 0)
		return;
	units_open(&s.units, x);
	search_by(&s, in_org);
	/* where one system calls it otherwise, and another goes on */
	if (units_by(&s.units, in_system) > units_by(&s.units, in_org))
		search_by(&s, in_system);
	/* what is small in each organisation */
	search_by(&s, 0);
	units_release(&s.units);
}

void
aliases_release(struct aliases *as)
{
	set_release(&as->keys);
	free(as->change);
	free(as->days);
	*as = (struct aliases){ 0 };
}
