#include "lib/pattern/burst.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/pattern/again.h"
#include "lib/pattern/calm.h"
#include "lib/pattern/episodes.h"
#include "lib/pattern/senders.h"
#include "lib/pattern/special.h"
#include "lib/pattern/whole.h"

enum {
	LEAST = 5, /* signals in the windows */
	LEAST_PAST = 10, /* signals before the guard, to be looked at */
	LEAST_SENDERS = 3,
	UNKNOWN = 10 /* one day in so many that does not count is told of */
};

static const double daily = 2; /* false episodes a series-week over p */
static const double few_people = .001; /* p above which they are */
static const double few_anew = .01; /* and of what was found before */
static const double still_open = .2; /* p above which a night is quiet */
static const double our_share = .5; /* of the budget is for bursts */

/* The outcome of one cell. */
struct outcome {
	size_t cell;
	struct mw r;
	struct mw_fit fit;
	struct yearly yearly;
	int32_t to; /* the last day that counts */
};

struct outcomes {
	size_t n;
	size_t cap;
	struct outcome *o;
	double most; /* p */
	double limit; /* p of what is told at once */
};

bool
burst_good(struct slice theme)
{
	return slice_eq(theme, SLICE("\"compliment\""));
}

bool
burst_enough(double n, double senders)
{
	return n >= LEAST && senders >= LEAST_SENDERS;
}

/* Is cell I to be looked at, whatever its last weeks were? */
static bool
eligible(const struct cells_cell *c)
{
	return !c->dropped && (c->past >= LEAST_PAST || c->recent >= LEAST);
}

/* Signals before the guard of the cell last looked at, for a day like all. */
static double
rate_of(const struct look *l, const struct cells_cell *c)
{
	size_t days = l->cells->len > CELLS_GUARD ?
	    l->cells->len - CELLS_GUARD :
	    0;
	double n = 0;
	double units = 0;

	if (l->offset <= 0)
		return c->past / fmax((double)days, 1);
	for (size_t d = 0; d < days; d++) {
		units += l->busy[d];
		if (l->busy[d] > 0)
			n += l->count[d];
	}
	return n / fmax(units, 1);
}

/* Could any window be more than its share of the past? */
static bool
promising(const struct look *l, const struct cells_cell *c)
{
	static const size_t window[] = { 7, 14, 28, 56 };
	size_t len = l->cells->len;
	double rate = rate_of(l, c);
	double n = 0;
	double units = 0;
	size_t w = 0;

	for (size_t d = 0; d < window[3] && d < len; d++) {
		n += l->count[len - 1 - d];
		units += l->offset > 0 ? l->busy[len - 1 - d] : 1;
		if (d + 1 != window[w])
			continue;
		if (n > rate * units)
			return true;
		w++;
	}
	return len < window[3];
}

/* The last day of the cell last looked at, as S has it, that counts. */
static int32_t
last_counted(const struct look *l, const struct mw_series *s)
{
	int32_t day = s->first + (int32_t)s->len - 1;

	for (size_t k = 0; k < s->nknown && s->known[k] < MW_KNOWN; k++)
		day--;
	return day < l->span.to ? day : l->span.to;
}

static void
test_cell(struct look *l, size_t i, struct outcomes *os)
{
	struct mw_series s;
	struct outcome *o;

	if (l->cells->cell[i].recent < LEAST)
		return;
	look_series(l, i, &s);
	if (!promising(l, &l->cells->cell[i]))
		return;
	if (os->n == os->cap) {
		os->cap = os->cap ? os->cap * 2 : 256;
		os->o = xrealloc(os->o, os->cap, sizeof(*os->o));
	}
	o = &os->o[os->n];
	o->cell = i;
	look_test(l, i, &o->fit, &o->r);
	o->yearly = l->yearly;
	o->to = last_counted(l, &s);
	if (o->r.p < os->most)
		os->n++;
}

/*
 * Do the senders rise as the signals do?  As many senders a signal as in the
 * days before are expected; else it is a few people who write a lot.
 */
static bool
many_people(const struct cells *x, const struct outcome *o, int32_t from,
    double few)
{
	const struct mw *r = &o->r;
	int32_t days = x->until - from + 1;
	struct senders now = senders_rows(x, o->cell, from, x->until);
	double before = senders_rows(x, o->cell, from - days, from - 1).all;
	double n = (double)cells_sum(x, o->cell, TALLY_N, from - days,
	    from - 1);
	double each = n > 0 ? before / n : 1;
	double e = r->e[r->shown] * each;

	return now.apart >= LEAST_SENDERS &&
	    special_nb_tail(now.all, e, r->v[r->shown] * each) <= few;
}

/* The least that R's window W could have for R to be told by it. */
static double
least_told(const struct look *l, const struct mw *r, int w)
{
	return special_nb_inv(1 - EPISODES_P * l->mw.weight[w], r->e[w],
		   r->v[w]) +
	    1;
}

static void
tell(struct findings *fs, struct look *l, const struct outcome *o, double q,
    bool held, double few)
{
	const struct cells *x = l->cells;
	const struct mw *r = &o->r;
	int w = r->shown;
	int32_t from = x->until - r->days[w] + 1;
	bool good = burst_good(cells_value(x, o->cell, TALLY_THEME));
	struct finding *f;

	if (r->n[w] < LEAST || (!held && !many_people(x, o, from, few)))
		return;
	if (held && r->n[w] <= special_nb_inv(.95, r->e[w], r->v[w]))
		return;
	f = findings_add(fs,
	    held     ? FINDING_HELD :
		good ? "positive" :
		       "burst",
	    "mw/1");
	finding_where_cell(fs, f, x, o->cell);
	f->from = from;
	f->to = x->until;
	f->observed = r->n[w];
	f->expected = r->e[w];
	f->variance = r->v[w];
	f->low = special_nb_inv(.05, r->e[w], r->v[w]);
	f->high = special_nb_inv(.95, r->e[w], r->v[w]);
	f->phi = r->phi_s;
	f->least = least_told(l, r, w);
	finding_ratio(f, .05);
	f->p = r->p;
	f->q = q;
	f->chance = q > .05;
	f->each_year = o->yearly.more[w];
	f->year_before = o->yearly.once[w];
	if (UNKNOWN * (x->until - o->to) >= r->days[w] && o->to >= from)
		f->delivered = o->to;
	f->calm = calm_days(r);
	f->ended = calm_over(r, episodes_last(l->before, f));
	f->no_year = !mw_knows_year(&o->fit);
	finding_facts(fs, f, x);
	look_course(l, f, &o->fit);
	look_peaks(l, f, &o->fit);
	look_offset(l, f);
	f->among = again_counted(l, o->cell, from, x->until, 0);
	f->flag_to = f->nseries;
	f->flag_from = f->nseries - (size_t)((r->days[w] + 6) / 7);
	if (!held)
		look_account(l, good ? "positive" : "burst")->found++;
}

/* What was over and rose anew is told as that: by the days since. */
static void
add(struct findings *fs, struct look *l, const struct outcome *o, double q,
    bool held)
{
	struct outcome anew = *o;
	int w = calm_anew(&o->r);
	double few = w < 0 ? few_people : few_anew;

	if (w >= 0) {
		while (++w < MW_WINDOWS)
			anew.r.pw[w] = 1;
		look_combine(l, &anew.r);
		q = fmin(1, q * (anew.r.p / o->r.p));
	}
	tell(fs, l, &anew, q, held, few);
}

/* Was cell I told before, and does that go on with P? */
static bool
goes_on(const struct look *l, size_t i, double p)
{
	bool good = burst_good(cells_value(l->cells, i, TALLY_THEME));

	return l->opt.alpha > 0 &&
	    episodes_go_on(l, i, good ? "positive" : "burst", p);
}

static bool
is_burst(const struct look *l, const struct outcome *o, double q, double limit)
{
	return (q <= l->opt.alpha && o->r.p <= limit) ||
	    goes_on(l, o->cell, o->r.p);
}

/* Is one of FS a burst in a part of cell I? */
static bool
holds_one(const struct findings *fs, const struct cells *x, size_t i)
{
	for (size_t k = 0; k < fs->n; k++)
		if (fs->f[k]->cell >= 0 &&
		    strcmp(fs->f[k]->kind, "burst") == 0 &&
		    cells_inside(x, (size_t)fs->f[k]->cell, i))
			return true;
	return false;
}

/*
 * Add what is no burst by itself, but may be that of which others are parts; of
 * what was told before with any p that does not end its episode.
 */
static void
hold(struct findings *fs, struct look *l, const struct outcomes *os,
    const double *q)
{
	struct outcomes more = { .most = still_open };
	bool any = fs->n > 0 && l->before != NULL && l->before->ids.len > 0;

	for (size_t i = 0; i < os->n; i++)
		if (!is_burst(l, &os->o[i], q[i], os->limit) &&
		    holds_one(fs, l->cells, os->o[i].cell))
			add(fs, l, &os->o[i], q[i], true);
	for (size_t i = 0; i < l->cells->n && any; i++)
		if (eligible(&l->cells->cell[i]) &&
		    holds_one(fs, l->cells, i) &&
		    episodes_go_on(l, i, "burst", 0))
			test_cell(l, i, &more);
	for (size_t i = 0; i < more.n; i++)
		if (more.o[i].r.p >= os->most)
			add(fs, l, &more.o[i], 1, true);
	free(more.o);
}

void
burst_find(struct findings *fs, struct look *l)
{
	struct outcomes os = { .most = .05 };
	struct look_tests *a = look_account(l, "burst");
	double *p;
	double *q;
	double m = 0;

	for (size_t i = 0; i < l->cells->n; i++) {
		a->cells++;
		if (!eligible(&l->cells->cell[i]))
			continue;
		m++;
		test_cell(l, i, &os);
	}
	a->tests = (uint64_t)m;
	p = xmalloc((os.n + 1) * sizeof(*p));
	q = xmalloc((os.n + 1) * sizeof(*q));
	for (size_t i = 0; i < os.n; i++)
		p[i] = os.o[i].r.p;
	look_adjust(p, q, os.n, m);
	os.limit = our_share * l->opt.budget / (daily * m);
	for (size_t i = 0; i < os.n; i++)
		if (is_burst(l, &os.o[i], q[i], os.limit))
			add(fs, l, &os.o[i], q[i], false);
	hold(fs, l, &os, q);
	free(p);
	free(q);
	free(os.o);
}
