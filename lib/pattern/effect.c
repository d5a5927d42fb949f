#include "lib/pattern/effect.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/pattern/glm.h"
#include "lib/pattern/special.h"

enum {
	COEF = 8, /* intercept, time, step, slope, four of the season */
	STEP = 2,
	SLOPE = 3,
	SPARE = 10, /* weeks more than coefficients */
	LATER = 12 /* weeks */
};

/* P(X = K) of N with chance PI */
static double
binomial(double k, double n, double pi)
{
	return exp(special_lgamma(n + 1) - special_lgamma(k + 1) -
	    special_lgamma(n - k + 1) + k * log(pi) + (n - k) * log(1 - pi));
}

/* P(X >= K) */
static double
at_least(double k, double n, double pi)
{
	if (k <= 0)
		return 1;
	return k > n ? 0 : special_beta(pi, k, n - k + 1);
}

/*
 * The sum of all that is no likelier than K of N, as R's binom.test: the
 * tail of K, and on the other side of the mode as much as is as unlikely.
 */
static double
two_sided(double k, double n, double pi)
{
	double most = binomial(k, n, pi) * (1 + 1e-7);
	bool low = k < n * pi;
	double far = low ? n + 1 : -1; /* so unlikely for certain */
	double near = low ? ceil(n * pi) - 1 : floor(n * pi) + 1;

	if (fabs(k - n * pi) <= 1e-12 * n)
		return 1;
	while (fabs(far - near) > 1) {
		double mid = floor((far + near) / 2);

		if (binomial(mid, n, pi) <= most)
			far = mid;
		else
			near = mid;
	}
	if (low)
		return 1 - at_least(k + 1, n, pi) + at_least(far, n, pi);
	return at_least(k, n, pi) + 1 - at_least(far + 1, n, pi);
}

struct effect
effect_interval(const struct effect_rates *x, double level)
{
	struct effect e = { NAN, 0, INFINITY, NAN };
	double n = x->before + x->after;
	double scale = x->before_exposure / x->after_exposure;
	double odd = (1 - level) / 2;
	double pi;

	if (!(n > 0) || !(scale > 0) || isinf(scale))
		return e;
	e.ratio = x->before > 0 ? x->after / x->before * scale : INFINITY;
	if (x->after > 0) {
		pi = special_beta_inv(odd, x->after, x->before + 1);
		e.low = pi / (1 - pi) * scale;
	}
	if (x->before > 0) {
		/* By the other side, which keeps the digits of 1 - pi. */
		pi = special_beta_inv(odd, x->before, x->after + 1);
		e.high = (1 - pi) / pi * scale;
	}
	return e;
}

struct effect
effect_exact(const struct effect_rates *x, double level)
{
	struct effect e = effect_interval(x, level);
	double scale = x->before_exposure / x->after_exposure;

	if (!isnan(e.ratio))
		e.p = two_sided(x->after, x->before + x->after,
		    1 / (1 + scale));
	return e;
}

static struct effect
from_log(double mean, double se, double far)
{
	return (struct effect){ exp(mean), exp(mean - far * se),
		exp(mean + far * se), NAN };
}

struct effect
effect_controlled(const struct effect_rates *pattern,
    const struct effect_rates *rest, double phi, double level)
{
	double ln = log(pattern->after / pattern->before) -
	    log(rest->after / rest->before) +
	    log(pattern->before_exposure / pattern->after_exposure) -
	    log(rest->before_exposure / rest->after_exposure);
	double se = sqrt((1 / pattern->after + 1 / pattern->before +
			     1 / rest->after + 1 / rest->before) *
	    fmax(1, phi));
	struct effect e = from_log(ln, se, special_normal_inv(.5 + level / 2));

	e.p = 2 * special_normal_tail(fabs(ln) / se);
	return e;
}

static void
row_of(double *x, const struct effect_past *past, size_t i)
{
	double t = (double)(i + 1);
	double w = 2 * 3.14159265358979323846 * t / past->year;
	int p = 3;

	x[0] = 1;
	x[1] = t / past->year;
	x[STEP] = i >= past->at;
	if (past->slope)
		x[p++] = i >= past->at ? (double)(i - past->at) : 0;
	for (int k = 1; k <= past->harmonics; k++) {
		x[p++] = sin(k * w);
		x[p++] = cos(k * w);
	}
}

/* What a fit gave. */
struct answer {
	double coef[COEF];
	double cov[COEF * COEF];
	int p;
	double df;
	double level;
};

/* exp of the sum of coefficient STEP and WEEKS times coefficient SLOPE. */
static struct effect
after(const struct answer *a, double weeks)
{
	double g[COEF] = { 0 };
	double sum = a->coef[STEP];
	double se;
	struct effect e;

	g[STEP] = 1;
	if (weeks > 0) {
		g[SLOPE] = weeks;
		sum += weeks * a->coef[SLOPE];
	}
	se = sqrt(matrix_form(a->cov, a->p, g));
	e = from_log(sum, se, special_t_inv(.5 + a->level / 2, a->df));
	e.p = 2 * special_t_tail(fabs(sum) / se, a->df);
	return e;
}

bool
effect_model(struct effect_model *m, const struct effect_past *past,
    double level)
{
	struct answer a = { .p = 3 + past->slope + 2 * past->harmonics,
		.level = level };
	double l[COEF * COEF];
	double pearson;
	bool good;
	double *room = xcalloc(past->n + 1, (COEF + 1) * sizeof(*room));
	struct glm g = { .n = past->n,
		.p = a.p,
		.x = room,
		.y = past->y,
		.offset = past->offset,
		.mu = room + past->n * COEF };

	for (size_t i = 0; i < past->n; i++)
		row_of(room + i * (size_t)a.p, past, i);
	a.df = (double)past->n - a.p;
	good = a.df >= SPARE && glm_fit(&g, a.coef, l, &pearson);
	if (good) {
		m->phi = pearson / a.df;
		matrix_invert(l, a.p, a.cov);
		for (int j = 0; j < a.p * a.p; j++)
			a.cov[j] *= fmax(1, m->phi);
		m->step = after(&a, 0);
		m->later = after(&a, past->slope ? LATER : 0);
	}
	free(room);
	return good;
}
