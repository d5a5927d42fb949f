#include <math.h>
#include <stdlib.h>

#include "lib/base/wide.h"
#include "lib/base/xalloc.h"
#include "lib/classify/model.h"

enum { LANES = 8 };

/*
 * exp(X) for X from -87 to 0, to some seven digits, in the same bits on every
 * machine and without a call, so that compilers make the loop over the labels
 * parallel: 2^n by the bits of the exponent, the rest by the series of e^r.
 */
static inline float
quick_exp(float x)
{
	const float shift = 12582912.0f; /* 1.5 * 2^23: rounds what is added */
	float n = x * 1.44269504f + shift;
	float r;
	float y;
	uint32_t bits;
	uint32_t power;

	memcpy(&power, &n, sizeof(power));
	n -= shift;
	r = x - n * 0.693359375f + n * 2.12194440e-4f;
	y = 1.0f / 720;
	y = y * r + 1.0f / 120;
	y = y * r + 1.0f / 24;
	y = y * r + 1.0f / 6;
	y = y * r + 0.5f;
	y = y * r + 1.0f;
	y = y * r + 1.0f;
	memcpy(&bits, &y, sizeof(bits));
	bits += power << 23;
	memcpy(&y, &bits, sizeof(y));
	return y;
}

/*
 * The largest of the N numbers V.  Here and in `total' there are as many
 * answers under way as fit the machine; the order is always the same.
 */
WIDE static double
largest(const double *v, size_t n)
{
	double top[LANES];
	size_t i = 0;

	for (size_t k = 0; k < LANES; k++)
		top[k] = v[0];
	for (; i + LANES <= n; i += LANES)
		for (size_t k = 0; k < LANES; k++)
			top[k] = v[i + k] > top[k] ? v[i + k] : top[k];
	for (; i < n; i++)
		top[0] = v[i] > top[0] ? v[i] : top[0];
	for (size_t k = 1; k < LANES; k++)
		top[0] = top[k] > top[0] ? top[k] : top[0];
	return top[0];
}

WIDE static double
total(const float *v, size_t n)
{
	double sum[LANES] = { 0 };
	size_t i = 0;

	for (; i + LANES <= n; i += LANES)
		for (size_t k = 0; k < LANES; k++)
			sum[k] += (double)v[i + k];
	for (; i < n; i++)
		sum[0] += (double)v[i];
	for (size_t k = 1; k < LANES; k++)
		sum[0] += sum[k];
	return sum[0];
}

/*
 * TO becomes exp(X * (V - TOP)), N of them and some more.  In three loops: gcc
 * does not make one that does it all parallel.
 */
WIDE static void
exps(float *restrict to, const double *restrict v, double top, double x,
    size_t n)
{
	const float least = -87;

	for (size_t k = 0; k < n; k++)
		to[k] = (float)((v[k] - top) * x);
	n = (n + LANES - 1) / LANES * LANES;
	for (size_t k = 0; k < n; k++)
		to[k] = to[k] > least ? to[k] : least;
	for (size_t k = 0; k < n; k++)
		to[k] = quick_exp(to[k]);
}

WIDE static void
times(double *restrict to, const float *restrict v, double x, size_t n)
{
	for (size_t k = 0; k < n; k++)
		to[k] = (double)v[k] * x;
}

/* One of the labels fits, TOP best: softmax at the temperature of M. */
static void
share_out(const struct learned *m, const double *restrict margin, double top,
    double *restrict p)
{
	float x[MODEL_LABELS + LANES];
	size_t n = m->labels;

	memset(x + n, 0, LANES * sizeof(*x));
	exps(x, margin, top, 1 / m->temperature, n);
	times(p, x, 1 / total(x, n), n);
}

/* Each label fits or not. */
static void
weigh(const struct learned *m, const double *margin, double *p)
{
	for (size_t k = 0; k < m->labels; k++)
		p[k] = 1 / (1 + exp(m->slope[k] * margin[k] + m->offset[k]));
}

void
model_calibrate(const struct learned *m, const double *margin, double *p)
{
	if (m->single)
		share_out(m, margin, largest(margin, m->labels), p);
	else
		weigh(m, margin, p);
}

/* Add X times the weights of feature I to the margins. */
static void
add_weights(const struct learned *m, size_t i, double x, double *margin)
{
	const struct model_row *row = model_row_of(m, i);

	x *= (double)row->scale;
	for (size_t k = 0; k < m->labels; k++)
		margin[k] += x * row->weight[k];
}

/* The margins of the N features F. */
static void
margins(const struct learned *m, const struct feature *f, size_t n,
    double *margin)
{
	double norm[2] = { 0, 0 };
	ptrdiff_t at;
	double idf;

	for (size_t i = 0; i < n; i++) {
		at = model_find(m, f[i].hash);
		if (at < 0)
			continue;
		idf = (double)model_row_of(m, (size_t)at)->idf;
		norm[feature_group(f[i].hash)] += (double)f[i].q * idf * idf;
	}
	memcpy(margin, m->bias, m->labels * sizeof(*margin));
	for (size_t i = 0; i < n; i++) {
		at = model_find(m, f[i].hash);
		if (at >= 0)
			add_weights(m, (size_t)at,
			    (double)f[i].x *
				(double)model_row_of(m, (size_t)at)->idf /
				sqrt(norm[feature_group(f[i].hash)]),
			    margin);
	}
}

static void
ready(const struct learned *m, struct model_state *st)
{
	if (st->cap >= m->labels)
		return;
	st->cap = m->labels;
	st->p = xrealloc(st->p, st->cap, sizeof(*st->p));
	st->margin = xrealloc(st->margin, st->cap, sizeof(*st->margin));
}

/* From the margins of ST what is likeliest, and how likely. */
static void
conclude(const struct learned *m, struct model_state *st)
{
	const double *value = m->single ? st->margin : st->p;
	double top;

	if (!m->single)
		weigh(m, st->margin, st->p);
	top = largest(value, m->labels);
	if (m->single)
		share_out(m, st->margin, top, st->p);
	st->best = 0;
	while (value[st->best] < top)
		st->best++;
}

void
model_judge_features(const struct learned *m, struct model_state *st,
    const struct feature *f, size_t n)
{
	ready(m, st);
	margins(m, f, n, st->margin);
	conclude(m, st);
}

void
model_judge(const struct learned *m, struct model_state *st, struct slice text)
{
	ready(m, st);
	if (st->memo.set == NULL)
		memo_open(&st->memo, m, MEMO_BYTES);
	features_units(&st->f, text);
	memo_margins(&st->memo, &st->f, st->margin);
	conclude(m, st);
}

void
model_state_release(struct model_state *st)
{
	free(st->p);
	free(st->margin);
	free(st->worth);
	features_release(&st->f);
	memo_release(&st->memo);
	*st = (struct model_state){ 0 };
}
