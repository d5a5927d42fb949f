#include <math.h>

#include "lib/classify/train.h"

enum { GOLDEN = 60, NEWTON = 50 };

/* Minus the mean log likelihood of the right labels at temperature T. */
static double
loss(const struct learned *m, const double *margin, const uint32_t *right,
    size_t n, double t)
{
	const double *row;
	double all = 0;
	double top;
	double sum;

	for (size_t i = 0; i < n; i++) {
		row = margin + i * m->labels;
		top = row[0];
		for (size_t k = 1; k < m->labels; k++)
			top = row[k] > top ? row[k] : top;
		sum = 0;
		for (size_t k = 0; k < m->labels; k++)
			sum += exp((row[k] - top) / t);
		all += log(sum) - (row[right[i]] - top) / t;
	}
	return all / (double)n;
}

/* By golden section over the logarithm of the temperature. */
void
calibrate_single(struct learned *m, const double *margin, const uint32_t *right,
    size_t n)
{
	const double ratio = 0.6180339887498949;
	double low = log(0.005);
	double high = log(20);
	double a = high - ratio * (high - low);
	double b = low + ratio * (high - low);
	double at_a = loss(m, margin, right, n, exp(a));
	double at_b = loss(m, margin, right, n, exp(b));

	for (int i = 0; i < GOLDEN && high - low > 1e-4; i++) {
		if (at_a < at_b) {
			high = b;
			b = a;
			at_b = at_a;
			a = high - ratio * (high - low);
			at_a = loss(m, margin, right, n, exp(a));
		} else {
			low = a;
			a = b;
			at_a = at_b;
			b = low + ratio * (high - low);
			at_b = loss(m, margin, right, n, exp(b));
		}
	}
	m->temperature = exp((low + high) / 2);
}

/* Newton's method, with the targets of Platt so that it stays finite. */
void
calibrate_label(struct learned *m, size_t k, const double *margin,
    const bool *yes, size_t n)
{
	double pos = 0;
	double a = -1;
	double b = 0;
	double high, low;

	for (size_t i = 0; i < n; i++)
		pos += yes[i];
	high = (pos + 1) / (pos + 2);
	low = 1 / ((double)n - pos + 2);
	for (int step = 0; step < NEWTON; step++) {
		double ga = 0, gb = 0, haa = 1e-6, hab = 0, hbb = 1e-6;
		double f, p, d, w, det;

		for (size_t i = 0; i < n; i++) {
			f = margin[i * m->labels + k];
			p = 1 / (1 + exp(a * f + b));
			d = (yes[i] ? high : low) - p;
			w = p * (1 - p);
			ga += f * d;
			gb += d;
			haa += f * f * w;
			hab += f * w;
			hbb += w;
		}
		det = haa * hbb - hab * hab;
		if (!(det > 0) || (fabs(ga) < 1e-7 && fabs(gb) < 1e-7))
			break;
		a -= (hbb * ga - hab * gb) / det;
		b -= (haa * gb - hab * ga) / det;
	}
	m->slope[k] = a;
	m->offset[k] = b;
}
