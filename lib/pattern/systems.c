#include "lib/pattern/systems.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/heirs.h"
#include "lib/pattern/origin.h"

enum {
	LEAST_DAYS = 28, /* before it began, if there are */
	MONTH = 28,
	MOST_DAYS = 91,
	YEAR = 364
};

/* (20 %)^2: a season is so large, and another in another year. */
static const double season_var = .04;
/* Times as likely that others lost all it has as that they lost nothing. */
static const double sure = 20;
static const double over = 2; /* overdispersion of what is compared */

/* A system of a source. */
struct system {
	uint32_t source;
	uint32_t desk;
	uint32_t number;
	int32_t first; /* DATE_NONE if it has no day */
	int32_t last; /* with signals */
	int32_t whole; /* up to when it was delivered */
};

/* Systems that are one source, or go on for each other. */
struct part {
	int32_t first;
	double fell; /* since the one that is asked of began */
	double *until; /* signals before each day */
};

struct split {
	const struct cells *cells;
	struct tally_rows rows; /* by system */
	uint32_t *count; /* by day, of one system */
	struct part *part; /* of one source */
	size_t nparts;
};

static void
count_days(struct split *p, uint32_t system)
{
	const struct cells *x = p->cells;
	const struct tally_row *r;

	memset(p->count, 0, x->len * sizeof(*p->count));
	for (size_t i = p->rows.at[system]; i < p->rows.at[system + 1]; i++) {
		r = &x->corpus->tally.rows[p->rows.row[i]];
		if (r->day != DATE_NONE && r->day >= x->first &&
		    r->day <= x->until)
			p->count[r->day - x->first] += r->c[TALLY_N];
	}
}

/* Signals of PART in DAYS days from FROM on, which are days of the cells. */
static double
sum_of(const struct split *p, const struct part *part, int32_t from,
    int32_t days)
{
	const double *until = part->until + (from - p->cells->first);

	return until[days] - until[0];
}

/*
 * What is not there by a floor, or not yet, is not known: the last day of the N
 * systems S of a source that is, DATE_NONE if one has a floor.  Those that have
 * heirs are over.  Kinds that are one source go on for each other.
 */
static int32_t
last_known(const struct system *s, size_t n, const struct heirs *h)
{
	int32_t last = INT32_MAX;

	for (size_t i = 0; i < n; i++) {
		if (s[i].desk != s[0].desk)
			return DATE_NONE;
		if (s[i].whole < last && h->heir[s[i].number] == s[i].number)
			last = s[i].whole;
	}
	return last;
}

/*
 * The last day, up to LAST, that says if system K of S took over: what went on
 * beside it for a month, and stopped then, was there.
 */
static int32_t
last_beside(const struct system *s, size_t k, int32_t last)
{
	for (size_t i = 0; i < k; i++)
		if (s[i].last >= s[k].first + MONTH && s[i].last < last)
			last = s[i].last;
	return last;
}

/*
 * How many times as many the older ones of P had in DAYS days from FROM on as a
 * day of the BEFORE days before it, a year earlier, as far as one year tells it.
 */
static double
season(const struct split *p, int32_t from, int32_t days, int32_t before)
{
	int32_t day = from - YEAR;
	double was = 0;
	double then = 0;
	double var;

	for (size_t i = 0; i < p->nparts; i++) {
		/* what began in those days is no season */
		if (day - before < p->part[i].first)
			continue;
		was += sum_of(p, &p->part[i], day - before, before);
		then += sum_of(p, &p->part[i], day, days);
	}
	if (!(was > 0) || !(then > 0))
		return 1;
	var = 2 * season_var + over * (1 / was + 1 / then);
	return pow(then / was * before / days, season_var / var);
}

/* What the older ones have lost to a system since it began. */
struct fall {
	double n; /* how many fewer than they would have had */
	double var; /* of that, by what they would have had, and have */
};

/* What each of the older ones, and all, lost in DAYS days since S began. */
static struct fall
find_fall(struct split *p, const struct system *s, int32_t days)
{
	int32_t before = days > LEAST_DAYS ? days : LEAST_DAYS;
	struct fall fall = { 0, 0 };
	double times, was, now;

	if (before > s->first - p->part[0].first)
		before = s->first - p->part[0].first;
	times = season(p, s->first, days, before) * days / before;
	for (size_t i = 0; i < p->nparts; i++) {
		struct part *part = &p->part[i];

		was = times * sum_of(p, part, s->first - before, before);
		now = sum_of(p, part, s->first, days);
		part->fell = was - now;
		fall.n += part->fell;
		fall.var += over * (times * was + (was + now) / 2);
	}
	return fall;
}

/* Signals of the counted system in DAYS days from FROM on. */
static double
sum_count(const struct split *p, int32_t from, int32_t days)
{
	double sum = 0;

	for (int32_t d = from; d < from + days; d++)
		sum += p->count[d - p->cells->first];
	return sum;
}

/* Add what was counted to part I. */
static void
add_count(struct split *p, uint32_t i)
{
	double sum = 0;

	for (size_t d = 0; d < p->cells->len; d++) {
		sum += p->count[d];
		p->part[i].until[d + 1] += sum;
	}
}

static uint32_t
add_part(struct split *p, int32_t first)
{
	uint32_t i = (uint32_t)p->nparts++;

	p->part[i] = (struct part){ .first = first,
		.until = xcalloc(p->cells->len + 1, sizeof(double)) };
	return i;
}

/* The part that lost most: what a system that took over goes on for. */
static uint32_t
find_past(const struct split *p)
{
	uint32_t most = 0;

	for (uint32_t i = 1; i < p->nparts; i++)
		if (p->part[i].fell > p->part[most].fell)
			most = i;
	return most;
}

/*
 * Did the older ones surely lose the C signals that a system has?  What is
 * normally distributed is exp(c (fall - c / 2) / var) times as likely if they
 * did as if they lost nothing.
 */
static bool
took_over(const struct fall *fall, double c)
{
	return c * (fmin(fall->n, c) - c / 2) >= log(sure) * fall->var;
}

/* Is it no wonder that none came before S began, since its source did? */
static bool
is_rare(const struct split *p, const struct system *s)
{
	int32_t days = p->cells->until + 1 - s->first;

	return sum_count(p, s->first, days) / days *
	    (s->first - p->part[0].first) <
	    log(sure);
}

/*
 * The part that S is of, of which the signals were counted, and of which the
 * days up to LAST are known.  What is not sure yet is no rise of the others.
 */
static uint32_t
find_part(struct split *p, const struct system *s, int32_t last)
{
	int32_t days = last < s->first ? 0 : last + 1 - s->first;
	struct fall fall;
	double c;

	if (p->nparts == 0)
		return add_part(p, s->first);
	if (s->first <= p->cells->first + ORIGIN_ONE || last == DATE_NONE ||
	    s->first <= p->part[0].first + ORIGIN_ONE || is_rare(p, s))
		return 0;
	if (days == 0)
		return add_part(p, s->first);
	days = days < MOST_DAYS ? days : MOST_DAYS;
	fall = find_fall(p, s, days);
	c = sum_count(p, s->first, days);
	return took_over(&fall, c) ? find_past(p) : add_part(p, s->first);
}

/*
 * Find the part of each of the N systems S of a source, earliest first, in PART
 * by number; HEIRS take the place of what is not delivered any more.
 */
static void
find_parts(struct split *p, const struct system *s, size_t n,
    const struct heirs *h, uint32_t *part)
{
	int32_t last = last_known(s, n, h);
	uint32_t past, i;

	for (size_t k = 0; k < n; k++) {
		count_days(p, s[k].number);
		past = h->past[s[k].number];
		if (past != s[k].number && part[past] != UINT32_MAX)
			i = part[past];
		else
			i = find_part(p, &s[k], last_beside(s, k, last));
		add_count(p, i);
		part[s[k].number] = i;
	}
}

/* By source, earliest first. */
static int
by_first(const void *a, const void *b)
{
	const struct system *x = a;
	const struct system *y = b;

	if (x->source != y->source)
		return x->source < y->source ? -1 : 1;
	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

/* List the systems in S, with the source of each, OF its cells. */
static void
list(struct split *p, struct system *s, const uint32_t *of,
    const int32_t *whole, const struct deliveries *d)
{
	const struct delivered_by *by = &d->system;
	const struct cells *x = p->cells;
	const struct tally *t = &x->corpus->tally;
	struct system *k;
	size_t at;

	for (uint32_t i = 0; i < by->n; i++)
		s[i] = (struct system){ .number = i, .whole = INT32_MAX };
	for (uint32_t c = 0; c < t->ncells; c++) {
		k = &s[by->of[c]];
		k->source = of[c];
		k->desk = d->desk.of[c];
		if (whole[c] < k->whole)
			k->whole = whole[c];
		if (tally_has_floor(&t->cell[c]))
			k->whole = DATE_NONE;
	}
	for (uint32_t i = 0; i < by->n; i++) {
		count_days(p, i);
		at = origin_begin(p->count, x->len,
		    origin_quarter(p->count, x->len));
		s[i].first = at < x->len ? x->first + (int32_t)at : x->first;
		for (at = x->len; at > 0 && p->count[at - 1] == 0;)
			at--;
		s[i].last = x->first + (int32_t)at - 1;
	}
	qsort(s, by->n, sizeof(*s), by_first);
}

/* Give the parts of a source, but for the first, numbers from N on. */
static size_t
number_parts(struct split *p, uint32_t source, size_t n, uint32_t *number)
{
	for (uint32_t i = 0; i < p->nparts; i++) {
		number[i] = i == 0 ? source : (uint32_t)n++;
		free(p->part[i].until);
	}
	p->nparts = 0;
	return n;
}

/*
 * Put the number of the part of each of the systems S in PART, by their number;
 * sources have numbers below N.
 */
static size_t
split_sources(struct split *p, const struct system *s, size_t systems,
    const struct heirs *h, uint32_t *part, size_t n)
{
	uint32_t *number = xmalloc((systems + 1) * sizeof(*number));
	size_t many;

	for (size_t i = 0; i < systems; i += many) {
		for (many = 1;
		     i + many < systems && s[i + many].source == s[i].source;)
			many++;
		find_parts(p, s + i, many, h, part);
		n = number_parts(p, s[i].source, n, number);
		for (size_t k = i; k < i + many; k++)
			part[s[k].number] = number[part[s[k].number]];
	}
	free(number);
	return n;
}

size_t
systems_split(uint32_t *of, size_t n, const int32_t *whole,
    const struct deliveries *d, const struct cells *x)
{
	const struct tally *t = &x->corpus->tally;
	size_t systems = d->system.n;
	struct split p = { .cells = x };
	struct system *s;
	struct heirs heirs;
	uint32_t *part;

	if (systems == d->desk.n || x->len == 0)
		return n;
	s = xmalloc((systems + 1) * sizeof(*s));
	part = xmalloc((systems + 1) * sizeof(*part));
	memset(part, 0xff, systems * sizeof(*part));
	p.count = xmalloc((x->len + 1) * sizeof(*p.count));
	p.part = xmalloc((systems + 1) * sizeof(*p.part));
	tally_rows(&p.rows, t, d->system.of, systems);
	heirs_find(&heirs, d, x, NULL);
	list(&p, s, of, whole, d);
	n = split_sources(&p, s, systems, &heirs, part, n);
	for (uint32_t c = 0; c < t->ncells; c++)
		of[c] = part[d->system.of[c]];
	heirs_release(&heirs);
	tally_rows_release(&p.rows);
	free(p.part);
	free(p.count);
	free(part);
	free(s);
	return n;
}
