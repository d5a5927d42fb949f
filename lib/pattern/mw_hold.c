#include <math.h>

#include "lib/pattern/mw_weeks.h"

enum {
	LATELY = 13, /* weeks */
	YEAR = 364, /* days, to the same day of the week */
	NEAR = 14 /* days around those of a year before */
};

double
mw_lately(const struct mw_weeks *h)
{
	double y = 0;
	double e = 0;

	for (int i = h->n > LATELY ? h->n - LATELY : 0; i < h->n; i++) {
		y += h->base[i] * h->y[i];
		e += h->base[i] * exp(h->offset[i]);
	}
	return e > 0 ? (y - sqrt(y)) / e : 0;
}

double
mw_hold(const struct mw_fit *f, const struct mw_series *s, int days)
{
	ptrdiff_t end = (ptrdiff_t)s->len - (YEAR - NEAR) / s->step;
	ptrdiff_t i = (ptrdiff_t)s->len - (YEAR + NEAR + days) / s->step;
	double y = 0;
	double e = 0;

	for (i = i > 0 ? i : 0; i < end; i++) {
		double units = mw_exposure(s, (size_t)i);

		if (units <= 0)
			continue;
		y += s->count[i];
		e += units;
	}
	return e > 0 ? fmin((y - sqrt(y)) / e, f->lately) : f->lately;
}
