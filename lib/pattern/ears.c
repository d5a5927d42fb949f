#include "lib/pattern/ears.h"

#include <math.h>

#include "lib/pattern/special.h"

enum { LAG = 2, BEFORE = 2 };

struct base {
	double mean;
	double sd;
};

/* Mean and deviation of the N counts before Y. */
static struct base
base_of(const struct ears_opt *o, const uint32_t *y)
{
	struct base b = { 0 };
	double n = o->baseline;

	for (int i = 1; i <= o->baseline; i++)
		b.mean += y[-i];
	b.mean /= n;
	for (int i = 1; i <= o->baseline; i++) {
		double d = y[-i] - b.mean;

		b.sd += d * d;
	}
	b.sd = fmax(sqrt(b.sd / (n - 1)), o->sigma);
	return b;
}

/* How far C2 of the step at Y is over 1; NaN where it is undefined. */
static double
excess(const struct ears_opt *o, const uint32_t *y)
{
	struct base b = base_of(o, y - LAG);
	double c2 = (*y - b.mean) / b.sd;

	return c2 < 1 ? 0 : c2 - 1;
}

bool
ears_test(struct ears *e, const struct ears_opt *o, const uint32_t *y, size_t n)
{
	size_t lag = o->kind == EARS_C1 ? 0 : LAG;
	size_t before = o->kind == EARS_C3 ? BEFORE : 0;
	struct base b;
	double z = -special_normal_inv(o->alpha);
	double more = 0;

	if (n < 1 + before + lag + (size_t)o->baseline || o->baseline < 2)
		return false;
	y += n - 1;
	b = base_of(o, y - lag);
	for (size_t i = 1; i <= before; i++)
		more += excess(o, y - i);
	e->expected = b.mean;
	e->stat = (*y - b.mean) / b.sd + more;
	e->upper = b.mean + b.sd * (z - more);
	if (o->kind == EARS_C3) {
		double u = o->as_r ? *y + b.sd * (z - more) : e->upper;

		e->upper = u < 0 ? 0 : u;
	}
	e->alarm = *y > e->upper;
	return true;
}
