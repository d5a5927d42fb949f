#include <math.h>

#include "lib/pattern/glm.h"
#include "lib/pattern/mw_weeks.h"

enum { ROUNDS = 3 /* of reweighting, the first without */ };

static const double outlier = 2.58; /* Anscombe residual */
static const double weeks_of_one = 10; /* that shrink phi to 1 */

void
mw_reweight(struct mw_weeks *h, double phi)
{
	for (int i = 0; i < h->n; i++) {
		double a = glm_anscombe(h->y[i], h->mu[i], phi);

		h->weight[i] = h->base[i];
		if (a > outlier)
			h->weight[i] *= outlier / a * (outlier / a);
	}
}

/* Fisher scoring with steps of at most 2 from F's coefficients. */
static void
descend(struct mw_fit *f, const struct glm *g, int steps, double *l)
{
	for (; steps > 0; steps--) {
		double next[MW_COEF];
		double most = 0;

		if (!glm_step(g, f->coef, next, l))
			break;
		for (int j = 0; j < g->p; j++) {
			double d = next[j] - f->coef[j];

			d = d > 2 ? 2 : d < -2 ? -2 : d;
			f->coef[j] += d;
			most = fmax(most, fabs(d));
		}
		if (most < 1e-9)
			break;
	}
	glm_mean(g, f->coef);
}

void
mw_season(struct mw_fit *f, struct mw_weeks *h, const struct mw_prior *prior)
{
	int p = f->coefs;
	double ridge[MW_COEF];
	double l[MW_COEF * MW_COEF];
	struct glm g = { (size_t)h->n, p, h->x, h->y, h->offset, h->weight,
		ridge, prior->centre, h->mu };
	double all = 0;
	double cov[MW_COEF * MW_COEF];

	for (int i = 0; i < h->n; i++) {
		h->weight[i] = h->base[i];
		all += h->base[i] * exp(h->offset[i]);
	}
	for (int j = 0; j < p; j++)
		f->coef[j] = prior->centre[j];
	f->coef[0] = log((h->total + .5) / all);
	f->phi = 1;
	for (int round = 0; round < ROUNDS; round++) {
		if (round > 0)
			mw_reweight(h, f->phi);
		for (int j = 0; j < p; j++)
			ridge[j] = 1e-9 +
			    f->phi / (prior->sd[j] * prior->sd[j]);
		descend(f, &g, round == 0 ? 12 : 6, l);
		f->phi = fmax(1,
		    (weeks_of_one + glm_pearson(&g)) /
			(weeks_of_one + h->used - p));
	}
	matrix_invert(l, p, cov);
	for (int j = 0; j < p * p; j++)
		f->cov[j / p][j % p] = f->phi * cov[j];
}
