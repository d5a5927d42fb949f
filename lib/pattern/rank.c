#include "lib/pattern/rank.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/pattern/special.h"

enum {
	URGENT = 3, /* signals, and more than usual */
	KNOWN = 30, /* signals that tell what is usual */
	MONTH = 28,
	YEAR = 364
};

/* So small a chance is none, of a tenth or more and of less. */
static const double rare = .01, rarer = .001;
/* So many times fewer keep what was told, so that it is not told by turns. */
static const double keeps = 1.5;

/* X between 0 and 1; 0 if it is not known. */
static double
unit(double x)
{
	return x > 0 ? fmin(x, 1) : 0;
}

static bool
is_kind(const struct finding *f, const char *kind)
{
	return strcmp(f->kind, kind) == 0;
}

/* The part for age: what waits, else how long ago it was first seen. */
static double
age(const struct finding *f)
{
	if (is_kind(f, "grave") || is_kind(f, "unanswered"))
		return f->closed ? 0 : fmin(f->age / 365, .99);
	if (f->first_seen == DATE_NONE || f->last_seen == DATE_NONE)
		return 0;
	return fmin((f->last_seen - f->first_seen) / 365.0, .99);
}

/* How many signals too many there are; of silence, too few. */
static double
excess(const struct finding *f)
{
	if (isnan(f->expected))
		return f->n;
	return is_kind(f, "silence") ? f->expected - f->observed :
				       f->observed - f->expected;
}

/* How many times too many at least; of silence, too few. */
static double
least_times(const struct finding *f)
{
	if (is_kind(f, "silence"))
		return f->expected / special_gamma_inv(.95, f->observed + .5);
	/* as of what is not told for its count alone, to compare them */
	if (f->least > 0)
		return special_ratio_inv(.05, f->observed, f->expected,
		    f->variance, f->phi);
	return f->ratio_low;
}

static void
fill_parts(struct finding *f, double senders)
{
	struct finding_score *s = &f->parts_of_score;
	double times = least_times(f);

	s->size = unit(log10(1 + fmax(excess(f), 0)) / 3);
	s->growth = times > 1 ? unit(log2(times) / 3) : 0;
	s->surprise = f->q > 0 ? unit(-log10(f->q) / 6) : f->q == 0;
	s->spread = unit((f->orgs_up - 1) / 4);
	s->people = unit(log10(1 + senders) / 3);
	s->repeat = f->n > 0 ? unit(f->repeats / f->n / .5) : 0;
	s->age = age(f);
}

bool
rank_urgent(double urgent, double n)
{
	return urgent >= URGENT && urgent * 10 >= n;
}

/* Signals, and those of them that are urgent. */
struct share {
	double urgent;
	double all;
};

static struct share
share_of(const struct cells *x, size_t cell, int32_t from, int32_t to)
{
	return (struct share){
		.urgent = (double)cells_sum(x, cell, TALLY_URGENT, from, to),
		.all = (double)cells_sum(x, cell, TALLY_N, from, to),
	};
}

/* The chance of as many as URGENT of N, where S is usual; 0 if S is too few. */
static double
p_urgent(double urgent, double n, struct share s)
{
	double e = n * (s.urgent + .5) / (s.all + 1);

	if (s.all < KNOWN)
		return 0;
	return special_nb_tail(urgent, e, e + e * e / (s.urgent + .5));
}

/*
 * All that F is set beside: of its organisation, where it has a cell with one;
 * else of all.  Or -1.
 */
static ptrdiff_t
all_around(const struct finding *f, const struct cells *x)
{
	size_t i = f->cell >= 0 ? cells_top(x, (size_t)f->cell) : 0;

	if (f->cell >= 0 && x->form[x->cell[i].form].dim[0] == TALLY_ORG)
		return (ptrdiff_t)i;
	while (x->cell[i].parent >= 0)
		i = (size_t)x->cell[i].parent;
	return f->cell >= 0 || x->form[x->cell[i].form].n == 0 ? (ptrdiff_t)i :
								 -1;
}

/* What is usual in F's cell: the share of a year of before it rose. */
static struct share
past_of(const struct finding *f, const struct cells *x)
{
	int32_t end = x->until - CELLS_GUARD;

	if (f->cell < 0)
		return (struct share){ 0 };
	if (f->since != DATE_NONE && f->since < end)
		end = f->since;
	return share_of(x, (size_t)f->cell, end - YEAR, end - 1);
}

/* And what is usual now: the share of all else around it. */
static struct share
rest_of(const struct finding *f, const struct cells *x)
{
	ptrdiff_t around = all_around(f, x);
	struct share rest = { 0 };
	struct share own = { f->urgent, f->n };
	int32_t from = f->from;

	if (around < 0)
		return rest;
	if (from > f->to - MONTH + 1)
		from = f->to - MONTH + 1;
	if (f->cell >= 0)
		own = share_of(x, (size_t)f->cell, from, f->to);
	rest = share_of(x, (size_t)around, from, f->to);
	rest.urgent = fmax(rest.urgent - own.urgent, 0);
	rest.all -= own.all;
	return rest;
}

/*
 * Of what is urgent for the most part, and rose, more are urgent than were to
 * be expected though their share is as ever; but not of what is as urgent as
 * all else.
 */
static bool
many_urgent(const struct finding *f, double urgent, struct share past,
    struct share rest)
{
	double times = f->expected / f->observed;

	if (!finding_rose(f) || !(times >= 0) || past.all < KNOWN ||
	    rest.all < KNOWN)
		return false;
	return p_urgent(urgent, f->n * fmin(times, 1), past) <= rare &&
	    p_urgent(urgent, f->n, rest) <= rare;
}

/*
 * Do URGENT of F's signals make it urgent?  A tenth does, if that is more than
 * its past allows: where every fifth is urgent, it says nothing.  The rest has
 * no smaller share then, as it has where all are called urgent since a day; but
 * it may hold what else rose.  Of much, a tenth is very many, and less does if
 * neither share allows it.
 */
static bool
more_urgent(const struct finding *f, const struct cells *x, double urgent)
{
	struct share past = past_of(f, x);
	struct share rest = rest_of(f, x);
	bool tenth = rank_urgent(urgent, f->n);
	double limit = tenth ? rare : rarer;

	if (past.all < KNOWN && rest.all < KNOWN)
		return tenth;
	if (tenth && many_urgent(f, urgent, past, rest))
		return true;
	return p_urgent(urgent, f->n, past) <= limit &&
	    p_urgent(urgent, f->n, rest) <=
	    (tenth && past.all >= KNOWN ? .5 : limit);
}

/*
 * The same, where the letters of a campaign are alike, and need no share; and
 * those who are silent send nothing urgent.
 */
static bool
is_urgent(const struct finding *f, const struct cells *x, double urgent)
{
	if (f->kept > 0)
		urgent *= keeps;
	if (!(urgent >= URGENT) || is_kind(f, "silence"))
		return false;
	return is_kind(f, "campaign") ? rank_urgent(urgent, f->n) :
					more_urgent(f, x, urgent);
}

/* The urgent signals of F but those of a campaign that tells them. */
static double
own_urgent(const struct finding *f)
{
	return f->urgent - (is_kind(f, "campaign") ? 0 : f->campaign_urgent);
}

/* How many urgent signals of F's cell in those days a campaign tells. */
static double
campaign_urgent(const struct finding *f, const struct cells *x, int32_t from,
    int32_t to)
{
	const uint32_t *m = cells_members(x, (size_t)f->cell);
	const struct detail *d;
	double sum = 0;
	size_t n;

	if (f->campaign_urgent <= 0)
		return 0;
	for (uint32_t k = 0; k < x->cell[f->cell].nmembers; k++) {
		d = corpus_details(x->corpus, m[k], &n);
		for (size_t i = 0; i < n; i++)
			sum += d[i].day >= from && d[i].day <= to &&
			    d[i].flags & DETAIL_CAMPAIGN &&
			    d[i].urgency >= URGENCY_HIGH;
	}
	return sum;
}

/*
 * How many of F's urgent signals one narrower finding tells, urgent itself;
 * without those of a campaign, which are none of F's own.
 */
static double
told_narrower(const struct findings *fs, const struct finding *f,
    const struct cells *x)
{
	const struct finding *g;
	double most = 0;
	int32_t from, to;

	for (size_t i = 0; i < fs->n && f->cell >= 0; i++) {
		g = fs->f[i];
		if (g->cell < 0 || g->into != NULL ||
		    !cells_inside(x, (size_t)g->cell, (size_t)f->cell) ||
		    !is_urgent(g, x, own_urgent(g)))
			continue;
		from = f->from > g->from ? f->from : g->from;
		to = f->to < g->to ? f->to : g->to;
		most = fmax(most,
		    (double)cells_sum(x, (size_t)g->cell, TALLY_URGENT, from,
			to) -
			campaign_urgent(g, x, from, to));
	}
	return most;
}

/*
 * What many of the signals say of urgency; grave ones have theirs already, and
 * those that a campaign or a narrower finding tells make that graver.
 */
static int
gravity(const struct findings *fs, const struct finding *f,
    const struct cells *x)
{
	double urgent = own_urgent(f);
	int now = f->gravity;

	if (is_kind(f, "grave"))
		return now;
	if (urgent > 0)
		urgent -= told_narrower(fs, f, x);
	if (now == 0 && !is_urgent(f, x, urgent))
		return 0;
	if (now == 0)
		now = (is_kind(f, "campaign") ? f->urgency : f->own_urgency) ==
			URGENCY_NOW ?
		    2 :
		    1;
	return now > f->kept ? now : f->kept;
}

static void
score(const struct findings *fs, struct finding *f, const struct cells *x)
{
	const struct finding_score *s = &f->parts_of_score;
	double senders = isnan(f->senders) ? f->n : f->senders;
	/* those who are silent are not there to be counted */
	double enough = is_kind(f, "silence") ? 1 : unit(senders / 3);
	double sum;

	f->gravity = gravity(fs, f, x);
	fill_parts(f, senders);
	sum = .2 * s->size + .2 * s->growth + .15 * s->surprise +
	    .15 * s->spread + .1 * s->people + .1 * s->repeat;
	f->score = 1000 * f->gravity + 99 * enough * sum / .9 + s->age;
	/* news that is good waits for the rest */
	if (is_kind(f, "positive"))
		f->score /= 10;
}

static int
highest_first(const void *a, const void *b)
{
	const struct finding *x = *(const struct finding *const *)a;
	const struct finding *y = *(const struct finding *const *)b;

	if ((x->into == NULL) != (y->into == NULL))
		return x->into == NULL ? -1 : 1;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return finding_compare(x, y);
}

void
rank_findings(struct findings *fs, const struct cells *x)
{
	for (size_t i = 0; i < fs->n; i++)
		score(fs, fs->f[i], x);
	if (fs->n > 1)
		qsort(fs->f, fs->n, sizeof(*fs->f), highest_first);
}
