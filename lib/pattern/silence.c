#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/pattern/episodes.h"
#include "lib/pattern/hush.h"
#include "lib/pattern/multtest.h"
#include "lib/pattern/single.h"
#include "lib/pattern/special.h"

enum {
	LEAST = 20,
	WINDOWS = 3, /* of 7, 14 and 28 days */
	AROUND = 42 /* days on each side that some days are set against */
};

static const double kappa = 2;
static const double our_share = .025;
static const double as_good_as_none = .1; /* share of one earlier year */
static const double surely_less = .05; /* p of the days of an earlier year */

static bool
is_source(const struct cells *x, size_t i)
{
	const struct cells_form *f = &x->form[x->cell[i].form];

	if (x->cell[i].dropped || f->n == 0 || f->dim[0] != TALLY_ORG)
		return false;
	return f->n == 1 ||
	    (f->n == 2 &&
		(f->dim[1] == TALLY_KIND || f->dim[1] == TALLY_CHANNEL));
}

/* Add to N and E what the cell last looked at had, and would have by FIT. */
static void
add_days(double *n, double *e, const struct look *l, const struct mw_fit *fit,
    int32_t from, int32_t to)
{
	for (; from <= to; from++) {
		size_t at = (size_t)(from - l->cells->first);

		if (l->exposure[at] <= 0)
			continue;
		*n += l->count[at];
		*e += mw_mean(fit, from) * l->exposure[at];
	}
}

/*
 * The same days as from FROM to TO of the cell last looked at, YEARS ago: N
 * signals of E, as the weeks around those days were, with variance V; false if
 * they are not known.
 */
static bool
year_known(const struct look *l, const struct mw_fit *fit, int32_t from,
    int32_t to, int years, double *n, double *e, double *v)
{
	int32_t a = date_years_ago(from, years);
	int32_t b = a + to - from;
	double near = 0;
	double near_e = 0;

	*n = *e = 0;
	if (a - AROUND < l->cells->first || a - AROUND < l->span.from)
		return false;
	add_days(n, e, l, fit, a, b);
	add_days(&near, &near_e, l, fit, a - AROUND, a - 1);
	add_days(&near, &near_e, l, fit, b + 1, b + AROUND);
	if (!(*e > 0 && near > 0 && near_e > 0))
		return false;
	*e *= near / near_e;
	*v = fit->phi_s * (*e + *e * *e / near);
	return true;
}

/* Is any day of those from FROM to TO around New Year? */
static bool
is_new_year(int32_t from, int32_t to)
{
	struct civil c;

	for (; from <= to; from++) {
		c = date_civil(from);
		if ((c.month == 12 && c.day >= 24) ||
		    (c.month == 1 && c.day == 1))
			return true;
	}
	return false;
}

/* The earlier years of which the days of a window are known. */
struct years {
	int known;
	bool once; /* only one, and quieter, by whatever chance */
	bool quiet; /* that was silent, as a finding is */
};

/*
 * What the cell last looked at had of what is usual in the days from FROM to
 * TO, in the least quiet of the earlier years that are known, where each was
 * surely quieter; else 1.  One year alone may have been out of order: it counts
 * around New Year only, or if it is of MANY, and if not all was gone.
 */
static double
share_of_years(const struct look *l, const struct mw_fit *fit, int32_t from,
    int32_t to, bool many, struct years *years)
{
	double most = 0;
	double n, e, v;

	*years = (struct years){ 0 };
	while (year_known(l, fit, from, to, years->known + 1, &n, &e, &v)) {
		years->known++;
		if (special_nb_lower(n, e, v) > surely_less)
			most = 1;
		most = fmax(most, n / e);
	}
	years->once = years->known == 1 && most < 1 &&
	    (most < as_good_as_none || !(many || is_new_year(from, to)));
	years->quiet = years->once && most * 3 <= 1;
	return years->known > 0 && !years->once ? fmin(most, 1) : 1;
}

/* Is most of all, a year before FROM to TO, of others than cell I is of? */
static bool
is_of_many(const struct cells *x, size_t i, int32_t from, int32_t to)
{
	int32_t a = date_years_ago(from, 1) - AROUND;
	int32_t b = date_years_ago(from, 1) + to - from + AROUND;

	return cells_sum(x, cells_top(x, i), TALLY_N, a, b) * 2 <=
	    cells_sum(x, 0, TALLY_N, a, b);
}

/* Had the cell last looked at surely more than SHARE in any of those YEARS? */
static bool
had_more(const struct look *l, const struct mw_fit *fit, int32_t from,
    int32_t to, int years, double share)
{
	double n, e, v;

	for (; years > 0; years--)
		if (year_known(l, fit, from, to, years, &n, &e, &v) &&
		    special_nb_tail(n, e * share, v * share) <= surely_less)
			return true;
	return false;
}

/*
 * Where the same days were quieter in earlier years, as when desks close for
 * Christmas, less is expected of window W of R, of cell I, by what it had then,
 * its organisation, or all.
 */
static struct years
learn_years(struct look *l, size_t i, const struct mw_fit *fit, struct mw *r,
    int w)
{
	const struct cells *x = l->cells;
	const struct cells_form *f = &x->form[x->cell[i].form];
	ptrdiff_t wider[] = { f->n < 2 ? -1 : cells_without(x, i, f->dim[1]),
		0 };
	int32_t from = x->until - r->days[w] + 1;
	struct years years, wider_years;
	bool many = is_of_many(x, i, from, x->until);
	double share = share_of_years(l, fit, from, x->until, false, &years);
	struct mw_fit wide;
	struct mw_series s;

	for (int k = 0; k < 2 && share == 1 && years.known > 0; k++) {
		if (wider[k] < 0)
			continue;
		look_fit(l, (size_t)wider[k], &wide);
		look_series(l, (size_t)wider[k], &s);
		share = share_of_years(l, &wide, from, x->until,
		    wider[k] == 0 && many, &wider_years);
		look_series(l, i, &s);
		if (had_more(l, fit, from, x->until, years.known, share))
			share = 1;
	}
	r->e[w] *= share;
	r->v[w] *= share;
	return years;
}

/* Could window W of R be silent, if LEAST are expected? */
static bool
is_quiet(const struct mw *r, int w, double least)
{
	return r->e[w] > 0 && r->e[w] >= least && r->n[w] * 3 <= r->e[w];
}

/*
 * What the least of the levels before a step is of today's, by FIT; 1 if that
 * is no less, or was as good as none.
 */
static double
share_of_steps(const struct mw_fit *fit)
{
	double least = 1;
	double all;

	for (int k = 0; k < fit->steps; k++) {
		all = 0;
		for (int j = 0; j < fit->steps; j++)
			if (fit->step[j].since >= fit->step[k].since)
				all += fit->step[j].size;
		if (exp(-all) >= as_good_as_none)
			least = fmin(least, exp(-all));
	}
	return least;
}

/* Is window W of R as it was before a rise, SHARE of what it is since? */
static bool
is_back(const struct mw *r, int w, double share)
{
	return share < 1 &&
	    special_nb_lower(r->n[w], r->e[w] * share, r->v[w] * share) >
	    surely_less;
}

/*
 * The first N windows' quietest: less than a third of at least LEAST, and not
 * only back to SHARE of that, as it was before it rose.
 */
static int
quietest(const struct mw *r, int n, double least, double share, double *p)
{
	int best = -1;
	double low;

	*p = 1;
	for (int w = 0; w < n; w++) {
		if (!is_quiet(r, w, least) || is_back(r, w, share))
			continue;
		low = special_nb_lower(r->n[w], r->e[w], r->v[w]);
		if (low < *p) {
			*p = low;
			best = w;
		}
	}
	return best;
}

static void
add(struct findings *fs, struct look *l, size_t i, const struct mw *r, int w,
    double p)
{
	const struct cells *x = l->cells;
	struct finding *f = findings_add(fs, "silence", "mw/1");

	finding_where_cell(fs, f, x, i);
	f->to = x->until;
	f->from = x->until - r->days[w] + 1;
	f->last = cells_last(x, i);
	finding_facts(fs, f, x);
	f->observed = r->n[w];
	f->expected = r->e[w];
	f->variance = r->v[w];
	f->low = special_nb_inv(.05, r->e[w], r->v[w]);
	f->high = special_nb_inv(.95, r->e[w], r->v[w]);
	f->ratio = r->n[w] / r->e[w];
	f->p = p;
	f->flag_to = f->nseries;
	look_account(l, "silence")->found++;
}

/* What is said of the earlier YEARS at F. */
static void
tell_years(struct finding *f, struct years years)
{
	f->quiet_year = years.quiet;
	f->less_year = years.once && !years.quiet;
	f->first_year = years.known == 0 && is_new_year(f->from, f->to);
	f->no_year = years.known == 0 && !f->first_year;
}

/* Is it as quiet in what a new source or an unknown channel adds? */
static bool
all_quiet(const struct look *l, size_t i, const struct mw *r, int w)
{
	const struct cells *x = l->cells;
	int32_t from = x->until - r->days[w] + 1;
	const struct cells_form *f = &x->form[x->cell[i].form];
	double n = (double)cells_sum(x, i, TALLY_N, from, x->until);
	ptrdiff_t org = f->n < 2 ? -1 : cells_without(x, i, f->dim[1]);

	return n * 3 <= r->e[w] &&
	    (org < 0 ||
		cells_unknown(x, (size_t)org, f->dim[1], from, x->until) * 3 <=
		    r->e[w]);
}

static void
cannot_watch(struct look *l, size_t i)
{
	struct buf b = { 0 };

	json_decode(&b, cells_value(l->cells, i, TALLY_ORG));
	(void)set_add(&l->unwatched, buf_slice(&b), NULL);
	buf_release(&b);
}

/* Test cell I.  Fewer than before a holiday are no silence. */
static void
test(struct look *l, size_t i, struct mw_fit *fit, struct mw *r)
{
	struct mw_series s;

	look_test(l, i, fit, r);
	if (!(fit->lift > 1))
		return;
	fit->lift = 1;
	look_series(l, i, &s);
	mw_test(r, &l->mw, fit, &s);
}

/* Do few come still in the last days, of which something is known by now? */
static bool
stays_quiet(const struct mw *r, int n)
{
	int w = 0;

	while (w < n && !(r->e[w] > 0))
		w++;
	return w < n && is_quiet(r, w, 0);
}

/*
 * Did as many come in the last days, of which something is known by now, as are
 * to be expected of them, where none would be surely too few?
 */
static bool
is_over(const struct mw *r, int n)
{
	int w = 0;

	while (w < n && !(r->e[w] > 0))
		w++;
	return w < n && !is_quiet(r, w, 0) &&
	    special_nb_lower(0, r->e[w], r->v[w]) <= surely_less &&
	    special_nb_lower(r->n[w], r->e[w], r->v[w]) > surely_less;
}

/*
 * Test cell I; how many windows may be silent.  Where much comes in late, and
 * nobody knows when, only days count of which all must have come in, and then
 * eight weeks hold enough of them or none do.
 */
static int
watch(struct look *l, size_t i, struct mw_fit *fit, struct mw *r)
{
	const unsigned char *skip;
	struct mw_series s;
	double known[DELAYS_KNOWN];

	test(l, i, fit, r);
	skip = look_skipped(l);
	if (!delays_late(&l->delays, i, skip))
		return WINDOWS;
	(void)delays_surely(&l->delays, i, skip, l->cells->until, known);
	look_series(l, i, &s);
	s.known = known;
	s.nknown = DELAYS_KNOWN;
	mw_test(r, &l->mw, fit, &s);
	if (r->e[MW_WINDOWS - 1] > 0 || r->rule == MW_NEW)
		return MW_WINDOWS;
	cannot_watch(l, i);
	return 0;
}

/*
 * Can the cell last looked at, of which R was tested, be told to be silent?
 * What was not delivered is late, not silent.
 */
static bool
can_be_told(const struct look *l, const struct mw *r, int windows)
{
	return windows > 0 && l->opt.budget > 0 && r->rule < MW_YOUNG &&
	    l->span.to == l->cells->until && l->span.whole == l->cells->until;
}

/* The day on which cell I was told to be silent, if it may be still. */
static int32_t
silent_since(const struct look *l, size_t i)
{
	int32_t since = episodes_silent_since(l, i);

	return since != DATE_NONE && l->cells->until - since > HUSH_MOST ?
	    DATE_NONE :
	    since;
}

/* Has what is normal learned a silence that was told SINCE a day? */
static bool
is_learned(const struct look *l, int32_t since)
{
	return since != DATE_NONE && l->cells->until - since >= HUSH_LEARNED;
}

/* R of cell I by what was normal on SINCE; it is last looked at again. */
static void
expect_before(struct look *l, size_t i, struct mw_fit *fit, struct mw *r,
    int32_t since)
{
	struct mw_series s;

	if (!is_learned(l, since))
		return;
	hush_expect(r, l, i, since);
	look_fit(l, i, fit);
	look_series(l, i, &s);
}

void
single_find_silence(struct findings *fs, struct look *l)
{
	struct look_tests *a = look_account(l, "silence");
	struct mw_fit fit;
	struct mw r;
	double p, limit;
	double m = 0;
	double least;
	int32_t since;
	bool on, can;
	struct years years[MW_WINDOWS];
	int w, n;

	for (size_t i = 0; i < l->cells->n; i++)
		m += is_source(l->cells, i);
	a->cells = (uint64_t)m;
	limit = multtest_budget(our_share * l->opt.budget, kappa, fmax(m, 1));
	for (size_t i = 0; i < l->cells->n; i++) {
		if (!is_source(l->cells, i))
			continue;
		n = watch(l, i, &fit, &r);
		can = can_be_told(l, &r, n);
		a->tests += can;
		/* told before: few come still */
		since = silent_since(l, i);
		on = since != DATE_NONE;
		expect_before(l, i, &fit, &r, since);
		least = on ? 0 : LEAST;
		for (int k = 0; k < n && r.rule < MW_YOUNG; k++)
			if (is_quiet(&r, k, least))
				years[k] = learn_years(l, i, &fit, &r, k);
		w = can && !is_over(&r, n) ?
		    quietest(&r, n, least, share_of_steps(&fit), &p) :
		    -1;
		on = on && stays_quiet(&r, n);
		if (w < 0 || (p > limit && !on) || (r.e[w] < LEAST && !on) ||
		    r.e[w] < 1 || !all_quiet(l, i, &r, w))
			continue;
		add(fs, l, i, &r, w, p);
		look_course(l, fs->f[fs->n - 1], &fit);
		look_offset(l, fs->f[fs->n - 1]);
		tell_years(fs->f[fs->n - 1], years[w]);
		if (is_learned(l, since) && hush_none(r.n[w], r.e[w]))
			fs->f[fs->n - 1]->hushed = since;
	}
}
