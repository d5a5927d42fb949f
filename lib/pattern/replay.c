#include "lib/pattern/replay.h"

#include <stdlib.h>

#include "lib/base/hash.h"
#include "lib/base/xalloc.h"

enum {
	LEAST_PAST = 10, /* signals before the guard, to be looked at */
	LEAST_WEEKS = 26 /* of history before the first look */
};

/* A cell, by what says whether it is of the sample. */
struct drawn {
	uint64_t lot;
	size_t cell;
};

static int
by_lot(const void *a, const void *b)
{
	const struct drawn *x = a;
	const struct drawn *y = b;

	if (x->lot != y->lot)
		return x->lot < y->lot ? -1 : 1;
	return (x->cell > y->cell) - (x->cell < y->cell);
}

/* The cells to look at; their lots depend on their place alone. */
static struct drawn *
draw(const struct cells *x, size_t *n)
{
	struct drawn *d = xmalloc((x->n + 1) * sizeof(*d));

	*n = 0;
	for (size_t i = 0; i < x->n; i++)
		if (!x->cell[i].dropped && x->cell[i].past >= LEAST_PAST)
			d[(*n)++] = (struct drawn){ hash_mix(i), i };
	if (*n > 1)
		qsort(d, *n, sizeof(*d), by_lot);
	if (*n > REPLAY_CELLS)
		*n = REPLAY_CELLS;
	return d;
}

/* How many weeks back there is something to look at. */
static size_t
weeks_of(const struct cells *x)
{
	size_t weeks = x->len / 7;

	if (weeks <= LEAST_WEEKS)
		return 0;
	weeks -= LEAST_WEEKS;
	return weeks < REPLAY_WEEKS ? weeks : REPLAY_WEEKS;
}

void
replay_calibrate(struct look *l)
{
	size_t n;
	size_t weeks = weeks_of(l->cells);
	struct drawn *d = draw(l->cells, &n);
	double *p = xmalloc((n * weeks + 1) * sizeof(*p));
	size_t delays = l->delays.n;
	struct mw_fit fit;
	struct mw r;

	/* of days long past all is known */
	l->delays.n = 0;
	l->at = SIZE_MAX;
	for (size_t w = 0; w < weeks; w++) {
		look_limit(l, l->cells->len - 7 * w);
		for (size_t i = 0; i < n; i++) {
			look_test(l, d[i].cell, &fit, &r);
			p[i * weeks + w] = r.p;
		}
	}
	look_limit(l, l->cells->len);
	l->delays.n = delays;
	l->at = SIZE_MAX;
	for (size_t i = 0; i < n; i++)
		multtest_replay(&l->replay, p + i * weeks, weeks);
	multtest_calibrate(&l->calibration, &l->replay);
	free(p);
	free(d);
}
