/*
 * simplex - the lowest point of a function without derivatives
 *
 * Nelder and Mead 1965, with the usual 1, 2, 1/2, 1/2.  The same bytes go in,
 * the same come out.
 */
#ifndef PATTERN_SIMPLEX_H
#define PATTERN_SIMPLEX_H

enum { SIMPLEX_MAX = 8 };

/* What is to be lowest, and when it is low enough. */
struct simplex {
	double (*fn)(const double *x, const void *ctx);
	const void *ctx; /* for fn */
	int n; /* dimensions, at most SIMPLEX_MAX */
	double size; /* of the first steps */
	double within; /* stop when the corners differ by less */
	int most; /* calls of fn */
};

/* From X to the lowest point found, which is put in X; returns how low. */
double simplex_lowest(const struct simplex *s, double *x);

#endif
