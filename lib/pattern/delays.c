#include "lib/pattern/delays.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/num.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/delays_channels.h"
#include "lib/pattern/delays_source.h"
#include "lib/pattern/heirs.h"

enum {
	WEEKS = 13, /* that are learned from */
	AWAY = 9, /* weeks ago at least: what comes in after 60 days is in */
	OFTEN = 3, /* deliveries are at most so many days apart */
	DISTANCES = 8, /* that show that they are */
	RECENT = 91 /* days that say how large a source is */
};

static const double late_most = .1;

/* The source, from 1 in the order of deliveries, that stands for each; or 0. */
struct index {
	const struct deliveries *d;
	const struct calendar_span *days;
	uint32_t *system; /* by number in D */
	uint32_t *desk; /* likewise, where no system is named */
	struct delays_count *count; /* of each source */
	struct heirs heirs; /* of the systems in D */
	struct delays_channels channels;
};

/* The source of cell C: of the system delivered last if C names none; or 0. */
static uint32_t
find(const struct index *in, const struct tally *t, uint32_t c)
{
	uint32_t at = in->system[in->d->system.of[c]];

	if (at == 0 && t->cell[c].dim[TALLY_SYSTEM] == 0)
		at = in->desk[in->d->desk.of[c]];
	return at;
}

/* S was delivered without signals too, as D says, most of it of late. */
static void
count_empty(struct delays_source *s, const struct delivered *d, int32_t until)
{
	if (d->last > until - 7 * WEEKS)
		s->recent += d->empty;
	s->last = d->last > s->last ? d->last : s->last;
	s->sure = d->sure > s->sure ? d->sure : s->sure;
}

static void
find_deliveries(struct delays *ds, struct index *in, const struct tally *t)
{
	int32_t since = ds->cells->until - 7 * WEEKS;
	const struct tally_row *r;
	struct delays_source *s;
	uint32_t *at;

	for (size_t i = 0; i < t->nrows; i++) {
		r = &t->rows[i];
		if (t->cell[r->cell].what != TALLY_DELIVERIES)
			continue;
		at = &in->system[in->d->system.of[r->cell]];
		if (*at == 0) {
			*at = (uint32_t)++ds->n;
			ds->s = xrealloc(ds->s, ds->n, sizeof(*ds->s));
			ds->s[*at - 1] = (struct delays_source){
				.first = r->day,
				.last = r->day,
				.sure = r->day
			};
		}
		s = &ds->s[*at - 1];
		if (r->day > ds->cells->until - 7 * (AWAY + WEEKS) &&
		    r->day > s->last)
			delays_source_deliver(s, r->day,
			    ds->cells->until + 1 - 7 * (AWAY - 1));
		s->first = r->day < s->first ? r->day : s->first;
		s->last = r->day > s->last ? r->day : s->last;
		s->sure = s->last;
		s->recent += r->day > since;
	}
	for (size_t i = 0; i < in->d->system.n; i++)
		if (in->system[i] != 0)
			count_empty(&ds->s[in->system[i] - 1],
			    &in->d->system.s[i], ds->cells->until);
}

/*
 * What the delays of the signals of a day differ by: 1 of a source that is
 * delivered often, 7 of one that is delivered every Monday.
 */
static int
step_of(const struct delays_source *s)
{
	int32_t sum = 0;
	int most = 0;

	if (s->recent >= 7 * WEEKS / OFTEN)
		return 1;
	for (int k = 0; k <= DELAYS_SELDOM; k++) {
		sum += s->apart[k];
		most = s->apart[k] > s->apart[most] ? k : most;
	}
	return sum >= DISTANCES && most > OFTEN &&
		s->apart[most] * 4 >= sum * 3 ?
	    most :
	    0;
}

/* Count how late the signals of recent weeks were, by source and in ALL. */
static void
count_delays(struct delays *ds, struct index *in, const struct tally *t,
    struct delays_count *all)
{
	int32_t end = date_monday(ds->cells->until + 1) - 7 * (AWAY - 1);
	const struct tally_row *r;
	const struct tally_cell *c;
	struct delays_row row;
	uint32_t at;
	uint64_t k;

	for (size_t i = 0; i < t->nrows; i++) {
		r = &t->rows[i];
		c = &t->cell[r->cell];
		if (c->what != TALLY_DELAYS || r->day >= end ||
		    r->day < end - 7 * WEEKS)
			continue;
		at = find(in, t, r->cell);
		if (at == 0 || date_monday(r->day) <= ds->s[at - 1].first ||
		    !num_u64(set_key(&t->values, c->dim[TALLY_DELAY]), &k))
			continue;
		row.step = ds->s[at - 1].step;
		row.weekday = c->week ? -1 : date_weekday(r->day);
		if (calendar_holiday_nears(in->days, r->day) ||
		    delays_source_broke(&ds->s[at - 1], r->day))
			row.weekday = -1;
		row.delay = k < DELAYS_KNOWN ? (int)k : DELAYS_KNOWN;
		row.n = r->c[TALLY_N];
		delays_count(&in->count[at - 1], &row);
		if (row.step == 1)
			delays_count(all, &row);
		delays_channels_count(&in->channels, c, at, &row);
	}
}

/*
 * Learn of every source; those delivered often that have too few delays are
 * as ALL of them are.
 */
static void
learn_all(struct delays *ds, const struct index *in,
    const struct delays_count *count)
{
	struct delays_source all = { .step = 1 };
	bool lent = delays_source_learn(&all, count);
	struct delays_source *s;

	for (size_t i = 0; i < ds->n; i++) {
		s = &ds->s[i];
		if (!delays_source_learn(s, &in->count[i]) && s->step > 0) {
			memcpy(s->known, all.known, sizeof(s->known));
			s->step = s->step == 1 && lent;
		}
	}
}

/*
 * Does A rather than B stand for their desk: what is learned of one goes
 * before what is not of another, and then the one delivered last?
 */
static bool
stands_before(const struct delays_source *a, const struct delays_source *b)
{
	if ((a->step > 0) != (b->step > 0))
		return a->step > 0;
	return a->last > b->last;
}

/*
 * What goes on for a system is as late as that was, until it has shown it; that
 * may go on for another itself.
 */
static void
bequeath(struct delays *ds, const struct index *in)
{
	const uint32_t *past = in->heirs.past;
	struct delays_source *from;
	struct delays_source *to;
	uint32_t k;

	for (uint32_t i = 0; i < in->d->system.n; i++) {
		if (in->system[i] == 0 || ds->s[in->system[i] - 1].step > 0)
			continue;
		to = &ds->s[in->system[i] - 1];
		for (k = i; past[k] != k && to->step == 0; k = past[k]) {
			if (in->system[past[k]] == 0)
				continue;
			from = &ds->s[in->system[past[k]] - 1];
			memcpy(to->known, from->known, sizeof(to->known));
			to->step = from->step;
		}
	}
}

static void
place_desks(const struct delays *ds, struct index *in, const struct tally *t)
{
	uint32_t *desk;
	uint32_t at;

	for (uint32_t c = 0; c < t->ncells; c++) {
		if (t->cell[c].what != TALLY_DELIVERIES)
			continue;
		at = in->system[in->d->system.of[c]];
		desk = &in->desk[in->d->desk.of[c]];
		if (*desk == 0 ||
		    stands_before(&ds->s[at - 1], &ds->s[*desk - 1]))
			*desk = at;
	}
}

/* What stands in for the source of cell C, if both tell of deliveries. */
static void
place_stand(struct delays *ds, const struct index *in, uint32_t c)
{
	uint32_t system = in->d->system.of[c];
	uint32_t stand = in->heirs.stand[system];

	if (stand != system && ds->of[c] != 0 && !in->d->system.s[stand].untold)
		ds->stand[c] = in->system[stand];
}

/* Which source each cell of the tally is of, if it tells of deliveries. */
static void
place(struct delays *ds, struct index *in, const struct tally *t)
{
	int32_t until = ds->cells->until;
	uint32_t system;
	uint32_t heir;
	bool untold;

	place_desks(ds, in, t);
	ds->of = xcalloc(t->ncells + 1, sizeof(*ds->of));
	ds->stand = xcalloc(t->ncells + 1, sizeof(*ds->stand));
	ds->weight = xmalloc((t->ncells + 1) * sizeof(*ds->weight));
	for (uint32_t c = 0; c < t->ncells; c++) {
		untold = deliveries_of(&in->d->system, c)->untold ||
		    (t->cell[c].dim[TALLY_SYSTEM] == 0 &&
			deliveries_of(&in->d->desk, c)->untold);
		system = in->d->system.of[c];
		heir = in->heirs.heir[system];
		if (heir != system)
			ds->of[c] = in->d->system.s[heir].untold ?
			    0 :
			    in->system[heir];
		else if (!untold)
			ds->of[c] = find(in, t, c);
		place_stand(ds, in, c);
		if (t->cell[c].what == TALLY_SIGNALS) {
			ds->of[c] = delays_channels_find(&in->channels, ds,
			    &t->cell[c], ds->of[c]);
			ds->stand[c] = delays_channels_find(&in->channels, ds,
			    &t->cell[c], ds->stand[c]);
		}
		ds->weight[c] = cells_signals(ds->cells, c, until - RECENT + 1,
		    until);
	}
}

void
delays_learn(struct delays *ds, const struct cells *x,
    const struct deliveries *d, const uint32_t *source,
    const struct calendar_span *s)
{
	const struct tally *t = &x->corpus->tally;
	struct delays_count all = { 0 };
	struct index in = { .d = d, .days = s };

	in.system = xcalloc(d->system.n + 1, sizeof(*in.system));
	in.desk = xcalloc(d->desk.n + 1, sizeof(*in.desk));
	ds->cells = x;
	find_deliveries(ds, &in, t);
	for (size_t i = 0; i < ds->n; i++)
		ds->s[i].step = step_of(&ds->s[i]);
	in.count = xcalloc(ds->n + 1, sizeof(*in.count));
	count_delays(ds, &in, t, &all);
	learn_all(ds, &in, &all);
	if (ds->n > 0) {
		heirs_find(&in.heirs, d, x, source);
		bequeath(ds, &in);
		ds->len = ds->n;
		place(ds, &in, t);
		heirs_release(&in.heirs);
	}
	delays_channels_release(&in.channels);
	free(in.count);
	free(in.system);
	free(in.desk);
}

/* Of when is it asked what is known, and must that be sure? */
struct asked {
	int32_t end;
	bool surely;
};

/* Is there something not known of source S? */
static bool
is_late(const struct delays_source *s, const struct asked *w)
{
	return s->step > 0 ||
	    (w->surely && (s->late > late_most || s->sure < s->last));
}

/*
 * What is known of source S: nothing before it came, and where delays are not
 * learned, all that must have come in by then.
 */
static double
share(const struct delays_source *s, const struct asked *w, int age)
{
	int32_t day = w->end - age;
	int32_t later = (w->surely ? s->sure : s->last) - day;

	if (s->step == 0)
		return later >= s->settled;
	if (later < 0)
		return 0;
	return later < DELAYS_KNOWN ?
	    (double)s->known[date_weekday(day)][later] :
	    1;
}

/* Of what cell C of the tally is known as W asks; NULL if of all. */
static const struct delays_source *
source_of(const struct delays *ds, uint32_t c, const struct asked *w)
{
	uint32_t at = ds->of[c];

	if (!w->surely && ds->stand[c] != 0)
		at = ds->stand[c];
	return at == 0 ? NULL : &ds->s[at - 1];
}

static bool
known_of(const struct delays *ds, size_t i, const unsigned char *skip,
    const struct asked *w, double known[DELAYS_KNOWN])
{
	const uint32_t *m = cells_members(ds->cells, i);
	uint32_t nm = ds->cells->cell[i].nmembers;
	const struct delays_source *s;
	double all = 0;
	double late = 0;

	for (int k = 0; k < DELAYS_KNOWN; k++)
		known[k] = 0;
	for (uint32_t j = 0; j < nm && ds->n > 0; j++) {
		if (skip != NULL && skip[m[j]])
			continue;
		all += ds->weight[m[j]];
		s = source_of(ds, m[j], w);
		if (s == NULL || ds->weight[m[j]] <= 0 || !is_late(s, w))
			continue;
		late += ds->weight[m[j]];
		for (int k = 0; k < DELAYS_KNOWN; k++)
			known[k] += ds->weight[m[j]] * share(s, w, k);
	}
	for (int k = 0; k < DELAYS_KNOWN && late > 0; k++)
		known[k] = (known[k] + all - late) / all;
	return late > 0;
}

bool
delays_known(const struct delays *ds, size_t i, const unsigned char *skip,
    int32_t end, double known[DELAYS_KNOWN])
{
	return known_of(ds, i, skip, &(struct asked){ end, false }, known);
}

bool
delays_surely(const struct delays *ds, size_t i, const unsigned char *skip,
    int32_t end, double known[DELAYS_KNOWN])
{
	return known_of(ds, i, skip, &(struct asked){ end, true }, known);
}

bool
delays_late(const struct delays *ds, size_t i, const unsigned char *skip)
{
	const uint32_t *m;
	uint32_t nm;
	const struct delays_source *s;
	double all = 0;
	double late = 0;

	/* the reference learns none */
	if (ds->n == 0)
		return false;
	m = cells_members(ds->cells, i);
	nm = ds->cells->cell[i].nmembers;
	for (uint32_t j = 0; j < nm; j++) {
		if (skip != NULL && skip[m[j]])
			continue;
		all += ds->weight[m[j]];
		s = ds->of[m[j]] == 0 ? NULL : &ds->s[ds->of[m[j]] - 1];
		if (s != NULL && s->sure < s->last)
			late += ds->weight[m[j]];
		else if (s != NULL && s->step == 0)
			late += ds->weight[m[j]] * s->late;
	}
	return late > late_most * all;
}

void
delays_release(struct delays *ds)
{
	free(ds->s);
	free(ds->of);
	free(ds->stand);
	free(ds->weight);
	*ds = (struct delays){ 0 };
}
