/*
 * keyness - which words are used more now than before
 *
 * A term is counted once a signal (document frequency).  Ranked by the
 * weighted log-odds with an informative Dirichlet prior (Monroe, Colaresi and
 * Quinn 2008, Political Analysis 16:372, equations 16, 20 and 22):
 *
 *	a(w) = a0 (y1 + y2) / (n1 + n2)
 *	delta = ln((y1 + a) / (n1 + a0 - y1 - a)) - ln((y2 + a) / ...)
 *	z = delta / sqrt(1 / (y1 + a) + 1 / (y2 + a))
 *
 * and tested by G2 (Dunning 1993) on the two by two table of signals with and
 * without the term.
 */
#ifndef PATTERN_KEYNESS_H
#define PATTERN_KEYNESS_H

/* What the prior of the log-odds weighs, in uses of words. */
#define KEYNESS_PRIOR 500.0

struct keyness {
	double delta; /* the log-odds */
	double z;
};

/*
 * Y1 of N1 uses now against Y2 of N2 before; BACK of ALL uses make the prior,
 * which weighs A0.  BACK must be above 0.
 */
struct keyness keyness_log_odds(const double y[2], const double n[2],
    double back, double all, double a0);

/*
 * Of A signals with the term among N1 now, and C among N2 before: 2 sum of O
 * ln(O / E), negative if the term is used less than expected.
 */
double keyness_g2(double a, double n1, double c, double n2);
/* The p of G2, one degree of freedom, both sides. */
double keyness_p(double g2);
/* p1 log2(p1 / p2), p = (x + 1/2) / (n + 1): the term's part of the change. */
double keyness_share(double a, double n1, double c, double n2);

#endif
