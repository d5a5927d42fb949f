#include "lib/pattern/deliveries.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"

enum {
	LEAST = 7, /* days with signals, or deliveries without */
	LEAST_BESIDE = 5, /* deliveries that show that a kind is in them */
	HALF_YEAR = 182,
	LONG = 91 /* days after which none is waited for */
};

/* Days with signals after the last delivery of a source. */
struct after {
	int32_t at[2]; /* the day, and the week, counted last */
	uint32_t left[2]; /* what may be counted of it yet */
	uint32_t days;
};

/* Count R, of which there may be others of the same day or week. */
static void
count_day(struct after *a, const struct tally_row *r, bool week)
{
	uint32_t n;

	if (a->at[week] != r->day) {
		a->at[week] = r->day;
		a->left[week] = week ? 7 : 1;
	}
	n = r->c[TALLY_N] < a->left[week] ? r->c[TALLY_N] : a->left[week];
	a->left[week] -= n;
	a->days += n;
}

/* Rows are sorted by day: the last is the latest. */
static void
find_last(struct delivered_by *by, const struct tally *t, int32_t until)
{
	const struct tally_row *r;
	struct delivered *s;

	for (size_t i = 0; i < by->n; i++)
		by->s[i].own = by->s[i].sure = by->s[i].last = DATE_NONE;
	for (size_t i = 0; i < t->nrows; i++) {
		r = &t->rows[i];
		if (t->cell[r->cell].what != TALLY_DELIVERIES)
			continue;
		s = &by->s[by->of[r->cell]];
		if (s->last != DATE_NONE && r->day > until - HALF_YEAR &&
		    r->day - s->last > s->longest)
			s->longest = r->day - s->last;
		s->own = s->sure = s->last = r->day;
	}
}

/* Deliveries of one system, of all kinds or one, on different days. */
struct beside {
	int32_t *day; /* in order */
	size_t n;
};

/* The deliveries of the cells whose number in OF is the index. */
static struct beside *
find_days(const struct tally *t, const uint32_t *of, size_t n)
{
	struct beside *b = xcalloc(n + 1, sizeof(*b));
	const struct tally_row *r;
	struct beside *s;

	for (size_t i = 0; i < t->nrows; i++) {
		r = &t->rows[i];
		s = &b[of[r->cell]];
		if (t->cell[r->cell].what != TALLY_DELIVERIES ||
		    (s->n > 0 && s->day[s->n - 1] == r->day))
			continue;
		if ((s->n & (s->n - 1)) == 0)
			s->day = xrealloc(s->day, 2 * s->n + 1,
			    sizeof(*s->day));
		s->day[s->n++] = r->day;
	}
	return b;
}

static void
release_days(struct beside *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(b[i].day);
	free(b);
}

/* How many deliveries of B are in the half year that ends on DAY. */
static size_t
half_year(const struct beside *b, int32_t day)
{
	size_t n = 0;

	for (size_t i = b->n; i-- > 0 && b->day[i] > day - HALF_YEAR;)
		n += b->day[i] <= day;
	return n;
}

/* Was a kind with the deliveries OWN in half of ALL of its system, or more? */
static bool
is_among(const struct beside *own, const struct beside *all)
{
	int32_t last = own->day[own->n - 1];
	size_t n = half_year(own, last);

	return n >= LEAST_BESIDE && 2 * n >= half_year(all, last);
}

/*
 * The most deliveries of ALL one after the other that had none of OWN, in the
 * half year up to its last.
 */
static int32_t
most_without(const struct beside *own, const struct beside *all)
{
	int32_t since = own->day[own->n - 1] - HALF_YEAR;
	int32_t most = 0;
	int32_t run = 0;
	size_t k = own->n;

	for (size_t i = all->n; i-- > 0 && all->day[i] > since;) {
		if (all->day[i] > own->day[own->n - 1])
			continue;
		while (k > 0 && own->day[k - 1] > all->day[i])
			k--;
		run = k > 0 && own->day[k - 1] == all->day[i] ? 0 : run + 1;
		most = run > most ? run : most;
	}
	return most;
}

/*
 * S, with the deliveries OWN, is delivered up to the last of ALL if more of them
 * had none of it than ever did, and surely if it is not only late.
 */
static void
follow(struct delivered *s, const struct beside *own, const struct beside *all)
{
	int32_t last = all->day[all->n - 1];
	int32_t empty = 0;

	if (last <= s->last)
		return;
	for (size_t i = all->n; i-- > 0 && all->day[i] > s->own;)
		empty++;
	if (empty <= most_without(own, all))
		return;
	s->empty = empty;
	s->last = last;
	if (empty >= LEAST && last - s->own > s->longest)
		s->sure = last;
}

/* What is delivered with other kinds is so when they are. */
static void
find_beside(struct delivered_by *by, const struct tally *t)
{
	uint32_t *kind = xmalloc((t->ncells + 1) * sizeof(*kind));
	uint32_t *all = xmalloc((t->ncells + 1) * sizeof(*all));
	size_t nkinds = tally_number(t, TALLY_BY_SOURCE, kind);
	size_t nall = tally_number(t, 1 << TALLY_ORG | 1 << TALLY_SYSTEM, all);
	struct beside *own = find_days(t, kind, nkinds);
	struct beside *every = find_days(t, all, nall);

	for (uint32_t c = 0; c < t->ncells; c++)
		if (t->cell[c].what == TALLY_DELIVERIES &&
		    t->cell[c].dim[TALLY_SYSTEM] != 0 && own[kind[c]].n > 0 &&
		    is_among(&own[kind[c]], &every[all[c]]))
			follow(&by->s[by->of[c]], &own[kind[c]],
			    &every[all[c]]);
	release_days(own, nkinds);
	release_days(every, nall);
	free(kind);
	free(all);
}

static void
find_untold(struct delivered_by *by, const struct tally *t, int32_t until)
{
	struct after *after = xcalloc(by->n + 1, sizeof(*after));
	const struct tally_row *r;
	int32_t last;

	for (size_t i = 0; i < by->n; i++)
		after[i].at[0] = after[i].at[1] = DATE_NONE;
	for (size_t i = 0; i < t->nrows; i++) {
		r = &t->rows[i];
		last = deliveries_of(by, r->cell)->last;
		if (t->cell[r->cell].what == TALLY_SIGNALS &&
		    r->day != DATE_NONE && r->day <= until &&
		    last != DATE_NONE && r->day > last)
			count_day(&after[by->of[r->cell]], r,
			    t->cell[r->cell].week);
	}
	for (size_t i = 0; i < by->n; i++)
		by->s[i].untold = after[i].days >= LEAST;
	free(after);
}

void
deliveries_find_by(struct delivered_by *by, const struct tally *t,
    int32_t until, unsigned members)
{
	by->of = xmalloc((t->ncells + 1) * sizeof(*by->of));
	by->n = tally_number(t, members, by->of);
	by->s = xcalloc(by->n + 1, sizeof(*by->s));
	find_last(by, t, until);
	find_beside(by, t);
	find_untold(by, t, until);
}

void
deliveries_release_by(struct delivered_by *by)
{
	free(by->of);
	free(by->s);
	*by = (struct delivered_by){ 0 };
}

/*
 * How many days a source is waited for, of which two deliveries were LONGEST
 * apart: one that is delivered each month may come some days late.
 */
static int32_t
patience(int32_t longest)
{
	if (2 * longest < LONG)
		return 2 * longest;
	return longest > LONG ? longest : LONG;
}

bool
delivered_overdue(const struct delivered *d, int32_t until)
{
	return d->last != DATE_NONE && !d->untold &&
	    until - d->last >= DELIVERIES_SILENT &&
	    until - d->last > d->longest;
}

bool
delivered_stopped(const struct delivered *d, int32_t until)
{
	return delivered_overdue(d, until) &&
	    until - d->last > patience(d->longest);
}

void
deliveries_find(struct deliveries *d, const struct cells *x)
{
	const struct tally *t = &x->corpus->tally;

	deliveries_find_by(&d->system, t, x->until, TALLY_BY_SOURCE);
	deliveries_find_by(&d->desk, t, x->until, TALLY_BY_DESK);
}

void
deliveries_release(struct deliveries *d)
{
	deliveries_release_by(&d->system);
	deliveries_release_by(&d->desk);
}
