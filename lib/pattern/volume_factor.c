/* How busy days were: of a name, and of a cell with signals of several. */

#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/volume.h"

enum {
	SMOOTH = 7, /* days */
	YEAR = 365,
	LEAST = 10 /* signals to weigh names by */
};

static const double floor_share = .01; /* of the mean */

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

/*
 * The mean of the seven days round each, from FROM on: at the ends, of those.
 */
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
	for (size_t d = 0; d < from && n->since == x->first; d++)
		n->factor[d] = n->factor[from];
	free(u);
	free(f);
	return n->factor;
}

/* Cells. */

/* The sums of name number K. */
static struct volume_sum *
sum_of(struct volume *v, uint32_t k)
{
	if (v->at[k] == 0) {
		v->sum[v->nsum] = (struct volume_sum){ .name = k };
		v->at[k] = (uint32_t)++v->nsum;
	}
	return &v->sum[v->at[k] - 1];
}

/* Sum cell I of the days FROM up to TO by what OF names; returns all. */
static double
sum_cell(struct volume *v, size_t i, const uint32_t *of,
    const unsigned char *skip, int32_t from, int32_t to)
{
	const uint32_t *m = cells_members(v->cells, i);
	double all = 0;
	double n;

	for (size_t k = 0; k < v->nsum; k++)
		v->at[v->sum[k].name] = 0;
	v->nsum = 0;
	for (uint32_t k = 0; k < v->cells->cell[i].nmembers; k++) {
		if (skip != NULL && skip[m[k]])
			continue;
		n = cells_signals(v->cells, m[k], from, to);
		sum_of(v, of[m[k]])->n += n;
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

/* Is NAME known on all days that matter, of those from FIRST on? */
static bool
is_whole(const struct volume *v, const struct volume_name *name, int32_t first)
{
	return name->to >= v->until &&
	    (name->since <= first || name->since <= v->until - VOLUME_LONG + 1);
}

/* Since when names are known, or (UP_TO) until when. */
enum ask { SINCE_WHOLE, SINCE, UP_TO };

/* What is not WHOLE counts as without lines: as if it were always known. */
static int32_t
day_of(const struct volume *v, const struct volume_name *name, enum ask ask,
    int32_t first)
{
	if (ask == UP_TO)
		return -name->to;
	if (ask == SINCE_WHOLE && !is_whole(v, name, first))
		return v->cells->first;
	return name->to >= v->until ? name->since : DATE_NONE;
}

/* The first day since which names hold 19 of 20 of ALL signals, or the last. */
static int32_t
day_of_most(const struct volume *v, double all, enum ask ask, int32_t first)
{
	struct counted *c = xmalloc((v->nsum + 1) * sizeof(*c));
	int32_t day = DATE_NONE;
	double sum = 0;
	size_t n = 0;

	for (size_t i = 0; i < v->nsum; i++) {
		c[n].day = day_of(v, &v->name[v->sum[i].name], ask, first);
		c[n].n = v->sum[i].n;
		n += c[n].day != DATE_NONE;
	}
	if (n > 1)
		qsort(c, n, sizeof(*c), earliest_first);
	for (size_t i = 0; i < n && day == DATE_NONE; i++) {
		sum += c[i].n;
		if (sum * VOLUME_WHOLE >= all * (VOLUME_WHOLE - 1))
			day = ask == UP_TO ? -c[i].day : c[i].day;
	}
	free(c);
	return day;
}

/* The first day of the longest gap that ends before DAY, or DATE_NONE. */
static int32_t
gap_before(const struct volume *v, int32_t day)
{
	const struct volume_name *name;
	int32_t gap = DATE_NONE;

	for (size_t i = 0; i < v->nsum; i++) {
		name = &v->name[v->sum[i].name];
		if (name->since == day && name->gap != DATE_NONE &&
		    (gap == DATE_NONE || name->gap < gap))
			gap = name->gap;
	}
	return gap;
}

/* Is name number K known from DAY up to the last day? */
static bool
is_known(const struct volume *v, uint32_t k, int32_t day)
{
	return v->name[k].to >= v->until && v->name[k].since <= day;
}

/* How busy each day was by name number K, as if without lines if not known. */
static const double *
busy_since(struct volume *v, uint32_t k, int32_t day)
{
	return factor_of(v, is_known(v, k, day) ? k : (uint32_t)v->n);
}

/* The share of ALL signals that have lines from DAY on. */
static double
share_of(const struct volume *v, double all, int32_t day)
{
	double sum = 0;

	for (size_t i = 0; i < v->nsum; i++)
		if (v->sum[i].name != v->n && is_known(v, v->sum[i].name, day))
			sum += v->sum[i].n;
	return sum * VOLUME_WHOLE >= all * (VOLUME_WHOLE - 1) ? 1 : sum / all;
}

/* The signals of cell I in a year, of ORG or (0) of any; who leads, to LEAD. */
static double
of_org(const struct volume *v, size_t i, const unsigned char *skip,
    uint32_t org, uint32_t *lead)
{
	const struct tally_cell *c = v->cells->corpus->tally.cell;
	const uint32_t *m = cells_members(v->cells, i);
	uint32_t its;
	double ahead = 0;
	double sum = 0;
	double n;

	for (uint32_t k = 0; k < v->cells->cell[i].nmembers; k++) {
		its = c[m[k]].dim[TALLY_ORG];
		if (its == 0 || (skip != NULL && skip[m[k]]) ||
		    (org != 0 && its != org))
			continue;
		n = cells_signals(v->cells, m[k], v->until - YEAR + 1,
		    v->until);
		sum += n;
		/* whoever has most of all, if any has (Boyer and Moore) */
		ahead += its == *lead ? n : -n;
		if (ahead < 0)
			*lead = its;
		ahead = fabs(ahead);
	}
	return sum;
}

/* Has one organisation 19 of 20 of the signals of cell I? */
static bool
is_of_one(const struct volume *v, size_t i, const unsigned char *skip)
{
	uint32_t lead = 0;
	double all = of_org(v, i, skip, 0, &lead);

	return of_org(v, i, skip, lead, &lead) * VOLUME_WHOLE >=
	    all * (VOLUME_WHOLE - 1);
}

/* Why OF, of which no part is known, is not: ALL signals count from FIRST. */
static void
say_why(const struct volume *v, struct volume_of *of, double all, int32_t first)
{
	of->day = day_of_most(v, all, SINCE, first);
	if (of->day == DATE_NONE) {
		of->state = VOLUME_ENDS;
		of->day = day_of_most(v, all, UP_TO, first);
	} else if (of->day > first && of->day > v->until - VOLUME_LONG + 1) {
		of->gap = gap_before(v, of->day);
		of->state = of->gap == DATE_NONE ? VOLUME_BEGINS : VOLUME_GAP;
	}
}

/* What is known of cell I by lines of organisations, or by totals. */
static struct volume_of
known_by(struct volume *v, size_t i, int32_t first, const unsigned char *skip,
    bool total)
{
	struct volume_of of = { VOLUME_NONE, DATE_NONE, DATE_NONE, 0, total };
	double all;

	all = sum_cell(v, i, v->of[total], skip, v->until - YEAR + 1, v->until);
	if (all <= 0)
		all = sum_cell(v, i, v->of[total], skip, v->cells->first,
		    v->until);
	if (all <= 0)
		return of;
	of.day = day_of_most(v, all, SINCE_WHOLE, first);
	of.share = share_of(v, all, of.day);
	if (of.share > 0)
		of.state = VOLUME_KNOWN;
	else
		say_why(v, &of, all, first);
	return of;
}

struct volume_of
volume_of(struct volume *v, size_t i, int32_t first, const unsigned char *skip)
{
	struct volume_of of = { VOLUME_NONE, DATE_NONE, DATE_NONE, 0, false };
	struct volume_of by;

	if (v->n == 0)
		return of;
	of = known_by(v, i, first, skip, false);
	if (of.share >= 1 || !v->totals)
		return of;
	by = known_by(v, i, first, skip, true);
	if (by.share <= of.share &&
	    (of.state != VOLUME_NONE || by.state == VOLUME_NONE))
		return of;
	if (!is_of_one(v, i, skip))
		return by;
	if (of.state == VOLUME_NONE)
		of.state = VOLUME_TOTAL;
	return of;
}

/* Weigh the names of cell I, from OF's day on, by their signals a unit. */
static void
weigh(struct volume *v, size_t i, const struct volume_of *of,
    const unsigned char *skip)
{
	int32_t from = of->day;
	int32_t to = v->until - CELLS_GUARD;
	const double *f;
	double units;

	if (sum_cell(v, i, v->of[of->total], skip, from, to) < LEAST) {
		to = v->until;
		(void)sum_cell(v, i, v->of[of->total], skip, from, to);
	}
	for (size_t k = 0; k < v->nsum; k++) {
		f = busy_since(v, v->sum[k].name, from);
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

	weigh(v, i, of, skip);
	for (size_t k = 0; k < v->nsum; k++)
		all += v->sum[k].n;
	for (size_t d = 0; d < len; d++)
		factor[d] = 0;
	for (size_t k = 0; k < v->nsum; k++) {
		f = busy_since(v, v->sum[k].name, of->day);
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
volume_growth(struct volume *v, uint32_t k, int32_t past, int32_t from,
    int32_t to)
{
	const struct volume_name *n = &v->name[k];
	const double *f;

	if (n->to < v->until || from < n->since)
		return 1;
	f = factor_of(v, k);
	return mean_of(v, f, from, to) / mean_of(v, f, n->since, past - 1);
}
