#include "lib/pattern/aliases.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/special.h"
#include "lib/pattern/units.h"

enum {
	WEEK = 7,
	MONTH = 28,
	FEW = 3, /* signals that may keep a name from being seen */
	SAME = 2, /* days */
	UNSURE = 10 /* signals of what may be small by chance */
};

/* Values are those of all, of an organisation, or of a system of it. */
enum {
	in_org = 1 << TALLY_ORG,
	in_system = 1 << TALLY_ORG | 1 << TALLY_SYSTEM
};

static const uint32_t any = UINT32_MAX;
static const size_t ANY = SIZE_MAX;
static const double unlike = .1; /* p of what is more by chance */
static const double more = 1.4; /* times what was before; of less 1 in it */
static const double alike = 1.2; /* the same of what is one level */
static const double normal = 1.645;

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

/*
 * Do U and W begin or stop about then: no more than a week apart, or than a few
 * signals of each may take?  Or, if SAME, as good as on one day?
 */
static bool
is_near(const struct unit *u, const struct unit *w, bool same)
{
	double few = 1 / u->rate + 1 / w->rate;

	return fabs((double)u->day - (double)w->day) <=
	    fmin(MONTH, same ? SAME + few : WEEK + FEW * few);
}

/* Units of a group that are about as old as one of them, by day. */
struct around {
	size_t from;
	size_t end;
};

static void
move_around(struct around *a, const struct unit *u, size_t n, size_t i)
{
	while (u[a->from].day + MONTH < u[i].day)
		a->from++;
	while (a->end < n && u[a->end].day <= u[i].day + MONTH)
		a->end++;
}

/* Which of the units around one may be names of each other. */
struct choice {
	const struct around *a;
	size_t now, before; /* one that begins or stopped; or ANY near W */
	const struct unit *w;
	bool same; /* only on its day */
};

static bool
is_chosen(const struct units *us, const struct choice *c, size_t i)
{
	const struct unit *u = &us->u[i];
	size_t one = u->stopped ? c->before : c->now;

	return (u->began || u->stopped) &&
	    (one == i || (one == ANY && is_near(u, c->w, c->same)));
}

/* What is chosen has, before and now. */
struct sums {
	double before, was; /* and what of the group goes on, then */
	double now, is;
	double few; /* of what is too small to have begun */
	size_t first, last; /* of what begins, of what stopped */
};

static struct sums
sums_of(const struct units *us, const struct choice *c)
{
	struct sums s = { .first = SIZE_MAX };
	const struct unit *u;

	for (size_t i = c->a->from; i < c->a->end; i++) {
		u = &us->u[i];
		if (!is_chosen(us, c, i)) {
			if (c->now == ANY && u->n < UNITS_LEAST &&
			    u->day + WEEK >= c->w->day)
				s.few += u->n;
		} else if (u->stopped) {
			s.before += u->level;
			s.was = fmax(s.was, u->rest);
			s.last = u->last > s.last ? u->last : s.last;
		} else {
			s.now += u->level;
			s.is = fmax(s.is, u->rest);
			s.first = u->first < s.first ? u->first : s.first;
		}
	}
	return s;
}

/*
 * Where what stopped and what begins overlap, as S says: do they have surely
 * more together than what stopped had?
 */
static bool
is_beside(struct units *us, const struct choice *c, const struct sums *s)
{
	size_t end = s->last + 1;
	double n = 0;
	double e = 0;
	double rest;

	if (end <= s->first)
		return false;
	rest = units_rest(us, s->first, end);
	for (size_t i = c->a->from; i < c->a->end; i++) {
		const struct unit *u = &us->u[i];

		if (!is_chosen(us, c, i))
			continue;
		n += units_sum(us, i, s->first, end);
		if (u->stopped)
			e += u->rest > 0 ? u->level * rest / u->rest :
					   u->rate * (double)(end - s->first);
	}
	return special_poisson_tail(n, more * e) <= unlike;
}

/*
 * How far the level of what begins is from that of what stopped, in C: the size
 * of the logarithm of their ratio; INFINITY where they surely differ.  Each is
 * set against what of the group goes on; if nothing does, all have other names.
 */
static double
distance(struct units *us, const struct choice *c)
{
	struct sums s = sums_of(us, c);
	double ratio, doubt;

	if (!(s.before > 0 && s.now > 0) || is_beside(us, c, &s))
		return INFINITY;
	if (!(s.was > 0 && s.is > 0))
		return 0;
	ratio = log(s.now / s.is * s.was / s.before);
	if (ratio < 0)
		ratio = fmin(0, ratio + log((s.now + s.few) / s.now));
	doubt = normal * sqrt(1 / s.now + 1 / s.before + 1 / s.is + 1 / s.was);
	return fabs(ratio) - doubt <= log(more) ? fabs(ratio) : INFINITY;
}

/* Keep TRIED in BEST, LEAST away, if it is nearer. */
static void
try_choice(struct units *us, const struct choice *tried, struct choice *best,
    double *least)
{
	double d = distance(us, tried);

	if (d < *least) {
		*least = d;
		*best = *tried;
	}
}

/* Try I or all, in the place of one or all. */
static void
try_each(struct units *us, size_t i, struct choice c, struct choice *best,
    double *least)
{
	try_choice(us, &c, best, least);
	c.now = i;
	try_choice(us, &c, best, least);
	for (size_t k = c.a->from; k < c.a->end; k++) {
		if (!us->u[k].stopped || !is_near(&us->u[k], c.w, c.same))
			continue;
		c.before = k;
		c.now = i;
		try_choice(us, &c, best, least);
		c.now = ANY;
		try_choice(us, &c, best, least);
	}
}

/*
 * Choose of the units of A those that stop or begin as unit I begins: all if
 * they are at one level, or on one day if they may be, or else what fits best.
 */
static bool
choose(struct units *us, const struct around *a, size_t i)
{
	struct choice c = { a, ANY, ANY, &us->u[i], false };
	struct choice best = c;
	double least = log(alike);

	try_choice(us, &c, &best, &least);
	if (least == log(alike)) {
		least = log(more);
		c.same = true;
		try_choice(us, &c, &best, &least);
		c.same = false;
	}
	if (least == log(more)) {
		least = INFINITY;
		try_each(us, i, c, &best, &least);
	}
	for (size_t k = a->from; k < a->end; k++)
		us->u[k].chosen = least < INFINITY && is_chosen(us, &best, k);
	return least < INFINITY;
}

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
	int32_t day = s->x->first + (int32_t)(u->stopped ? u->last : u->first);

	keep_days(s, u, u->stopped ? DATE_NONE : day,
	    u->stopped ? day : DATE_NONE);
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
		.begins = !u->stopped };
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
	struct around a = { from, from };

	for (size_t i = from; i < end; i++)
		if ((u[i].began || u[i].stopped) && is_known(s, &u[i]))
			u[i].began = u[i].stopped = false;
	for (size_t i = from; i < end; i++) {
		move_around(&a, u, end, i);
		if (!u[i].began || !choose(&s->units, &a, i))
			continue;
		for (size_t k = a.from; k < a.end; k++) {
			if (!u[k].chosen)
				continue;
			add_change(s, &u[k]);
			u[k].began = u[k].stopped = false;
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
