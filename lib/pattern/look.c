#include "lib/pattern/look.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/heard.h"
#include "lib/pattern/siblings.h"
#include "lib/pattern/special.h"

enum { GAP_LEAST = 50 /* signals that a gap would have had */ };

static const double notable = .05; /* p that earlier years may explain */

/* What is known of l->with. */
enum look_with { WITH_UNKNOWN, WITHOUT, WITH };

/* What days are like, from all signals of the days that are looked at. */
static void
learn_calendar(struct look *l)
{
	const struct cells *x = l->cells;
	struct calendar_span span = { x->first, l->len, l->kinds };

	/* the first cell is that of form 0: everything */
	cells_series(x, 0, l->count);
	calendar_learn(&l->calendar, &span, l->count, l->opt.frozen);
}

/*
 * Days that nothing at all is known of, a year that is missing say, or those
 * of the first week before the data begin, are no days on which nothing
 * happened: they are left out.
 */
static void
leave_gaps_out(struct look *l)
{
	const struct cells *x = l->cells;
	size_t gap = 0; /* where it began */
	double n = 0;

	for (size_t d = 0; d < 7 && d < x->len; d++)
		if (x->first + (int32_t)d < x->corpus->first)
			l->kinds[d] = CALENDAR_LEFT_OUT;
	cells_series(x, 0, l->count);
	for (size_t d = 0; d < x->len; d++)
		n += l->count[d];
	for (size_t d = 0; d < x->len; d++) {
		if (l->count[d] == 0)
			continue;
		if (d - gap > CORPUS_GAP &&
		    (double)(d - gap) * n / (double)x->len >= GAP_LEAST)
			memset(l->kinds + gap, CALENDAR_LEFT_OUT, d - gap);
		gap = d + 1;
	}
}

void
look_open(struct look *l, const struct cells *x, const struct look_opt *opt)
{
	l->cells = x;
	l->opt = *opt;
	l->at = SIZE_MAX;
	l->len = x->len;
	if (opt->frozen)
		mw_reference(&l->mw);
	else
		mw_defaults(&l->mw);
	l->count = xcalloc(x->len + 1, sizeof(*l->count));
	l->exposure = xcalloc(x->len + 1, sizeof(*l->exposure));
	l->kind = xcalloc(x->len + 1, sizeof(*l->kind));
	l->kinds = xcalloc(x->len + 1, sizeof(*l->kinds));
	l->siblings = xcalloc(x->n + 1, sizeof(*l->siblings));
	l->calm = xcalloc(x->len + 1, sizeof(*l->calm));
	l->part = xcalloc(x->len + 1, sizeof(*l->part));
	l->busy = xcalloc(x->len + 1, sizeof(*l->busy));
	l->fit[0] = xcalloc(x->n + 1, sizeof(*l->fit[0]));
	l->years = xcalloc(x->n + 1, sizeof(*l->years));
	deliveries_find(&l->deliveries, x);
	heard_mark(x->corpus, x, &l->deliveries);
	calendar_flat(&l->calendar);
	multtest_plain(&l->calibration);
	if (x->n == 0 || x->len == 0)
		return;
	if (opt->holidays)
		calendar_kinds(l->kinds, x->len, x->first);
	if (!opt->frozen)
		leave_gaps_out(l);
	learn_calendar(l);
	siblings_count(l->siblings, x, l->len);
	origin_build(&l->origins, x, &l->deliveries);
	if (!opt->frozen)
		delays_learn(&l->delays, x, &l->deliveries, l->origins.of,
		    &(struct calendar_span){ x->first, x->len, l->kinds });
	volume_open(&l->volume, opt->volumes, x);
	if (l->volume.n == 0)
		return;
	l->fit[1] = xcalloc(x->n + 1, sizeof(*l->fit[1]));
	l->with = xcalloc(x->n + 1, sizeof(*l->with));
}

static void
forget_fits(struct look *l)
{
	for (size_t i = 0; l->years != NULL && i < l->cells->n; i++) {
		free(l->years[i]);
		l->years[i] = NULL;
	}
	for (int k = 0; k < 2 && l->fit[k] != NULL; k++)
		for (size_t i = 0; i < l->cells->n; i++) {
			free(l->fit[k][i]);
			l->fit[k][i] = NULL;
		}
}

void
look_limit(struct look *l, size_t len)
{
	if (len == l->len)
		return;
	l->len = len;
	l->at = SIZE_MAX;
	forget_fits(l);
	if (l->with != NULL)
		memset(l->with, WITH_UNKNOWN, l->cells->n);
	volume_limit(&l->volume, l->cells->first + (int32_t)len - 1);
	learn_calendar(l);
	siblings_count(l->siblings, l->cells, len);
}

void
look_release(struct look *l)
{
	forget_fits(l);
	free(l->fit[0]);
	free(l->years);
	free(l->fit[1]);
	free(l->siblings);
	free(l->busy);
	free(l->calm);
	free(l->part);
	free(l->with);
	volume_release(&l->volume);
	free(l->count);
	free(l->exposure);
	free(l->kind);
	free(l->kinds);
	origin_release(&l->origins);
	delays_release(&l->delays);
	deliveries_release(&l->deliveries);
	set_release(&l->unwatched);
	*l = (struct look){ 0 };
}

const unsigned char *
look_skipped(const struct look *l)
{
	return l->span.mixed && !l->opt.frozen ? l->origins.skip : NULL;
}

/* Did a part of the cell that was counted last begin later? */
static bool
is_joined(const struct look *l)
{
	return l->span.joined && !l->opt.frozen && !l->opt.bare;
}

/* What volumes are known of the cell that was counted last. */
static struct volume_of
known_volume(struct look *l, size_t i)
{
	return volume_of(&l->volume, i, l->span.from, look_skipped(l));
}

/*
 * Put volumes into the exposure of cell I, which was counted; returns the share
 * of its signals that have them.
 */
static double
add_volume(struct look *l, size_t i)
{
	struct volume_of of = known_volume(l, i);

	volume_factor(&l->volume, i, &of, look_skipped(l), l->busy);
	for (size_t d = 0; d < l->len; d++)
		if (l->busy[d] <= 0)
			l->kind[d] = CALENDAR_LEFT_OUT;
	l->total = of.total;
	return of.share;
}

/* What part of the cell that is counted was there on each day. */
static void
find_part(struct look *l)
{
	for (size_t d = 0; d < l->cells->len; d++) {
		l->part[d] = is_joined(l) ? l->origins.part[d] : 1;
		if (l->part[d] <= 0)
			l->kind[d] = CALENDAR_LEFT_OUT;
	}
}

/*
 * Count cell I, with what cannot be compared left out, and volumes in its
 * exposure if OFFSET.
 */
static void
count_cell(struct look *l, size_t i, bool offset)
{
	const struct cells *x = l->cells;
	struct calendar_span span = { x->first, l->len, l->kind };
	double share[7];
	int32_t day;

	l->span = origin_span(&l->origins, i);
	cells_compared(x, i, look_skipped(l),
	    is_joined(l) ? l->origins.from : NULL, l->count);
	memcpy(l->kind, l->kinds, x->len);
	find_part(l);
	for (size_t d = 0; d < x->len; d++) {
		day = x->first + (int32_t)d;
		if (!l->opt.frozen && (day < l->span.from || day > l->span.to))
			l->kind[d] = CALENDAR_LEFT_OUT;
	}
	l->delayed = l->delays.n > 0 &&
	    delays_known(&l->delays, i, look_skipped(l),
		x->first + (int32_t)l->len - 1, l->known);
	l->offset = offset ? add_volume(l, i) : 0;
	if (offset)
		volume_part(&l->volume, l->kind, l->busy, l->part);
	/* after that: no volume says how often a member is filled in */
	if (!l->opt.frozen)
		origin_filled(&l->origins, i, look_skipped(l), l->part);
	calendar_share(share, l->calendar.share, &span, l->count);
	calendar_exposure(l->exposure, &span, share, &l->calendar);
	memcpy(l->calm, l->exposure, l->len * sizeof(*l->calm));
	for (size_t d = 0; d < l->len; d++)
		l->exposure[d] *= offset ? l->part[d] * l->busy[d] : l->part[d];
	l->at = i;
}

static void
series(struct look *l, size_t i, bool offset, struct mw_series *s)
{
	if (l->at != i || (l->offset > 0) != offset)
		count_cell(l, i, offset);
	*s = (struct mw_series){ .first = l->cells->first,
		.step = 1,
		.len = l->len,
		.count = l->count,
		.exposure = l->exposure,
		.doubt = is_joined(l) ? l->span.doubt : 0,
		.known = l->delayed ? l->known : NULL,
		.nknown = l->delayed ? DELAYS_KNOWN : 0 };
}

static bool has_offset(struct look *l, size_t i);

struct volume_of
look_volume(struct look *l, size_t i)
{
	struct volume_of of = { VOLUME_NONE, DATE_NONE, DATE_NONE, 0, false };
	ptrdiff_t parent = l->cells->cell[i].parent;
	struct mw_series s;
	bool lent;

	if (l->volume.n == 0 || l->opt.frozen)
		return of;
	/* of the wider cell first: it takes the place of what was counted */
	lent = parent < 0 || !l->opt.parents || has_offset(l, (size_t)parent);
	if (l->at != i) {
		l->span = origin_span(&l->origins, i);
		l->at = SIZE_MAX;
	}
	of = known_volume(l, i);
	if (of.state != VOLUME_KNOWN || lent)
		return of;
	series(l, i, true, &s);
	if (mw_rule(&l->mw, &s) != MW_FULL)
		of.state = VOLUME_SHORT;
	return of;
}

struct origin_span
look_span(struct look *l, size_t i)
{
	/* what is known of the sources is of the last cell that was asked for */
	if (l->at != i)
		l->at = SIZE_MAX;
	return origin_span(&l->origins, i);
}

/* Are volumes in the exposure of cell I? */
static bool
has_offset(struct look *l, size_t i)
{
	if (l->volume.n == 0)
		return false;
	if (l->with[i] == WITH_UNKNOWN)
		l->with[i] = look_volume(l, i).state == VOLUME_KNOWN ? WITH :
								       WITHOUT;
	return l->with[i] == WITH;
}

void
look_series(struct look *l, size_t i, struct mw_series *s)
{
	series(l, i, has_offset(l, i), s);
}

/* Is cell I all signals, or all of an organisation? */
static bool
is_whole(const struct cells *x, size_t i)
{
	const struct cells_form *f = &x->form[x->cell[i].form];

	return f->n == 0 || (f->n == 1 && f->dim[0] == TALLY_ORG);
}

static void
fit(struct look *l, size_t i, bool offset, struct mw_fit *f)
{
	const struct cells_cell *c = &l->cells->cell[i];
	struct mw_series s;
	struct mw_fit wide = { .rule = MW_FULL,
		.monday = date_monday(l->cells->first + (int32_t)l->len - 1),
		.year = l->mw.year,
		.level = 1 };
	struct mw_parent parent = { .fit = &wide,
		.children = 1,
		.whole = is_whole(l->cells, i) };

	if (l->fit[offset][i] != NULL) {
		*f = *l->fit[offset][i];
		return;
	}
	/* what has no parent has one without season or trend */
	if (c->parent >= 0) {
		fit(l, (size_t)c->parent,
		    offset && has_offset(l, (size_t)c->parent), &wide);
		parent.children = l->siblings[i];
	}
	series(l, i, offset, &s);
	mw_learn(f, &l->mw, &s, l->opt.parents ? &parent : NULL);
	if (c->children > 0) {
		l->fit[offset][i] = xmalloc(sizeof(*f));
		*l->fit[offset][i] = *f;
	}
}

void
look_fit(struct look *l, size_t i, struct mw_fit *f)
{
	fit(l, i, has_offset(l, i), f);
}

/*
 * What earlier years say of cell I, as a part of what has a member less.  Not
 * of what has another organisation's signals too: its letters are its own.
 */
static void
ask_years(struct look *l, size_t i, struct yearly *y)
{
	const struct cells_form *form = &l->cells->form[l->cells->cell[i].form];
	struct yearly whole = { 0 };
	struct yearly one;
	struct mw_series s;
	struct mw_fit f;
	ptrdiff_t wide;

	if (l->years[i] != NULL) {
		*y = *l->years[i];
		return;
	}
	for (int d = 0; d < form->n; d++) {
		if (form->dim[d] == TALLY_ORG)
			continue;
		wide = cells_without(l->cells, i, form->dim[d]);
		if (wide < 0)
			continue;
		ask_years(l, (size_t)wide, &one);
		yearly_most(&whole, &one);
	}
	look_fit(l, i, &f);
	look_series(l, i, &s);
	yearly_ask(y, &l->mw, &f, &s, &whole);
	l->years[i] = xmalloc(sizeof(*y));
	*l->years[i] = *y;
}

/* R's p as what was looked back at says. */
static void
calibrate(const struct look *l, struct mw *r)
{
	if (l->replay.looks > 0)
		r->p = multtest_apply(&l->calibration, r->p);
}

void
look_test(struct look *l, size_t i, struct mw_fit *f, struct mw *r)
{
	struct mw_series s;

	look_fit(l, i, f);
	look_series(l, i, &s);
	mw_test(r, &l->mw, f, &s);
	l->yearly = (struct yearly){ 0 };
	if (r->p < notable && !l->opt.frozen) {
		ask_years(l, i, &l->yearly);
		/* the wider ones took the place of what was counted */
		look_series(l, i, &s);
		yearly_expect(&l->yearly, r, &l->mw);
	}
	calibrate(l, r);
}

void
look_combine(const struct look *l, struct mw *r)
{
	mw_combine(r, &l->mw);
	calibrate(l, r);
}

void
look_offset(const struct look *l, struct finding *f)
{
	f->offset = l->offset;
	f->total = l->offset > 0 && l->total;
}

struct look_tests *
look_account(struct look *l, const char *kind)
{
	for (size_t i = 0; i < l->ntests; i++)
		if (strcmp(l->tests[i].kind, kind) == 0)
			return &l->tests[i];
	l->tests[l->ntests].kind = kind;
	return &l->tests[l->ntests++];
}

void
look_course(struct look *l, struct finding *f, const struct mw_fit *fit)
{
	struct mw_series s;
	double e, v, day;
	size_t at;

	look_series(l, (size_t)f->cell, &s);
	finding_series(f, l->cells, l->count);
	if (fit == NULL || fit->rule >= MW_YOUNG)
		return;
	f->nexpected = f->nseries;
	for (size_t k = 0; k < f->nseries; k++) {
		at = l->cells->len - 7 * (f->nseries - k);
		e = 0;
		for (size_t d = 0; d < 7; d++) {
			day = (double)l->cells->first + (double)(at + d);
			e += mw_mean(fit, day) * fit->lift *
			    l->exposure[at + d];
		}
		v = fit->phi_s * e + e * e * (fit->level_var + fit->extra);
		f->course[k] = e;
		f->band_low[k] = special_nb_inv(.05, e, v);
		f->band_high[k] = special_nb_inv(.95, e, v);
	}
	f->provisional = l->delayed && l->known[0] < .8;
}

void
look_peaks(struct look *l, struct finding *f, const struct mw_fit *fit)
{
	int32_t days = f->to - f->from + 1;
	struct finding_peak now = { f->from, f->observed };
	struct finding_peak peak[FINDING_PEAKS];
	struct mw_series s;
	size_t n;

	look_series(l, (size_t)f->cell, &s);
	n = yearly_peaks(peak, fit, &s, &now, days);
	for (size_t i = 0; i < n; i++) {
		/* what is left out, or taken for more, is no count to tell */
		if ((double)cells_sum(l->cells, (size_t)f->cell, TALLY_N,
			peak[i].from, peak[i].from + days - 1) == peak[i].n)
			f->peak[f->npeaks++] = peak[i];
	}
}

struct ordered {
	double p;
	size_t i;
};

static int
by_p(const void *a, const void *b)
{
	const struct ordered *x = a;
	const struct ordered *y = b;

	if (x->p != y->p)
		return x->p < y->p ? -1 : 1;
	return (x->i > y->i) - (x->i < y->i);
}

void
look_adjust(const double *p, double *q, size_t n, double m)
{
	struct ordered *o = xmalloc((n + 1) * sizeof(*o));
	double least = 1;

	for (size_t i = 0; i < n; i++)
		o[i] = (struct ordered){ p[i], i };
	if (n > 1)
		qsort(o, n, sizeof(*o), by_p);
	for (size_t i = n; i > 0; i--) {
		least = fmin(least, o[i - 1].p * m / (double)i);
		q[o[i - 1].i] = least;
	}
	free(o);
}
