/* What of a cell's days can be compared, by where its signals come from. */

#include "lib/base/date.h"
#include "lib/pattern/origin.h"

enum {
	LEAST_OLD = 56, /* days that say how much of a cell is of it */
	OVERLAP = 91 /* within which what began may have taken its place */
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
	if (s->first != DATE_NONE && s->first > x->first + ORIGIN_ONE)
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

/* Find from when members of cell I can be compared, and which never. */
static void
find_from(struct origins *o, size_t i)
{
	const uint32_t *m = cells_members(o->cells, i);
	uint32_t n = o->cells->cell[i].nmembers;
	bool labels = has_labels(o->cells, i);
	uint32_t aside = 0;

	for (uint32_t k = 0; k < n; k++) {
		o->from[m[k]] = member_from(o, i, m[k], labels);
		/* what has another name now says nothing beside others */
		o->skip[m[k]] = named(o, i, m[k]).to != DATE_NONE;
		aside += o->skip[m[k]];
	}
	for (uint32_t k = 0; k < n && aside == n; k++)
		o->skip[m[k]] = 0;
}

/*
 * What is half as old counts, so that what once does goes on to; what is as old
 * as ORIGIN_NEW does beside anything.  A system beside others has no cells of
 * its own, and cannot wait as long.
 */
int32_t
origin_newest(const struct cells *x, int32_t oldest, bool beside)
{
	int32_t half = (x->until - oldest + 1) / 2;
	int32_t most = beside ? ORIGIN_SYSTEM : ORIGIN_NEW;

	if (half > most)
		half = most;
	return x->until + 1 - (half < LEAST_OLD ? LEAST_OLD : half);
}

/* Did MEMBER stop, and not long after the last of a cell began, on NEWEST? */
static bool
stopped_by(const struct origins *o, uint32_t member, int32_t newest)
{
	int32_t day = o->s[o->of[member]].stopped;

	return day != DATE_NONE && day < newest + OVERLAP;
}

/*
 * Leave out of cell I what stopped as another began, or before, if anything
 * else is left.
 */
static void
leave_stopped_out(struct origins *o, size_t i)
{
	const uint32_t *m = cells_members(o->cells, i);
	uint32_t n = o->cells->cell[i].nmembers;
	int32_t newest = DATE_NONE;
	bool left = false;

	for (uint32_t k = 0; k < n; k++)
		if (!o->skip[m[k]] && o->from[m[k]] > newest)
			newest = o->from[m[k]];
	for (uint32_t k = 0; k < n; k++)
		left |= !o->skip[m[k]] && !stopped_by(o, m[k], newest);
	for (uint32_t k = 0; k < n && left; k++)
		o->skip[m[k]] |= stopped_by(o, m[k], newest);
}

/*
 * Leave out of cell I what is too new beside the oldest, whose first day is the
 * answer; LATER if what is left did not begin at once.
 */
static int32_t
leave_new_out(struct origins *o, size_t i, bool *later)
{
	const struct cells *x = o->cells;
	const uint32_t *m = cells_members(x, i);
	uint32_t n = x->cell[i].nmembers;
	int32_t oldest = INT32_MAX;
	int32_t newest[2];

	for (uint32_t k = 0; k < n; k++)
		if (!o->skip[m[k]] && o->from[m[k]] < oldest)
			oldest = o->from[m[k]];
	for (int beside = 0; beside < 2; beside++)
		newest[beside] = origin_newest(x, oldest, beside);
	for (uint32_t k = 0; k < n; k++)
		o->skip[m[k]] |= o->from[m[k]] > oldest &&
		    o->from[m[k]] > newest[o->s[o->of[m[k]]].beside];
	*later = false;
	for (uint32_t k = 0; k < n; k++)
		*later |= !o->skip[m[k]] && o->from[m[k]] > oldest;
	return oldest;
}

struct origin_span
origin_span(struct origins *o, size_t i)
{
	const struct cells *x = o->cells;
	const uint32_t *m = cells_members(x, i);
	struct origin_span span = { .to = DATE_NONE, .whole = x->until };

	find_from(o, i);
	span.from = leave_new_out(o, i, &span.joined);
	if (span.joined) {
		leave_stopped_out(o, i);
		span.from = origin_join(o, i, &span.doubt);
	}
	for (uint32_t k = 0; k < x->cell[i].nmembers; k++) {
		span.mixed |= o->skip[m[k]];
		if (o->skip[m[k]])
			continue;
		if (o->whole[m[k]] < span.whole)
			span.whole = o->whole[m[k]];
		widen(&span, o, i, m[k]);
	}
	return span;
}
