#include "lib/pattern/calm.h"

#include "lib/pattern/special.h"

enum {
	LEAST = 14, /* days */
	OVER = 28
};

static const double usual = .2; /* p above which a window is */
static const double chance = .01; /* that a window may be by chance */
static const double surely = .05;
/* Of what was over already: p of more than chance, and of fewer. */
static const double back = .001;
static const double maybe = .2;

/*
 * The p of so few as N where E are expected, in what came before window W of
 * R, if all of that went on as the rest of what is shown.
 */
static double
p_fewer(const struct mw *r, int w, double n, double e)
{
	double rest = r->n[r->shown] - r->n[w];
	double m = e * rest / (r->e[r->shown] - r->e[w]);

	return special_nb_lower(n, m, r->phi_s * m * (1 + m / rest));
}

/* The p of so few as R's window W has, by the rest of that which is shown. */
static double
p_fell(const struct mw *r, int w)
{
	return p_fewer(r, w, r->n[w], r->e[w]);
}

int
calm_days(const struct mw *r)
{
	for (int w = r->shown; --w >= 0 && r->days[w] >= LEAST;)
		if (r->pw[w] > usual && p_fell(r, w) <= surely)
			return r->days[w];
	return 0;
}

bool
calm_over(const struct mw *r, int told)
{
	bool was = told < 0; /* over */

	/* what rose anew is not over */
	for (int w = 0; w < r->shown && r->days[w] < OVER; w++)
		if (r->pw[w] <= (told > 0 ? surely : chance))
			return false;
	for (int w = r->shown; --w >= 0 && r->days[w] >= OVER;)
		if (r->pw[w] > (was ? back : chance) &&
		    p_fell(r, w) <= (was ? maybe : surely))
			return true;
	return false;
}

/* Were the days of R's window LONGER before its window W as usual again? */
static bool
calm_between(const struct mw *r, int w, int longer)
{
	double n = r->n[longer] - r->n[w];
	double e = r->e[longer] - r->e[w];

	return e > 0 && p_fewer(r, longer, n, e) <= surely &&
	    special_nb_tail(n, e, r->v[longer] - r->v[w]) > chance;
}

int
calm_anew(const struct mw *r)
{
	int best = -1;

	for (int w = 0; w < r->shown && r->days[w] < OVER; w++) {
		if (r->pw[w] > chance || (best >= 0 && r->pw[w] >= r->pw[best]))
			continue;
		for (int k = w + 1; k < r->shown; k++)
			if (r->days[k] >= OVER && calm_between(r, w, k))
				best = w;
	}
	return best;
}
