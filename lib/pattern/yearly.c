#include "lib/pattern/yearly.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/special.h"

enum {
	LEAST_YEARS = 2, /* one may have been out of order */
	MOVED = 7, /* days that a rush may be earlier or later */
	NEXT = 56, /* days beside a window that do not tell its level */
	AROUND = 182, /* up to which days do */
	LEAST_DAYS = 91, /* of those */
	PRIOR = 1 /* signals, seen and expected, that shrink to 1 */
};

static const double rather_more = .1; /* p of each year */
static const double surely_more = .001; /* p of all together */
static const double differs = .2; /* of a rush, from year to year */

/* Sums up to each day of a series. */
struct past {
	const struct mw_series *s;
	double phi;
	double *n;
	double *e; /* by the model */
	double *days; /* that are known */
};

/* Some days of one earlier year, or of more. */
struct once {
	double n;
	double e;
	double v;
};

static void
open_past(struct past *p, const struct mw_fit *f, const struct mw_series *s)
{
	double units;

	*p = (struct past){ .s = s, .phi = f->phi_s };
	p->n = xcalloc(3 * (s->len + 1), sizeof(*p->n));
	p->e = p->n + s->len + 1;
	p->days = p->e + s->len + 1;
	for (size_t i = 0; i < s->len; i++) {
		units = s->exposure[i];
		p->n[i + 1] = p->n[i];
		p->e[i + 1] = p->e[i];
		p->days[i + 1] = p->days[i];
		if (units <= 0)
			continue;
		p->n[i + 1] += s->count[i];
		p->e[i + 1] += units * mw_mean(f, s->first + (double)i);
		p->days[i + 1]++;
	}
}

/* What SUM has from day FROM to day TO, as far as they are in the series. */
static double
between(const struct past *p, const double *sum, int32_t from, int32_t to)
{
	int32_t last = p->s->first + (int32_t)p->s->len - 1;

	from = from < p->s->first ? p->s->first : from;
	to = to > last ? last : to;
	if (to < from)
		return 0;
	return sum[to - p->s->first + 1] - sum[from - p->s->first];
}

/*
 * What came from day FROM to day TO, or in as many days up to a week sooner or
 * later: where it was most of what is usual.  False if that is not known.
 */
static bool
busiest(struct once *best, const struct past *p, int32_t from, int32_t to)
{
	double near = 0;
	double near_e = 0;
	double days = 0;
	double n, e;
	const int32_t side[2][2] = { { from - AROUND, from - NEXT - 1 },
		{ to + NEXT + 1, to + AROUND } };

	for (int k = 0; k < 2; k++) {
		near += between(p, p->n, side[k][0], side[k][1]);
		near_e += between(p, p->e, side[k][0], side[k][1]);
		days += between(p, p->days, side[k][0], side[k][1]);
	}
	*best = (struct once){ 0 };
	if (days < LEAST_DAYS || !(near > 0 && near_e > 0))
		return false;
	for (int32_t k = -MOVED; k <= MOVED; k++) {
		n = between(p, p->n, from + k, to + k);
		e = between(p, p->e, from + k, to + k) * near / near_e;
		if (between(p, p->days, from + k, to + k) < to - from + 1 ||
		    !(e > 0) || (best->e > 0 && n * best->e <= best->n * e))
			continue;
		*best = (struct once){ n, e, p->phi * (e + e * e / near) };
	}
	return best->e > 0;
}

/* What earlier years say of the days from FROM to TO. */
struct says {
	int known;
	double times; /* more than usual, in the least busy of them */
	double n; /* of that */
	bool surely; /* more in each, and in all */
};

static struct says
ask(const struct past *p, int32_t from, int32_t to)
{
	struct says is = { .times = INFINITY, .surely = true };
	struct once all = { 0 };
	struct once one;
	double times;

	for (int y = 1; date_years_ago(to, y) >= p->s->first; y++) {
		int32_t a = date_years_ago(from, y);

		if (!busiest(&one, p, a, a + to - from))
			continue;
		is.known++;
		all.n += one.n;
		all.e += one.e;
		all.v += one.v;
		is.surely &= special_nb_tail(one.n, one.e, one.v) <=
		    rather_more;
		times = (one.n + PRIOR) / (one.e + PRIOR);
		if (times < is.times) {
			is.times = times;
			is.n = one.n;
		}
	}
	is.surely = is.known > 0 && is.surely && is.times > 1 &&
	    special_nb_tail(all.n, all.e, all.v) <= surely_more;
	return is;
}

/* Multiply what is expected in window W of R by what earlier years say. */
static void
raise(struct mw *r, int w, const struct says *is)
{
	double e = r->e[w] * is->times;
	double rush = (e - r->e[w]) * differs;

	r->v[w] = r->phi_s * e +
	    (r->v[w] - r->phi_s * r->e[w]) * is->times * is->times +
	    r->phi_s * e * e / (is->n + PRIOR) + rush * rush;
	r->e[w] = e;
}

void
yearly_expect(struct yearly *y, struct mw *r, const struct mw_opt *o,
    const struct mw_fit *f, const struct mw_series *s)
{
	int32_t today = s->first + (int32_t)s->len - 1;
	double more = 0;
	double wider = 0;
	double was_e, was_v;
	struct past p;
	struct says is;

	open_past(&p, f, s);
	for (int w = 0; w < MW_WINDOWS; w++) {
		is = ask(&p, today - r->days[w] + 1, today);
		was_e = r->e[w];
		was_v = r->v[w];
		y->once[w] = is.surely && is.known < LEAST_YEARS;
		if (!(r->n[w] > r->e[w]))
			continue;
		if (is.surely && is.known >= LEAST_YEARS)
			raise(r, w, &is);
		if (r->e[w] - was_e < more) {
			r->e[w] = was_e + more;
			r->v[w] = was_v + wider;
		}
		more = r->e[w] - was_e;
		wider = r->v[w] - was_v;
		y->more[w] = more > 0;
		r->pw[w] = special_nb_tail(r->n[w], r->e[w], r->v[w]);
	}
	free(p.n);
	mw_combine(r, o);
}
