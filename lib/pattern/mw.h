/*
 * mw - is this series higher than it should be: the multi-window test
 *
 *	struct mw_opt o;
 *	struct mw_fit fit;
 *	struct mw r;
 *
 *	mw_defaults(&o);
 *	mw_learn(&fit, &o, &series, NULL);
 *	mw_test(&r, &o, &fit, &series);
 *	if (r.p < 1e-3)
 *		... r.n[r.shown], r.e[r.shown] ...
 *
 * The last count of the series is "today".  What is normal is learned from
 * whole weeks (Monday to Sunday) that end GUARD weeks before the Monday of
 * today's week, so one mw_learn serves all seven days of a week.
 *
 * 1. Season and trend.  Weekly counts y with exposure e (calendar.h):
 *	log mu = log e + b0 + b1 t + b2 cos w + b3 sin w + b4 cos 2w + b5 sin 2w
 *	    + b6 cos 3w + b7 sin 3w + ... + b12 cos 6w + b13 sin 6w
 *    t in years from the Monday of today's week, w = 2 pi day / year, a week
 *    by its Thursday.  Ridge penalty phi (b - m)^2 / s^2, s = (inf, .3, .7,
 *    .7, .35, .35, .02 ...), m = 0 or the parent's; quasi-likelihood by IRLS,
 *    twice reweighted by Anscombe residuals a > 2.58 with (2.58 / a)^2
 *    (Farrington 1996, Noufaily 2013).
 *    b6 and on hold what two waves cannot, such as six weeks of holidays.  They
 *    are of wholes in MW_FULL only, and not where o.frozen: few signals do not
 *    show them, and a rush of one product would be lent to all others.
 *    A level that stepped once or twice is no season: the scan for one is by
 *    the score (mw_step.c), of 104 weeks or more, and not when o.frozen.
 * 2. Level.  y / mu = l + noise, l a random walk with variance q a week:
 *    Kalman filters for eight q, averaged by their likelihood.  The variance
 *    of the noise, phi_s, comes from successive differences.
 * 3. Windows of 1, 2, 4, 8 weeks up to today: E = level x sum mu(day),
 *    V = phi_s E + g' Cov(b) g + E^2 (B + d q h); p = P(NB(E, V) >= n).
 *    h is in weeks, from the end of the history.  d is 4: a level that
 *    wanders is partly taken for trend and season, so that q comes out too
 *    low.  (On simulated days with drift .0032 of the p were at most .001
 *    with d = 1, .0012 with 4, and more was found at equal false alarms.)
 * 4. p = 1 / sum(weight / p of the window), weights .3 .3 .2 .2: the
 *    weighted harmonic mean (Wilson 2019, PNAS 116:1195).  (With .4 .3 .2 .1,
 *    which the reference has, .80 of the weekly steps of two deviations were
 *    found where these find .83, and as many of the spikes; with .25 for each
 *    as many steps, and fewer spikes.)
 *
 * History rules, in weeks before the guard (not when o.frozen):
 *	104..	MW_FULL	as above
 *	52..103	MW_LENT	season and trend shrunk to the parent's, s = .2;
 *		what rises is held against what came, too (mw_hold.c)
 *	13..51	MW_BORROWED	season and trend are the parent's; only the level
 *		is learned; phi_s at least the parent's (2 at most), and .015
 *		E^2 added to V
 *	4..12	MW_YOUNG	Gamma-Poisson: rate ~ Gamma(1/2, 1/2 / r0), r0 the
 *		parent's rate over its children, with the parent's season and
 *		trend; V as for MW_BORROWED
 *	..3	MW_NEW	no p: all are 1
 * Where no season is known, of it or of a parent, a low level may be a holiday:
 * for MW_BORROWED E is by the highest level of the last 13 weeks of history, up
 * to 1, if that is more (lift), and MW_YOUNG adds .04 E^2 to V.
 * Under 52 weeks the guard is 4 weeks.  MW_YOUNG also where the history holds
 * fewer than o.least signals.  Without a parent MW_LENT and MW_BORROWED are
 * MW_FULL, and MW_YOUNG takes 1 a week, phi_s 1.5 and adds .16 E^2.  On
 * simulated cells of 1 to 30 a week with season and drift each rule keeps to
 * its p (at .01: .001 to .015; with Poisson and .04 E^2 instead: 0 to .05, and
 * .39 without a parent).
 *
 * Nothing is allocated; nothing points anywhere after a call.
 */
#ifndef PATTERN_MW_H
#define PATTERN_MW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	MW_WINDOWS = 4,
	MW_YEAR = 6, /* coefficients of trend, year and half year */
	MW_COEF = 14,
	MW_WEEKS = 260,
	MW_STEPS = 2
};

enum mw_rule { MW_FULL, MW_LENT, MW_BORROWED, MW_YOUNG, MW_NEW };

struct mw_opt {
	int window[MW_WINDOWS]; /* weeks, rising */
	double weight[MW_WINDOWS]; /* of the windows; they sum to 1 */
	int guard; /* weeks, 13 */
	int weeks; /* of history at most; at most MW_WEEKS */
	double year; /* days, 365.25 */
	double least; /* signals in the history for a model, 10 */
	double drift; /* times what the level is thought to drift, 4 */
	bool frozen; /* the reference: full model, no parent, drift 1 */
};

#define MW_KNOWN .3 /* share of a step that counts in a window */

/* Counts of days or weeks without gaps, the last one today's. */
struct mw_series {
	int32_t first; /* the day of count[0]; a Monday if step is 7 */
	int step; /* days in a count: 1 or 7 */
	size_t len;
	const uint32_t *count;
	/*
	 * What share of a normal week each step is: 0 leaves the step out of
	 * everything (not delivered, excluded).  NULL: all steps alike.
	 */
	const double *exposure;
	/*
	 * Which share of a step's signals is known by now: [0] of today's, [1]
	 * of the one before; under MW_KNOWN it is left out of the windows.
	 * NULL: all are.
	 */
	const double *known;
	size_t nknown;
	double
	    doubt; /* the relative variance of what exposure makes expected */
};

/* A level that rose or fell at once, and did so in one week only. */
struct mw_step {
	int32_t since; /* the Monday of its first week */
	double size; /* ln of how many times as much */
};

/* What a history taught. */
struct mw_fit {
	enum mw_rule rule;
	int32_t monday; /* of today's week: t = 0 */
	int32_t end; /* the first day after the history */
	double year;
	bool seasoned; /* a season of a year or more is in it, or a parent's */
	int weeks; /* of history used (of weight above 0) */
	double total; /* signals in it */
	int coefs; /* how many of coef are used: 6 of the reference */
	double coef[MW_COEF];
	double cov[MW_COEF][MW_COEF];
	/* in the season's coef[0]; what was before them is without */
	struct mw_step step[MW_STEPS];
	int steps;
	double phi; /* overdispersion of season and trend */
	double phi_s; /* of week to week */
	double level; /* today's, 1 is the season's */
	double level_var; /* B */
	double lift; /* of what is expected where no season is known; or 1 */
	double lately; /* what came lately a week, if MW_LENT; or 0 */
	double drift; /* q, a week */
	/* relative variance added to V: .015 if borrowed, and doubt */
	double extra;
	double
	    shape; /* of the rate at monday, if MW_YOUNG: Gamma(shape, rate) */
	double rate;
};

/*
 * A wider series with a fit of the same day, spread over CHILDREN of one size.
 */
struct mw_parent {
	const struct mw_fit *fit;
	double children;
	bool whole; /* is the narrower one all of something, as of an org? */
};

/* The answer. */
struct mw {
	enum mw_rule rule;
	int days[MW_WINDOWS]; /* how long the window is */
	double n[MW_WINDOWS]; /* seen */
	double e[MW_WINDOWS]; /* expected */
	double v[MW_WINDOWS]; /* its variance */
	double pw[MW_WINDOWS]; /* P(as many or more) */
	double p;
	int shown; /* the window that speaks loudest */
	double level;
	double phi;
	double phi_s;
};

void mw_defaults(struct mw_opt *o);
/* The same as the test was first measured: the reference. */
void mw_reference(struct mw_opt *o);
/* The rule by which S would be learned with a parent that has a season. */
enum mw_rule mw_rule(const struct mw_opt *o, const struct mw_series *s);
/* What S's past teaches; PARENT may be NULL. */
void mw_learn(struct mw_fit *f, const struct mw_opt *o,
    const struct mw_series *s, const struct mw_parent *parent);
/* Judge the windows that end with S's last count by F, of the same week. */
void mw_test(struct mw *r, const struct mw_opt *o, const struct mw_fit *f,
    const struct mw_series *s);
/* R's p and the window that is shown, by the p of its windows. */
void mw_combine(struct mw *r, const struct mw_opt *o);
/* Is a year known of what F is of, or the season of what is wider? */
bool mw_knows_year(const struct mw_fit *f);
/* Expected signals a unit of exposure (a normal week) at DAY, level and all. */
double mw_mean(const struct mw_fit *f, double day);

#endif
