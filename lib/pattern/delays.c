#include "lib/pattern/delays.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/num.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/untold.h"

enum {
	LEAST = 50, /* delays of a source of its own */
	WEEKS = 13, /* that are learned from */
	OFTEN = 3, /* deliveries must be at most so many days apart */
	RECENT = 91 /* days that say how large a source is */
};

struct delays_source {
	int32_t first; /* days of delivery */
	int32_t last;
	int32_t recent; /* how many in the last WEEKS */
	double n[DELAYS_KNOWN + 1]; /* signals by delay */
	double known[DELAYS_KNOWN]; /* share known so many days later */
};

/* Sources by organisation, system and kind; or without their system. */
struct index {
	struct set keys;
	size_t *source;
	size_t cap;
};

static struct slice
key_of(const struct tally_cell *c, bool system, uint32_t key[4])
{
	key[0] = c->dim[TALLY_ORG];
	key[1] = system ? c->dim[TALLY_SYSTEM] : 0;
	key[2] = c->dim[TALLY_KIND];
	key[3] = system;
	return (struct slice){ (const char *)key, 4 * sizeof(*key) };
}

/* Let C stand for SOURCE, or for the one delivered last of several. */
static void
enter(const struct delays *ds, struct index *in, const struct tally_cell *c,
    bool system, size_t source)
{
	uint32_t key[4];
	bool isnew;
	size_t i = set_add(&in->keys, key_of(c, system, key), &isnew);

	if (i == in->cap) {
		in->cap = in->cap ? in->cap * 2 : 32;
		in->source = xrealloc(in->source, in->cap, sizeof(*in->source));
	}
	if (isnew || ds->s[source].last > ds->s[in->source[i]].last)
		in->source[i] = source;
}

/* The source of C: of the system delivered last if C names none. */
static ptrdiff_t
find(const struct index *in, const struct tally_cell *c)
{
	uint32_t key[4];
	ptrdiff_t i = set_find(&in->keys, key_of(c, true, key));

	if (i == SET_NONE && c->dim[TALLY_SYSTEM] == 0)
		i = set_find(&in->keys, key_of(c, false, key));
	return i == SET_NONE ? -1 : (ptrdiff_t)in->source[i];
}

static void
find_deliveries(struct delays *ds, struct index *in, const struct tally *t)
{
	int32_t since = ds->cells->until - 7 * WEEKS;
	const struct tally_row *r;
	struct delays_source *s;
	ptrdiff_t at;

	for (size_t i = 0; i < t->nrows; i++) {
		r = &t->rows[i];
		if (t->cell[r->cell].what != TALLY_DELIVERIES)
			continue;
		at = find(in, &t->cell[r->cell]);
		if (at < 0) {
			at = (ptrdiff_t)ds->n++;
			ds->s = xrealloc(ds->s, ds->n, sizeof(*ds->s));
			ds->s[at] = (struct delays_source){ .first = r->day,
				.last = r->day };
			enter(ds, in, &t->cell[r->cell], true, (size_t)at);
		}
		s = &ds->s[at];
		s->first = r->day < s->first ? r->day : s->first;
		s->last = r->day > s->last ? r->day : s->last;
		s->recent += r->day > since;
	}
}

static bool
is_often(const struct delays_source *s)
{
	return s->recent >= 7 * WEEKS / OFTEN;
}

/* Count how late the signals of recent weeks were, of S and in ALL. */
static void
count_delays(struct delays *ds, const struct index *in, const struct tally *t,
    struct delays_source *all)
{
	int32_t last = date_monday(ds->cells->until + 1) -
	    7 * 9; /* of delay 60 */
	const struct tally_row *r;
	ptrdiff_t at;
	uint64_t k;

	for (size_t i = 0; i < t->nrows; i++) {
		r = &t->rows[i];
		if (t->cell[r->cell].what != TALLY_DELAYS || r->day > last ||
		    r->day <= last - 7 * WEEKS)
			continue;
		at = find(in, &t->cell[r->cell]);
		if (at < 0 || !is_often(&ds->s[at]) ||
		    r->day <= ds->s[at].first ||
		    !num_u64(set_key(&t->values,
				 t->cell[r->cell].dim[TALLY_DELAY]),
			&k))
			continue;
		k = k < DELAYS_KNOWN ? k : DELAYS_KNOWN;
		ds->s[at].n[k] += r->c[TALLY_N];
		all->n[k] += r->c[TALLY_N];
	}
}

/*
 * The share of a day's signals that is known k days later, by reversed
 * hazards: F(k) = prod over j > k of 1 - (n_j + .5) / (N_j + 1), with N_j the
 * signals of delay at most j (Lawless 1994).  False if there are too few.
 */
static bool
learn(struct delays_source *s)
{
	double upto[DELAYS_KNOWN + 1];
	double f = 1;
	double sum = 0;

	for (int k = 0; k <= DELAYS_KNOWN; k++) {
		sum += s->n[k];
		upto[k] = sum;
	}
	for (int k = DELAYS_KNOWN - 1; k >= 0; k--) {
		if (s->n[k + 1] > 0)
			f *= 1 - (s->n[k + 1] + .5) / (upto[k + 1] + 1);
		s->known[k] = f;
	}
	return sum >= LEAST;
}

/* Which source each cell of the tally is of, if that is delivered often. */
static void
place(struct delays *ds, struct index *in, const struct tally *t,
    const unsigned char *untold)
{
	int32_t until = ds->cells->until;
	const struct tally_row *r;
	ptrdiff_t at;
	bool told;

	for (uint32_t c = 0; c < t->ncells; c++) {
		at = find(in, &t->cell[c]);
		if (at >= 0 && t->cell[c].what == TALLY_DELIVERIES &&
		    is_often(&ds->s[at]))
			enter(ds, in, &t->cell[c], false, (size_t)at);
	}
	ds->of = xcalloc(t->ncells + 1, sizeof(*ds->of));
	ds->weight = xcalloc(t->ncells + 1, sizeof(*ds->weight));
	for (uint32_t c = 0; c < t->ncells; c++) {
		at = find(in, &t->cell[c]);
		told = t->cell[c].dim[TALLY_SYSTEM] != 0 ?
		    !(untold[c] & UNTOLD_SYSTEM) :
		    untold[c] == 0;
		if (at >= 0 && is_often(&ds->s[at]) && told)
			ds->of[c] = (uint32_t)at + 1;
	}
	for (size_t i = 0; i < t->nrows; i++) {
		r = &t->rows[i];
		if (r->day != DATE_NONE && r->day <= until &&
		    r->day > until - RECENT)
			ds->weight[r->cell] += r->c[TALLY_N];
	}
}

void
delays_learn(struct delays *ds, const struct cells *x,
    const unsigned char *untold)
{
	const struct tally *t = &x->corpus->tally;
	struct delays_source all = { 0 };
	struct index in = { 0 };

	ds->cells = x;
	find_deliveries(ds, &in, t);
	count_delays(ds, &in, t, &all);
	if (learn(&all)) {
		for (size_t i = 0; i < ds->n; i++)
			if (!learn(&ds->s[i]))
				memcpy(ds->s[i].known, all.known,
				    sizeof(all.known));
		place(ds, &in, t, untold);
	} else {
		ds->n = 0;
	}
	set_release(&in.keys);
	free(in.source);
}

/* What is known of source S on the day that END is: nothing before it came. */
static double
share(const struct delays_source *s, int32_t end, int age)
{
	int32_t later = s->last - end + age;

	if (later < 0)
		return 0;
	return later < DELAYS_KNOWN ? s->known[later] : 1;
}

bool
delays_known(const struct delays *ds, size_t i, const unsigned char *skip,
    int32_t end, double known[DELAYS_KNOWN])
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
		if (ds->of[m[j]] == 0 || ds->weight[m[j]] <= 0)
			continue;
		late += ds->weight[m[j]];
		for (int k = 0; k < DELAYS_KNOWN; k++)
			known[k] += ds->weight[m[j]] *
			    share(&ds->s[ds->of[m[j]] - 1], end, k);
	}
	for (int k = 0; k < DELAYS_KNOWN && late > 0; k++)
		known[k] = (known[k] + all - late) / all;
	return late > 0;
}

void
delays_release(struct delays *ds)
{
	free(ds->s);
	free(ds->of);
	free(ds->weight);
	*ds = (struct delays){ 0 };
}
