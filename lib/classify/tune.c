#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/classify/train.h"

static const double costs[] = { 0.1, 0.3, 1, 3, 10 };

enum { COSTS = sizeof(costs) / sizeof(*costs), MIDDLE = 2 };

/* How many of the N margins are the largest at a right label. */
static double
rightly(const struct train *t, const double *margin)
{
	size_t labels = t->labels.len;
	const double *row;
	double n = 0;
	size_t best;

	for (size_t i = 0; i < t->n; i++) {
		row = margin + i * labels;
		best = 0;
		for (size_t k = 1; k < labels; k++)
			if (row[k] > row[best])
				best = k;
		n += train_has(t, i, best);
	}
	return n / (double)t->n;
}

/* F1 over all labels, where a margin above 0 says yes. */
static double
f1(const struct train *t, const double *margin)
{
	size_t labels = t->labels.len;
	double right = 0;
	double all = 0;
	bool yes;
	bool is;

	for (size_t i = 0; i < t->n; i++)
		for (size_t k = 0; k < labels; k++) {
			yes = margin[i * labels + k] > 0;
			is = train_has(t, i, k);
			right += yes && is;
			all += yes + is;
		}
	return all > 0 ? 2 * right / all : 0;
}

/* How good cost I is, from 0 to 1. */
static double
quality(const struct train *t, const struct train_how *how, size_t i,
    double *margin)
{
	struct train_how with = *how;

	with.cost = costs[i];
	train_fold(t, &with, margin);
	return how->single ? rightly(t, margin) : f1(t, margin);
}

double
train_tune(const struct train *t, const struct train_how *how)
{
	double *margin = xcalloc(t->n * t->labels.len, sizeof(*margin));
	double most = quality(t, how, MIDDLE, margin);
	double chance = sqrt(most * (1 - most) / (double)t->n);
	size_t best = MIDDLE;
	double q;

	for (size_t i = MIDDLE; i-- > 0;) {
		q = quality(t, how, i, margin);
		if (q <= most + chance)
			break;
		most = q;
		best = i;
	}
	for (size_t i = MIDDLE + 1; i < COSTS && best == i - 1; i++) {
		q = quality(t, how, i, margin);
		if (q > most + chance) {
			most = q;
			best = i;
		}
	}
	free(margin);
	return costs[best];
}
