#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/line/ended.h"
#include "lib/pattern/late.h"
#include "lib/pattern/multtest.h"
#include "lib/pattern/single.h"
#include "lib/pattern/special.h"

enum { TERM = 42 /* days in which a complaint must be answered, Awb 9:11 */ };

static const double kappa = 1.5; /* false findings a series-week over p */
static const double our_share = .025; /* of the budget */
static const double surely = 12; /* expected: none has a chance of 6e-6 */

int32_t
single_due(const struct detail *d, const struct tally *t)
{
	uint32_t kind = t->cell[d->cell].dim[TALLY_KIND];

	if (d->due != DATE_NONE)
		return d->due;
	if (slice_eq(set_key(&t->values, kind), SLICE("\"klacht\"")))
		return d->day + TERM;
	return DATE_NONE;
}

/* What is known of a desk. */
struct desk {
	struct late late;
	double closed;
	double overdue; /* open, and past the term */
	double old_closed, old_open; /* of those due before the gap's end */
	double unheard; /* may be, but nobody told it lately */
	int32_t heard; /* the last day any of those was heard of */
	double older; /* open and overdue, of before CORPUS_DAYS */
	int32_t oldest_older;
	bool closes; /* it was said of some signal of the source */
	int32_t oldest;
	const struct detail **d; /* those that are overdue; room for all */
	size_t nd;
};

/* One is past its term and was open on DAY, the last that it was heard of. */
static void
count_unheard(struct desk *n, int32_t day)
{
	n->unheard++;
	if (n->heard == DATE_NONE || day > n->heard)
		n->heard = day;
}

static void
count_one(struct desk *n, const struct detail *d, const struct cells *x)
{
	int32_t ago = late_add(&n->late, d, x);
	int32_t due = single_due(d, &x->corpus->tally);
	bool open = !ended_by(d->ended, x->until);

	if (open && d->heard != DATE_NONE && !(d->flags & DETAIL_CLOSES)) {
		if (due != DATE_NONE && due < x->until)
			count_unheard(n, d->heard);
		return;
	}
	if (ago == 0)
		return;
	n->closed += !open;
	if (ago > LATE_NOW + LATE_GAP) {
		n->old_closed += !open;
		n->old_open += open;
	}
	if (!open)
		return;
	n->overdue++;
	n->closes |= (d->flags & DETAIL_CLOSES) != 0;
	n->d[n->nd++] = d;
	if (n->oldest == DATE_NONE || d->day < n->oldest)
		n->oldest = d->day;
}

/* What waits for longer than is known one by one. */
static void
count_older(struct desk *n, const struct corpus *c, uint32_t cell)
{
	size_t len;
	const struct aged_one *a = aged_of(&c->aged, cell, &len);

	for (; len > 0; len--, a++) {
		if (a->heard != DATE_NONE) {
			count_unheard(n, a->heard);
			continue;
		}
		n->older++;
		if (n->oldest_older == DATE_NONE || a->day < n->oldest_older)
			n->oldest_older = a->day;
	}
}

/* Up to when it is known what became of the signals of cell I. */
static int32_t
known_until(const struct cells *x, size_t i)
{
	const uint32_t *m = cells_members(x, i);
	const struct detail *d;
	int32_t end = DATE_NONE;
	size_t len;

	for (uint32_t k = 0; k < x->cell[i].nmembers; k++) {
		d = corpus_details(x->corpus, m[k], &len);
		for (size_t j = 0; j < len; j++) {
			if (d[j].heard == DATE_NONE)
				return x->until;
			if (d[j].heard > end)
				end = d[j].heard;
		}
	}
	return end == DATE_NONE ? x->until : end;
}

static void
count_all(struct desk *n, const struct cells *x, size_t i)
{
	const uint32_t *m = cells_members(x, i);
	const struct detail *d;
	size_t len;

	*n = (struct desk){ .late = { .end = known_until(x, i) },
		.oldest = DATE_NONE,
		.heard = DATE_NONE,
		.oldest_older = DATE_NONE,
		.d = n->d };
	for (uint32_t k = 0; k < x->cell[i].nmembers; k++) {
		d = corpus_details(x->corpus, m[k], &len);
		for (size_t j = 0; j < len; j++)
			count_one(n, &d[j], x);
		count_older(n, x->corpus, m[k]);
	}
}

/* What is late of what was due lately, against the time before. */
static void
compare(struct finding *f, const struct late *n)
{
	double e = late_expected(n);
	double phi, odd, v;

	f->observed = n->now_late;
	if (n->now <= 0)
		return;
	/* the variances of two shares, as those of beta distributions */
	phi = 1 - (n->now_late + .5) / (n->now + 1);
	odd = (n->before - n->before_late + 1) / (n->before_late + 1) /
	    (n->before + 3);
	v = e * phi + e * e * odd;
	f->expected = f->variance = e;
	f->ratio = f->observed / e;
	f->ratio_low = special_ratio_inv(.05, f->observed, e, v, phi);
	f->ratio_high = special_ratio_inv(.95, f->observed, e, v, phi);
	f->p = late_p(n);
	f->late_share = n->now_late / n->now;
	f->late_undated = n->now_undated > 0;
}

/* Name the value that explains that desk I is late, if there is one. */
static void
name_value(struct findings *fs, struct finding *f, const struct cells *x,
    size_t i, const struct late *n, double limit)
{
	struct late_value v;
	struct buf b = { 0 };

	if (!late_find_value(&v, x, i, n, limit))
		return;
	buf_printf(&b, "%s=", tally_dim_name(v.dim));
	json_decode(&b, set_key(&x->corpus->tally.values, v.value));
	f->mainly = findings_text(fs, buf_slice(&b));
	f->late_of = v.of.now_late / v.of.now;
	f->late_rest = v.rest.now_late / v.rest.now;
	buf_release(&b);
}

enum { CLOSED_DAYS = 56 };

/* Is nothing closed on DAY, as it is a public holiday? */
static bool
is_free(const struct look *l, int32_t day)
{
	return l->opt.holidays && calendar_holiday(day);
}

/*
 * How many closings were to be expected after day LAST by CLOSED, those of
 * each weekday in the days up to it: desks that work five days are no later on
 * a Sunday, nor after Easter.
 */
static double
closings_since(const struct look *l, int32_t last, const double *closed)
{
	double days[7] = { 0 };
	double e = 0;
	int w;

	for (int32_t d = last - CLOSED_DAYS + 1; d <= last; d++)
		days[date_weekday(d)] += !is_free(l, d);
	for (int32_t d = last + 1; d <= l->cells->until; d++) {
		w = date_weekday(d);
		if (!is_free(l, d) && days[w] > 0)
			e += closed[w] / days[w];
	}
	return e;
}

/*
 * The last day on which cell I closed anything, if by the days up to it that
 * none came after it is no chance; or none.
 */
static int32_t
closed_until(const struct look *l, size_t i)
{
	const struct cells *x = l->cells;
	const uint32_t *m = cells_members(x, i);
	const struct detail *d;
	int32_t last = DATE_NONE;
	double n[7] = { 0 };
	size_t len;

	for (int round = 0; round < 2; round++)
		for (uint32_t k = 0; k < x->cell[i].nmembers; k++) {
			d = corpus_details(x->corpus, m[k], &len);
			for (size_t j = 0; j < len; j++) {
				if (!ended_known(d[j].ended) ||
				    d[j].ended > x->until)
					continue;
				if (round == 0)
					last = d[j].ended > last ? d[j].ended :
								   last;
				else if (d[j].ended > last - CLOSED_DAYS)
					n[date_weekday(d[j].ended)]++;
			}
		}
	return last != DATE_NONE && closings_since(l, last, n) >= surely ?
	    last :
	    DATE_NONE;
}

static void
add(struct findings *fs, struct look *l, size_t i, struct desk *n, double limit)
{
	const struct cells *x = l->cells;
	struct finding *f = findings_add(fs, "unanswered", "term/1");
	struct buf org = { 0 };

	finding_where_cell(fs, f, x, i);
	finding_where(fs, f, "overdue", SLICE("true"));
	finding_identify(f);
	f->to = x->until;
	f->from = n->oldest;
	json_decode(&org, cells_value(x, i, TALLY_ORG));
	finding_list(fs, &f->orgs, buf_slice(&org));
	buf_release(&org);
	f->n = n->overdue;
	finding_signals(fs, f, x, n->d, n->nd);
	compare(f, &n->late);
	name_value(fs, f, x, i, &n->late, limit);
	if (n->late.before >= LATE_LEAST)
		f->late_before = n->late.before_late / n->late.before;
	f->before_undated = n->late.before_undated > 0;
	f->age = x->until - (n->older > 0 ? n->oldest_older : n->oldest);
	f->older = n->older;
	f->closed_until = closed_until(l, i);
	f->due_end = n->late.end < x->until ? n->late.end : DATE_NONE;
	f->unheard = n->unheard;
	f->heard = n->heard;
	look_course(l, f, NULL);
	look_account(l, "unanswered")->found++;
}

static bool
is_kind(const struct cells *x, size_t i)
{
	const struct cells_form *form = &x->form[x->cell[i].form];

	return form->n == 2 && form->dim[0] == TALLY_ORG &&
	    form->dim[1] == TALLY_KIND;
}

/*
 * Where most is never closed nobody keeps the books; but a desk that closed
 * most of what was due two months ago and more did, and stopped.
 */
static bool
keeps_books(const struct desk *n)
{
	return n->closed >= n->overdue ||
	    (n->old_closed >= LATE_LEAST && n->old_closed >= n->old_open);
}

void
single_find_unanswered(struct findings *fs, struct look *l)
{
	const struct cells *x = l->cells;
	struct look_tests *a = look_account(l, "unanswered");
	size_t *judged = xmalloc((x->n + 1) * sizeof(*judged));
	size_t m = 0;
	struct desk n;
	double limit;

	n.d = xmalloc((x->corpus->ndetails + 1) * sizeof(*n.d));
	for (size_t i = 0; x->corpus->follows.closes && i < x->n; i++) {
		if (!is_kind(x, i))
			continue;
		a->cells++;
		count_all(&n, x, i);
		if (n.overdue >= LATE_LEAST && keeps_books(&n))
			judged[m++] = i;
		else
			l->unkept += n.overdue >= LATE_LEAST && n.closes;
		l->older += n.closed > 0 ? n.older : 0;
	}
	a->tests += m;
	limit = multtest_budget(our_share * l->opt.budget, kappa, (double)m);
	for (size_t k = 0; k < m; k++) {
		count_all(&n, x, judged[k]);
		if (!late_is(&n.late, limit))
			continue;
		add(fs, l, judged[k], &n, limit);
		l->older -= n.closed > 0 ? n.older : 0;
	}
	free(judged);
	free(n.d);
}
