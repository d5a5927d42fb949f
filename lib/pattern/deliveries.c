#include "lib/pattern/deliveries.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"

enum { LEAST = 7 /* days with signals */ };

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

static void
find_last(struct delivered_by *by, const struct tally *t)
{
	for (size_t i = 0; i < by->n; i++)
		by->s[i].last = DATE_NONE;
	/* rows are sorted by day: the last is the latest */
	for (size_t i = 0; i < t->nrows; i++)
		if (t->cell[t->rows[i].cell].what == TALLY_DELIVERIES)
			by->s[by->of[t->rows[i].cell]].last = t->rows[i].day;
}

static void
find_untold(struct delivered_by *by, const struct cells *x)
{
	const struct tally *t = &x->corpus->tally;
	struct after *after = xcalloc(by->n + 1, sizeof(*after));
	const struct tally_row *r;
	int32_t last;

	for (size_t i = 0; i < by->n; i++)
		after[i].at[0] = after[i].at[1] = DATE_NONE;
	for (size_t i = 0; i < t->nrows; i++) {
		r = &t->rows[i];
		last = deliveries_of(by, r->cell)->last;
		if (t->cell[r->cell].what == TALLY_SIGNALS &&
		    r->day != DATE_NONE && r->day <= x->until &&
		    last != DATE_NONE && r->day > last)
			count_day(&after[by->of[r->cell]], r,
			    t->cell[r->cell].week);
	}
	for (size_t i = 0; i < by->n; i++)
		by->s[i].untold = after[i].days >= LEAST;
	free(after);
}

static void
find_by(struct delivered_by *by, const struct cells *x, unsigned members)
{
	const struct tally *t = &x->corpus->tally;

	by->of = xmalloc((t->ncells + 1) * sizeof(*by->of));
	by->n = tally_number(t, members, by->of);
	by->s = xcalloc(by->n + 1, sizeof(*by->s));
	find_last(by, t);
	find_untold(by, x);
}

void
deliveries_find(struct deliveries *d, const struct cells *x)
{
	find_by(&d->system, x, TALLY_BY_SOURCE);
	find_by(&d->desk, x, TALLY_BY_DESK);
}

void
deliveries_release(struct deliveries *d)
{
	free(d->system.of);
	free(d->system.s);
	free(d->desk.of);
	free(d->desk.s);
	*d = (struct deliveries){ 0 };
}
