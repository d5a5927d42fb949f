#include "lib/pattern/heirs.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/origin.h"

enum {
	MONTH = 28,
	FORTNIGHT = 14,
	HALF_YEAR = 182, /* days whose deliveries say how far they are apart */
	LEAST = 5 /* signals: of fewer there is no finding */
};

static const double least_share = .5; /* of what it had */

/* What is known of a system. */
struct system {
	uint32_t desk;
	uint32_t source;
	struct slice name;
	int32_t first; /* the day on which it begins */
	int32_t last; /* with signals */
	double n; /* signals */
	double late; /* those of CELLS_GUARD days before its last delivery */
	int32_t delivered; /* the delivery counted last */
	int32_t longest; /* distance of two, in half a year */
	int32_t often; /* deliveries in that */
};

struct systems {
	size_t n;
	struct system *s;
	int32_t until;
	const struct cells *cells;
	const struct deliveries *deliveries;
	const uint32_t *source; /* of a cell of the tally; NULL if not known */
	struct tally_rows rows;
};

static void
open_systems(struct systems *all)
{
	const struct deliveries *d = all->deliveries;
	const struct tally *t = &all->cells->corpus->tally;
	struct system *s;
	struct slice name;

	all->n = d->system.n;
	all->s = xcalloc(all->n + 1, sizeof(*all->s));
	tally_rows(&all->rows, t, d->system.of, all->n);
	for (uint32_t c = 0; c < t->ncells; c++) {
		s = &all->s[d->system.of[c]];
		name = set_key(&t->values, t->cell[c].dim[TALLY_SYSTEM]);
		*s = (struct system){ .desk = d->desk.of[c],
			.source = all->source == NULL ? 0 : all->source[c],
			.name = name,
			.first = DATE_NONE,
			.last = DATE_NONE,
			.delivered = DATE_NONE };
	}
}

static void
count_delivery(struct system *s, int32_t day, int32_t until)
{
	if (s->delivered != DATE_NONE && day > until - HALF_YEAR &&
	    day - s->delivered > s->longest)
		s->longest = day - s->delivered;
	s->often += day > until - HALF_YEAR && day != s->delivered;
	s->delivered = day;
}

static void
count_signals(struct system *s, int32_t day, double n, int32_t delivered)
{
	s->last = day;
	s->n += n;
	if (delivered != DATE_NONE && day <= delivered &&
	    day > delivered - CELLS_GUARD)
		s->late += n;
}

/* Rows are sorted by day. */
static void
count_deliveries(struct systems *all)
{
	const struct tally *t = &all->cells->corpus->tally;
	const uint32_t *of = all->deliveries->system.of;
	const struct tally_row *r;

	for (size_t i = 0; i < t->nrows; i++) {
		r = &t->rows[i];
		if (t->cell[r->cell].what == TALLY_DELIVERIES &&
		    r->day != DATE_NONE)
			count_delivery(&all->s[of[r->cell]], r->day,
			    all->until);
	}
}

/*
 * The signals in row I of those of system K that count, or 0.  Before the days
 * that are looked at, and after the last delivery of what says when it is
 * delivered, is what has another date than it says.
 */
static uint32_t
row_n(const struct systems *all, uint32_t k, size_t i, int32_t *day)
{
	const struct cells *x = all->cells;
	const struct delivered *by = &all->deliveries->system.s[k];
	const struct tally_row *r;

	r = &x->corpus->tally.rows[all->rows.row[all->rows.at[k] + i]];
	*day = r->day;
	if (r->day < x->first || r->day > x->until ||
	    (by->last != DATE_NONE && !by->untold && r->day > by->last))
		return 0;
	return r->c[TALLY_N];
}

/*
 * Each begins as a source does (origin.h), so that a signal of before, moved
 * into it, is no beginning; but months without signals are not usual.
 */
static void
find_first(struct system *s, const uint32_t *count, const struct cells *x)
{
	size_t d = origin_begin(count, x->len, origin_quarter(count, x->len));

	if (d < x->len)
		s->first = x->first + (int32_t)d;
}

static size_t
row_count(const struct systems *all, uint32_t k)
{
	return all->rows.at[k + 1] - all->rows.at[k];
}

static void
count_all(struct systems *all)
{
	const struct cells *x = all->cells;
	uint32_t *count = xmalloc((x->len + 1) * sizeof(*count));
	int32_t day;
	uint32_t n;

	count_deliveries(all);
	for (uint32_t s = 0; s < all->n; s++) {
		memset(count, 0, x->len * sizeof(*count));
		for (size_t i = 0; i < row_count(all, s); i++) {
			n = row_n(all, s, i, &day);
			if (n == 0)
				continue;
			count_signals(&all->s[s], day, n,
			    all->deliveries->system.s[s].last);
			count[day - x->first] += n;
		}
		find_first(&all->s[s], count, x);
	}
	free(count);
}

/* Signals a day of system K in the DAYS days before day END. */
static double
rate_in(const struct systems *all, uint32_t k, int32_t end, int32_t days)
{
	double sum = 0;
	int32_t day;
	uint32_t n;

	for (size_t i = 0; i < row_count(all, k); i++) {
		n = row_n(all, k, i, &day);
		if (day < end && day >= end - days)
			sum += n;
	}
	return sum / days;
}

/* Signals a day before it stopped. */
static double
rate_before(const struct system *s)
{
	int32_t days = s->delivered - s->first;

	if (days > CELLS_GUARD)
		days = CELLS_GUARD;
	return s->late / (days > 0 ? days : 1);
}

static bool
stopped(const struct system *s, int32_t until)
{
	return s->delivered != DATE_NONE && s->first != DATE_NONE &&
	    until - s->delivered > s->longest;
}

/*
 * Is S later than its deliveries are apart on average?  Of one that dwindles
 * there are few, so the longest says little.
 */
static bool
is_late(const struct system *s, int32_t until)
{
	return s->delivered != DATE_NONE && s->first != DATE_NONE &&
	    (until - s->delivered) * (s->often + 1) > HALF_YEAR;
}

/* Does B begin where A, of the same organisation and kind, stopped? */
static bool
follows(const struct system *b, const struct system *a)
{
	return b->desk == a->desk && b->first != DATE_NONE &&
	    b->last > a->last && b->first >= a->last - MONTH &&
	    b->first <= a->last + MONTH && b->n >= LEAST;
}

/* Did B begin beside A, of the same kind, in the half year before A stopped? */
static bool
is_beside(const struct system *b, const struct system *a)
{
	return b->desk == a->desk && b->first != DATE_NONE &&
	    b->last > a->last && b->first < a->last - MONTH &&
	    b->first > a->last - HALF_YEAR && b->n >= LEAST;
}

/*
 * Did system I dwindle while what began beside it grew: has it lost half, or
 * more, have they that much, and twice what it has left?
 */
static bool
dwindled(const struct systems *all, uint32_t i)
{
	const struct system *a = &all->s[i];
	int32_t first = a->last;
	double came = 0;
	double had, left;

	for (uint32_t k = 0; k < all->n; k++) {
		if (!is_beside(&all->s[k], a))
			continue;
		came += rate_in(all, k, a->last + 1, FORTNIGHT);
		if (all->s[k].first < first)
			first = all->s[k].first;
	}
	if (!(came > 0))
		return false;
	had = rate_in(all, i, first, MONTH);
	left = rate_in(all, i, a->last + 1, FORTNIGHT);
	return left <= had / 2 && came >= had / 2 && came >= 2 * left;
}

static bool
is_larger(const struct system *a, const struct system *b)
{
	return a->n > b->n || (a->n == b->n && slice_cmp(a->name, b->name) < 0);
}

/*
 * Which systems, in ON, go on for system I: what follows it has what it had, or
 * half of it, together.  What dwindled is not waited for long.  False if none.
 */
static bool
go_on(const struct systems *all, uint32_t i, bool *on)
{
	const struct system *a = &all->s[i];
	bool over = stopped(a, all->until);
	bool beside = is_late(a, all->until) && dwindled(all, i);
	double share = 0;

	for (uint32_t k = 0; k < all->n; k++) {
		on[k] = over && follows(&all->s[k], a);
		if (on[k])
			share += all->s[k].n /
			    (all->until - all->s[k].first + 1);
		on[k] = on[k] || (beside && is_beside(&all->s[k], a));
	}
	return beside || (over && share >= least_share * rate_before(a));
}

/* The largest of those that are ON for system I, or I. */
static uint32_t
largest(const struct systems *all, uint32_t i, const bool *on)
{
	uint32_t best = i;

	for (uint32_t k = 0; k < all->n; k++)
		if (on[k] &&
		    (best == i || is_larger(&all->s[k], &all->s[best])))
			best = k;
	return best;
}

/* The largest of those that go on for system I stands for them. */
static void
find_heirs(struct heirs *h, const struct systems *all, uint32_t i, bool *on)
{
	if (!go_on(all, i, on))
		return;
	h->heir[i] = largest(all, i, on);
	for (uint32_t k = 0; k < all->n; k++)
		if (on[k] &&
		    (h->past[k] == k ||
			is_larger(&all->s[i], &all->s[h->past[k]])))
			h->past[k] = i;
}

/* Did B, which by systems.h goes on for A, begin to do so of late? */
static bool
took_from(const struct system *b, const struct system *a)
{
	return b->desk == a->desk && b->source == a->source &&
	    b->first != DATE_NONE && b->first > a->first + ORIGIN_ONE &&
	    b->first > a->last - HALF_YEAR && b->delivered > a->delivered &&
	    b->n >= LEAST;
}

/*
 * Were others of the desk of system I delivered without it more often than ever
 * in the half year up to its last signal?  What comes in later, of days before
 * that, does not show how long it may be away.
 */
static bool
is_missed(const struct systems *all, uint32_t i)
{
	const struct tally *t = &all->cells->corpus->tally;
	const struct system *a = &all->s[i];
	const struct tally_row *r;
	int32_t own = DATE_NONE, other = DATE_NONE;
	int32_t run = 0, most = 0;
	uint32_t k;

	for (size_t n = 0; n < t->nrows; n++) {
		r = &t->rows[n];
		k = all->deliveries->system.of[r->cell];
		if (t->cell[r->cell].what != TALLY_DELIVERIES ||
		    r->day <= a->last - HALF_YEAR || all->s[k].desk != a->desk)
			continue;
		if (k != i && r->day != own && r->day != other) {
			run++;
			other = r->day;
		} else if (k == i && r->day != own) {
			run -= other == r->day;
			if (r->day <= a->last + 1 && run > most)
				most = run;
			run = 0;
			own = r->day;
		}
	}
	return run > most;
}

/* Add what system K has after DAY, up to TO, to NOW, and what it had BEFORE. */
static void
compare_since(const struct systems *all, uint32_t k, int32_t day, int32_t to,
    double *now, double *before)
{
	int32_t d;
	uint32_t n;

	for (size_t i = 0; i < row_count(all, k); i++) {
		n = row_n(all, k, i, &d);
		if (d > day && d <= to)
			*now += n;
		/* the same days of the week, as many times as they come */
		else if (d <= day && d > day - MONTH)
			*before += (double)n * ((to - d) / 7 - (day - d) / 7) /
			    (MONTH / 7);
	}
}

/*
 * Which of those that go on for system I, in ON, stand in for it?  It was
 * missed, and may be late; but since its last signal they have what it had, or
 * half of it, besides what they had themselves.  False if none do.
 */
static bool
stand_in(const struct systems *all, uint32_t i, bool *on)
{
	const struct system *a = &all->s[i];
	double now = 0, before = 0, had = 0, none = 0;
	int32_t to = DATE_NONE;

	memset(on, 0, all->n * sizeof(*on));
	if (a->last == DATE_NONE)
		return false;
	for (uint32_t k = 0; k < all->n; k++) {
		on[k] = took_from(&all->s[k], a);
		if (on[k] && all->s[k].delivered > to)
			to = all->s[k].delivered;
	}
	if (to == DATE_NONE || !is_missed(all, i))
		return false;
	to = to > all->until ? all->until : to - 1;
	for (uint32_t k = 0; k < all->n; k++)
		if (on[k])
			compare_since(all, k, a->last, to, &now, &before);
	compare_since(all, i, a->last, to, &none, &had);
	return had > 0 && now - before >= least_share * had;
}

void
heirs_find(struct heirs *h, const struct deliveries *d, const struct cells *x,
    const uint32_t *source)
{
	struct systems all = { .until = x->until,
		.cells = x,
		.deliveries = d,
		.source = source };
	uint32_t *heir = xmalloc((d->system.n + 1) * sizeof(*heir));
	uint32_t *past = xmalloc((d->system.n + 1) * sizeof(*past));
	uint32_t *stand = xmalloc((d->system.n + 1) * sizeof(*stand));
	bool *on;

	*h = (struct heirs){ heir, past, stand };
	for (uint32_t i = 0; i < d->system.n; i++)
		heir[i] = past[i] = stand[i] = i;
	/* one system each */
	if (d->system.n == d->desk.n)
		return;
	open_systems(&all);
	count_all(&all);
	on = xmalloc((all.n + 1) * sizeof(*on));
	for (uint32_t i = 0; i < all.n; i++)
		find_heirs(h, &all, i, on);
	/* of one that was taken over in its turn: each ends later */
	for (uint32_t i = 0; i < all.n; i++)
		while (heir[heir[i]] != heir[i])
			heir[i] = heir[heir[i]];
	for (uint32_t i = 0; i < all.n; i++)
		if (heir[i] == i && source != NULL && stand_in(&all, i, on))
			stand[i] = heir[largest(&all, i, on)];
	free(on);
	tally_rows_release(&all.rows);
	free(all.s);
}

void
heirs_release(struct heirs *h)
{
	free(h->heir);
	free(h->past);
	free(h->stand);
	*h = (struct heirs){ 0 };
}
