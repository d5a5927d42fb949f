/* What of a cell's days can be compared, by where its signals come from. */

#include "lib/base/date.h"
#include "lib/pattern/origin.h"

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

/* From when to when source S fills in all the members of form F. */
static void
bound(struct origin_span *span, const struct origins *o, uint32_t s,
    const struct cells_form *f, int32_t *to)
{
	const int32_t *from = o->filled.from + s * (size_t)TALLY_DIMS;
	const int32_t *last = o->filled.to + s * (size_t)TALLY_DIMS;

	for (int d = 0; d < f->n; d++) {
		if (from[f->dim[d]] > span->from)
			span->from = from[f->dim[d]];
		if (last[f->dim[d]] != DATE_NONE && last[f->dim[d]] < *to)
			*to = last[f->dim[d]];
	}
}

static void
widen(struct origin_span *span, const struct origins *o, size_t i,
    uint32_t member, bool labels)
{
	const struct cells *x = o->cells;
	const struct origin_source *s = &o->s[o->of[member]];
	struct aliases_days days = named(o, i, member);
	int32_t to = s->delivered == DATE_NONE || s->delivered > x->until ?
	    x->until :
	    s->delivered;

	/* what begins within two weeks of the data begins with them */
	if (s->first != DATE_NONE && s->first > span->from &&
	    s->first > x->first + 14)
		span->from = s->first;
	if (labels && s->labels != DATE_NONE && s->labels > span->from) {
		span->from = s->labels;
		span->relabelled = true;
	}
	bound(span, o, o->of[member], &x->form[x->cell[i].form], &to);
	if (days.from > span->from)
		span->from = days.from;
	if (days.to != DATE_NONE && days.to < to)
		to = days.to;
	if (to > span->to) {
		span->to = to;
		span->renamed = days.to == to;
	}
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
		o->skip[m[k]] = stands_aside(o, i, m[k]);
		aside += o->skip[m[k]];
	}
	span.mixed = aside > 0 && aside < n;
	for (uint32_t k = 0; k < n; k++) {
		o->skip[m[k]] &= span.mixed;
		if (o->skip[m[k]])
			continue;
		if (o->whole[m[k]] < span.whole)
			span.whole = o->whole[m[k]];
		widen(&span, o, i, m[k], labels);
	}
	return span;
}
