#include "lib/classify/rows.h"

#include "lib/base/wide.h"

#if defined(WIDE_X86) && !defined(NO_SIMD)
#include <immintrin.h>
#endif

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

static void
add_byte(float *restrict to, const int8_t *restrict v, float x, size_t n)
{
	for (size_t k = 0; k < n; k++)
		to[k] += x * (float)v[k];
}

static void
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

#if defined(WIDE_X86) && !defined(NO_SIMD)
/* Eight bytes as numbers: compilers do it in more steps than the machine. */
__attribute__((target("avx2"))) static inline __m256
eight_bytes(const char *p)
{
	return _mm256_cvtepi32_ps(
	    _mm256_cvtepi8_epi32(_mm_loadl_epi64((const void *)p)));
}

/*
 * Add N x 8 columns of the rows; N is known where this is called, so that the
 * sums stay in registers.
 */
__attribute__((target("avx2"), always_inline)) static inline void
add_columns(float *to, const struct rows *r, size_t k, size_t n)
{
	__m256 sum[4];
	__m256 x;
	const char *v;

	for (size_t h = 0; h < n; h++)
		sum[h] = _mm256_loadu_ps(to + k + 8 * h);
	for (size_t i = 0; i < r->n; i++) {
		x = _mm256_set1_ps(r->x[i]);
		v = (const char *)r->row[i] + k;
		for (size_t h = 0; h < n; h++)
			sum[h] = _mm256_add_ps(sum[h],
			    _mm256_mul_ps(x, eight_bytes(v + 8 * h)));
	}
	for (size_t h = 0; h < n; h++)
		_mm256_storeu_ps(to + k + 8 * h, sum[h]);
}

__attribute__((target("avx2"))) static void
add_bytes_avx2(float *to, const struct rows *r, size_t n)
{
	size_t k = 0;

	for (; k + 32 <= n; k += 32)
		add_columns(to, r, k, 4);
	for (; k < n; k += ROWS_LANES)
		add_columns(to, r, k, 2);
}
#endif

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
rows_add_bytes_plainly(float *to, struct rows *r, size_t n)
{
	size_t i = 0;

	for (; i + AT_ONCE <= r->n; i += AT_ONCE)
		add_bytes(to, r->row + i, r->x + i, n);
	for (; i < r->n; i++)
		add_byte(to, r->row[i], r->x[i], n);
	r->n = 0;
}

void
rows_add_bytes(float *to, struct rows *r, size_t n)
{
#if defined(WIDE_X86) && !defined(NO_SIMD)
	if (__builtin_cpu_supports("avx2")) {
		add_bytes_avx2(to, r, n);
		r->n = 0;
		return;
	}
#endif
	rows_add_bytes_plainly(to, r, n);
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
