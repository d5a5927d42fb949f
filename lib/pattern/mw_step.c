#include <math.h>

#include "lib/pattern/matrix.h"
#include "lib/pattern/mw_weeks.h"

enum {
	EDGE = 13, /* weeks on each side of a step */
	LATELY = 8, /* weeks in which it must be there still */
	HALF_YEAR = 26, /* weeks that make it a level */
	ROUNDS = 8 /* for its size to settle */
};

static const double strict = 60; /* chi-squared of the best of hundreds */
static const double least = .405; /* ln 1.5 */
static const double farthest = 1; /* that a size moves in a round */
static const double settled = .005;

/* A step that season and trend leave, by their score. */
struct score {
	int at; /* its first week */
	double chi;
	double size; /* a Newton step to it */
	double info;
	double row[MW_COEF]; /* of the step with the season's rows */
};

/* What the weeks of H from I on, in S so far, tell of a step there. */
static void
tell(struct score *s, const struct mw_fit *f, double u, double w)
{
	s->info = w - matrix_form(&f->cov[0][0], MW_COEF, s->row) / f->phi;
	s->chi = s->info > 1e-6 * w ? u * u / (f->phi * s->info) : 0;
	s->size = s->chi > 0 ? u / s->info : 0;
}

/* The best step of H after F; AT is the only place, unless below 0. */
static struct score
scan(const struct mw_fit *f, const struct mw_weeks *h, int at)
{
	struct score best = { 0 };
	struct score s = { 0 };
	double u = 0;
	double w = 0;

	for (s.at = h->n - 1; s.at >= EDGE; s.at--) {
		double wi = h->weight[s.at] * h->mu[s.at];

		u += h->weight[s.at] * (h->y[s.at] - h->mu[s.at]);
		w += wi;
		for (int j = 0; j < MW_COEF; j++)
			s.row[j] += wi * h->x[s.at * MW_COEF + j];
		if (s.at > h->n - EDGE || (at >= 0 && s.at != at))
			continue;
		tell(&s, f, u, w);
		if (s.chi > best.chi || at >= 0)
			best = s;
	}
	return best;
}

/* Make the exposure of H from week AT on exp(SIZE) times as much. */
static void
raise(struct mw_weeks *h, int at, double size)
{
	for (int i = at; i < h->n; i++)
		h->offset[i] += size;
}

/* Fit F to H with a step at week AT, found as S; returns its size. */
static double
settle(struct mw_fit *f, struct mw_weeks *h, const double *sd, struct score s)
{
	static const double nothing[MW_COEF] = { 0 };
	double size = 0;
	double d = 1;

	for (int k = 0; k < ROUNDS && fabs(d) > settled; k++) {
		d = fmax(-farthest, fmin(farthest, s.size));
		raise(h, s.at, d);
		size += d;
		mw_season(f, h, nothing, sd);
		s = scan(f, h, s.at);
	}
	return size;
}

/* Let the covariance of F know that the step S was learned too. */
static void
doubt(struct mw_fit *f, const struct mw_fit *season, const struct score *s)
{
	double g[MW_COEF] = { 1 };

	for (int j = 0; j < MW_COEF; j++)
		for (int k = 0; k < MW_COEF; k++)
			g[j] -= season->cov[j][k] * s->row[k] / f->phi;
	for (int j = 0; j < MW_COEF; j++)
		for (int k = 0; k < MW_COEF; k++)
			f->cov[j][k] += f->phi * g[j] * g[k] / s->info;
}

/* Which of the N steps in STEP came last. */
static int
latest(const struct mw_step *step, int n)
{
	int last = 0;

	for (int k = 1; k < n; k++)
		if (step[k].since > step[last].since)
			last = k;
	return last;
}

/* Is Y of what is expected nearer to E than to what it is without a step? */
static bool
nearer(double y, double e, double size)
{
	double between = e * exp(-size / 2);

	return size > 0 ? y > between : y < between;
}

/*
 * Is the level after a step of SIZE at the end of H what it was after that?
 * What is over by then was an outbreak, not a step.
 */
static bool
stays(const struct mw_weeks *h, double size)
{
	double y = 0;
	double e = 0;

	for (int i = h->n > LATELY ? h->n - LATELY : 0; i < h->n; i++) {
		y += h->base[i] * h->y[i];
		e += h->base[i] * h->mu[i];
	}
	return !(e > 0) || nearer(y, e, size);
}

/* Is it in the weeks since H by F, where ALL steps add up to that? */
static bool
stays_since(const struct mw_fit *f, const struct mw_weeks *h, double size,
    double all)
{
	double y = 0;
	double e = 0;
	double eta;

	for (int i = 0; i < h->nlate; i++) {
		eta = all;
		for (int j = 0; j < MW_COEF; j++)
			eta += f->coef[j] * h->late_x[i * MW_COEF + j];
		y += h->late_y[i];
		e += h->late_e[i] * exp(eta);
	}
	return !(e > 0) || nearer(y, e, size);
}

void
mw_steps(struct mw_fit *f, struct mw_weeks *h, const double *sd)
{
	static const double nothing[MW_COEF] = { 0 };
	struct mw_step step[MW_STEPS];
	int at[MW_STEPS];
	int n = 0;
	int last;
	double all = 0;
	struct mw_fit season;

	while (n < MW_STEPS) {
		struct score s = scan(f, h, -1);

		if (s.chi < strict)
			break;
		at[n] = s.at;
		step[n].since = h->first + 7 * s.at;
		step[n].size = settle(f, h, sd, s);
		if (fabs(step[n].size) < least) {
			raise(h, s.at, -step[n].size);
			mw_season(f, h, nothing, sd);
			break;
		}
		n++;
	}
	for (int k = 0; k < n; k++)
		all += step[k].size;
	last = latest(step, n);
	/* what half a year holds is no outbreak, whatever came since */
	if (n > 0 &&
	    (!stays(h, step[last].size) ||
		(h->n - at[last] < HALF_YEAR &&
		    !stays_since(f, h, step[last].size, all)))) {
		for (int k = 0; k < n; k++)
			raise(h, at[k], -step[k].size);
		mw_season(f, h, nothing, sd);
		return;
	}
	season = *f;
	for (int k = 0; k < n; k++) {
		struct score s = scan(&season, h, at[k]);

		f->coef[0] += step[k].size;
		f->step[f->steps++] = step[k];
		doubt(f, &season, &s);
	}
}
