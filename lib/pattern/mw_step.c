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
		for (int j = 0; j < f->coefs; j++)
			s.row[j] += wi * h->x[s.at * f->coefs + j];
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
settle(struct mw_fit *f, struct mw_weeks *h, const struct mw_prior *prior,
    struct score s)
{
	double size = 0;
	double d = 1;

	for (int k = 0; k < ROUNDS && fabs(d) > settled; k++) {
		d = fmax(-farthest, fmin(farthest, s.size));
		raise(h, s.at, d);
		size += d;
		mw_season(f, h, prior);
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

/* The steps that were found in a history. */
struct steps {
	int n;
	int at[MW_STEPS]; /* their first weeks */
	double size[MW_STEPS];
};

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
		for (int j = 0; j < f->coefs; j++)
			eta += f->coef[j] * h->late_x[i * f->coefs + j];
		y += h->late_y[i];
		e += h->late_e[i] * exp(eta);
	}
	return !(e > 0) || nearer(y, e, size);
}

/* Were the steps of FOUND in H over by its end, or since, by F? */
static bool
are_over(const struct mw_fit *f, const struct mw_weeks *h,
    const struct steps *found)
{
	double all = 0;
	int last = 0;

	for (int k = 0; k < found->n; k++) {
		all += found->size[k];
		if (found->at[k] > found->at[last])
			last = k;
	}
	if (!stays(h, found->size[last]))
		return true;
	/* what half a year holds is no outbreak, whatever came since */
	return h->n - found->at[last] < HALF_YEAR &&
	    !stays_since(f, h, found->size[last], all);
}

/* Find the steps of H, and fit F to it with them taken out. */
static void
find(struct steps *found, struct mw_fit *f, struct mw_weeks *h,
    const struct mw_prior *prior)
{
	struct score s;
	double size;

	for (found->n = 0; found->n < MW_STEPS; found->n++) {
		s = scan(f, h, -1);
		if (s.chi < strict)
			return;
		size = settle(f, h, prior, s);
		if (fabs(size) < least) {
			raise(h, s.at, -size);
			mw_season(f, h, prior);
			return;
		}
		found->at[found->n] = s.at;
		found->size[found->n] = size;
	}
}

/* Fit F to H as it was without the steps of FOUND. */
static void
undo(const struct steps *found, struct mw_fit *f, struct mw_weeks *h,
    const struct mw_prior *prior)
{
	for (int k = 0; k < found->n; k++)
		raise(h, found->at[k], -found->size[k]);
	mw_season(f, h, prior);
}

void
mw_steps(struct mw_fit *f, struct mw_weeks *h, const struct mw_prior *prior)
{
	struct steps found;
	struct mw_fit season;
	struct score s;

	find(&found, f, h, prior);
	if (found.n > 0 && are_over(f, h, &found)) {
		undo(&found, f, h, prior);
		return;
	}
	season = *f;
	for (int k = 0; k < found.n; k++) {
		s = scan(&season, h, found.at[k]);
		f->coef[0] += found.size[k];
		f->step[f->steps++] = (struct mw_step){ .since = h->first +
			    7 * found.at[k],
			.size = found.size[k] };
		doubt(f, &season, &s);
	}
}
