/* dice - random numbers for simulations: the same for a seed everywhere */
#ifndef BENCH_DICE_H
#define BENCH_DICE_H

#include <math.h>
#include <stdint.h>

#include "lib/base/hash.h"
#include "lib/pattern/special.h"

struct dice {
	uint64_t state;
};

static inline double
uniform(struct dice *d)
{
	d->state += 0x9e3779b97f4a7c15u;
	return ((double)(hash_mix(d->state) >> 11) + .5) / 9007199254740992.0;
}

static inline double
normal(struct dice *d)
{
	double r = sqrt(-2 * log(uniform(d)));

	return r * cos(2 * 3.14159265358979323846 * uniform(d));
}

/* Gamma of mean 1 and variance 1 / K, K a whole number. */
static inline double
gamma_of(struct dice *d, int k)
{
	double sum = 0;

	for (int i = 0; i < k; i++)
		sum -= log(uniform(d));
	return sum / k;
}

/* A count of MEAN and variance PHI x MEAN. */
static inline int
count(struct dice *d, double mean, double phi)
{
	if (mean <= 0)
		return 0;
	return (int)special_nb_inv(uniform(d), mean, mean * phi);
}

static inline int
below(struct dice *d, int n)
{
	return (int)(uniform(d) * n);
}

#endif
