/*
 * glm - counts as exp(offset + x' b): quasi-Poisson by Fisher scoring
 *
 * One step solves (X'WX + D) b = X'W(z - offset) + D centre with W = weight x
 * mu, z = eta + (y - mu) / mu and D = diag(ridge): McCullagh and Nelder 1989,
 * section 2.5.  The caller decides where to begin and when to stop.
 */
#ifndef PATTERN_GLM_H
#define PATTERN_GLM_H

#include <stddef.h>

#include "lib/pattern/matrix.h"

struct glm {
	size_t n;
	int p; /* coefficients, at most MATRIX_MAX */
	const double *x; /* n rows of p */
	const double *y;
	const double *offset; /* NULL: 0 */
	const double *weight; /* NULL: 1 */
	const double *ridge; /* of each coefficient; NULL: 0 */
	const double *centre; /* that ridge pulls to; NULL: 0 */
	double *mu; /* n: what the last step began from */
};

/*
 * From COEF to NEXT, leaving the factor of X'WX + D in L (p x p).  With COEF
 * NULL from mu = y + 0.1, where R's glm begins.  False if the system has no
 * one solution.  NEXT is not COEF.
 */
bool glm_step(const struct glm *g, const double *coef, double *next, double *l);
/* Set mu by COEF. */
void glm_mean(const struct glm *g, const double *coef);
/*
 * Steps as R's glm.fit: until the deviance changes by less than 1e-8 of
 * itself, 25 at most.  COEF and L (of X'WX before the last step) as glm_step,
 * mu by COEF, PEARSON as summary.glm has it: the sum of W ((y - mu) / mu)^2,
 * W of before the last step.  False if it did not converge.
 */
bool glm_fit(const struct glm *g, double *coef, double *l, double *pearson);
/* Sum of weight (y - mu)^2 / mu: Pearson's. */
double glm_pearson(const struct glm *g);
/* (1.5 (y^(2/3) mu^(-1/6) - mu^(1/2))) / sqrt(PHI): Anscombe's residual. */
double glm_anscombe(double y, double mu, double phi);

#endif
