#include "lib/pattern/origin.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/books.h"
#include "lib/pattern/systems.h"

enum {
	MONTH = 28,
	CLOSED = 50, /* at least, to judge by */
	STOPPED = 20 /* signals that what stopped would have had since */
};

/* Which source each cell of the tally is of. */
static void
find_sources(struct origins *o, const struct tally *t,
    const struct delivered_by *desk)
{
	o->of = xmalloc((t->ncells + 1) * sizeof(*o->of));
	memcpy(o->of, desk->of, t->ncells * sizeof(*o->of));
	o->n = desk->n;
	o->s = xmalloc((o->n + 1) * sizeof(*o->s));
	for (uint32_t c = 0; c < t->ncells; c++)
		o->s[o->of[c]] = (struct origin_source){
			.org = t->cell[c].dim[TALLY_ORG],
			.kind = t->cell[c].dim[TALLY_KIND],
			.first = DATE_NONE,
			.labels = DATE_NONE,
			.delivered = DATE_NONE
		};
}

size_t
origin_begin(const uint32_t *count, size_t len, double least)
{
	double four = 0;
	size_t first = 0;
	size_t d;

	while (first < len && count[first] == 0)
		first++;
	/* what began in these four weeks holds a quarter of the usual too */
	for (size_t i = first; first < len && i < len + MONTH - 1; i++) {
		four += i < len ? count[i] : 0;
		if (i >= first + MONTH)
			four -= count[i - MONTH];
		d = i >= first + MONTH - 1 ? i - MONTH + 1 : first;
		if (four >= least && count[d] > 0)
			return d;
	}
	return first;
}

double
origin_quarter(const uint32_t *count, size_t len)
{
	double sum = 0;
	double months = 0;
	double n;

	for (size_t end = len; end > 0; end -= end < MONTH ? end : MONTH) {
		n = 0;
		for (size_t i = end < MONTH ? 0 : end - MONTH; i < end; i++)
			n += count[i];
		sum += n;
		months += n > 0;
	}
	return months > 0 ? sum / months / 4 : 0;
}

/* The first day from which four weeks hold a quarter of the usual. */
static int32_t
begin(const uint32_t *count, const struct cells *x)
{
	size_t first = x->len;
	double sum = 0;

	for (size_t i = 0; i < x->len; i++) {
		sum += count[i];
		if (count[i] > 0 && first == x->len)
			first = i;
	}
	if (first == x->len)
		return DATE_NONE;
	sum *= (double)MONTH / (double)(x->len - first) / 4;
	return x->first + (int32_t)origin_begin(count, x->len, sum);
}

/* Count WHAT of the source on each day. */
static void
count_days(const struct origins *o, uint32_t source, int what, uint32_t *count)
{
	const struct cells *x = o->cells;
	const struct tally *t = &x->corpus->tally;
	const struct tally_row *r;

	memset(count, 0, x->len * sizeof(*count));
	for (size_t i = o->rows.at[source]; i < o->rows.at[source + 1]; i++) {
		r = &t->rows[o->rows.row[i]];
		if (r->day != DATE_NONE && r->day >= x->first &&
		    r->day <= x->until)
			count[r->day - x->first] += r->c[what];
	}
}

/*
 * The first day on which signals were closed, as CLOSED counts them.  An
 * export of what was open on a day, and of all since, has none before it.
 */
static int32_t
first_closed(const uint32_t *closed, const struct cells *x)
{
	double total = 0;
	double sum = 0;

	for (size_t i = 0; i < x->len; i++)
		total += closed[i];
	for (size_t i = 0; i < x->len && total >= CLOSED; i++) {
		sum += closed[i];
		if (sum * 100 >= total)
			return x->first + (int32_t)i;
	}
	return DATE_NONE;
}

/* The last day, if nothing came after it and there would have been enough. */
static int32_t
find_stopped(const uint32_t *count, const struct cells *x)
{
	size_t first = x->len;
	size_t last = 0;
	double n = 0;

	for (size_t d = 0; d < x->len; d++) {
		if (count[d] == 0)
			continue;
		first = first < d ? first : d;
		last = d;
		n += count[d];
	}
	return n > 0 && last + ORIGIN_NEW < x->len &&
		n * ORIGIN_NEW >= STOPPED * (double)(last + 1 - first) ?
	    x->first + (int32_t)last :
	    DATE_NONE;
}

static void
find_first(struct origins *o, uint32_t s, uint32_t *count)
{
	int32_t closed;

	count_days(o, s, TALLY_N, count);
	o->s[s].first = begin(count, o->cells);
	o->s[s].stopped = find_stopped(count, o->cells);
	count_days(o, s, TALLY_CLOSED, count);
	closed = first_closed(count, o->cells);
	if (o->s[s].first != DATE_NONE && closed != DATE_NONE &&
	    closed > o->s[s].first + 2 * MONTH)
		o->s[s].first = closed;
}

/*
 * Up to when the source is known to be delivered, if it says so.  What says
 * only what is large is so up to the last week in which anything was.
 */
static void
find_delivered(struct origins *o, const struct delivered_by *desk)
{
	const struct tally *t = &o->cells->corpus->tally;
	struct origin_source *s;
	int32_t last;

	for (uint32_t c = 0; c < t->ncells; c++) {
		s = &o->s[o->of[c]];
		last = deliveries_of(desk, c)->last;
		if (last != DATE_NONE && last - 1 > s->delivered)
			s->delivered = last - 1;
	}
	for (uint32_t c = 0; c < t->ncells; c++)
		if (deliveries_of(desk, c)->untold)
			o->s[o->of[c]].delivered = DATE_NONE;
	for (uint32_t c = 0; c < t->ncells; c++) {
		s = &o->s[o->of[c]];
		last = floors_last(&o->cells->floors, t, c);
		if (last != DATE_NONE && last + 6 > s->delivered)
			s->delivered = last + 6;
	}
}

/*
 * Up to when the system of each cell of the tally was delivered, whatever
 * another of the same source did: the last day but for what is late, and for
 * what has been gone for so long that it is not waited for, or does not say.
 * Where the system is not known, what came in after the last delivery may be
 * of others: that what was delivered is whole is known up to then only.
 */
static void
find_whole(struct origins *o, const struct deliveries *d)
{
	const struct tally *t = &o->cells->corpus->tally;
	int32_t until = o->cells->until;
	const struct delivered *system, *desk;
	int32_t last;

	o->whole = xmalloc((t->ncells + 1) * sizeof(*o->whole));
	for (uint32_t c = 0; c < t->ncells; c++) {
		system = deliveries_of(&d->system, c);
		desk = deliveries_of(&d->desk, c);
		last = system->last;
		if (last == DATE_NONE && t->cell[c].dim[TALLY_SYSTEM] == 0 &&
		    desk->untold)
			last = desk->last;
		o->whole[c] = until;
		if (last != DATE_NONE && !system->untold && last - 1 < until &&
		    last - 1 > until - CELLS_GUARD)
			o->whole[c] = last - 1;
	}
}

/* The first and the last day with signals. */
struct days {
	int32_t first;
	int32_t last;
};

static struct days *
find_days(const struct origins *o, const struct tally *t)
{
	struct days *days = xmalloc((o->n + 1) * sizeof(*days));

	for (uint32_t s = 0; s < o->n; s++)
		days[s] = (struct days){ INT32_MAX, DATE_NONE };
	for (size_t i = 0; i < t->nrows; i++) {
		const struct tally_row *r = &t->rows[i];
		struct days *d = &days[o->of[r->cell]];

		if (t->cell[r->cell].what != TALLY_SIGNALS ||
		    r->day == DATE_NONE || r->c[TALLY_N] == 0)
			continue;
		if (r->day < d->first)
			d->first = r->day;
		if (r->day > d->last)
			d->last = r->day;
	}
	return days;
}

/* Join the source of the kind that C is about to LEAD, or make it that. */
static void
join_kind(const struct origins *o, uint32_t *into,
    const struct aliases_change *c, uint32_t *lead)
{
	for (uint32_t s = 0; s < o->n; s++) {
		if (o->s[s].org != c->org || o->s[s].kind != c->value)
			continue;
		while (into[s] != s)
			s = into[s];
		if (*lead == UINT32_MAX)
			*lead = s;
		into[s] = *lead;
		return;
	}
}

/* Kinds of which one may be another name of the other are one source. */
static void
join_names(const struct origins *o, uint32_t *into)
{
	const struct aliases_change *c = o->aliases.change;
	uint32_t lead = UINT32_MAX;

	for (size_t i = 0; i < o->aliases.n; i++) {
		if (i > 0 && c[i].event != c[i - 1].event)
			lead = UINT32_MAX;
		if (c[i].dim == TALLY_KIND)
			join_kind(o, into, &c[i], &lead);
	}
}

/*
 * A history that was tallied without kinds is the past of the kinds that
 * begin where it ends: one source with them.
 */
static void
join_kinds(struct origins *o, const struct tally *t)
{
	struct days *days = find_days(o, t);
	uint32_t *into = xcalloc(o->n + 1, sizeof(*into));
	/* by organisation: its source without kinds, from 1 */
	uint32_t *coarse = xcalloc(t->values.len + 1, sizeof(*coarse));
	uint32_t past;

	for (uint32_t s = 0; s < o->n; s++)
		if (o->s[s].kind == 0)
			coarse[o->s[s].org] = s + 1;
	for (uint32_t s = 0; s < o->n; s++) {
		into[s] = s;
		past = coarse[o->s[s].org];
		if (o->s[s].kind == 0 || past-- == 0)
			continue;
		if (days[past].last >= days[s].first - MONTH &&
		    days[past].last <= days[s].first + MONTH)
			into[s] = past;
	}
	free(coarse);
	join_names(o, into);
	for (uint32_t c = 0; c < t->ncells; c++) {
		past = o->of[c];
		while (into[past] != past)
			past = into[past];
		o->of[c] = past;
	}
	free(into);
	free(days);
}

/* A system that began beside the others of its source is one of its own. */
static void
split_systems(struct origins *o, const struct deliveries *d)
{
	const struct tally *t = &o->cells->corpus->tally;
	size_t n = systems_split(o->of, o->n, o->whole, d, o->cells);

	o->s = xrealloc(o->s, n + 1, sizeof(*o->s));
	for (uint32_t c = 0; c < t->ncells; c++)
		if (o->of[c] >= o->n)
			o->s[o->of[c]] = (struct origin_source){
				.org = t->cell[c].dim[TALLY_ORG],
				.kind = t->cell[c].dim[TALLY_KIND],
				.beside = true,
				.first = DATE_NONE,
				.labels = DATE_NONE,
				.delivered = DATE_NONE
			};
	o->n = n;
}

/* From when the shares of source S that have member D can be compared. */
static int32_t
shares_begin(const struct origins *o, uint32_t s, int d)
{
	size_t at = s * (size_t)TALLY_DIMS + (size_t)d;
	int32_t begin = o->s[s].first;

	if (d == TALLY_ORG || d == TALLY_KIND || begin == DATE_NONE ||
	    o->filled.to[at] != DATE_NONE)
		return DATE_NONE;
	if (d >= TALLY_SENTIMENT && o->s[s].labels > begin)
		begin = o->s[s].labels;
	return o->filled.from[at] > begin ? o->filled.from[at] : begin;
}

static void
find_shares(struct origins *o)
{
	int32_t *begin = xmalloc((o->n * TALLY_DIMS + 1) * sizeof(*begin));

	for (uint32_t s = 0; s < o->n; s++)
		for (int d = 0; d < TALLY_DIMS; d++)
			begin[s * (size_t)TALLY_DIMS + (size_t)d] =
			    shares_begin(o, s, d);
	shares_find(&o->shares, o->cells, &o->rows, o->n, begin);
	free(begin);
}

void
origin_build(struct origins *o, const struct cells *x,
    const struct deliveries *d)
{
	const struct tally *t = &x->corpus->tally;
	uint32_t *count = xmalloc((x->len + 1) * sizeof(*count));

	o->cells = x;
	o->skip = xcalloc(t->ncells + 1, 1);
	o->from = xcalloc(t->ncells + 1, sizeof(*o->from));
	o->part = xcalloc(x->len + 1, sizeof(*o->part));
	o->sum = xcalloc(x->len + 1, sizeof(*o->sum));
	aliases_find(&o->aliases, x);
	find_sources(o, t, &d->desk);
	join_kinds(o, t);
	find_whole(o, d);
	split_systems(o, d);
	tally_rows(&o->rows, t, o->of, o->n);
	for (uint32_t s = 0; s < o->n && x->len > 0; s++)
		find_first(o, s, count);
	if (x->len > 0)
		books_find(o);
	if (x->len > 0)
		origin_taken(o);
	find_delivered(o, &d->desk);
	filled_find(&o->filled, x, &o->rows, o->n);
	find_shares(o);
	free(count);
}

int32_t
origin_oldest(const struct origins *o)
{
	int32_t oldest = INT32_MAX;

	for (size_t s = 0; s < o->n; s++)
		if (o->s[s].first != DATE_NONE && o->s[s].first < oldest)
			oldest = o->s[s].first;
	/* what begins within two weeks of the data begins with them */
	return oldest <= o->cells->first + ORIGIN_ONE ? o->cells->first :
							oldest;
}

void
origin_release(struct origins *o)
{
	filled_release(&o->filled);
	shares_release(&o->shares);
	aliases_release(&o->aliases);
	free(o->s);
	free(o->of);
	free(o->skip);
	free(o->from);
	free(o->part);
	free(o->sum);
	free(o->whole);
	tally_rows_release(&o->rows);
	*o = (struct origins){ 0 };
}
