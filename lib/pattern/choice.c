#include "lib/pattern/choice.h"

#include <float.h>
#include <math.h>

#include "lib/pattern/special.h"

enum {
	WEEK = 7,
	MONTH = 28,
	FEW = 3, /* signals that may keep a name from being seen */
	SAME = 2 /* days */
};

static const size_t ANY = SIZE_MAX;
static const double unlike = .1; /* p of what is more by chance */
static const double more = 1.4; /* times what was before; of less 1 in it */
static const double alike = 1.2; /* the same of what is one level */
static const double normal = 1.645;
static const double usual = .1; /* chance that any stops about a day */

/*
 * Do U and W begin or stop about then: no more than a week apart, or than a few
 * signals of each may take?  Or, if SAME, as good as on one day?
 */
static bool
is_near(const struct unit *u, const struct unit *w, bool same)
{
	double few = 1 / u->rate + 1 / w->rate;

	return fabs((double)u->day - (double)w->day) <=
	    fmin(MONTH, same ? SAME + few : WEEK + FEW * few);
}

void
choice_move(struct choice_around *a, const struct unit *u, size_t n, size_t i)
{
	while (u[a->from].day + MONTH < u[i].day)
		a->from++;
	while (a->end < n && u[a->end].day <= u[i].day + MONTH)
		a->end++;
}

/*
 * Do values of the group come and go, so that one may well stop about the day
 * on which W begins, by chance?
 */
static bool
is_usual(const struct units *us, const struct unit *w)
{
	double days = fmin(MONTH, WEEK + FEW * 2 / w->rate);

	/* but for the one that stops then */
	return (us->stops - 1 / (double)us->x->len) * 2 * days > usual;
}

/* Which of the units around one may be names of each other. */
struct choice {
	const struct choice_around *a;
	size_t now, before; /* one that begins or stopped; or ANY near W */
	const struct unit *w;
	bool same; /* only on its day */
	bool maybe; /* also what may have stopped */
};

static bool
is_chosen(const struct units *us, const struct choice *c, size_t i)
{
	const struct unit *u = &us->u[i];
	size_t one = u->began ? c->now : c->before;

	return (u->began || u->stopped || (c->maybe && u->quiet)) &&
	    (one == i || (one == ANY && is_near(u, c->w, c->same)));
}

/* What is chosen has, before and now. */
struct sums {
	double before, was; /* and what of the group goes on, then */
	double now, is;
	double few; /* of what is too small to have begun */
	size_t first, last; /* of what begins, of what stopped */
};

static struct sums
sums_of(const struct units *us, const struct choice *c)
{
	struct sums s = { .first = SIZE_MAX };
	const struct unit *u;

	for (size_t i = c->a->from; i < c->a->end; i++) {
		u = &us->u[i];
		if (!is_chosen(us, c, i)) {
			if (c->now == ANY && u->n < UNITS_LEAST &&
			    u->day + WEEK >= c->w->day)
				s.few += u->n;
		} else if (!u->began) {
			s.before += u->level;
			s.was = fmax(s.was, u->rest);
			s.last = u->last > s.last ? u->last : s.last;
		} else {
			s.now += u->level;
			s.is = fmax(s.is, u->rest);
			s.first = u->first < s.first ? u->first : s.first;
		}
	}
	return s;
}

/*
 * Where what stopped and what begins overlap, as S says: do they have surely
 * more together than what stopped had?
 */
static bool
is_beside(struct units *us, const struct choice *c, const struct sums *s)
{
	size_t end = s->last + 1;
	double n = 0;
	double e = 0;
	double rest;

	if (end <= s->first)
		return false;
	rest = units_rest(us, s->first, end);
	for (size_t i = c->a->from; i < c->a->end; i++) {
		const struct unit *u = &us->u[i];

		if (!is_chosen(us, c, i))
			continue;
		n += units_sum(us, i, s->first, end);
		if (!u->began)
			e += u->rest > 0 ? u->level * rest / u->rest :
					   u->rate * (double)(end - s->first);
	}
	return special_poisson_tail(n, more * e) <= unlike;
}

/*
 * Is what may have stopped, of what is chosen, so quiet that by chance hardly as
 * many are of the values that go on?  By the product of its chances, Fisher
 * 1932, in all ways to take as many.
 */
static bool
is_quiet(const struct units *us, const struct choice *c)
{
	double all = us->alive;
	double p = 0;
	double n = 0;
	double ways;

	for (size_t i = c->a->from; i < c->a->end; i++) {
		if (!us->u[i].quiet || !is_chosen(us, c, i))
			continue;
		p -= log(fmax(us->u[i].p, DBL_MIN));
		n++;
	}
	ways = special_lgamma(all + 1) - special_lgamma(n + 1) -
	    special_lgamma(all - n + 1);
	return n > 0 && log(special_gamma_q(n, p)) + ways <= log(UNITS_RARE);
}

/*
 * How far the level of what begins is from that of what stopped, in C: the size
 * of the logarithm of their ratio; INFINITY where they surely differ.  Each is
 * set against what of the group goes on; if nothing does, all have other names.
 */
static double
distance(struct units *us, const struct choice *c)
{
	struct sums s = sums_of(us, c);
	double ratio, doubt;

	if (!(s.before > 0 && s.now > 0) || (c->maybe && !is_quiet(us, c)) ||
	    is_beside(us, c, &s))
		return INFINITY;
	if (!(s.was > 0 && s.is > 0))
		return 0;
	ratio = log(s.now / s.is * s.was / s.before);
	if (ratio < 0)
		ratio = fmin(0, ratio + log((s.now + s.few) / s.now));
	doubt = normal * sqrt(1 / s.now + 1 / s.before + 1 / s.is + 1 / s.was);
	if (is_usual(us, c->w))
		doubt = -doubt;
	return fabs(ratio) - doubt <= log(more) ? fabs(ratio) : INFINITY;
}

/* Keep TRIED in BEST, LEAST away, if it is nearer. */
static void
try_choice(struct units *us, const struct choice *tried, struct choice *best,
    double *least)
{
	double d = distance(us, tried);

	if (d < *least) {
		*least = d;
		*best = *tried;
	}
}

/* Try I or all, in the place of all. */
static void
try_all(struct units *us, size_t i, struct choice c, struct choice *best,
    double *least)
{
	try_choice(us, &c, best, least);
	c.now = i;
	try_choice(us, &c, best, least);
}

/* Or in that of each that stopped; what may have is not so quiet by itself. */
static void
try_each(struct units *us, size_t i, struct choice c, struct choice *best,
    double *least)
{
	try_all(us, i, c, best, least);
	for (size_t k = c.a->from; k < c.a->end; k++) {
		if (!us->u[k].stopped || !is_near(&us->u[k], c.w, c.same))
			continue;
		c.before = k;
		c.now = i;
		try_choice(us, &c, best, least);
		c.now = ANY;
		try_choice(us, &c, best, least);
	}
}

/*
 * Try all if they are at one level, or of one day; of what may have stopped
 * too, as in its first days there is no telling yet whether it did.
 */
static bool
choose_all(struct units *us, struct choice c, struct choice *best)
{
	double least;

	for (int k = 0; k < 4; k++) {
		c.maybe = k >= 2;
		c.same = k % 2;
		least = log(c.same ? more : alike);
		try_choice(us, &c, best, &least);
		if (least < log(c.same ? more : alike))
			return true;
	}
	return false;
}

bool
choice_of(struct units *us, const struct choice_around *a, size_t i)
{
	struct choice c = { a, ANY, ANY, &us->u[i], false, false };
	struct choice best = c;
	double least = INFINITY;
	bool found = choose_all(us, c, &best);

	if (!found) {
		try_each(us, i, c, &best, &least);
		c.maybe = true;
		if (least == INFINITY)
			try_all(us, i, c, &best, &least);
		found = least < INFINITY;
	}
	for (size_t k = a->from; k < a->end; k++)
		us->u[k].chosen = found && is_chosen(us, &best, k);
	return found;
}
