/* What lines say by themselves: how much, of which days, what of it twice. */

#include "lib/base/date.h"
#include "lib/line/json.h"
#include "lib/pattern/volume.h"

/* Are lines of N, without organisation, of another one than ORG? */
static bool
is_of_another(const struct volume *v, const struct volume_name *n,
    struct slice org)
{
	struct buf b = { 0 };
	bool another = n->total;

	if (n->line->name[VOLUME_ORG].n > 0 || org.n == 0)
		return false;
	if (!another && n->org != 0)
		another = !slice_eq(org,
		    json_text(set_key(&v->cells->corpus->tally.values, n->org),
			&b));
	buf_release(&b);
	return another;
}

/*
 * Does N suit what is asked?  What is empty on either side does, but for a
 * total, of which an organisation has no known part.
 */
static bool
suits(const struct volume *v, const struct volume_name *n,
    const struct slice name[VOLUME_DIMS])
{
	const struct volume_line *line = n->line;

	for (int d = 0; d < VOLUME_DIMS; d++)
		if (line->name[d].n > 0 && name[d].n > 0 &&
		    !slice_eq(line->name[d], name[d]))
			return false;
	return !is_of_another(v, n, name[VOLUME_ORG]);
}

/* The first day from DAY on of which N has no line. */
static int32_t
first_without(const struct volume_name *n, int32_t day)
{
	for (size_t i = 0; i < n->n && n->line[i].from <= day; i++)
		if (n->line[i].to >= day)
			day = n->line[i].to + 1;
	return day;
}

/* The first day from DAY on of which no line suits NAME. */
static int32_t
first_unsuited(const struct volume *v, const struct slice name[VOLUME_DIMS],
    int32_t day)
{
	int32_t last;

	do {
		last = day;
		for (size_t i = 0; i < v->n; i++)
			if (suits(v, &v->name[i], name))
				day = first_without(&v->name[i], day);
	} while (day > last);
	return day;
}

/* The sum of the lines of N, each for its part in FROM to TO. */
static double
sum_of(const struct volume_name *n, int32_t from, int32_t to)
{
	const struct volume_line *l;
	int32_t first, last;
	double sum = 0;

	for (size_t i = 0; i < n->n; i++) {
		l = &n->line[i];
		first = l->from > from ? l->from : from;
		last = l->to < to ? l->to : to;
		if (last >= first)
			sum += l->number * (last - first + 1) /
			    (l->to - l->from + 1);
	}
	return sum;
}

bool
volume_total(const struct volume *v, const struct slice name[VOLUME_DIMS],
    int32_t from, int32_t to, double *sum)
{
	*sum = 0;
	for (size_t i = 0; i < v->n; i++)
		if (suits(v, &v->name[i], name))
			*sum += sum_of(&v->name[i], from, to);
	return first_unsuited(v, name, from) > to;
}

int32_t
volume_longest(const struct volume *v, const struct slice name[VOLUME_DIMS],
    int32_t from, int32_t to)
{
	const struct volume_line *l;
	int32_t most = 0;

	for (size_t i = 0; i < v->n; i++)
		for (size_t k = 0;
		     k < v->name[i].n && suits(v, &v->name[i], name); k++) {
			l = &v->name[i].line[k];
			if (l->to >= from && l->from <= to &&
			    l->to - l->from + 1 > most)
				most = l->to - l->from + 1;
		}
	return most;
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
		if (suits(v, &v->name[i], name) &&
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

/* Has a signal of cell C a line on each of those days?  TOTALS count or not. */
static bool
has_lines(const struct volume *v, const struct tally_cell *c, bool totals,
    int32_t from, int32_t to)
{
	const struct volume_name *n;
	uint32_t value[VOLUME_DIMS];

	volume_values(c, value);
	for (int mask = 0; mask < VOLUME_MASKS; mask++) {
		n = volume_find(v, value, mask);
		if (n != NULL &&
		    (totals || !volume_is_total(n, value[VOLUME_ORG])) &&
		    first_without(n, from) > to)
			return true;
	}
	return false;
}

bool
volume_covers(const struct volume *v, size_t i, int32_t from, int32_t to)
{
	const struct cells *x = v->cells;
	const uint32_t *m = cells_members(x, i);
	bool totals = cells_value(x, i, TALLY_ORG).n == 0;
	double all = 0;
	double with = 0;
	double n;

	for (uint32_t k = 0; k < x->cell[i].nmembers && v->n > 0; k++) {
		n = cells_signals(x, m[k], from, to);
		if (n > 0 &&
		    has_lines(v, &x->corpus->tally.cell[m[k]], totals, from,
			to))
			with += n;
		all += n;
	}
	return v->n > 0 && with * VOLUME_WHOLE >= all * (VOLUME_WHOLE - 1);
}
