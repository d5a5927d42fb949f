/*
 * matrix - small symmetric positive definite systems, by Cholesky
 *
 * A matrix of P rows is P x P doubles, row after row; only the lower half is
 * read.  P is at most MATRIX_MAX.
 */
#ifndef PATTERN_MATRIX_H
#define PATTERN_MATRIX_H

#include <stdbool.h>

enum { MATRIX_MAX = 24 };

/* Replace A by L with A = L L'; false if A is not positive definite. */
bool matrix_factor(double *a, int p);
/* Replace B by the X of L L' X = B. */
void matrix_solve(const double *l, int p, double *b);
/* INV = (L L')^-1, both halves. */
void matrix_invert(const double *l, int p, double *inv);
/* G' A G with both halves of A. */
double matrix_form(const double *a, int p, const double *g);

#endif
