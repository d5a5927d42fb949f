#include "lib/pattern/volume.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/line/json.h"

enum {
	SMOOTH = 7, /* days */
	YEAR = 365,
	LEAST = 10, /* signals to weigh names by */
	LONG = 119 * 7, /* days that are enough, if not all */
	WHOLE = 20 /* of which one signal may have no volume */
};

static const double floor_share = .01; /* of the mean */
static const int dim_of[VOLUME_DIMS] = { TALLY_ORG, TALLY_PRODUCT, TALLY_KIND };

/* Names. */

static int
by_name(const void *a, const void *b)
{
	const struct volume_line *x = a;
	const struct volume_line *y = b;
	int c = 0;

	for (int d = 0; d < VOLUME_DIMS && c == 0; d++)
		c = slice_cmp(x->name[d], y->name[d]);
	if (c != 0)
		return c;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	if (x->to != y->to)
		return x->to < y->to ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

static bool
same_name(const struct volume_line *a, const struct volume_line *b)
{
	for (int d = 0; d < VOLUME_DIMS; d++)
		if (!slice_eq(a->name[d], b->name[d]))
			return false;
	return true;
}

/* The number that VALUE has in the tally, 0 if it is empty. */
static uint32_t
value_of(const struct cells *x, struct slice value)
{
	struct buf b = { 0 };
	ptrdiff_t at = 0;

	if (value.n > 0) {
		json_quote(&b, value);
		at = set_find(&x->corpus->tally.values, buf_slice(&b));
	}
	buf_release(&b);
	return at == SET_NONE ? UINT32_MAX : (uint32_t)at;
}

/* The last days of N without a gap, as far as they begin before UNTIL. */
static void
find_run(struct volume_name *n, int32_t until)
{
	bool some = false;

	n->from = n->to = DATE_NONE;
	for (size_t i = 0; i < n->n && n->line[i].from <= until; i++) {
		if (n->to == DATE_NONE || n->line[i].from > n->to + 1) {
			n->from = n->line[i].from;
			some = false;
		}
		if (n->to == DATE_NONE || n->line[i].to > n->to)
			n->to = n->line[i].to;
		some |= n->line[i].number > 0;
	}
	if (!some)
		n->from = n->to = DATE_NONE;
}

/* From which day on N says how busy it was. */
static int32_t
since(const struct volume *v, const struct volume_name *n)
{
	const struct cells *x = v->cells;

	/* days before any signal do not matter */
	return n->from <= x->first || n->from <= x->corpus->first ? x->first :
								    n->from;
}

static void
find_names(struct volume *v)
{
	const struct volume_line *line = v->sorted.line;
	struct volume_name *n = NULL;

	v->name = xcalloc(v->sorted.n + 1, sizeof(*v->name));
	for (size_t i = 0; i < v->sorted.n; i++) {
		if (n == NULL || !same_name(n->line, &line[i])) {
			n = &v->name[v->n++];
			n->line = &line[i];
			for (int d = 0; d < VOLUME_DIMS; d++)
				n->value[d] = value_of(v->cells,
				    line[i].name[d]);
		}
		n->n++;
	}
}

static int
by_value(const void *a, const void *b)
{
	const struct volume_name *x = a;
	const struct volume_name *y = b;

	for (int d = 0; d < VOLUME_DIMS; d++)
		if (x->value[d] != y->value[d])
			return x->value[d] < y->value[d] ? -1 : 1;
	return 0;
}

/* Of what a signal of cell C of the tally has, the members that MASK marks. */
static const struct volume_name *
find_name(const struct volume *v, const struct tally_cell *c, int mask)
{
	struct volume_name key = { 0 };

	for (int d = 0; d < VOLUME_DIMS; d++) {
		if (!(mask & 4 >> d))
			continue;
		key.value[d] = c->dim[dim_of[d]];
		if (key.value[d] == 0)
			return NULL;
	}
	return bsearch(&key, v->name, v->n, sizeof(key), by_value);
}

/* What a name is good for: nothing, it ends, begins too late, or is known. */
enum { WORTH_NOTHING, WORTH_ENDS, WORTH_BEGINS, WORTH_MOST };

static int
worth(const struct volume *v, const struct volume_name *n)
{
	if (n == NULL || n->to == DATE_NONE)
		return WORTH_NOTHING;
	if (n->to < v->until)
		return WORTH_ENDS;
	return n->from <= v->until - LONG + 1 ||
		since(v, n) <= v->cells->first ?
	    WORTH_MOST :
	    WORTH_BEGINS;
}

/* The name of a signal of cell C: the narrowest of what is known best. */
static uint32_t
name_of(const struct volume *v, const struct tally_cell *c)
{
	/* organisation 4, product 2, kind 1 */
	static const int narrow[] = { 7, 6, 5, 3, 4, 2, 1, 0 };
	const struct volume_name *best = NULL;
	const struct volume_name *n;

	for (size_t i = 0; i < sizeof(narrow) / sizeof(narrow[0]); i++) {
		n = find_name(v, c, narrow[i]);
		if (worth(v, n) > worth(v, best))
			best = n;
	}
	return best == NULL ? VOLUME_NO_NAME : (uint32_t)(best - v->name);
}

void
volume_limit(struct volume *v, int32_t until)
{
	const struct tally *t;

	if (v->n == 0 || v->until == until)
		return;
	t = &v->cells->corpus->tally;
	v->until = until;
	for (size_t i = 0; i < v->n; i++) {
		find_run(&v->name[i], until);
		free(v->name[i].factor);
		v->name[i].factor = NULL;
	}
	for (size_t c = 0; c < t->ncells; c++)
		v->of[c] = name_of(v, &t->cell[c]);
}

void
volume_open(struct volume *v, const struct volume_lines *lines,
    const struct cells *x)
{
	size_t n = lines != NULL ? lines->n : 0;

	*v = (struct volume){ .cells = x, .until = DATE_NONE };
	if (n == 0 || x->len == 0)
		return;
	v->sorted.n = n;
	v->sorted.line = xmalloc(n * sizeof(*v->sorted.line));
	memcpy(v->sorted.line, lines->line, n * sizeof(*v->sorted.line));
	qsort(v->sorted.line, n, sizeof(*v->sorted.line), by_name);
	find_names(v);
	qsort(v->name, v->n, sizeof(*v->name), by_value);
	v->of = xcalloc(x->corpus->tally.ncells + 1, sizeof(*v->of));
	v->sum = xcalloc(v->n + 1, sizeof(*v->sum));
	v->at = xcalloc(v->n + 1, sizeof(*v->at));
	volume_limit(v, x->until);
}

void
volume_release(struct volume *v)
{
	for (size_t i = 0; i < v->n; i++)
		free(v->name[i].factor);
	free(v->name);
	free(v->sorted.line);
	free(v->of);
	free(v->sum);
	free(v->at);
	*v = (struct volume){ 0 };
}

size_t
volume_twice(const struct volume *v)
{
	const struct volume_line *line = v->sorted.line;
	size_t n = 0;

	for (size_t i = 1; i < v->sorted.n; i++)
		n += line[i].number > 0 && by_name(&line[i - 1], &line[i]) == 0;
	return n;
}

/* Days. */

/* A whole number of 2^-30. */
static double
rounded(double x)
{
	return round(ldexp(x, 30)) / ldexp(1, 30);
}

/* The numbers of N a day, for LEN days from FIRST. */
static void
spread(const struct volume_name *n, int32_t first, size_t len, double *u)
{
	for (size_t i = 0; i < n->n; i++) {
		const struct volume_line *l = &n->line[i];
		double each = l->number / (l->to - l->from + 1);
		int32_t from = l->from > first ? l->from : first;

		for (int32_t d = from; d <= l->to && d - first < (int32_t)len;
		     d++)
			u[d - first] += each;
	}
}

/* The mean of the seven days round each, from FROM on: at the ends, of those. */
static void
smooth(double *factor, const double *u, size_t from, size_t len)
{
	size_t n = len - from < SMOOTH ? len - from : SMOOTH;
	size_t at;

	for (size_t d = from; d < len; d++) {
		at = d < from + SMOOTH / 2 ? from : d - SMOOTH / 2;
		if (at + n > len)
			at = len - n;
		factor[d] = 0;
		for (size_t k = 0; k < n; k++)
			factor[d] += u[at + k] / (double)n;
	}
}

/* Divide the days from FROM on by their mean, and round; false if all are 0. */
static bool
scale(double *factor, size_t from, size_t len)
{
	double mean = 0;

	for (size_t d = from; d < len; d++)
		mean += factor[d];
	mean /= (double)(len - from);
	for (size_t d = from; d < len && mean > 0; d++)
		factor[d] = rounded(fmax(factor[d] / mean, floor_share));
	return mean > 0;
}

/* How busy each day was by name number K, 1 on average; 0 before it begins. */
static const double *
factor_of(struct volume *v, uint32_t k)
{
	struct volume_name *n = &v->name[k];
	const struct cells *x = v->cells;
	size_t len = (size_t)(v->until - x->first + 1);
	int32_t first = x->first - SMOOTH + 1;
	size_t from;
	double *u;
	double *f;

	if (n->factor != NULL)
		return n->factor;
	u = xcalloc(len + SMOOTH, sizeof(*u));
	f = xcalloc(len + SMOOTH, sizeof(*f));
	n->factor = xcalloc(len + 1, sizeof(*n->factor));
	from = n->from > first ? (size_t)(n->from - first) : 0;
	spread(n, first, len + SMOOTH - 1, u);
	smooth(f, u, from, len + SMOOTH - 1);
	for (size_t d = 0; d < len; d++)
		n->factor[d] = f[d + SMOOTH - 1];
	from = n->from > x->first ? (size_t)(n->from - x->first) : 0;
	if (!scale(n->factor, from, len))
		for (size_t d = from; d < len; d++)
			n->factor[d] = 1;
	for (size_t d = 0; d < from && since(v, n) == x->first; d++)
		n->factor[d] = n->factor[from];
	free(u);
	free(f);
	return n->factor;
}

/* Cells. */

/* The sums of name number K; NULL if it has none. */
static struct volume_sum *
sum_of(struct volume *v, uint32_t k)
{
	if (k == VOLUME_NO_NAME)
		return NULL;
	if (v->at[k] == 0) {
		v->sum[v->nsum] = (struct volume_sum){ .name = k };
		v->at[k] = (uint32_t)++v->nsum;
	}
	return &v->sum[v->at[k] - 1];
}

/* Sum cell I of the days FROM up to TO by name; returns all, with or without. */
static double
sum_cell(struct volume *v, size_t i, const unsigned char *skip, int32_t from,
    int32_t to)
{
	const uint32_t *m = cells_members(v->cells, i);
	struct volume_sum *s;
	double all = 0;
	double n;

	for (size_t k = 0; k < v->nsum; k++)
		v->at[v->sum[k].name] = 0;
	v->nsum = 0;
	for (uint32_t k = 0; k < v->cells->cell[i].nmembers; k++) {
		if (skip != NULL && skip[m[k]])
			continue;
		n = cells_signals(v->cells, m[k], from, to);
		s = sum_of(v, v->of[m[k]]);
		if (s != NULL)
			s->n += n;
		all += n;
	}
	return all;
}

/* A day and the signals that count for it. */
struct counted {
	int32_t day;
	double n;
};

static int
earliest_first(const void *a, const void *b)
{
	const struct counted *x = a;
	const struct counted *y = b;

	return (x->day > y->day) - (x->day < y->day);
}

/*
 * The first day since which names that reach the last day hold 19 of 20 of
 * ALL signals, or (LAST) the last day up to which names do; or DATE_NONE.
 */
static int32_t
day_of_most(const struct volume *v, double all, bool last)
{
	struct counted *c = xmalloc((v->nsum + 1) * sizeof(*c));
	const struct volume_name *name;
	int32_t day = DATE_NONE;
	double sum = 0;
	size_t n = 0;

	for (size_t i = 0; i < v->nsum; i++) {
		name = &v->name[v->sum[i].name];
		if (last || name->to >= v->until)
			c[n++] = (struct counted){ last ? -name->to :
							  since(v, name),
				v->sum[i].n };
	}
	if (n > 1)
		qsort(c, n, sizeof(*c), earliest_first);
	for (size_t i = 0; i < n && day == DATE_NONE; i++) {
		sum += c[i].n;
		if (sum * WHOLE >= all * (WHOLE - 1))
			day = last ? -c[i].day : c[i].day;
	}
	free(c);
	return day;
}

struct volume_of
volume_of(struct volume *v, size_t i, int32_t first, const unsigned char *skip)
{
	struct volume_of of = { VOLUME_NONE, DATE_NONE };
	double all;

	if (v->n == 0)
		return of;
	all = sum_cell(v, i, skip, v->until - YEAR + 1, v->until);
	if (all <= 0)
		all = sum_cell(v, i, skip, v->cells->first, v->until);
	if (all <= 0)
		return of;
	of.day = day_of_most(v, all, false);
	if (of.day != DATE_NONE) {
		of.state = of.day <= first || of.day <= v->until - LONG + 1 ?
		    VOLUME_KNOWN :
		    VOLUME_BEGINS;
		return of;
	}
	of.day = day_of_most(v, all, true);
	of.state = of.day == DATE_NONE ? VOLUME_NONE : VOLUME_ENDS;
	return of;
}

struct volume_of
volume_of_member(const struct volume *v, uint32_t member, int32_t first)
{
	struct volume_of of = { VOLUME_NONE, DATE_NONE };
	const struct volume_name *n;

	if (v->n == 0 || v->of[member] == VOLUME_NO_NAME)
		return of;
	n = &v->name[v->of[member]];
	of.day = n->to < v->until ? n->to : since(v, n);
	if (n->to < v->until)
		of.state = VOLUME_ENDS;
	else if (of.day > first && worth(v, n) < WORTH_MOST)
		of.state = VOLUME_BEGINS;
	else
		of.state = VOLUME_KNOWN;
	return of;
}

/* Weigh the names of cell I from day FROM on by their signals a unit. */
static void
weigh(struct volume *v, size_t i, const unsigned char *skip, int32_t from)
{
	int32_t to = v->until - CELLS_GUARD;
	const double *f;
	double units;

	if (sum_cell(v, i, skip, from, to) < LEAST) {
		to = v->until;
		(void)sum_cell(v, i, skip, from, to);
	}
	for (size_t k = 0; k < v->nsum; k++) {
		const struct volume_name *name = &v->name[v->sum[k].name];

		if (name->to < v->until || since(v, name) > from) {
			v->sum[k].n = 0;
			continue;
		}
		f = factor_of(v, v->sum[k].name);
		units = 0;
		for (int32_t d = from; d <= to; d++)
			units += f[d - v->cells->first];
		v->sum[k].n /= units;
	}
}

void
volume_factor(struct volume *v, size_t i, const struct volume_of *of,
    const unsigned char *skip, double *factor)
{
	size_t len = (size_t)(v->until - v->cells->first + 1);
	size_t from = (size_t)(of->day - v->cells->first);
	const double *f;
	double all = 0;

	weigh(v, i, skip, of->day);
	for (size_t k = 0; k < v->nsum; k++)
		all += v->sum[k].n;
	for (size_t d = 0; d < len; d++)
		factor[d] = 0;
	for (size_t k = 0; k < v->nsum; k++) {
		if (v->sum[k].n <= 0)
			continue;
		f = factor_of(v, v->sum[k].name);
		for (size_t d = from; d < len; d++)
			factor[d] += v->sum[k].n / all * f[d];
	}
	if (!scale(factor, from, len))
		for (size_t d = from; d < len; d++)
			factor[d] = 1;
}

/* The mean of F from day FROM up to TO. */
static double
mean_of(const struct volume *v, const double *f, int32_t from, int32_t to)
{
	double sum = 0;

	for (int32_t d = from; d <= to; d++)
		sum += f[d - v->cells->first];
	return to < from ? 1 : sum / (to - from + 1);
}

double
volume_growth(struct volume *v, uint32_t member, int32_t past, int32_t from,
    int32_t to)
{
	const struct volume_name *n;
	const double *f;

	if (v->n == 0 || v->of[member] == VOLUME_NO_NAME)
		return 1;
	n = &v->name[v->of[member]];
	if (n->to < v->until || from < since(v, n))
		return 1;
	f = factor_of(v, v->of[member]);
	return mean_of(v, f, from, to) / mean_of(v, f, since(v, n), past - 1);
}

/* Patterns. */

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

	for (int mask = 0; mask < 8; mask++) {
		struct volume_name key = { 0 };

		for (int d = 0; d < VOLUME_DIMS; d++)
			key.value[d] = mask & 4 >> d ? n->value[d] : 0;
		wider = bsearch(&key, v->name, v->n, sizeof(key), by_value);
		if (wider != NULL && by_value(wider, n) != 0 &&
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

int32_t
volume_overlap(const struct volume *v)
{
	const struct volume_line *line = v->sorted.line;
	const struct volume_line *long_one = NULL;
	int32_t day = DATE_NONE;

	for (size_t i = 0; i < v->sorted.n; i++) {
		if (long_one == NULL || !same_name(long_one, &line[i])) {
			long_one = &line[i];
			continue;
		}
		if (line[i].from <= long_one->to && line[i].number > 0 &&
		    by_name(&line[i - 1], &line[i]) != 0 &&
		    (day == DATE_NONE || line[i].from < day))
			day = line[i].from;
		if (line[i].to > long_one->to)
			long_one = &line[i];
	}
	return day;
}

/* Has a signal of cell C a line on each of those days? */
static bool
has_lines(const struct volume *v, const struct tally_cell *c, int32_t from,
    int32_t to)
{
	for (int mask = 0; mask < 8; mask++) {
		const struct volume_name *n = find_name(v, c, mask);
		int32_t day = from;

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
	return v->n > 0 && with * WHOLE >= all * (WHOLE - 1);
}
