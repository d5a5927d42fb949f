/* What lines say by themselves: how much, of which days, and what of it twice. */

#include "lib/base/date.h"
#include "lib/pattern/volume.h"

/* Does a LINE suit what is asked?  What is empty on either side does. */
static bool
suits(const struct volume_line *line, const struct slice name[VOLUME_DIMS])
{
	for (int d = 0; d < VOLUME_DIMS; d++)
		if (line->name[d].n > 0 && name[d].n > 0 &&
		    !slice_eq(line->name[d], name[d]))
			return false;
	return true;
}

/* The first day from DAY on that none of LINES, as far as they suit, has. */
static int32_t
first_without(const struct volume_lines *lines,
    const struct slice name[VOLUME_DIMS], int32_t day)
{
	const struct volume_line *l;
	bool more = true;

	while (more) {
		more = false;
		for (size_t i = 0; i < lines->n; i++) {
			l = &lines->line[i];
			if (l->from > day || l->to < day || !suits(l, name))
				continue;
			day = l->to + 1;
			more = true;
		}
	}
	return day;
}

bool
volume_total(const struct volume_lines *lines,
    const struct slice name[VOLUME_DIMS], int32_t from, int32_t to, double *sum)
{
	const struct volume_line *l;
	int32_t first, last;

	*sum = 0;
	for (size_t i = 0; i < lines->n; i++) {
		l = &lines->line[i];
		first = l->from > from ? l->from : from;
		last = l->to < to ? l->to : to;
		if (last >= first && suits(l, name))
			*sum += l->number * (last - first + 1) /
			    (l->to - l->from + 1);
	}
	return first_without(lines, name, from) > to;
}

/* Has N a line on one of those days? */
static bool
has_some(const struct volume_name *n, int32_t from, int32_t to)
{
	for (size_t i = 0; i < n->n && n->line[i].from <= to; i++)
		if (n->line[i].to >= from)
			return true;
	return false;
}

/* Is there a wider name than N with a line on one of those days? */
static bool
has_wider(const struct volume *v, const struct volume_name *n, int32_t from,
    int32_t to)
{
	const struct volume_name *wider;

	for (int mask = 0; mask < VOLUME_MASKS; mask++) {
		wider = volume_find(v, n->value, mask);
		if (wider != NULL &&
		    memcmp(wider->value, n->value, sizeof(n->value)) != 0 &&
		    has_some(wider, from, to))
			return true;
	}
	return false;
}

bool
volume_nested(const struct volume *v, const struct slice name[VOLUME_DIMS],
    int32_t from, int32_t to)
{
	for (size_t i = 0; i < v->n; i++)
		if (suits(v->name[i].line, name) &&
		    has_some(&v->name[i], from, to) &&
		    has_wider(v, &v->name[i], from, to))
			return true;
	return false;
}

/* Do two lines of a name, sorted, say the same? */
static bool
same(const struct volume_line *a, const struct volume_line *b)
{
	return a->from == b->from && a->to == b->to && a->number == b->number;
}

/* Add to T which of the lines of N say again what an earlier one says. */
static void
add_twice(struct volume_twice *t, const struct volume_name *n)
{
	const struct volume_line *last = n->line; /* to end so far */
	const struct volume_line *l;

	for (size_t i = 1; i < n->n; i++) {
		l = &n->line[i];
		if (l->number > 0 && same(l - 1, l))
			t->lines++;
		else if (l->number > 0 && l->from <= last->to &&
		    (t->day == DATE_NONE || l->from < t->day))
			t->day = l->from;
		if (l->to > last->to)
			last = l;
	}
}

struct volume_twice
volume_twice(const struct volume *v)
{
	struct volume_twice t = { 0, DATE_NONE };

	for (size_t i = 0; i < v->n; i++)
		add_twice(&t, &v->name[i]);
	return t;
}

/* Has a signal of cell C a line on each of those days? */
static bool
has_lines(const struct volume *v, const struct tally_cell *c, int32_t from,
    int32_t to)
{
	const struct volume_name *n;
	uint32_t value[VOLUME_DIMS];
	int32_t day;

	volume_values(c, value);
	for (int mask = 0; mask < VOLUME_MASKS; mask++) {
		n = volume_find(v, value, mask);
		day = from;
		for (size_t i = 0; n != NULL && i < n->n; i++)
			if (n->line[i].from <= day && n->line[i].to >= day)
				day = n->line[i].to + 1;
		if (day > to)
			return true;
	}
	return false;
}

bool
volume_covers(const struct volume *v, size_t i, int32_t from, int32_t to)
{
	const struct cells *x = v->cells;
	const uint32_t *m = cells_members(x, i);
	double all = 0;
	double with = 0;
	double n;

	for (uint32_t k = 0; k < x->cell[i].nmembers && v->n > 0; k++) {
		n = cells_signals(x, m[k], from, to);
		if (n > 0 &&
		    has_lines(v, &x->corpus->tally.cell[m[k]], from, to))
			with += n;
		all += n;
	}
	return v->n > 0 && with * VOLUME_WHOLE >= all * (VOLUME_WHOLE - 1);
}
