#include "lib/pattern/deliveries.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"

enum {
	LEAST = 7, /* days with signals */
	HALF_YEAR = 182
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
		by->s[i].last = DATE_NONE;
	for (size_t i = 0; i < t->nrows; i++) {
		r = &t->rows[i];
		if (t->cell[r->cell].what != TALLY_DELIVERIES)
			continue;
		s = &by->s[by->of[r->cell]];
		if (s->last != DATE_NONE && r->day > until - HALF_YEAR &&
		    r->day - s->last > s->longest)
			s->longest = r->day - s->last;
		s->last = r->day;
	}
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
	find_untold(by, t, until);
}

void
deliveries_release_by(struct delivered_by *by)
{
	free(by->of);
	free(by->s);
	*by = (struct delivered_by){ 0 };
}

bool
delivered_stopped(const struct delivered *d, int32_t until)
{
	return d->last != DATE_NONE && !d->untold &&
	    until - d->last >= DELIVERIES_SILENT &&
	    until - d->last > d->longest;
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
