/*
 * special - the few special functions that statistics need
 *
 * Relative errors are below 1e-12 where the answer is above 1e-290, unless
 * said otherwise.  Outside their domain the answer is NaN.  Nothing here
 * keeps state: the sign that lgamma(3) leaves in a global is not used.
 */
#ifndef PATTERN_SPECIAL_H
#define PATTERN_SPECIAL_H

/* ln Gamma(X), X > 0. */
double special_lgamma(double x);
/* d/dx ln Gamma(X), X > 0: recurrence to 10, then Abramowitz 6.3.18. */
double special_digamma(double x);

/*
 * Regularised incomplete gamma, A > 0, X >= 0: P (lower) and Q (upper).
 * Series for X < A + 1, else Lentz's continued fraction (DLMF 8.11.4, 8.9.2),
 * behind a factor by Loader's saddle point ("Fast and accurate computation of
 * binomial probabilities", 2000), which keeps its digits for a large A.
 */
double special_gamma_p(double a, double x);
double special_gamma_q(double a, double x);
/* Regularised incomplete beta I_X(A, B), A, B > 0: Lentz (DLMF 8.17.22). */
double special_beta(double x, double a, double b);

/* The X with P(A, X) = P, I_X(A, B) = P: by bisection on the logarithm. */
double special_gamma_inv(double p, double a);
/*
 * The point at P of the ratio of what N were seen of to what E were expected
 * of, two gammas: the first of mean N + 1/2 and shape (N + 1/2) / PHI, the
 * second of mean E and shape 1 / (V / E^2 - PHI / E), which is how well E is
 * known if V is the variance of a count of E.
 */
double special_ratio_inv(double p, double n, double e, double v, double phi);
/*
 * The same where it is told only because N is LEAST or more: the ratio at which
 * P(N or more) is P of P(LEAST or more), as in Zhong and Prentice 2008,
 * Biostatistics 9:621.  Far above LEAST it is the ratio above.
 */
double special_ratio_told(double p, double n, double least, double e, double v,
    double phi);
double special_beta_inv(double p, double a, double b);

/* The normal distribution: P(Z > X), and the X with P(Z <= X) = P. */
double special_normal_tail(double x);
double special_normal_inv(double p);
/* Student's t with DF degrees of freedom: P(T > X), and its quantile. */
double special_t_tail(double x, double df);
double special_t_inv(double p, double df);
/* P(chi squared with DF degrees of freedom > X). */
double special_chi2_tail(double x, double df);

/* P(X >= N) for X ~ Poisson(MEAN). */
double special_poisson_tail(double n, double mean);
/*
 * P(X >= N) for X negative binomial with MEAN and VAR: I_q(N, r) with q = 1 -
 * MEAN / VAR, r = MEAN^2 / (VAR - MEAN); Poisson if VAR < MEAN (1 + 1e-6).
 */
double special_nb_tail(double n, double mean, double var);
/*
 * P(X >= N) where the mean grew from MEAN to G times as much: chance grows with
 * it, and what VAR has above MEAN, as of a level that drifts, with its square.
 */
double special_nb_grown(double n, double mean, double var, double g);
/* P(X <= N) of that of MEAN and VAR, to all its digits where it is small. */
double special_nb_lower(double n, double mean, double var);
/* P(X >= N) of the MARKED of ALL among DRAWN of them: hypergeometric. */
double special_hyper_tail(double n, double drawn, double marked, double all);
/* The smallest N with P(X <= N) >= P. */
double special_poisson_inv(double p, double mean);
double special_nb_inv(double p, double mean, double var);

#endif
