#include "lib/pattern/disprop.h"

#include <math.h>
#include <stdlib.h>

#include "lib/pattern/simplex.h"
#include "lib/pattern/special.h"

enum { FEW = 200 }; /* pairs to learn a prior from */

static const double far = 1.96;

static void
measure_ic(struct disprop *d, double a, double e)
{
	double shape = a + .5;

	d->ic = log2(shape / (e + .5));
	d->ic_low = log2(special_gamma_inv(.025, shape) / (e + .5));
	d->ic_high = log2(special_gamma_inv(.975, shape) / (e + .5));
}

void
disprop_measure(struct disprop *d, const struct disprop_pair *pair)
{
	double a = pair->a;
	double b = pair->n1 - a;
	double c = pair->n2 - a;
	double rest = pair->all - pair->n1;
	double no = rest - c;
	double se;
	double off;

	d->prr = a / pair->n1 / (c / rest);
	se = sqrt(1 / a - 1 / pair->n1 + 1 / c - 1 / rest);
	d->prr_low = d->prr * exp(-far * se);
	d->prr_high = d->prr * exp(far * se);
	d->ror = a * no / (b * c);
	se = sqrt(1 / a + 1 / b + 1 / c + 1 / no);
	d->ror_low = d->ror * exp(-far * se);
	d->ror_high = d->ror * exp(far * se);
	off = fmax(0, fabs(a * no - b * c) - pair->all / 2);
	d->chi2 = pair->all * off * off /
	    (pair->n1 * rest * pair->n2 * (pair->all - pair->n2));
	measure_ic(d, a, pair->e);
}

void
disprop_default(struct disprop_prior *p)
{
	*p = (struct disprop_prior){ .2, .06, 1.4, 1.8, .1 };
}

/* ln of the chance of A, negative binomial: DuMouchel's f */
static double
ln_f(double a, double e, double alpha, double beta)
{
	return special_lgamma(alpha + a) - special_lgamma(alpha) -
	    special_lgamma(a + 1) - a * log1p(beta / e) -
	    alpha * log1p(e / beta);
}

static int
by_count(const void *one, const void *two)
{
	const struct disprop_point *x = one;
	const struct disprop_point *y = two;

	if (x->a < y->a || x->a > y->a)
		return x->a < y->a ? -1 : 1;
	return (x->e > y->e) - (x->e < y->e);
}

/* E to three digits. */
static double
three_digits(double e)
{
	double unit = pow(10, floor(log10(e)) - 2);

	return round(e / unit) * unit;
}

size_t
disprop_squash(struct disprop_point *points, size_t n)
{
	size_t kept = 0;

	qsort(points, n, sizeof(*points), by_count);
	for (size_t i = 0; i < n; i++) {
		struct disprop_point *last = points + kept;
		double weight = points[i].weight;

		if (kept > 0 && last[-1].a == points[i].a &&
		    three_digits(last[-1].e) == three_digits(points[i].e)) {
			last--;
			last->e += (points[i].e - last->e) * weight /
			    (last->weight + weight);
			last->weight += weight;
		} else {
			*last = points[i];
			kept++;
		}
	}
	return kept;
}

struct sample {
	const struct disprop_point *points;
	size_t n;
};

/*
 * ALPHA and BETA by their logarithms, P by its logit.  An ALPHA over e^10 is
 * a ratio that does not vary (1 % at most): more of it changes nothing, and
 * would cost the posterior its speed.
 */
static struct disprop_prior
prior_of(const double *x)
{
	double by1 = fmax(x[0] - 10, 0);
	double by2 = fmax(x[2] - 10, 0);

	return (struct disprop_prior){ exp(x[0] - by1), exp(x[1] - by1),
		exp(x[2] - by2), exp(x[3] - by2), 1 / (1 + exp(-x[4])) };
}

/* One part of the mixture: what does not change from point to point. */
struct part {
	double alpha;
	double beta;
	double ln_gamma; /* of alpha */
	double ln_gamma_a; /* of alpha + a */
};

/* ln f(A) / (1 - f(0)) but for A! */
static double
ln_truncated(const struct part *p, double a, double e)
{
	double zero = -p->alpha * log1p(e / p->beta);

	return p->ln_gamma_a - p->ln_gamma - a * log1p(p->beta / e) + zero -
	    log(-expm1(zero));
}

/* Minus the log-likelihood of the points, which are sorted by a. */
static double
unlikely(const double *x, const void *ctx)
{
	const struct sample *s = ctx;
	struct disprop_prior m = prior_of(x);
	struct part one = { .alpha = m.alpha1, .beta = m.beta1 };
	struct part two = { .alpha = m.alpha2, .beta = m.beta2 };
	double sum = 0;
	double was = -1;

	one.ln_gamma = special_lgamma(m.alpha1);
	two.ln_gamma = special_lgamma(m.alpha2);
	for (size_t i = 0; i < s->n; i++) {
		double a = s->points[i].a;
		double f1;
		double f2;

		if (a > was || a < was) {
			one.ln_gamma_a = special_lgamma(m.alpha1 + a);
			two.ln_gamma_a = special_lgamma(m.alpha2 + a);
			was = a;
		}
		f1 = log(m.p) + ln_truncated(&one, a, s->points[i].e);
		f2 = log1p(-m.p) + ln_truncated(&two, a, s->points[i].e);
		sum -= s->points[i].weight *
		    (fmax(f1, f2) + log1p(exp(-fabs(f1 - f2))));
	}
	return isfinite(sum) ? sum : INFINITY;
}

bool
disprop_fit(struct disprop_prior *p, const struct disprop_point *points,
    size_t n)
{
	double x[5] = { log(.2), log(.1), log(2), log(4), log(.5) };
	struct sample sample = { points, n };
	struct simplex s = { unlikely, &sample, 5, .5, 1e-9, 2000 };
	double pairs = 0;
	double low = INFINITY;

	for (size_t i = 0; i < n; i++)
		pairs += points[i].weight;
	disprop_default(p);
	if (pairs < FEW)
		return false;
	/* Again from where it ended, in case the simplex had collapsed. */
	for (int again = 0; again < 4; again++) {
		double now = simplex_lowest(&s, x);
		bool done = low - now < 1e-6;

		low = now;
		s.size = .1;
		if (done)
			break;
	}
	*p = prior_of(x);
	return true;
}

/* The posterior: a mixture again. */
struct posterior {
	double q; /* of the first part */
	double a1;
	double b1;
	double a2;
	double b2;
};

static struct posterior
posterior_of(const struct disprop_prior *p, double a, double e)
{
	double f1 = ln_f(a, e, p->alpha1, p->beta1);
	double f2 = ln_f(a, e, p->alpha2, p->beta2);

	return (struct posterior){ 1 / (1 + (1 - p->p) / p->p * exp(f2 - f1)),
		p->alpha1 + a, p->beta1 + e, p->alpha2 + a, p->beta2 + e };
}

/* P(ratio <= X) */
static double
below(const struct posterior *g, double x)
{
	return g->q * special_gamma_p(g->a1, g->b1 * x) +
	    (1 - g->q) * special_gamma_p(g->a2, g->b2 * x);
}

/* The logarithm of the ratio below which a share P lies, by regula falsi in
 * the Illinois form: a side that stays twice has its weight halved. */
static double
point_of(const struct posterior *g, double p)
{
	double lo = -60;
	double hi = 30;
	double flo = -p;
	double fhi = 1 - p;
	double mid = hi;
	double last = lo;
	int side = 0;

	for (int i = 0; i < 100 && fabs(mid - last) > 1e-14; i++) {
		double f;

		/* First halve: far from the root all is 0 or 1. */
		last = mid;
		mid = i < 7 ? (lo + hi) / 2 :
			      (flo * hi - fhi * lo) / (flo - fhi);
		f = below(g, exp(mid)) - p;
		if (f == 0)
			break;
		if (f < 0) {
			if (side < 0)
				fhi /= 2;
			lo = mid;
			flo = f;
			side = -1;
		} else {
			if (side > 0)
				flo /= 2;
			hi = mid;
			fhi = f;
			side = 1;
		}
	}
	return exp(mid);
}

void
disprop_shrink(struct disprop_shrunk *s, const struct disprop_prior *p,
    double a, double e)
{
	struct posterior g = posterior_of(p, a, e);

	s->ebgm = exp(g.q * (special_digamma(g.a1) - log(g.b1)) +
	    (1 - g.q) * (special_digamma(g.a2) - log(g.b2)));
	s->chance = below(&g, 1);
	s->eb05 = s->eb95 = NAN;
}

void
disprop_interval(struct disprop_shrunk *s, const struct disprop_prior *p,
    double a, double e)
{
	struct posterior g = posterior_of(p, a, e);

	s->eb05 = point_of(&g, .05);
	s->eb95 = point_of(&g, .95);
}

size_t
disprop_keep(const double *chance, size_t n, double false_rate)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++) {
		sum += chance[i];
		if (sum > false_rate * (double)(i + 1))
			return i;
	}
	return n;
}
