#include "lib/pattern/outcome.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"

enum {
	BEFORE = 40 * 7, /* days */
	LAG = 7, /* days that an action takes to work */
	LEAST = 8, /* signals to be expected after it */
	EDGE = 8, /* weeks on each side of a step */
	YEAR = 52, /* weeks that tell how a level varies; two, a season */
	LOOKS = 4
};

/* Days after the lag at which is looked, each at 1 - .05 / LOOKS. */
static const int32_t looks[LOOKS] = { 4 * 7, 8 * 7, 13 * 7, 26 * 7 };
static const double known_least = .3;
static const double step_p = .0001; /* of the best of some fifty */
static const double sure = 1 - .05 / LOOKS;
static const double likely = .8; /* of the least of several */

/* What F, of L, says of the season and of nothing else. */
static struct mw_fit
season_of(struct look *l, const struct mw_fit *f)
{
	struct mw_fit s = *f;
	struct mw_fit all;

	look_fit(l, 0, &all);
	s.rule = MW_FULL;
	s.level = 1;
	s.coef[0] = s.coef[1] = 0;
	s.steps = 0;
	/* of less than two years none is known, nor to be had of others */
	for (int j = 2; j < MW_COEF && all.rule != MW_FULL; j++)
		s.coef[j] = 0;
	return s;
}

/* The weeks of S before DAY, to Y and the exposure's logarithms to E. */
static size_t
weeks_before(const struct mw_series *s, int32_t day, double *y, double *e)
{
	size_t n = (size_t)(day - s->first) / 7;
	size_t skip = n < MW_WEEKS ? 0 : n - MW_WEEKS;
	size_t from = (size_t)(day - s->first) - 7 * n;
	double units;

	for (size_t w = skip; w < n; w++) {
		y[w - skip] = units = 0;
		for (size_t d = from + 7 * w; d < from + 7 * (w + 1); d++) {
			y[w - skip] += s->count[d];
			units += s->exposure != NULL ? s->exposure[d] : 1;
		}
		e[w - skip] = log(fmax(units, 1e-6));
	}
	return n - skip;
}

/*
 * By how much the level of S rose or fell at once before DAY, and on which day,
 * beside its season and trend; 1 if that is not sure.  Two harmonics of two
 * years take a step for a season.
 */
static double
step_before(const struct mw_series *s, int32_t day, int32_t *since)
{
	double y[MW_WEEKS];
	double e[MW_WEEKS];
	struct effect_model best = { .phi = INFINITY };
	struct effect_model m;
	struct effect_past past = { .n = weeks_before(s, day, y, e),
		.y = y,
		.offset = e,
		.harmonics = 2,
		.year = 365.25 / 7 };

	for (past.at = EDGE; past.at + EDGE <= past.n; past.at += 2) {
		if (!effect_model(&m, &past, sure) || !(m.phi < best.phi))
			continue;
		best = m;
		*since = day - 7 * (int32_t)(past.n - past.at);
	}
	return isfinite(best.phi) && best.step.p <= step_p ? best.step.ratio :
							     1;
}

/*
 * The season of S, which ends before DAY, as if its level had been one; and
 * since which day it is what it is, DAY if always.
 */
static int32_t
learn_season(struct mw_fit *season, const struct mw_opt *opt,
    const struct mw_series *s, int32_t day)
{
	struct mw_series even = *s;
	int32_t since = day;
	double step = step_before(s, day, &since);
	double *exposure = xmalloc(s->len * sizeof(*exposure));

	for (size_t d = 0; d < s->len; d++) {
		exposure[d] = s->exposure != NULL ? s->exposure[d] : 1;
		if (s->first + (int32_t)d >= since)
			exposure[d] *= step;
	}
	even.exposure = exposure;
	mw_learn(season, opt, &even, NULL);
	free(exposure);
	return since;
}

/*
 * How S, in L, varied before DAY, for O, and its SEASON if that is known.  What
 * the action did would be taken for a level that walks, and what one look found
 * would be lost in the next.
 */
static void
learn_before(struct outcome *o, const struct look *l, const struct mw_series *s,
    int32_t day, struct mw_fit *season)
{
	struct mw_series before = *s;
	struct mw_opt opt = l->mw;
	int32_t since = day;

	o->vary = o->fit;
	if (day <= s->first)
		return;
	before.len = (size_t)(day - s->first);
	opt.guard = 0;
	mw_learn(&o->vary, &opt, &before, NULL);
	if (o->vary.weeks < YEAR || o->vary.rule != MW_FULL)
		o->vary = o->fit;
	else if (o->vary.weeks >= 2 * YEAR)
		since = learn_season(season, &opt, &before, day);
	/* a step before what is looked at is no walk in that */
	if (since <= day - BEFORE)
		o->vary = *season;
}

/* The days from FROM to TO of the series in L, as far as they are known. */
static struct outcome_period
sum(const struct look *l, const struct mw_fit *season, int32_t from, int32_t to)
{
	struct outcome_period p = { .from = from, .to = to };

	for (size_t d = 0; d < l->len; d++) {
		size_t age = l->len - 1 - d;
		int32_t day = l->cells->first + (int32_t)d;
		double known = l->delayed && age < DELAYS_KNOWN ?
		    l->known[age] :
		    1;

		if (day < from || day > to || l->exposure[d] <= 0 ||
		    known < known_least)
			continue;
		p.n += l->count[d];
		p.m += l->exposure[d] * known * mw_mean(season, day);
		p.weeks += 1 / 7.0;
	}
	return p;
}

/*
 * How many times the variance of ln(A / B) is that of Poisson counts, if
 * nothing changed: weeks differ by more, and the level walks.
 */
static double
spread(const struct mw_fit *f, const struct outcome_period *b,
    const struct outcome_period *a)
{
	double all = (a->n + b->n) / (a->m + b->m);
	double apart = b->weeks / 3 + (a->from - b->to - 1) / 7.0 +
	    a->weeks / 3;

	return fmax(1, f->phi_s) +
	    f->drift * apart * all * a->m * b->m / (a->m + b->m);
}

/* A to an earlier B, if F tells how they vary. */
static struct effect
against(const struct mw_fit *f, const struct outcome_period *b,
    const struct outcome_period *a, double level)
{
	double k = spread(f, b, a);
	struct effect_rates r = { b->n / k, b->m, a->n / k, a->m };

	return effect_interval(&r, level);
}

/* The last day of the latest look that is over on UNTIL, or DATE_NONE. */
static int32_t
look_of(int32_t day, int32_t until)
{
	int32_t last = DATE_NONE;

	for (int i = 0; i < LOOKS; i++)
		if (day + LAG + looks[i] - 1 <= until)
			last = day + LAG + looks[i] - 1;
	return last;
}

double
outcome_expected(const struct outcome *o, const struct outcome_period *b)
{
	return o->after.m > 0 && b->m > 0 ? b->n / b->m * o->after.m : 0;
}

static void
look_before(struct outcome *o, const struct look *l,
    const struct mw_fit *season, int32_t day)
{
	int32_t from = day - BEFORE;
	int32_t to;

	o->before = sum(l, season, from, day - 1);
	for (int i = 0; i < OUTCOME_PARTS; i++) {
		to = day - 1 - BEFORE * (OUTCOME_PARTS - 1 - i) / OUTCOME_PARTS;
		o->part[i] = sum(l, season, from, to);
		from = to + 1;
	}
}

/* Which of the parts of O, of which something is known, are least and most. */
static void
compare_parts(struct outcome *o)
{
	const struct outcome_period *t;
	struct effect e;

	for (int i = OUTCOME_PARTS - 1; i >= 0; i--) {
		t = &o->part[i];
		if (t->m <= 0)
			continue;
		if (o->quiet == NULL || t->n * o->quiet->m < o->quiet->n * t->m)
			o->quiet = t;
		if (o->busy == NULL || t->n * o->busy->m > o->busy->n * t->m)
			o->busy = t;
	}
	o->steady = o->quiet == o->busy;
	if (o->steady)
		return;
	e = o->quiet > o->busy ? against(&o->vary, o->busy, o->quiet, sure) :
				 against(&o->vary, o->quiet, o->busy, sure);
	o->steady = !(e.high < 1 || e.low > 1);
}

/*
 * Was there something that lasted before the action, that it can have ended?
 * Not if that fell already, nor if it is not known for so long.
 */
static bool
lasted(const struct outcome *o)
{
	return o->part[0].weeks * 7 * OUTCOME_PARTS * 2 >= BEFORE &&
	    (o->steady || o->quiet != &o->part[OUTCOME_PARTS - 1]);
}

/*
 * What changed is less than in each part, or more: a wave of thirty weeks that
 * comes and goes leaves one as it was, and to fall back to that is no effect.
 * Of a level that was steady, all of it is surest.
 */
static void
judge(struct outcome *o)
{
	const struct mw_fit *f = &o->vary;
	const struct outcome_period *a = &o->after;
	const struct outcome_period *low = o->steady ? &o->before : o->quiet;
	const struct outcome_period *high = o->steady ? &o->before : o->busy;
	struct outcome_period most = *a;
	struct effect rise = against(f, high, a, sure);

	most.n *= o->slack;
	o->effect = "gelijk";
	o->by = &o->before;
	if (against(f, low, &most, sure).high < 1 && lasted(o) &&
	    against(f, o->quiet, &most, likely).high < 1) {
		o->effect = "gedaald";
		o->by = low;
	} else if (rise.low > 1 && against(f, o->busy, a, likely).low > 1) {
		o->effect = "gestegen";
		o->by = high;
	} else if (against(f, high, &most, sure).high < 1) {
		o->effect = "terug";
		o->by = o->quiet;
	}
	o->ratio = against(f, o->by, a, sure);
	o->ratio.high = against(f, o->by, &most, sure).high;
}

void
outcome_of(struct outcome *o, struct look *l, size_t i, int32_t day)
{
	struct mw_fit season;
	struct mw_series s;

	*o = (struct outcome){ .effect = "te-vroeg" };
	look_fit(l, i, &o->fit);
	look_series(l, i, &s);
	season = o->fit;
	o->offset = l->offset;
	learn_before(o, l, &s, day, &season);
	season = season_of(l, &season);
	look_before(o, l, &season, day);
	/* what a late system lacks is no effect */
	o->after = sum(l, &season, day + LAG, look_of(day, l->span.whole));
	if (outcome_expected(o, &o->before) < LEAST)
		return;
	o->slack = cells_slack(l->cells, i,
	    (const int32_t[]){ o->before.from, o->before.to },
	    (const int32_t[]){ o->after.from, o->after.to });
	compare_parts(o);
	judge(o);
}
