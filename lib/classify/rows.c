#include "lib/classify/rows.h"

#include "lib/base/wide.h"

enum { AT_ONCE = 4 };

WIDE static void
add_float(float *restrict to, const float *restrict v, float x, size_t n)
{
	for (size_t k = 0; k < n; k++)
		to[k] += x * v[k];
}

WIDE static void
add_floats(float *restrict to, const void *const *row, const float *x, size_t n)
{
	const float *restrict a = row[0];
	const float *restrict b = row[1];
	const float *restrict c = row[2];
	const float *restrict d = row[3];
	float i = x[0];
	float j = x[1];
	float l = x[2];
	float m = x[3];

	for (size_t k = 0; k < n; k++)
		to[k] = to[k] + i * a[k] + j * b[k] + l * c[k] + m * d[k];
}

WIDE static void
add_byte(float *restrict to, const int8_t *restrict v, float x, size_t n)
{
	for (size_t k = 0; k < n; k++)
		to[k] += x * (float)v[k];
}

WIDE static void
add_bytes(float *restrict to, const void *const *row, const float *x, size_t n)
{
	const int8_t *restrict a = row[0];
	const int8_t *restrict b = row[1];
	const int8_t *restrict c = row[2];
	const int8_t *restrict d = row[3];
	float i = x[0];
	float j = x[1];
	float l = x[2];
	float m = x[3];

	for (size_t k = 0; k < n; k++)
		to[k] = to[k] + i * (float)a[k] + j * (float)b[k] +
		    l * (float)c[k] + m * (float)d[k];
}

void
rows_add_floats(float *to, struct rows *r, size_t n)
{
	size_t i = 0;

	for (; i + AT_ONCE <= r->n; i += AT_ONCE)
		add_floats(to, r->row + i, r->x + i, n);
	for (; i < r->n; i++)
		add_float(to, r->row[i], r->x[i], n);
	r->n = 0;
}

void
rows_add_bytes(float *to, struct rows *r, size_t n)
{
	size_t i = 0;

	for (; i + AT_ONCE <= r->n; i += AT_ONCE)
		add_bytes(to, r->row + i, r->x + i, n);
	for (; i < r->n; i++)
		add_byte(to, r->row[i], r->x[i], n);
	r->n = 0;
}

WIDE static void
mix(double *restrict to, const double *restrict bias, const float *restrict a,
    double x, const float *restrict b, double y, size_t n)
{
	for (size_t k = 0; k < n; k++)
		to[k] = bias[k] + (double)a[k] * x + (double)b[k] * y;
}

void
rows_mix(double *restrict to, const double *restrict bias,
    const float *restrict a, double x, const float *restrict b, double y,
    size_t n)
{
	mix(to, bias, a, x, b, y, n);
}
