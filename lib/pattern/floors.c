#include "lib/pattern/floors.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/num.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/cells.h"
#include "lib/pattern/special.h"

_Static_assert(FLOORS_WEEKS * 7 >= CELLS_MAX_DAYS, "weeks of a series");

enum {
	BEGUN = 4, /* weeks that tell that a unit began */
	BEGUN_GONE = 5 /* of which one is left out at most */
};

static const double begun_chance = .05;

/* The members that are added up from one rung to the next, finest first. */
static const int added[FLOORS_RUNGS - 1] = { TALLY_REGION, TALLY_PRODUCT,
	TALLY_LEVEL };

/* The members that tell units of RUNG apart: not the floor, which changes. */
static unsigned
members_of(int rung)
{
	unsigned by = 1u << TALLY_ORG | 1u << TALLY_THEME;

	for (int i = rung; i < FLOORS_RUNGS - 1; i++)
		by |= 1u << added[i];
	return by;
}

int
floors_rung(unsigned by)
{
	int rung = 0;

	while (rung < FLOORS_RUNGS - 1 && (by & 1u << added[rung]) == 0)
		rung++;
	return rung;
}

const struct floors_unit *
floors_unit(const struct floors *f, int rung, uint32_t member)
{
	uint32_t u = f->most > 0 ? f->rung[rung].of[member] : 0;

	return u > 0 ? &f->rung[rung].unit[u - 1] : NULL;
}

/* The floor of cell C of T, 0 if it has none. */
static uint32_t
floor_of(const struct tally *t, uint32_t c)
{
	int64_t n;

	if (t->cell[c].what != TALLY_SIGNALS || t->cell[c].week == 0 ||
	    !num_i64(set_key(&t->values, t->cell[c].dim[TALLY_FLOOR]), &n))
		return 0;
	return (uint32_t)n;
}

static size_t
week_of(const struct cells *x, int32_t day)
{
	return (size_t)(day - x->first) / 7;
}

static void
mark(struct floors_weeks *w, size_t week)
{
	w->set[week / FLOORS_BITS] |= UINT64_C(1) << week % FLOORS_BITS;
}

/* Does row R of the cells say how many there were in a week looked at? */
static bool
tells(const struct cells *x, const struct cells_day *d)
{
	return d->n > 0 && d->day != DATE_NONE && d->day >= x->first &&
	    d->day <= x->until;
}

static void
find_orgs(struct floors *f, const struct cells *x)
{
	const struct tally *t = &x->corpus->tally;
	struct cells_rows rows;
	struct floors_org *org;
	uint32_t floor;

	f->org = xmalloc((t->values.len + 1) * sizeof(*f->org));
	for (size_t i = 0; i < t->values.len; i++)
		f->org[i] = (struct floors_org){ DATE_NONE, DATE_NONE, 0 };
	for (uint32_t c = 0; c < t->ncells; c++) {
		floor = floor_of(t, c);
		if (floor == 0)
			continue;
		org = &f->org[t->cell[c].dim[TALLY_ORG]];
		rows = cells_rows(x, c);
		for (size_t i = 0; i < rows.n; i++) {
			if (!tells(x, &rows.day[i]))
				continue;
			if (floor > org->floor)
				org->floor = floor;
			if (org->first == DATE_NONE ||
			    rows.day[i].day < org->first)
				org->first = rows.day[i].day;
			if (rows.day[i].day > org->last)
				org->last = rows.day[i].day;
		}
	}
}

/* Number what has the same values of BY in OF, from 1; how many. */
static size_t
number(const struct tally *t, unsigned by, uint32_t *of)
{
	struct set keys = { 0 };
	uint32_t key[TALLY_DIMS];
	size_t n;

	for (uint32_t c = 0; c < t->ncells; c++) {
		of[c] = 0;
		if (floor_of(t, c) == 0)
			continue;
		for (int d = 0; d < TALLY_DIMS; d++)
			key[d] = by & 1u << d ? t->cell[c].dim[d] : 0;
		of[c] = (uint32_t)set_add(&keys,
			    (struct slice){ (const char *)key, sizeof(key) },
			    NULL) +
		    1;
	}
	n = keys.len;
	set_release(&keys);
	return n;
}

/* The weeks that are there of each cell, whatever its book and floor. */
static struct floors_weeks *
find_weeks(const struct cells *x, const uint32_t *of, size_t n)
{
	const struct tally *t = &x->corpus->tally;
	struct floors_weeks *w = xcalloc(n + 1, sizeof(*w));
	struct cells_rows rows;

	for (uint32_t c = 0; c < t->ncells; c++) {
		if (of[c] == 0)
			continue;
		rows = cells_rows(x, c);
		for (size_t i = 0; i < rows.n; i++)
			if (tells(x, &rows.day[i]))
				mark(&w[of[c]], week_of(x, rows.day[i].day));
	}
	return w;
}

/*
 * What unit U, of which C is a cell, was told to hold in the past, and by week
 * in lines that FLOOR, the highest of its organisation, would have left out.
 */
static void
add_told(struct floors_unit *u, const struct cells *x, uint32_t c,
    uint32_t floor)
{
	struct cells_rows rows = cells_rows(x, c);
	bool lower = floor_of(&x->corpus->tally, c) < floor;
	size_t w;

	if (lower && u->lift == NULL)
		u->lift = xcalloc(x->len / 7 + 1, sizeof(*u->lift));
	for (size_t i = 0; i < rows.n; i++) {
		if (!tells(x, &rows.day[i]))
			continue;
		w = week_of(x, rows.day[i].day);
		u->first = w < u->first ? w : u->first;
		u->last = w > u->last ? w : u->last;
		if (lower && rows.day[i].n < floor)
			u->lift[w] += rows.day[i].n;
		if (rows.day[i].day > x->until - CELLS_GUARD) {
			u->recent += rows.day[i].n;
			continue;
		}
		u->past += rows.day[i].n;
		if (!lower && (u->least == 0 || rows.day[i].n < u->least))
			u->least = rows.day[i].n;
	}
}

/* From what lines of week W tell that are small to what is added to them. */
static void
lift(struct floors_unit *u, size_t w)
{
	uint32_t small = u->lift[w];
	bool some = small > 0 || floors_gone(u, w);

	u->lift[w] = some && small < u->fill ? u->fill - small : 0;
}

/* What each of the EARLY weeks before U's first may have held: floors.h. */
static uint32_t
find_early(const struct floors_unit *u, size_t early, size_t end)
{
	size_t gone = 0;
	double none;

	for (size_t w = u->first; w < end; w++)
		gone += floors_gone(u, w);
	if (end < u->first + BEGUN || gone * BEGUN_GONE > end - u->first)
		return u->fill;
	for (uint32_t m = 0; m < u->fill; m++) {
		/* that a week with a mean of m has u->fill at most */
		none = special_gamma_q(u->fill + 1, m);
		if (pow(none, (double)early) <= begun_chance)
			return m;
	}
	return u->fill;
}

/*
 * What is left out of U, of organisation ORG: of how many there may be the
 * floor tells only where most of those who sent them are known.
 */
static void
find_gone(struct floors_unit *u, const struct cells *x,
    const struct floors_org *org)
{
	struct floors_weeks whole;
	uint64_t past = 0;
	uint64_t recent = 0;
	size_t w;

	for (int i = 0; i < FLOORS_SETS; i++)
		whole.set[i] = u->all.set[i] | u->sum.set[i];
	u->fill = org->floor > 0 ? org->floor - 1 : 0;
	if (corpus_vague(x->corpus, u->lead) && u->least > org->floor)
		u->fill = u->least - 1;
	for (int32_t day = org->first; day != DATE_NONE && day <= org->last;
	     day += 7) {
		w = week_of(x, day);
		if ((whole.set[w / FLOORS_BITS] >> w % FLOORS_BITS & 1) == 0)
			mark(&u->gone, w);
	}
	u->early = u->fill;
	if (org->first != DATE_NONE && u->first <= u->last)
		u->early = find_early(u, u->first - week_of(x, org->first),
		    week_of(x, org->last) + 1);
	for (int32_t day = org->first; day != DATE_NONE && day <= org->last;
	     day += 7) {
		w = week_of(x, day);
		if (u->lift != NULL)
			lift(u, w);
		if (day <= x->until - CELLS_GUARD)
			past += floors_taken(u, w);
		else
			recent += floors_taken(u, w);
	}
	/* what came in the place of another is all there, though lately */
	u->thin = past > u->past && recent >= u->recent;
}

/* Is C, on RUNG, the sum of what was too small on finer ones? */
static bool
is_sum(const struct tally_cell *c, int rung)
{
	for (int i = 0; i < rung; i++)
		if (c->dim[added[i]] != 0)
			return false;
	return true;
}

static void
find_units(struct floors *f, const struct cells *x, int rung,
    const uint32_t *plain, const struct floors_weeks *weeks)
{
	const struct tally *t = &x->corpus->tally;
	struct floors_rung *r = &f->rung[rung];
	struct floors_unit *u;

	r->of = xmalloc((t->ncells + 1) * sizeof(*r->of));
	r->n = number(t, members_of(rung), r->of);
	r->unit = xcalloc(r->n + 1, sizeof(*r->unit));
	for (size_t i = 0; i < r->n; i++) {
		r->unit[i].lead = UINT32_MAX;
		r->unit[i].first = SIZE_MAX;
		memset(&r->unit[i].all, 0xff, sizeof(r->unit[i].all));
	}
	for (uint32_t c = 0; c < t->ncells; c++) {
		if (r->of[c] == 0)
			continue;
		u = &r->unit[r->of[c] - 1];
		if (u->lead == UINT32_MAX)
			u->lead = c;
		add_told(u, x, c, f->org[t->cell[c].dim[TALLY_ORG]].floor);
		for (int i = 0; i < FLOORS_SETS; i++) {
			u->all.set[i] &= weeks[plain[c]].set[i];
			if (is_sum(&t->cell[c], rung))
				u->sum.set[i] |= weeks[plain[c]].set[i];
		}
	}
	for (size_t i = 0; i < r->n; i++) {
		u = &r->unit[i];
		find_gone(u, x, &f->org[t->cell[u->lead].dim[TALLY_ORG]]);
	}
}

void
floors_build(struct floors *f, const struct cells *x)
{
	const struct tally *t = &x->corpus->tally;
	struct floors_weeks *weeks;
	uint32_t *plain;
	size_t n;

	for (uint32_t c = 0; c < t->ncells && x->len > 0; c++)
		if (floor_of(t, c) > f->most)
			f->most = floor_of(t, c);
	if (f->most == 0)
		return;
	find_orgs(f, x);
	plain = xmalloc((t->ncells + 1) * sizeof(*plain));
	n = number(t, ~(1u << TALLY_BOOK | 1u << TALLY_FLOOR), plain);
	weeks = find_weeks(x, plain, n);
	for (int rung = 0; rung < FLOORS_RUNGS; rung++)
		find_units(f, x, rung, plain, weeks);
	free(weeks);
	free(plain);
}

int32_t
floors_last(const struct floors *f, const struct tally *t, uint32_t c)
{
	if (f->most == 0 || floor_of(t, c) == 0)
		return DATE_NONE;
	return f->org[t->cell[c].dim[TALLY_ORG]].last;
}

void
floors_release(struct floors *f)
{
	for (int rung = 0; rung < FLOORS_RUNGS; rung++) {
		for (size_t i = 0; i < f->rung[rung].n; i++)
			free(f->rung[rung].unit[i].lift);
		free(f->rung[rung].of);
		free(f->rung[rung].unit);
	}
	free(f->org);
	*f = (struct floors){ 0 };
}
