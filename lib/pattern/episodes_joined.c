/* Where a pattern spread to. */

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/pattern/episodes.h"
#include "lib/pattern/special.h"

enum {
	WEEKS = 28, /* days up to the first alarm */
	START = 7, /* and after it, in which it began */
	YEAR = 364,
	LEAST = 5 /* signals now */
};

/* Days that are set against each other, and signals in them. */
enum { PAST, START_OF_IT, NOW, PERIODS };

/* p of too many now, and of too few at the start. */
static const double now_p = .001;
static const double start_p = .003;

struct periods {
	int32_t from[PERIODS];
	int32_t to[PERIODS];
};

struct counts {
	double n[PERIODS];
};

static struct periods
periods_of(const struct cells *x, int32_t since)
{
	struct periods p = {
		.to = { since - WEEKS, since + START, x->until },
	};

	p.from[PAST] = p.to[PAST] - YEAR + 1;
	if (p.from[PAST] < x->first)
		p.from[PAST] = x->first;
	p.from[START_OF_IT] = p.to[PAST] + 1;
	p.from[NOW] = p.to[START_OF_IT] + 1;
	if (p.from[NOW] < x->until - WEEKS + 1)
		p.from[NOW] = x->until - WEEKS + 1;
	return p;
}

static double
days(const struct periods *p, int i)
{
	return p->to[i] - p->from[i] + 1;
}

static struct counts *
count_values(const struct cells *x, size_t cell, int dim,
    const struct periods *p)
{
	const struct tally *t = &x->corpus->tally;
	const uint32_t *m = cells_members(x, cell);
	struct counts *c = xcalloc(t->values.len + 1, sizeof(*c));
	struct counts *of;

	for (uint32_t k = 0; k < x->cell[cell].nmembers; k++) {
		of = &c[t->cell[m[k]].dim[dim]];
		for (int i = 0; i < PERIODS; i++)
			of->n[i] += cells_signals(x, m[k], p->from[i],
			    p->to[i]);
	}
	return c;
}

/* What is usual of C in period I. */
static double
usual(const struct counts *c, const struct periods *p, int i)
{
	return (c->n[PAST] + .5) * days(p, i) / days(p, PAST);
}

/*
 * Has a place with signals C joined what ALL are of?  It has too many now, and
 * fewer of its own at the start than if its part in the excess had been one and
 * the same: binomial, given their sum.  The UNKNOWN at the start, that say no
 * place, may have been its own.
 */
static bool
joined(const struct counts *c, const struct counts *all, double unknown,
    const struct periods *p)
{
	double e0 = usual(c, p, START_OF_IT);
	double e = usual(c, p, NOW);
	double n0 = c->n[START_OF_IT] + unknown;
	double n = n0 + c->n[NOW];
	double more0 = all->n[START_OF_IT] - usual(all, p, START_OF_IT);
	double more = all->n[NOW] - usual(all, p, NOW);
	double now;

	if (c->n[NOW] < LEAST || !(more > 0) || !(more0 > 0) || n <= e0 + e ||
	    special_nb_tail(c->n[NOW], e, e + e * e / (c->n[PAST] + .5)) >
		now_p)
		return false;
	now = (e + (n - e0 - e) * more / (more0 + more)) / n;
	return special_beta(now, c->n[NOW], n0 + 1) <= start_p;
}

/* Did value V of DIM have signals before, of whatever cell? */
static bool
was_there(const struct cells *x, int dim, uint32_t v, const struct periods *p)
{
	const struct tally *t = &x->corpus->tally;

	for (size_t m = 0; m < t->ncells; m++)
		if (t->cell[m].dim[dim] == v &&
		    cells_signals(x, (uint32_t)m, p->from[PAST], p->to[PAST]) >
			0)
			return true;
	return false;
}

unsigned
episodes_joined(const struct cells *x, const struct finding *f, int32_t since)
{
	static const int dims[] = { TALLY_ORG, TALLY_REGION };
	const size_t nvalues = x->corpus->tally.values.len;
	struct counts *c, all;
	struct periods p;
	unsigned n = 0;

	if (f->cell < 0 || !finding_rose(f))
		return 0;
	p = periods_of(x, since);
	if (days(&p, PAST) < WEEKS || days(&p, NOW) < 1)
		return 0;
	for (size_t d = 0; d < sizeof(dims) / sizeof(dims[0]); d++) {
		if (cells_value(x, (size_t)f->cell, dims[d]).n > 0)
			continue;
		c = count_values(x, (size_t)f->cell, dims[d], &p);
		all = (struct counts){ { 0 } };
		for (size_t v = 0; v < nvalues; v++)
			for (int i = 0; i < PERIODS; i++)
				all.n[i] += c[v].n[i];
		for (size_t v = 1; v < nvalues; v++)
			n += joined(&c[v], &all, c[0].n[START_OF_IT], &p) &&
			    was_there(x, dims[d], (uint32_t)v, &p);
		free(c);
	}
	return n;
}
