#include "lib/pattern/units.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/origin.h"
#include "lib/pattern/special.h"

enum {
	WEEK = 7,
	MONTH = 28,
	LEFT = 10 /* what stopped has so many times less at least */
};

void
units_open(struct units *us, const struct cells *x)
{
	*us = (struct units){ .x = x };
	us->group = xmalloc((x->corpus->tally.ncells + 1) * sizeof(*us->group));
	us->seen = xcalloc(x->corpus->tally.values.len + 1, sizeof(*us->seen));
	us->sum = xmalloc((x->len + 1) * sizeof(*us->sum));
	us->rest = xmalloc((x->len + 1) * sizeof(*us->rest));
	us->count = xmalloc((x->len + 1) * sizeof(*us->count));
	us->back = xmalloc((x->len + 1) * sizeof(*us->back));
}

void
units_release(struct units *us)
{
	set_release(&us->keys);
	free(us->u);
	free(us->group);
	free(us->cell);
	free(us->seen);
	free(us->sum);
	free(us->rest);
	free(us->count);
	free(us->back);
	*us = (struct units){ 0 };
}

size_t
units_by(struct units *us, unsigned by)
{
	return tally_number(&us->x->corpus->tally, by, us->group);
}

/* Does DIM say what signals are about? */
static bool
is_of_themes(int dim)
{
	return dim == TALLY_THEME || dim == TALLY_NORM || dim == TALLY_LEVEL;
}

typedef void value_fn(struct units *us, uint32_t cell, uint32_t value);

/* Call FN for each value of each cell of signals; of a list for all in it. */
static void
each_value(struct units *us, value_fn *fn)
{
	const struct tally *t = &us->x->corpus->tally;
	struct json_walk w;
	ptrdiff_t v;

	for (uint32_t c = 0; c < t->ncells; c++) {
		uint32_t value = t->cell[c].dim[us->dim];

		if (t->cell[c].what != TALLY_SIGNALS || value == 0)
			continue;
		if (!is_of_themes(us->dim)) {
			fn(us, c, value);
			continue;
		}
		/* a codebook has the same names from its first day on */
		if (t->cell[c].dim[TALLY_BOOK] != 0)
			continue;
		for (json_items(&w, set_key(&t->values, value));
		     json_next(&w);) {
			v = set_find(&t->values, w.value);
			if (v >= 0)
				fn(us, c, (uint32_t)v);
		}
	}
}

static void
count_unit(struct units *us, uint32_t cell, uint32_t value)
{
	uint32_t key[2] = { us->group[cell], value };
	bool isnew;
	size_t i = set_add(&us->keys,
	    (struct slice){ (const char *)key, sizeof(key) }, &isnew);

	if (isnew) {
		if ((i & (i - 1)) == 0)
			us->u = xrealloc(us->u, 2 * i + 1, sizeof(*us->u));
		us->u[i] = (struct unit){ .group = us->group[cell],
			.value = value,
			.cell = cell };
		us->n = i + 1;
	}
	us->u[i].ncells++;
}

static void
keep_cell(struct units *us, uint32_t cell, uint32_t value)
{
	uint32_t key[2] = { us->group[cell], value };
	ptrdiff_t i = set_find(&us->keys,
	    (struct slice){ (const char *)key, sizeof(key) });

	us->cell[us->u[i].at + us->u[i].ncells++] = cell;
}

static int
by_group(const void *a, const void *b)
{
	const struct unit *p = a;
	const struct unit *q = b;

	if (p->group != q->group)
		return p->group < q->group ? -1 : 1;
	return (p->at > q->at) - (p->at < q->at);
}

/* Days of a unit. */

static void
count_days(struct units *us, size_t i)
{
	const struct cells *x = us->x;
	struct cells_rows rows;
	int32_t day;

	memset(us->count, 0, x->len * sizeof(*us->count));
	memset(us->back, 0, x->len * sizeof(*us->back));
	for (size_t k = 0; k < us->u[i].ncells; k++) {
		rows = cells_rows(x, us->cell[us->u[i].at + k]);
		for (size_t r = 0; r < rows.n; r++) {
			day = rows.day[r].day;
			if (day < x->first || day > x->until)
				continue;
			us->count[day - x->first] += rows.day[r].n;
			us->back[x->until - day] += rows.day[r].n;
		}
	}
}

/* Add the days of unit I to SUM, or subtract them: BY is 1 or -1. */
static void
add_days(const struct units *us, size_t i, double *sum, int by)
{
	const struct cells *x = us->x;
	const struct unit *u = &us->u[i];
	struct cells_rows rows;

	for (size_t k = 0; k < u->ncells; k++) {
		rows = cells_rows(x, us->cell[u->at + k]);
		for (size_t r = 0; r < rows.n; r++)
			if (rows.day[r].day >= x->first &&
			    rows.day[r].day <= x->until)
				sum[rows.day[r].day - x->first + 1] += by *
				    (double)rows.day[r].n;
	}
}

static void
see_days(struct units *us, size_t i)
{
	const struct cells *x = us->x;
	struct unit *u = &us->u[i];
	struct cells_rows rows;
	size_t d;

	u->n = 0;
	u->begins = x->len;
	for (size_t k = 0; k < u->ncells; k++) {
		rows = cells_rows(x, us->cell[u->at + k]);
		for (size_t r = 0; r < rows.n; r++) {
			if (rows.day[r].day < x->first ||
			    rows.day[r].day > x->until || rows.day[r].n == 0)
				continue;
			d = (size_t)(rows.day[r].day - x->first);
			u->n += rows.day[r].n;
			u->begins = d < u->begins ? d : u->begins;
		}
	}
}

void
units_find(struct units *us, int dim)
{
	size_t n = 0;

	us->dim = dim;
	us->n = 0;
	set_reset(&us->keys);
	each_value(us, count_unit);
	for (size_t i = 0; i < us->n; i++) {
		us->u[i].at = n;
		n += us->u[i].ncells;
		us->u[i].ncells = 0;
	}
	us->cell = xrealloc(us->cell, n + 1, sizeof(*us->cell));
	each_value(us, keep_cell);
	if (us->n > 1)
		qsort(us->u, us->n, sizeof(*us->u), by_group);
	us->all = 0;
	for (size_t i = 0; i < us->n; i++) {
		see_days(us, i);
		us->all += us->u[i].n >= UNITS_LEAST;
	}
}

static double
sum_of(const uint32_t *count, size_t from, size_t end)
{
	double n = 0;

	for (size_t d = from; d < end; d++)
		n += count[d];
	return n;
}

/* The group's signals of the days FROM up to END. */
static double
group_sum(const struct units *us, size_t from, size_t end)
{
	return us->sum[end] - us->sum[from];
}

/* Where the days end that say what it was at first: CELLS_GUARD of them. */
static size_t
guard_end(const struct units *us, size_t first)
{
	return us->x->len - first > CELLS_GUARD ? first + CELLS_GUARD :
						  us->x->len;
}

/* N signals from day FROM up to END are its level. */
static void
set_level(struct unit *u, double n, size_t from, size_t end)
{
	u->from = from;
	u->end = end;
	u->level = n;
	u->rate = n / (double)(end - from);
}

/* The most that a week of which nothing of unit I is told can hold of it. */
static double
hidden(struct units *us, size_t i)
{
	const struct floors *f = &us->x->floors;
	const struct tally_cell *cell = us->x->corpus->tally.cell;
	double n = 0;
	uint32_t org;

	if (f->most == 0)
		return 0;
	for (size_t k = 0; k < us->u[i].ncells; k++) {
		org = cell[us->cell[us->u[i].at + k]].dim[TALLY_ORG];
		if (f->org[org].floor > 0 && !us->seen[org])
			n += f->org[org].floor - 1;
		us->seen[org] = true;
	}
	for (size_t k = 0; k < us->u[i].ncells; k++)
		us->seen[cell[us->cell[us->u[i].at + k]].dim[TALLY_ORG]] =
		    false;
	return n;
}

/*
 * Do N signals of U in the days FROM up to END, or in four weeks if that is
 * more, come to what a week may hide?  Less is seen in some weeks by chance.
 */
static bool
is_clear(const struct unit *u, double n, size_t from, size_t end)
{
	size_t days = end - from > MONTH ? end - from : MONTH;

	return n >= u->hidden * ceil((double)days / WEEK);
}

/* Was U without signals for DAYS before, and came again? */
static bool
was_away(const struct unit *u, const struct units *us, size_t days)
{
	size_t none = 0;

	for (size_t d = u->first; d < u->last && none < days; d++)
		none = us->count[d] > 0 ? 0 : none + 1;
	return none >= days;
}

/* The variance of weeks, in the days FROM up to END, over their mean. */
static double
weeks_vary(const struct units *us, size_t from, size_t end)
{
	double weeks = floor((double)(end - from) / WEEK);
	double sum = 0;
	double squares = 0;
	double n;

	for (; end >= from + WEEK; end -= WEEK) {
		n = sum_of(us->count, end - WEEK, end);
		sum += n;
		squares += n * n;
	}
	return sum > 0 && weeks > 1 ?
	    fmax((squares - sum * sum / weeks) / (weeks - 1) * weeks / sum, 1) :
	    1;
}

static void
see_stop(struct unit *u, const struct units *us)
{
	size_t end = u->last + 1;
	size_t days = us->x->len - end;
	size_t from = end > CELLS_GUARD ? end - CELLS_GUARD : 0;
	double left = sum_of(us->count, end, us->x->len);
	double n, all, missed;

	from = u->first > from && u->first < end ? u->first : from;
	n = sum_of(us->count, from, end);
	all = group_sum(us, from, end);
	if (all <= 0)
		return;
	/* neither what floods the group nor what is late makes it more */
	missed = n *
	    fmin(group_sum(us, end, us->x->len) / all,
		(double)days / (double)(end - from));
	if (left * LEFT > missed || !is_clear(u, n, from, end))
		return;
	u->p = special_nb_lower(left, missed,
	    missed * weeks_vary(us, from, end));
	/* not by chance, after one of its signals */
	if (u->p * u->n <= UNITS_RARE && was_away(u, us, days))
		return;
	u->stopped = u->p * us->values <= UNITS_RARE;
	u->quiet = !u->stopped && missed >= 1 && u->last > u->first;
	if (u->stopped || u->quiet)
		set_level(u, n, from, end);
}

/*
 * Does what U has from day FIRST on begin then: five signals or more, and a
 * tenth at most of its share of them in the days from FROM?
 */
static bool
begins_on(const struct unit *u, const struct units *us, size_t from,
    size_t first)
{
	size_t end = guard_end(us, first);
	double n = sum_of(us->count, first, end);
	double all = group_sum(us, first, end);

	return n >= UNITS_LEAST && is_clear(u, n, first, end) &&
	    sum_of(us->count, from, first) * LEFT * all <=
	    n * (us->sum[first] - us->sum[from]);
}

/*
 * Was U, which begins on its first day, not there from day GROUP on by more
 * than the chance that any value has?  What is rare comes late.
 */
static bool
is_new(const struct unit *u, const struct units *us, size_t group)
{
	size_t end = guard_end(us, u->first);
	double n = sum_of(us->count, u->first, end);
	double missed = n *
	    fmin(group_sum(us, group, u->first) / group_sum(us, u->first, end),
		(double)(u->first - group) / (double)(end - u->first));

	return special_nb_lower(sum_of(us->count, group, u->first), missed,
		   missed * weeks_vary(us, u->first, end)) *
	    us->all <=
	    UNITS_RARE;
}

/*
 * The day on which U last came again, after a month or more without it that
 * began on GONE and is not by chance; the number of days if it did not.
 */
static size_t
came_again(const struct unit *u, const struct units *us, size_t *gone)
{
	size_t len = us->x->len;
	size_t none = 0;
	size_t again = len;
	double missed;

	for (size_t d = u->first; d <= u->last; d++) {
		if (us->count[d] > 0 && none >= MONTH) {
			again = d;
			*gone = d - none;
		}
		none = us->count[d] > 0 ? 0 : none + 1;
	}
	if (again == len || !begins_on(u, us, *gone, again))
		return len;
	/* as in the days before it, and in those since: a few are no rate */
	missed = (double)(again - *gone) *
	    fmin(sum_of(us->count, u->first, *gone) /
		    fmax((double)(*gone - u->first), MONTH),
		sum_of(us->count, again, u->last + 1) /
		    fmax((double)(u->last + 1 - again), MONTH));
	return special_nb_lower(0, missed,
		   missed * weeks_vary(us, u->first, *gone)) *
		    us->all <=
		UNITS_RARE ?
	    again :
	    len;
}

/* What U had at first is its level; COUNT is of it. */
static void
begin_level(struct unit *u, const struct units *us)
{
	size_t end = guard_end(us, u->first);

	/* what grows later is no part of what took a name over */
	if (end > u->first + MONTH)
		end = u->first + MONTH;
	set_level(u, sum_of(us->count, u->first, end), u->first, end);
}

static void
see_begin(struct unit *u, const struct units *us, size_t group)
{
	size_t gone = 0;
	size_t again;

	u->began = u->first >= group + MONTH && begins_on(u, us, 0, u->first) &&
	    is_new(u, us, group);
	again = u->began ? us->x->len : came_again(u, us, &gone);
	if (again < us->x->len) {
		u->began = true;
		u->first = again;
	}
	if (u->began)
		begin_level(u, us);
}

/* GROUP is the first day of the group. */
static void
measure(struct units *us, size_t i, size_t group)
{
	size_t len = us->x->len;
	struct unit *u = &us->u[i];
	double least;

	u->day = u->begins;
	if (u->n < UNITS_LEAST)
		return;
	count_days(us, i);
	u->hidden = hidden(us, i);
	least = origin_quarter(us->count, len);
	u->first = origin_begin(us->count, len, least);
	u->last = len - 1 - origin_begin(us->back, len, least);
	see_stop(u, us);
	/* what came and went did not take a name over for good */
	if (!u->stopped)
		see_begin(u, us, group);
	u->passing = u->stopped && u->first >= group + MONTH &&
	    begins_on(u, us, 0, u->first);
	u->stayed = u->passing && u->last >= u->first + MONTH &&
	    u->last + MONTH >= len && is_new(u, us, group);
	/* what is new may be quiet by the way it came */
	u->quiet &= !u->began;
	u->day = u->stopped || u->quiet ? u->last + 1 : u->first;
}

static int
by_day(const void *a, const void *b)
{
	const struct unit *p = a;
	const struct unit *q = b;

	if (p->day != q->day)
		return p->day < q->day ? -1 : 1;
	return (p->at > q->at) - (p->at < q->at);
}

static void
add_up(double *sum, size_t len)
{
	for (size_t d = 0; d < len; d++)
		sum[d + 1] += sum[d];
}

/*
 * What is left of the group without the units of I up to END that changed, or
 * may have.
 */
static void
find_rest(struct units *us, size_t i, size_t end)
{
	size_t len = us->x->len;

	memset(us->rest, 0, (len + 1) * sizeof(*us->rest));
	for (size_t k = i; k < end; k++)
		if (us->u[k].began || us->u[k].stopped || us->u[k].quiet)
			add_days(us, k, us->rest, -1);
	add_up(us->rest, len);
	for (size_t d = 0; d <= len; d++)
		us->rest[d] += us->sum[d];
	for (size_t k = i; k < end; k++)
		us->u[k].rest = units_rest(us, us->u[k].from, us->u[k].end);
}

/*
 * In how many weeks did any of the units of I up to END stop that were not
 * there on day THEN?
 */
static double
count_stops(const struct units *us, size_t i, size_t end, size_t then)
{
	size_t last = 0;
	double n = 0;

	for (; i < end; i++) {
		if (!us->u[i].stopped || us->u[i].first < then ||
		    (n > 0 && us->u[i].day <= last + WEEK))
			continue;
		last = us->u[i].day;
		n++;
	}
	return n;
}

size_t
units_measure(struct units *us, size_t i)
{
	size_t len = us->x->len;
	size_t first = len;
	size_t end;

	memset(us->sum, 0, (len + 1) * sizeof(*us->sum));
	for (end = i; end < us->n && us->u[end].group == us->u[i].group;
	     end++) {
		add_days(us, end, us->sum, 1);
		first = us->u[end].begins < first ? us->u[end].begins : first;
	}
	add_up(us->sum, len);
	us->values = 0;
	for (size_t k = i; k < end; k++)
		us->values += us->u[k].n >= UNITS_LEAST;
	for (size_t k = i; k < end; k++)
		measure(us, k, first);
	us->alive = 0;
	for (size_t k = i; k < end; k++)
		us->alive += us->u[k].n >= UNITS_LEAST && !us->u[k].began &&
		    !us->u[k].stopped;
	find_rest(us, i, end);
	if (end - i > 1)
		qsort(us->u + i, end - i, sizeof(*us->u), by_day);
	us->stops = count_stops(us, i, end, first + MONTH) / (double)len;
	return end;
}

bool
units_begin(struct units *us, size_t i, size_t end)
{
	bool some = false;
	struct unit *u;

	for (size_t k = i; k < end; k++) {
		u = &us->u[k];
		if (!u->stayed || !u->stopped)
			continue;
		count_days(us, k);
		begin_level(u, us);
		u->rest = units_rest(us, u->from, u->end);
		u->began = some = true;
		u->stopped = u->passing = u->stayed = false;
		u->day = u->first;
	}
	if (some)
		qsort(us->u + i, end - i, sizeof(*us->u), by_day);
	return some;
}

double
units_sum(struct units *us, size_t i, size_t from, size_t end)
{
	count_days(us, i);
	return sum_of(us->count, from, end);
}

double
units_rest(const struct units *us, size_t from, size_t end)
{
	return us->rest[end] - us->rest[from];
}
