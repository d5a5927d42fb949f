#include "lib/pattern/delays.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/num.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/heirs.h"

enum {
	LEAST = 50, /* delays of a source of its own */
	GRACE = 2, /* days to register what the next delivery has */
	WEEKS = 13, /* that are learned from */
	AWAY = 9, /* weeks ago at least: what comes in after 60 days is in */
	OFTEN = 3, /* deliveries are at most so many days apart */
	SELDOM = 14, /* or so many at most, and then always as many */
	DISTANCES = 8, /* that show that they are */
	RECENT = 91 /* days that say how large a source is */
};

static const double late_most = .1;
static const double straggle = .01; /* that come in when all is settled */

struct delays_source {
	int32_t first; /* days of delivery */
	int32_t last;
	int32_t recent; /* how many in the last WEEKS */
	int32_t apart[SELDOM + 1]; /* distances of so many days; 0: of more */
	int32_t longest; /* distance, of the last AWAY + WEEKS like those */
	double late; /* share that missed the first delivery */
	int32_t settled; /* so many days later nothing comes in any more */
	int step; /* what delays of a day differ by; 0: nothing is known */
	double n[DELAYS_KNOWN + 1]; /* signals by delay */
	double known[DELAYS_KNOWN]; /* share known so many days later */
};

/* The source, from 1 in the order of deliveries, that stands for each; or 0. */
struct index {
	const struct deliveries *d;
	uint32_t *system; /* by number in D */
	uint32_t *desk; /* likewise, where no system is named */
	struct heirs heirs; /* of the systems in D */
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

static void
count_distance(struct delays_source *s, int32_t days)
{
	s->apart[days > SELDOM ? 0 : days]++;
	s->longest = days > s->longest ? days : s->longest;
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
				.last = r->day
			};
		}
		s = &ds->s[*at - 1];
		if (r->day > ds->cells->until - 7 * (AWAY + WEEKS) &&
		    r->day > s->last)
			count_distance(s, r->day - s->last);
		s->first = r->day < s->first ? r->day : s->first;
		s->last = r->day > s->last ? r->day : s->last;
		s->recent += r->day > since;
	}
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
	for (int k = 0; k <= SELDOM; k++) {
		sum += s->apart[k];
		most = s->apart[k] > s->apart[most] ? k : most;
	}
	return sum >= DISTANCES && most > OFTEN &&
		s->apart[most] * 4 >= sum * 3 ?
	    most :
	    0;
}

/* Count how late the signals of recent weeks were, of S and in ALL. */
static void
count_delays(struct delays *ds, const struct index *in, const struct tally *t,
    struct delays_source *all)
{
	int32_t last = date_monday(ds->cells->until + 1) - 7 * AWAY;
	const struct tally_row *r;
	uint32_t at;
	uint64_t k;

	for (size_t i = 0; i < t->nrows; i++) {
		r = &t->rows[i];
		if (t->cell[r->cell].what != TALLY_DELAYS || r->day > last ||
		    r->day <= last - 7 * WEEKS)
			continue;
		at = find(in, t, r->cell);
		if (at == 0 || r->day <= ds->s[at - 1].first ||
		    !num_u64(set_key(&t->values,
				 t->cell[r->cell].dim[TALLY_DELAY]),
			&k))
			continue;
		k = k < DELAYS_KNOWN ? k : DELAYS_KNOWN;
		ds->s[at - 1].n[k] += r->c[TALLY_N];
		if (ds->s[at - 1].step == 1)
			all->n[k] += r->c[TALLY_N];
	}
}

/*
 * The share of a day's signals that is known k days later, by reversed
 * hazards: F(k) = prod over j > k of 1 - (n_j + .5) / (N_j + 1), with N_j the
 * signals of delay at most j (Lawless 1994); j goes by steps, as no others
 * are of the same day, but the last, which is of all delays that are more.
 * False if there are too few.
 */
static bool
learn(struct delays_source *s)
{
	double upto[DELAYS_KNOWN + 1];
	double sum = 0;
	double f = 1;
	int j;

	for (int k = 0; k <= DELAYS_KNOWN; k++) {
		sum += s->n[k];
		upto[k] = s->n[k] + (k < s->step ? 0 : upto[k - s->step]);
	}
	if (s->n[DELAYS_KNOWN] > 0)
		f = 1 - (s->n[DELAYS_KNOWN] + .5) / (sum + 1);
	for (int k = DELAYS_KNOWN - 1; k >= 0; k--) {
		j = k + s->step;
		s->known[k] = j < DELAYS_KNOWN ? s->known[j] : f;
		if (j < DELAYS_KNOWN && s->n[j] > 0)
			s->known[k] *= 1 - (s->n[j] + .5) / (upto[j] + 1);
	}
	return sum >= LEAST;
}

/*
 * The share of signals that came in later than they do if all are registered
 * when they come: then they are in the first delivery.
 */
static double
late_share(const struct delays_source *s)
{
	double sum = 0;
	double late = 0;

	for (int k = 0; k <= DELAYS_KNOWN; k++) {
		sum += s->n[k];
		if (k > s->longest + GRACE)
			late += s->n[k];
	}
	return sum > 0 ? late / sum : 0;
}

/*
 * How long after a day all of it has come in, but for stragglers, even if the
 * next delivery takes as long as any did.
 */
static int32_t
settled_after(const struct delays_source *s)
{
	double sum = 0;
	double after = 0;
	int k = DELAYS_KNOWN;

	for (int j = 0; j <= DELAYS_KNOWN; j++)
		sum += s->n[j];
	while (k > 0 && after + s->n[k] <= straggle * sum)
		after += s->n[k--];
	return sum >= LEAST && k < DELAYS_KNOWN ? k + s->longest : INT32_MAX;
}

/*
 * Learn of every source; those delivered often that have too few delays are
 * as ALL of them are.
 */
static void
learn_all(struct delays *ds, struct delays_source *all)
{
	bool lent = learn(all);
	struct delays_source *s;

	for (size_t i = 0; i < ds->n; i++) {
		s = &ds->s[i];
		s->late = late_share(s);
		s->settled = settled_after(s);
		if (s->step > 0 && !learn(s)) {
			memcpy(s->known, all->known, sizeof(s->known));
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
		ds->weight[c] = cells_signals(ds->cells, c, until - RECENT + 1,
		    until);
	}
}

void
delays_learn(struct delays *ds, const struct cells *x,
    const struct deliveries *d)
{
	const struct tally *t = &x->corpus->tally;
	struct delays_source all = { .step = 1 };
	struct index in = { .d = d };

	in.system = xcalloc(d->system.n + 1, sizeof(*in.system));
	in.desk = xcalloc(d->desk.n + 1, sizeof(*in.desk));
	ds->cells = x;
	find_deliveries(ds, &in, t);
	for (size_t i = 0; i < ds->n; i++)
		ds->s[i].step = step_of(&ds->s[i]);
	count_delays(ds, &in, t, &all);
	learn_all(ds, &all);
	if (ds->n > 0) {
		heirs_find(&in.heirs, d, x);
		bequeath(ds, &in);
		place(ds, &in, t);
		heirs_release(&in.heirs);
	}
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
	return s->step > 0 || (w->surely && s->late > late_most);
}

/*
 * What is known of source S: nothing before it came, and where delays are not
 * learned, all that must have come in by then.
 */
static double
share(const struct delays_source *s, const struct asked *w, int age)
{
	int32_t later = s->last - w->end + age;

	if (s->step == 0)
		return later >= s->settled;
	if (later < 0)
		return 0;
	return later < DELAYS_KNOWN ? s->known[later] : 1;
}

static bool
known_of(const struct delays *ds, size_t i, const unsigned char *skip,
    const struct asked *w, double known[DELAYS_KNOWN])
{
	const uint32_t *m = cells_members(ds->cells, i);
	uint32_t nm = ds->cells->cell[i].nmembers;
	double all = 0;
	double late = 0;

	for (int k = 0; k < DELAYS_KNOWN; k++)
		known[k] = 0;
	for (uint32_t j = 0; j < nm && ds->n > 0; j++) {
		if (skip != NULL && skip[m[j]])
			continue;
		all += ds->weight[m[j]];
		if (ds->of[m[j]] == 0 || ds->weight[m[j]] <= 0 ||
		    !is_late(&ds->s[ds->of[m[j]] - 1], w))
			continue;
		late += ds->weight[m[j]];
		for (int k = 0; k < DELAYS_KNOWN; k++)
			known[k] += ds->weight[m[j]] *
			    share(&ds->s[ds->of[m[j]] - 1], w, k);
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
		if (s != NULL && s->step == 0)
			late += ds->weight[m[j]] * s->late;
	}
	return late > late_most * all;
}

void
delays_release(struct delays *ds)
{
	free(ds->s);
	free(ds->of);
	free(ds->weight);
	*ds = (struct delays){ 0 };
}
