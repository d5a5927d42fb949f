/* Whether volumes know what part of a cell was there: where it was less. */

#include <math.h>

#include "lib/pattern/calendar.h"
#include "lib/pattern/volume.h"

enum {
	NEAR = 91, /* days on either side that say what changed */
	YEAR = 364
};

/* Days of a cell. */
struct days {
	const struct volume *v;
	size_t len;
	const unsigned char *kind;
	const double *busy;
	const double *part;
};

/*
 * How many days on either side of AT are looked at: those that the longest line
 * has that holds it, as it says nothing of shorter times.
 */
static size_t
near(const struct days *c, size_t at)
{
	int32_t day = c->v->cells->first + (int32_t)at;
	const struct volume_name *n;
	int32_t days = NEAR;

	for (size_t k = 0; k < c->v->nsum; k++) {
		n = &c->v->name[c->v->sum[k].name];
		for (size_t i = 0; i < n->n && n->line[i].from <= day; i++)
			if (n->line[i].to >= day &&
			    n->line[i].to - n->line[i].from >= days)
				days = n->line[i].to - n->line[i].from + 1;
	}
	return days < YEAR ? (size_t)days : YEAR;
}

/* How busy the days FROM up to TO, not this one, were; 0 if none is known. */
static double
mean_of(const struct days *c, size_t from, size_t to)
{
	double sum = 0;
	size_t n = 0;

	for (size_t d = from; d < to; d++)
		if (c->kind[d] != CALENDAR_LEFT_OUT) {
			sum += c->busy[d];
			n++;
		}
	return n > 0 ? sum / (double)n : 0;
}

/*
 * Do they know what began on day AT: were they less before by more than half of
 * what the part says, set against the same a year ago where that is known?
 */
static bool
is_known(const struct days *c, size_t at)
{
	size_t days = near(c, at);
	size_t from = at > days ? at - days : 0;
	size_t to = at + days < c->len ? at + days : c->len;
	double told = mean_of(c, from, at) / mean_of(c, at, to);
	double was;

	if (from >= YEAR && c->part[from - YEAR] == c->part[to - YEAR - 1]) {
		was = mean_of(c, from - YEAR, at - YEAR) /
		    mean_of(c, at - YEAR, to - YEAR);
		if (was > 0 && isfinite(was))
			told /= was;
	}
	return told > 0 && told < (1 + c->part[at - 1] / c->part[at]) / 2;
}

void
volume_part(const struct volume *v, const unsigned char *kind,
    const double *busy, double *part)
{
	struct days c = { v, (size_t)(v->until - v->cells->first + 1), kind,
		busy, part };
	double known = 1;
	double more;

	for (size_t d = c.len; d-- > 0;) {
		more = d > 0 && part[d - 1] > 0 && part[d - 1] < part[d] &&
			is_known(&c, d) ?
		    part[d] / part[d - 1] :
		    1;
		part[d] = fmin(1, part[d] * known);
		known *= more;
	}
}
