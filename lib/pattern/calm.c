#include "lib/pattern/calm.h"

#include "lib/pattern/special.h"

enum {
	LEAST = 14, /* days */
	OVER = 28
};

static const double usual = .2; /* p above which a window is */
static const double chance = .01; /* that a window may be by chance */
static const double surely = .05;

/* Had R's window W surely fewer than the rest of that which is shown? */
static bool
fell(const struct mw *r, int w)
{
	double n = r->n[r->shown] - r->n[w];
	double m = r->e[w] * n / (r->e[r->shown] - r->e[w]);

	return special_nb_lower(r->n[w], m, r->phi_s * m * (1 + m / n)) <=
	    surely;
}

int
calm_days(const struct mw *r)
{
	for (int w = r->shown; --w >= 0 && r->days[w] >= LEAST;)
		if (r->pw[w] > usual && fell(r, w))
			return r->days[w];
	return 0;
}

bool
calm_over(const struct mw *r)
{
	/* what rose anew is not over */
	for (int w = 0; w < r->shown && r->days[w] < OVER; w++)
		if (r->pw[w] <= chance)
			return false;
	for (int w = r->shown; --w >= 0 && r->days[w] >= OVER;)
		if (r->pw[w] > chance && fell(r, w))
			return true;
	return false;
}
