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
total(const double *v, size_t n)
{
	double sum[LANES] = { 0 };
	size_t i = 0;

	for (; i + LANES <= n; i += LANES)
		for (size_t k = 0; k < LANES; k++)
			sum[k] += v[i + k];
	for (; i < n; i++)
		sum[0] += v[i];
	for (size_t k = 1; k < LANES; k++)
		sum[0] += sum[k];
	return sum[0];
}

/* One of the labels fits: softmax at the temperature of M. */
WIDE static void
share_out(const struct learned *m, const double *restrict margin,
    double *restrict p)
{
	const double least = -87;
	size_t n = m->labels;
	double top = largest(margin, n);
	double cold = 1 / m->temperature;
	double sum;

	/* Three loops: gcc does not make one that does it all parallel. */
	for (size_t k = 0; k < n; k++)
		p[k] = (margin[k] - top) * cold;
	for (size_t k = 0; k < n; k++)
		p[k] = p[k] > least ? p[k] : least;
	for (size_t k = 0; k < n; k++)
		p[k] = (double)quick_exp((float)p[k]);
	sum = 1 / total(p, n);
	for (size_t k = 0; k < n; k++)
		p[k] *= sum;
}

void
model_calibrate(const struct learned *m, const double *margin, double *p)
{
	if (m->single) {
		share_out(m, margin, p);
		return;
	}
	for (size_t k = 0; k < m->labels; k++)
		p[k] = 1 / (1 + exp(m->slope[k] * margin[k] + m->offset[k]));
}

/* Add X times the weights of feature I to the margins. */
static void
add_weights(const struct learned *m, size_t i, double x, double *margin)
{
	const int8_t *w = m->weight + i * m->labels;

	x *= (double)m->scale[i];
	for (size_t k = 0; k < m->labels; k++)
		margin[k] += x * w[k];
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
		idf = (double)m->idf[at];
		norm[feature_group(f[i].hash)] += (double)f[i].q * idf * idf;
	}
	memcpy(margin, m->bias, m->labels * sizeof(*margin));
	for (size_t i = 0; i < n; i++) {
		at = model_find(m, f[i].hash);
		if (at >= 0)
			add_weights(m, (size_t)at,
			    (double)f[i].x * (double)m->idf[at] /
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

	model_calibrate(m, st->margin, st->p);
	top = largest(value, m->labels);
	st->best = 0;
	while (st->best + 1 < m->labels && value[st->best] < top)
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
	if (st->memo.word == NULL)
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
