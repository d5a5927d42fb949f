#include "lib/pattern/matrix.h"

#include <math.h>

bool
matrix_factor(double *a, int p)
{
	for (int i = 0; i < p; i++)
		for (int j = 0; j <= i; j++) {
			double s = a[i * p + j];

			for (int k = 0; k < j; k++)
				s -= a[i * p + k] * a[j * p + k];
			if (i != j) {
				a[i * p + j] = s / a[j * p + j];
				continue;
			}
			/* What rounding leaves of nothing is nothing. */
			if (!(s > 1e-13 * fabs(a[i * p + i])))
				return false;
			a[i * p + i] = sqrt(s);
		}
	return true;
}

void
matrix_solve(const double *l, int p, double *b)
{
	for (int i = 0; i < p; i++) {
		for (int k = 0; k < i; k++)
			b[i] -= l[i * p + k] * b[k];
		b[i] /= l[i * p + i];
	}
	for (int i = p - 1; i >= 0; i--) {
		for (int k = i + 1; k < p; k++)
			b[i] -= l[k * p + i] * b[k];
		b[i] /= l[i * p + i];
	}
}

void
matrix_invert(const double *l, int p, double *inv)
{
	double col[MATRIX_MAX];

	for (int j = 0; j < p; j++) {
		for (int i = 0; i < p; i++)
			col[i] = i == j;
		matrix_solve(l, p, col);
		for (int i = 0; i < p; i++)
			inv[i * p + j] = col[i];
	}
}

double
matrix_form(const double *a, int p, const double *g)
{
	double sum = 0;

	for (int i = 0; i < p; i++)
		for (int j = 0; j < p; j++)
			sum += g[i] * a[i * p + j] * g[j];
	return sum;
}
