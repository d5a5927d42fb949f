/*
 * rows - add up rows of numbers by label
 *
 * The sums are the same bits whether rows are added one by one or several at
 * a time: to each number they are added in order.  The functions stand in a
 * file of their own because compilers make their loops parallel only if they
 * do not inline them.
 */
#ifndef CLASSIFY_ROWS_H
#define CLASSIFY_ROWS_H

#include <stddef.h>
#include <stdint.h>

enum {
	ROWS_LANES = 16, /* rows are a multiple of this wide */
	ROWS_MOST = 32
};

/* Rows to add, each so many times. */
struct rows {
	const void *row[ROWS_MOST];
	float x[ROWS_MOST];
	size_t n;
};

/* Room for rows of LABELS numbers. */
static inline size_t
rows_stride(size_t labels)
{
	return (labels + ROWS_LANES - 1) / ROWS_LANES * ROWS_LANES;
}

static inline void
rows_put(struct rows *r, const void *row, float x)
{
	r->row[r->n] = row;
	r->x[r->n++] = x;
}

/* Add the rows R of N floats to TO, and empty R. */
void rows_add_floats(float *to, struct rows *r, size_t n);
/* The same for rows of N signed bytes. */
void rows_add_bytes(float *to, struct rows *r, size_t n);
/* The same bits on every machine, without what only some have. */
void rows_add_bytes_plainly(float *to, struct rows *r, size_t n);
/* TO becomes BIAS plus the sums A and B, times X and Y; N of them. */
void rows_mix(double *restrict to, const double *restrict bias,
    const float *restrict a, double x, const float *restrict b, double y,
    size_t n);

#endif
