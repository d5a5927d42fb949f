/* What part of a cell was there before others of its sources began. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/origin.h"

enum {
	SHORT_GUARD = 28, /* the last days teach nothing of what is normal */
	GUARD = 91,
	YEAR = 364
};

static const double part_least = .1; /* of today's, that teaches anything */
static const double one_more = .5; /* signal of what was there before */
static const double other_var = .04; /* (20 %)^2: its season is its own */
/* What the older ones have left where the later one took over from them. */
static const double most_left = .75;
static const double most_unseasoned = .6; /* where no year before is known */
static const double sure = 3; /* standard errors */
static const double over = 2; /* overdispersion of what is compared so */

/* A member of a cell, and from when it counts. */
struct joined {
	int32_t from;
	uint32_t member;
	bool leads; /* the first of those of that day */
	double before; /* then: signals before them, and theirs */
	double more;
	double taken; /* of these, what was taken over */
	double doubt; /* the relative variance of before and taken */
};

/* What the older ones of a cell would have had since another began. */
struct fall {
	double was;
	double now; /* what they have */
	double var; /* the relative variance of was */
	double spread; /* the variance of the difference */
	bool seasoned; /* by what they had a year ago */
};

static int
earliest_first(const void *a, const void *b)
{
	const struct joined *x = a;
	const struct joined *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->member > y->member) - (x->member < y->member);
}

/* The members of cell I that count, earliest first; returns how many. */
static size_t
list(struct joined *j, const struct origins *o, size_t i)
{
	const uint32_t *m = cells_members(o->cells, i);
	size_t n = 0;

	for (uint32_t k = 0; k < o->cells->cell[i].nmembers; k++)
		if (!o->skip[m[k]])
			j[n++] = (struct joined){ .from = o->from[m[k]],
				.member = m[k] };
	if (n > 1)
		qsort(j, n, sizeof(*j), earliest_first);
	return n;
}

/* The last day that says how much is of what began on FROM. */
static int32_t
last_day(const struct cells *x, int32_t from)
{
	int32_t guard = (x->until - from + 1) / 3;

	if (guard < SHORT_GUARD)
		guard = SHORT_GUARD;
	return x->until - (guard < GUARD ? guard : GUARD);
}

/* Add the days of J, of cell I, to those of all that began before it. */
static void
add_days(struct origins *o, size_t i, const struct joined *j)
{
	const struct cells *x = o->cells;
	const double *part = shares_part(&o->shares, o->of[j->member],
	    x->cell[i].form);
	struct cells_rows rows = cells_rows(x, j->member);
	struct origin_sum *sum;
	int32_t day;
	double each;

	for (size_t r = 0; r < rows.n; r++) {
		day = rows.day[r].day;
		if (day < j->from || day > x->until)
			continue;
		sum = &o->sum[day - x->first];
		each = part == NULL ? 1 : 1 / part[day - x->first];
		sum->n += each * rows.day[r].n;
		sum->var += each * each * rows.day[r].n;
	}
}

/* The sum of the older ones over DAYS days from FROM on. */
static struct origin_sum
sum_of(const struct origins *o, int32_t from, int32_t days)
{
	struct origin_sum sum = { 0, 0 };

	for (int32_t d = from; d < from + days; d++) {
		sum.n += o->sum[d - o->cells->first].n;
		sum.var += o->sum[d - o->cells->first].var;
	}
	return sum;
}

/* How many one signal of a sum stands for, on average. */
static double
each_of(const struct origin_sum *s)
{
	return s->n > 0 ? s->var / s->n : 1;
}

/*
 * How many times as many came in DAYS days from FROM on as in those before, a
 * year earlier: 1, of no variance, where that is not known since SINCE.
 */
static double
season(const struct origins *o, int32_t from, int32_t days, int32_t since,
    double *var)
{
	struct origin_sum before, then;

	*var = 0;
	if (from - days - YEAR < since)
		return 1;
	before = sum_of(o, from - days - YEAR, days);
	then = sum_of(o, from - YEAR, days);
	if (!(before.n > 0) || !(then.n > 0))
		return 1;
	*var = each_of(&before) / before.n + each_of(&then) / then.n;
	return then.n / before.n;
}

/*
 * Find what the older ones, which are compared since SINCE, had in as many days
 * before J began as after it, up to TO, set against the same a year ago where
 * that is known; false if that says nothing.
 */
static bool
find_fall(const struct origins *o, const struct joined *j, int32_t since,
    int32_t to, struct fall *f)
{
	int32_t days = to + 1 - j->from < j->from - since ? to + 1 - j->from :
							    j->from - since;
	struct origin_sum then, now;

	if (days < SHORT_GUARD)
		return false;
	then = sum_of(o, j->from - days, days);
	now = sum_of(o, j->from, days);
	if (!(then.n > 0))
		return false;
	f->was = then.n * season(o, j->from, days, since, &f->var);
	f->seasoned = f->var > 0;
	f->var += each_of(&then) / then.n;
	f->now = now.n;
	f->spread = over * (f->was * f->was * f->var + now.var);
	return true;
}

/* What J took over, if all that fell by F is that. */
static double
gone(const struct joined *j, const struct fall *f)
{
	return fmin(j->before * (f->was / (f->now + one_more) - 1), j->more);
}

/* Did J take over what fell by F?  So it did if that is surely less. */
static void
take_sure(struct joined *j, const struct fall *f)
{
	double most = f->seasoned ? most_left : most_unseasoned;

	if (f->now + one_more > most * f->was ||
	    f->was - f->now < sure * sqrt(f->spread) || gone(j, f) <= j->taken)
		return;
	j->taken = gone(j, f);
	j->doubt = over * f->var;
}

/*
 * If a cell fell by F it took over, besides what it did as a part of all, what
 * is more likely so than by chance or a season.
 */
static void
take_likely(struct joined *j, const struct fall *f)
{
	double scale = j->before / (f->now + one_more);
	double seasons = other_var * (f->seasoned ? 1 : 2);
	double var = f->spread + seasons * f->was * f->was;
	double more = gone(j, f) - j->taken;

	var *= scale * scale;
	if (more > 0 && more * more > var)
		j->taken += more - var / more;
}

/* Add the days of source S from FROM on to those of all before it. */
static void
add_source(struct origins *o, uint32_t s, int32_t from)
{
	const struct cells *x = o->cells;
	const struct tally_row *r;
	struct origin_sum *sum;

	for (size_t i = o->rows.at[s]; i < o->rows.at[s + 1]; i++) {
		r = &x->corpus->tally.rows[o->rows.row[i]];
		if (r->day == DATE_NONE || r->day < from || r->day > x->until)
			continue;
		sum = &o->sum[r->day - x->first];
		sum->n += r->c[TALLY_N];
		sum->var += r->c[TALLY_N];
	}
}

static double
sum_source(const struct origins *o, uint32_t s, int32_t from, int32_t to)
{
	const struct tally_row *r;
	double sum = 0;

	for (size_t i = o->rows.at[s]; i < o->rows.at[s + 1]; i++) {
		r = &o->cells->corpus->tally.rows[o->rows.row[i]];
		if (r->day != DATE_NONE && r->day >= from && r->day <= to)
			sum += r->c[TALLY_N];
	}
	return sum;
}

/* Is source K older than S of the same organisation, and did it go on? */
static bool
was_there(const struct origins *o, uint32_t k, uint32_t s)
{
	const struct origin_source *a = &o->s[k];
	const struct origin_source *b = &o->s[s];

	return a->org == b->org && a->first != DATE_NONE &&
	    a->first < b->first &&
	    (a->stopped == DATE_NONE || a->stopped >= b->first + GUARD);
}

/* Find what part of source S was taken over; -1 if none was there. */
static void
take_over(struct origins *o, uint32_t s)
{
	const struct cells *x = o->cells;
	struct joined j = { .from = o->s[s].first + 1 };
	int32_t since = DATE_NONE;
	struct fall f;
	int32_t to;

	o->s[s].taken = -1;
	if (o->s[s].first == DATE_NONE ||
	    o->s[s].first <= x->first + ORIGIN_ONE)
		return;
	to = last_day(x, j.from);
	if (to < j.from)
		return;
	memset(o->sum, 0, x->len * sizeof(*o->sum));
	for (uint32_t k = 0; k < o->n; k++) {
		if (o->s[k].org == o->s[s].org &&
		    o->s[k].first == o->s[s].first)
			j.more += sum_source(o, k, j.from, to);
		if (!was_there(o, k, s))
			continue;
		add_source(o, k, o->s[k].first);
		if (o->s[k].first > since)
			since = o->s[k].first;
	}
	if (since == DATE_NONE || !(j.more > 0))
		return;
	j.before = one_more + sum_of(o, j.from, to + 1 - j.from).n;
	if (find_fall(o, &j, since, to, &f))
		take_sure(&j, &f);
	o->s[s].taken = j.taken / j.more;
	o->s[s].doubt = j.doubt;
}

void
origin_taken(struct origins *o)
{
	for (uint32_t s = 0; s < o->n; s++)
		take_over(o, s);
}

/*
 * Is what J took over known of its whole source, as it counts since that began
 * and the older ones of that organisation are in cell I?
 */
static bool
knows_taken(const struct origins *o, size_t i, const struct joined *j)
{
	const uint32_t *m = cells_members(o->cells, i);
	const struct origin_source *s = &o->s[o->of[j->member]];
	bool there = false;

	if (s->taken < 0 || j->from != s->first + 1)
		return false;
	for (uint32_t k = 0; k < o->cells->cell[i].nmembers; k++) {
		const struct origin_source *a = &o->s[o->of[m[k]]];

		if (a->org != s->org || a->first == DATE_NONE ||
		    a->first >= s->first)
			continue;
		if (o->skip[m[k]])
			return false;
		there = true;
	}
	return there;
}

/*
 * Count what is in o->sum, and the N members of J, which began together in cell
 * I, in the days that all of them have, and before that since SINCE.
 */
static void
count_both(const struct origins *o, size_t i, struct joined *j, size_t n,
    int32_t since)
{
	int32_t to = last_day(o->cells, j->from);
	struct origin_sum both = sum_of(o, j->from, to + 1 - j->from);
	const struct origin_source *s;
	struct fall f;
	double more;

	j->before = one_more + both.n;
	j->more = j->taken = 0;
	j->doubt = each_of(&both) / j->before;
	for (size_t k = 0; k < n; k++) {
		s = &o->s[o->of[j[k].member]];
		more = origin_weigh(o, i, j[k].member, j->from, to);
		j->more += more;
		if (!knows_taken(o, i, &j[k]))
			continue;
		j->taken += more * s->taken;
		if (s->taken > 0)
			j->doubt = s->doubt;
	}
	if (find_fall(o, j, since, to, &f)) {
		take_sure(j, &f);
		take_likely(j, &f);
	}
}

/*
 * The relative variance of what is expected by the part of what was there
 * before J, of days since FIRST, if NOW was there of what is now: by counts,
 * and as its own season is not known of the days before it.
 */
static double
doubt_of(const struct cells *x, const struct joined *j, int32_t first,
    double now)
{
	double share = (j->more - j->taken) / (j->before + j->more);
	double without = (double)(j->from - first) / (x->until + 1 - first);

	return share * j->doubt +
	    other_var * share * share * now * now * without;
}

/* Count what cell I had before each of the N of J that leads, and them. */
static void
count_all(struct origins *o, size_t i, struct joined *j, size_t n)
{
	int32_t since = n > 0 ? j[0].from : 0;
	size_t same;

	memset(o->sum, 0, o->cells->len * sizeof(*o->sum));
	for (size_t k = 0; k < n; k += same) {
		for (same = 1; k + same < n && j[k + same].from == j[k].from;)
			same++;
		j[k].leads = true;
		/* it began on a day because it had a signal on it */
		for (size_t s = k; s < k + same && k > 0; s++)
			o->from[j[s].member] = ++j[s].from;
		if (k > 0)
			count_both(o, i, j + k, same, since);
		since = j[k].from;
		for (size_t s = k; s < k + same; s++)
			add_days(o, i, j + s);
	}
}

int32_t
origin_join(struct origins *o, size_t i, double *doubt)
{
	const struct cells *x = o->cells;
	struct joined *j = xmalloc((x->cell[i].nmembers + 1) * sizeof(*j));
	size_t n = list(j, o, i);
	int32_t from = x->until + 1;
	double part = 1;
	double then;

	count_all(o, i, j, n);
	*doubt = 0;
	for (size_t k = n; k-- > 0;) {
		if (!j[k].leads)
			continue;
		while (from > j[k].from)
			o->part[--from - x->first] = part;
		if (k == 0)
			break;
		then = part * (j[k].before + j[k].taken) /
		    (j[k].before + j[k].more);
		if (then < part_least)
			break;
		*doubt += doubt_of(x, &j[k], j[0].from, part);
		part = then;
	}
	for (int32_t d = x->first; d < from; d++)
		o->part[d - x->first] = 0;
	free(j);
	return from;
}
