/* What of a cell's days can be compared, by where its signals come from. */

#include <math.h>
#include <string.h>

#include "lib/base/date.h"
#include "lib/pattern/origin.h"

enum {
	GUARD = 28, /* the last days teach nothing of what is normal */
	ENOUGH = 117 * 7, /* two years and a guard: no more is needed */
	YEAR = 365
};

static bool
has_labels(const struct cells *x, size_t i)
{
	const struct cells_form *f = &x->form[x->cell[i].form];

	for (int d = 0; d < f->n; d++)
		if (f->dim[d] == TALLY_THEME || f->dim[d] == TALLY_NORM ||
		    f->dim[d] == TALLY_LEVEL || f->dim[d] == TALLY_SENTIMENT)
			return true;
	return false;
}

static bool
is_new(const struct origin_source *s, const struct cells *x)
{
	return s->first == DATE_NONE || s->first > x->until - ORIGIN_NEW;
}

/* From when to when MEMBER's values in cell I have these names. */
static struct aliases_days
named(const struct origins *o, size_t i, uint32_t member)
{
	const struct cells *x = o->cells;
	const struct cells_cell *c = &x->cell[i];
	const struct cells_form *f = &x->form[c->form];
	struct aliases_days both = { DATE_NONE, DATE_NONE };
	struct aliases_days one;

	for (int d = 0; d < f->n && o->aliases.keys.len > 0; d++) {
		one = aliases_days(&o->aliases, &x->corpus->tally.cell[member],
		    f->dim[0] == TALLY_ORG, f->dim[d], c->value[d]);
		if (one.from > both.from)
			both.from = one.from;
		if (one.to != DATE_NONE &&
		    (both.to == DATE_NONE || one.to < both.to))
			both.to = one.to;
	}
	return both;
}

/*
 * Does MEMBER, of cell I, say nothing of it beside others: as its source or its
 * name is new, or its name is no more?
 */
static bool
stands_aside(const struct origins *o, size_t i, uint32_t member)
{
	struct aliases_days days = named(o, i, member);

	return is_new(&o->s[o->of[member]], o->cells) ||
	    days.from > o->cells->until - ORIGIN_NEW || days.to != DATE_NONE;
}

/* From when source S fills in all the members of form F. */
static int32_t
filled_from(const struct origins *o, uint32_t s, const struct cells_form *f)
{
	const int32_t *from = o->filled.from + s * (size_t)TALLY_DIMS;
	int32_t last = DATE_NONE;

	for (int d = 0; d < f->n; d++)
		if (from[f->dim[d]] > last)
			last = from[f->dim[d]];
	return last;
}

/* Up to when at most, from TO, source S fills in all the members of form F. */
static int32_t
filled_to(const struct origins *o, uint32_t s, const struct cells_form *f,
    int32_t to)
{
	const int32_t *last = o->filled.to + s * (size_t)TALLY_DIMS;

	for (int d = 0; d < f->n; d++)
		if (last[f->dim[d]] != DATE_NONE && last[f->dim[d]] < to)
			to = last[f->dim[d]];
	return to;
}

/* From when MEMBER's signals in cell I can be compared. */
static int32_t
member_from(const struct origins *o, size_t i, uint32_t member, bool labels)
{
	const struct cells *x = o->cells;
	uint32_t source = o->of[member];
	const struct origin_source *s = &o->s[source];
	struct aliases_days days = named(o, i, member);
	int32_t filled = filled_from(o, source, &x->form[x->cell[i].form]);
	int32_t from = x->first;

	/* what begins within two weeks of the data begins with them */
	if (s->first != DATE_NONE && s->first > x->first + 14)
		from = s->first;
	if (labels && s->labels != DATE_NONE && s->labels > from)
		from = s->labels;
	if (filled > from)
		from = filled;
	return days.from > from ? days.from : from;
}

/* Up to when MEMBER's signals in cell I are known. */
static void
widen(struct origin_span *span, const struct origins *o, size_t i,
    uint32_t member)
{
	const struct cells *x = o->cells;
	const struct origin_source *s = &o->s[o->of[member]];
	struct aliases_days days = named(o, i, member);
	int32_t to = s->delivered == DATE_NONE || s->delivered > x->until ?
	    x->until :
	    s->delivered;

	to = filled_to(o, o->of[member], &x->form[x->cell[i].form], to);
	if (days.to != DATE_NONE && days.to < to)
		to = days.to;
	if (to > span->to) {
		span->to = to;
		span->renamed = days.to == to;
	}
}

/* The days by which the rate of what began at FROM is judged. */
static int32_t
rate_to(const struct cells *x, int32_t from)
{
	/* not by the days that are tested, if it has others */
	return from < x->until - GUARD ? x->until - GUARD : x->until;
}

static int32_t
rate_from(const struct cells *x, int32_t from)
{
	int32_t year = rate_to(x, from) - YEAR + 1;

	return from > year ? from : year;
}

/* What a history from FROM is worth: each week of it less than the last. */
static double
worth(const struct cells *x, int32_t from)
{
	int32_t days = x->until - from + 1;

	if (days > ENOUGH)
		days = ENOUGH;
	return days > GUARD ? sqrt(days - GUARD) : 0;
}

/* The signals a day of what can be compared from FROM on, of which N came. */
static double
rate(const struct cells *x, int32_t from, double n)
{
	return n / (rate_to(x, from) - rate_from(x, from) + 1);
}

/* The first and the last day from which members of cell I are compared. */
static void
ends(const struct origins *o, size_t i, int32_t *first, int32_t *last)
{
	const uint32_t *m = cells_members(o->cells, i);
	int32_t from;

	*first = INT32_MAX;
	*last = o->cells->first;
	for (uint32_t k = 0; k < o->cells->cell[i].nmembers; k++) {
		from = o->from[m[k]];
		if (o->skip[m[k]])
			continue;
		*first = from < *first ? from : *first;
		*last = from > *last ? from : *last;
	}
}

/* The signals of cell I, each on the day from which it is compared. */
static void
count_rates(struct origins *o, size_t i)
{
	const struct cells *x = o->cells;
	const uint32_t *m = cells_members(x, i);
	int32_t from;

	memset(o->rate, 0, x->len * sizeof(*o->rate));
	for (uint32_t k = 0; k < x->cell[i].nmembers; k++) {
		from = o->from[m[k]];
		if (!o->skip[m[k]] && from <= x->until)
			o->rate[from - x->first] += cells_signals(x, m[k],
			    rate_from(x, from), rate_to(x, from));
	}
}

/*
 * From when cell I can be compared: either what began late is left out, or the
 * days before it.  Of all ways the one that keeps most: signals times what
 * their history is worth.
 */
static int32_t
cut(struct origins *o, size_t i)
{
	const struct cells *x = o->cells;
	int32_t first, last, best;
	double kept = 0;
	double most = -1;

	ends(o, i, &first, &last);
	/* mostly they are all as old, or old enough */
	if (first >= last || worth(x, last) >= worth(x, first))
		return last;
	count_rates(o, i);
	best = last;
	for (int32_t d = first; d <= last && d <= x->until; d++) {
		if (o->rate[d - x->first] <= 0)
			continue;
		kept += rate(x, d, o->rate[d - x->first]);
		if (kept * worth(x, d) >= most) {
			most = kept * worth(x, d);
			best = d;
		}
	}
	return best;
}

struct origin_span
origin_span(struct origins *o, size_t i)
{
	const struct cells *x = o->cells;
	const uint32_t *m = cells_members(x, i);
	uint32_t n = x->cell[i].nmembers;
	struct origin_span span = { .from = x->first,
		.to = DATE_NONE,
		.whole = x->until };
	bool labels = has_labels(x, i);
	uint32_t aside = 0;

	for (uint32_t k = 0; k < n; k++) {
		o->from[m[k]] = member_from(o, i, m[k], labels);
		o->skip[m[k]] = stands_aside(o, i, m[k]);
		aside += o->skip[m[k]];
	}
	for (uint32_t k = 0; k < n && aside == n; k++)
		o->skip[m[k]] = 0;
	span.from = cut(o, i);
	for (uint32_t k = 0; k < n; k++) {
		o->skip[m[k]] |= o->from[m[k]] > span.from;
		span.mixed |= o->skip[m[k]];
		if (o->skip[m[k]])
			continue;
		if (o->whole[m[k]] < span.whole)
			span.whole = o->whole[m[k]];
		widen(&span, o, i, m[k]);
	}
	return span;
}
