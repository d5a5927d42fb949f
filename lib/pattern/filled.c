#include "lib/pattern/filled.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"

enum { BLOCK = 7, WIDTH = TALLY_TERM + 1 /* members, then all signals */ };

static const double least_share = .1;
static const double least_filled = 10; /* to be expected in a run */
static const double nothing = .05; /* of the usual share */

/* Signals of one source, by block of days (0 is the latest) and member. */
struct blocks {
	size_t n;
	uint32_t *count;
};

struct search {
	const struct cells *x;
	const struct tally_rows *rows;
	struct blocks b;
	struct filled *f;
	int32_t *bound; /* the day that a change is moved to */
};

/* Called for every row of a source's signals in the days of X. */
typedef void row_fn(struct search *s, const struct tally_row *r,
    const struct tally_cell *c, size_t source);

static void
each_row(struct search *s, size_t source, row_fn *fn)
{
	const struct cells *x = s->x;
	const struct tally *t = &x->corpus->tally;
	const struct tally_row *r;

	for (size_t i = s->rows->at[source]; i < s->rows->at[source + 1]; i++) {
		r = &t->rows[s->rows->row[i]];
		if (r->c[TALLY_N] > 0 && r->day != DATE_NONE &&
		    r->day >= x->first && r->day <= x->until)
			fn(s, r, &t->cell[r->cell], source);
	}
}

static void
count_row(struct search *s, const struct tally_row *r,
    const struct tally_cell *c, size_t source)
{
	size_t i = (size_t)(s->x->until - r->day) / BLOCK;
	uint32_t *count = s->b.count + i * WIDTH;

	(void)source;
	count[TALLY_TERM] += r->c[TALLY_N];
	for (int d = 0; d < TALLY_TERM; d++)
		if (c->dim[d] != 0)
			count[d] += r->c[TALLY_N];
}

/* Some blocks: their sums. */
struct run {
	double n;
	double filled;
	size_t from; /* the latest block */
};

/* The blocks from *I back, until they have LEAST signals. */
static bool
next_run(struct run *r, const struct search *s, int dim, size_t *i,
    double least)
{
	const uint32_t *b;

	*r = (struct run){ .from = *i };
	for (; *i < s->b.n && r->n < fmax(least, FILLED_LEAST); ++*i) {
		b = s->b.count + *i * WIDTH;
		r->n += b[TALLY_TERM];
		r->filled += b[dim];
	}
	return r->n >= fmax(least, FILLED_LEAST);
}

/* The last day of the latest run that has next to nothing of SHARE. */
static int32_t
find_from(const struct search *s, int dim, double share)
{
	struct run r;
	size_t i = 0;

	while (next_run(&r, s, dim, &i, least_filled / share))
		if (r.filled <= nothing * share * r.n)
			return s->x->until - (int32_t)(r.from * BLOCK);
	return DATE_NONE;
}

/* Does SHARE, of before, lack at the end? */
static bool
ends(const struct search *s, int dim, double share)
{
	struct run r;
	size_t i = 0;

	return next_run(&r, s, dim, &i, least_filled / share) &&
	    r.filled <= nothing * share * r.n;
}

/* The share that has DIM at the end, and that of all before. */
static void
find_change(struct search *s, size_t source, int dim)
{
	size_t at = source * TALLY_DIMS + (size_t)dim;
	struct run now, old;
	double n = 0;
	double filled = 0;
	size_t i = 0;

	if (!next_run(&now, s, dim, &i, 0))
		return;
	if (now.filled >= least_share * now.n) {
		s->f->from[at] = find_from(s, dim, now.filled / now.n);
		return;
	}
	while (next_run(&old, s, dim, &i, 0)) {
		n += old.n;
		filled += old.filled;
	}
	if (n > 0 && filled >= least_share * n && ends(s, dim, filled / n))
		s->f->to[at] = s->x->until;
}

/* Move the changes to the first, or last, day that is filled. */
static void
refine_row(struct search *s, const struct tally_row *r,
    const struct tally_cell *c, size_t source)
{
	size_t at = source * (size_t)TALLY_DIMS;

	for (int d = 0; d < TALLY_TERM; d++) {
		if (c->dim[d] == 0)
			continue;
		if (s->f->from[at + (size_t)d] != DATE_NONE &&
		    r->day > s->f->from[at + (size_t)d] &&
		    (s->bound[at + (size_t)d] == DATE_NONE ||
			r->day < s->bound[at + (size_t)d]))
			s->bound[at + (size_t)d] = r->day;
		if (s->f->to[at + (size_t)d] != DATE_NONE &&
		    r->day > s->bound[at + (size_t)d])
			s->bound[at + (size_t)d] = r->day;
	}
}

static int32_t *
no_days(size_t n)
{
	int32_t *d = xmalloc((n + 1) * sizeof(*d));

	for (size_t i = 0; i < n; i++)
		d[i] = DATE_NONE;
	return d;
}

static void
find_in(struct search *s, size_t source)
{
	size_t at = source * TALLY_DIMS;
	bool some = false;

	memset(s->b.count, 0, s->b.n * WIDTH * sizeof(*s->b.count));
	each_row(s, source, count_row);
	for (int d = 0; d < TALLY_TERM; d++)
		find_change(s, source, d);
	for (size_t i = at; i < at + TALLY_DIMS; i++)
		some |= s->f->from[i] != DATE_NONE || s->f->to[i] != DATE_NONE;
	if (!some)
		return;
	each_row(s, source, refine_row);
	for (size_t i = at; i < at + TALLY_DIMS; i++) {
		if (s->f->from[i] != DATE_NONE)
			s->f->from[i] = s->bound[i];
		else if (s->f->to[i] != DATE_NONE)
			s->f->to[i] = s->bound[i];
	}
}

void
filled_find(struct filled *f, const struct cells *x,
    const struct tally_rows *rows, size_t nsources)
{
	struct search s = { .x = x, .f = f, .rows = rows };
	size_t n = nsources * TALLY_DIMS;

	f->from = no_days(n);
	f->to = no_days(n);
	if (x->len == 0)
		return;
	s.bound = no_days(n);
	s.b.n = x->len / BLOCK + 1;
	s.b.count = xcalloc(s.b.n * WIDTH, sizeof(*s.b.count));
	for (size_t i = 0; i < nsources; i++)
		find_in(&s, i);
	free(s.b.count);
	free(s.bound);
}

void
filled_release(struct filled *f)
{
	free(f->from);
	free(f->to);
	*f = (struct filled){ 0 };
}
