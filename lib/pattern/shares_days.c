#include "lib/pattern/shares_days.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"

enum { WIDTH = TALLY_TERM + 1 /* members, then all signals */ };

void
shares_days_open(struct shares_days *s, const struct cells *x,
    const struct tally_rows *rows)
{
	*s = (struct shares_days){ .x = x, .rows = rows };
	s->sum = xcalloc((x->len + 1) * WIDTH, sizeof(*s->sum));
	for (int k = 0; k < 2; k++)
		s->value[k] = xcalloc(x->corpus->tally.values.len + 1,
		    sizeof(*s->value[k]));
}

void
shares_days_release(struct shares_days *s)
{
	for (int k = 0; k < 2; k++)
		free(s->value[k]);
	free(s->sum);
	*s = (struct shares_days){ 0 };
}

static bool
is_signals(const struct shares_days *s, const struct tally_row *r)
{
	return r->c[TALLY_N] > 0 && r->day != DATE_NONE &&
	    r->day >= s->x->first && r->day <= s->x->until;
}

bool
shares_days_count(struct shares_days *s, size_t source)
{
	const struct tally *t = &s->x->corpus->tally;
	size_t end = s->rows->at[source + 1];
	const struct tally_row *r;
	const struct tally_cell *c;
	uint32_t *sum;

	s->source = source;
	memset(s->sum, 0, (s->x->len + 1) * WIDTH * sizeof(*s->sum));
	for (size_t i = s->rows->at[source]; i < end; i++) {
		r = &t->rows[s->rows->row[i]];
		c = &t->cell[r->cell];
		if (tally_has_floor(c))
			return false;
		if (!is_signals(s, r))
			continue;
		sum = s->sum + (size_t)(r->day - s->x->first + 1) * WIDTH;
		sum[TALLY_TERM] += r->c[TALLY_N];
		for (int d = 0; d < TALLY_TERM; d++)
			if (c->dim[d] != 0)
				sum[d] += r->c[TALLY_N];
	}
	for (size_t i = WIDTH; i < (s->x->len + 1) * WIDTH; i++)
		s->sum[i] += s->sum[i - WIDTH];
	return true;
}

double
shares_days_sum(const struct shares_days *s, int dim, size_t from, size_t to)
{
	return s->sum[to * WIDTH + (size_t)dim] -
	    (double)s->sum[from * WIDTH + (size_t)dim];
}

double
shares_days_share(const struct shares_days *s, int dim, size_t from, size_t to)
{
	double n = shares_days_sum(s, TALLY_TERM, from, to);

	return n > 0 ? shares_days_sum(s, dim, from, to) / n : 0;
}

void
shares_days_values(struct shares_days *s, int dim, size_t from, size_t at,
    size_t to)
{
	const struct tally *t = &s->x->corpus->tally;
	size_t end = s->rows->at[s->source + 1];
	const struct tally_row *r;
	size_t day;

	for (int k = 0; k < 2; k++)
		memset(s->value[k], 0, t->values.len * sizeof(*s->value[k]));
	for (size_t i = s->rows->at[s->source]; i < end; i++) {
		r = &t->rows[s->rows->row[i]];
		if (!is_signals(s, r))
			continue;
		day = (size_t)(r->day - s->x->first);
		if (day >= from && day < to)
			s->value[day >= at][t->cell[r->cell].dim[dim]] +=
			    r->c[TALLY_N];
	}
}

void
shares_days_form(struct shares_days *s, const struct cells_form *f)
{
	const struct tally *t = &s->x->corpus->tally;
	size_t end = s->rows->at[s->source + 1];
	const struct tally_row *r;
	bool all;

	for (size_t i = 0; i <= s->x->len; i++)
		s->sum[i * WIDTH] = 0;
	for (size_t i = s->rows->at[s->source]; i < end; i++) {
		r = &t->rows[s->rows->row[i]];
		all = is_signals(s, r);
		for (int d = 0; d < f->n && all; d++)
			all = f->dim[d] == TALLY_ORG ||
			    f->dim[d] == TALLY_KIND ||
			    t->cell[r->cell].dim[f->dim[d]] != 0;
		if (all)
			s->sum[(size_t)(r->day - s->x->first + 1) * WIDTH] +=
			    r->c[TALLY_N];
	}
	for (size_t i = 1; i <= s->x->len; i++)
		s->sum[i * WIDTH] += s->sum[(i - 1) * WIDTH];
}
