#include "lib/pattern/heirs.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/origin.h"

enum {
	MONTH = 28,
	HALF_YEAR = 182, /* days whose deliveries say how far they are apart */
	LEAST = 5 /* signals: of fewer there is no finding */
};

static const double least_share = .5; /* of what it had */

/* What is known of a system. */
struct system {
	uint32_t desk;
	struct slice name;
	int32_t first; /* the day on which it begins */
	int32_t last; /* with signals */
	double n; /* signals */
	double late; /* those of CELLS_GUARD days before its last delivery */
	int32_t delivered; /* the delivery counted last */
	int32_t longest; /* distance of two */
};

struct systems {
	size_t n;
	struct system *s;
	int32_t until;
};

static void
open_systems(struct systems *all, const struct deliveries *d,
    const struct tally *t)
{
	struct system *s;
	struct slice name;

	all->n = d->system.n;
	all->s = xcalloc(all->n + 1, sizeof(*all->s));
	for (uint32_t c = 0; c < t->ncells; c++) {
		s = &all->s[d->system.of[c]];
		name = set_key(&t->values, t->cell[c].dim[TALLY_SYSTEM]);
		*s = (struct system){ .desk = d->desk.of[c],
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
count_deliveries(struct systems *all, const struct deliveries *d,
    const struct tally *t)
{
	const struct tally_row *r;

	for (size_t i = 0; i < t->nrows; i++) {
		r = &t->rows[i];
		if (t->cell[r->cell].what == TALLY_DELIVERIES &&
		    r->day != DATE_NONE)
			count_delivery(&all->s[d->system.of[r->cell]], r->day,
			    all->until);
	}
}

/*
 * Does row R of a system, delivered as BY says, count?  Before the days that
 * are looked at, and after the last delivery of what says when it is delivered,
 * is what has another date than it says.
 */
static bool
counts(const struct tally_row *r, const struct delivered *by,
    const struct cells *x)
{
	return r->c[TALLY_N] > 0 && r->day >= x->first && r->day <= x->until &&
	    (by->last == DATE_NONE || by->untold || r->day <= by->last);
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

static void
count_all(struct systems *all, const struct deliveries *d,
    const struct cells *x)
{
	const struct tally *t = &x->corpus->tally;
	const struct tally_row *r;
	struct tally_rows rows;
	uint32_t *count = xmalloc((x->len + 1) * sizeof(*count));

	count_deliveries(all, d, t);
	tally_rows(&rows, t, d->system.of, all->n);
	for (size_t s = 0; s < all->n; s++) {
		memset(count, 0, x->len * sizeof(*count));
		for (size_t i = rows.at[s]; i < rows.at[s + 1]; i++) {
			r = &t->rows[rows.row[i]];
			if (!counts(r, &d->system.s[s], x))
				continue;
			count_signals(&all->s[s], r->day, r->c[TALLY_N],
			    d->system.s[s].last);
			count[r->day - x->first] += r->c[TALLY_N];
		}
		find_first(&all->s[s], count, x);
	}
	tally_rows_release(&rows);
	free(count);
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

/* Does B begin where A, of the same organisation and kind, stopped? */
static bool
follows(const struct system *b, const struct system *a)
{
	return b->desk == a->desk && b->first != DATE_NONE &&
	    b->last > a->last && b->first >= a->last - MONTH &&
	    b->first <= a->last + MONTH && b->n >= LEAST;
}

static bool
stopped(const struct system *s, int32_t until)
{
	return s->delivered != DATE_NONE && s->first != DATE_NONE &&
	    until - s->delivered > s->longest;
}

static bool
is_larger(const struct system *a, const struct system *b)
{
	return a->n > b->n || (a->n == b->n && slice_cmp(a->name, b->name) < 0);
}

/*
 * Those that go on for system I have what it had, or half of it, together; the
 * largest stands for them.
 */
static void
find_heirs(struct heirs *h, const struct systems *all, uint32_t i)
{
	const struct system *a = &all->s[i];
	double share = 0;
	uint32_t best = i;

	if (!stopped(a, all->until))
		return;
	for (uint32_t k = 0; k < all->n; k++) {
		if (!follows(&all->s[k], a))
			continue;
		share += all->s[k].n / (all->until - all->s[k].first + 1);
		if (best == i || is_larger(&all->s[k], &all->s[best]))
			best = k;
	}
	if (share < least_share * rate_before(a))
		return;
	h->heir[i] = best;
	for (uint32_t k = 0; k < all->n; k++)
		if (follows(&all->s[k], a) &&
		    (h->past[k] == k || is_larger(a, &all->s[h->past[k]])))
			h->past[k] = i;
}

void
heirs_find(struct heirs *h, const struct deliveries *d, const struct cells *x)
{
	struct systems all = { .until = x->until };
	uint32_t *heir = xmalloc((d->system.n + 1) * sizeof(*heir));
	uint32_t *past = xmalloc((d->system.n + 1) * sizeof(*past));

	*h = (struct heirs){ heir, past };
	for (uint32_t i = 0; i < d->system.n; i++)
		heir[i] = past[i] = i;
	/* one system each */
	if (d->system.n == d->desk.n)
		return;
	open_systems(&all, d, &x->corpus->tally);
	count_all(&all, d, x);
	for (uint32_t i = 0; i < all.n; i++)
		find_heirs(h, &all, i);
	/* of one that was taken over in its turn: each ends later */
	for (uint32_t i = 0; i < all.n; i++)
		while (heir[heir[i]] != heir[i])
			heir[i] = heir[heir[i]];
	free(all.s);
}

void
heirs_release(struct heirs *h)
{
	free(h->heir);
	free(h->past);
	*h = (struct heirs){ 0 };
}
