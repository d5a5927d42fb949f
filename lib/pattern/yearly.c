#include "lib/pattern/yearly.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/special.h"

enum {
	LEAST_YEARS = 2, /* one may have been out of order */
	MOVED = 7, /* days that a rush may be earlier or later */
	FAR = 21, /* a rush that was at about this time of the year */
	NEXT = 56, /* days beside a window that do not tell its level */
	AROUND = 182, /* up to which days do */
	LEAST_DAYS = 91, /* of those */
	PRIOR = 1 /* signals, seen and expected, that shrink to 1 */
};

static const double rather_more = .1; /* p of each year */
static const double rather_less = .1; /* p of all, as times more as a whole */
static const double surely_more = .001; /* p of all together */
static const double more_in_all = .01; /* of what may be as its whole */
static const double about = .5; /* of a rush, to be one like it */
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
	int32_t from;
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
 * What came from day FROM to day TO, or in as many days up to MOVED sooner or
 * later: where it was most of what is usual.  False if that is not known.
 */
static bool
busiest(struct once *best, const struct past *p, int32_t from, int32_t to,
    int32_t moved)
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
	for (int32_t k = -moved; k <= moved; k++) {
		n = between(p, p->n, from + k, to + k);
		e = between(p, p->e, from + k, to + k) * near / near_e;
		if (between(p, p->days, from + k, to + k) < to - from + 1 ||
		    !(e > 0) || (best->e > 0 && n * best->e <= best->n * e))
			continue;
		*best = (struct once){ n, e, p->phi * (e + e * e / near),
			from + k };
	}
	return best->e > 0;
}

/* What earlier years say of the days from FROM to TO. */
struct says {
	int known;
	double times; /* more than usual, in the least busy of them */
	double n; /* of that */
	bool surely; /* more in each, and in all */
	struct once all;
};

static struct says
ask(const struct past *p, int32_t from, int32_t to)
{
	struct says is = { .times = INFINITY, .surely = true };
	struct once one;
	double times;

	for (int y = 1; date_years_ago(to, y) >= p->s->first; y++) {
		int32_t a = date_years_ago(from, y);

		if (!busiest(&one, p, a, a + to - from, MOVED))
			continue;
		is.known++;
		is.all.n += one.n;
		is.all.e += one.e;
		is.all.v += one.v;
		is.surely &= special_nb_tail(one.n, one.e, one.v) <=
		    rather_more;
		times = (one.n + PRIOR) / (one.e + PRIOR);
		if (times < is.times) {
			is.times = times;
			is.n = one.n;
		}
	}
	is.surely = is.known > 0 && is.surely && is.times > 1 &&
	    special_nb_tail(is.all.n, is.all.e, is.all.v) <= surely_more;
	return is;
}

/* Can what IS says be TIMES more than usual, as it is more? */
static bool
can_be(const struct says *is, double phi, double times)
{
	double e = is->all.e * times;
	double v = phi * e + (is->all.v - phi * is->all.e) * times * times;

	return is->known >= LEAST_YEARS &&
	    special_nb_tail(is->all.n, is->all.e, is->all.v) <= more_in_all &&
	    special_nb_lower(is->all.n, e, v) > rather_less;
}

void
yearly_ask(struct yearly *y, const struct mw_opt *o, const struct mw_fit *f,
    const struct mw_series *s, const struct yearly *whole)
{
	int32_t today = s->first + (int32_t)s->len - 1;
	struct past p;
	struct says is;

	*y = (struct yearly){ 0 };
	open_past(&p, f, s);
	for (int w = 0; w < MW_WINDOWS; w++) {
		is = ask(&p, today - 7 * o->window[w] + 1, today);
		y->once[w] = is.surely && is.known < LEAST_YEARS;
		if (is.surely && is.known >= LEAST_YEARS) {
			y->times[w] = is.times;
			y->n[w] = is.n;
		}
		if (whole->times[w] > fmax(1, y->times[w]) &&
		    can_be(&is, p.phi, whole->times[w])) {
			y->times[w] = whole->times[w];
			y->n[w] = whole->n[w];
		}
	}
	free(p.n);
}

void
yearly_most(struct yearly *y, const struct yearly *other)
{
	for (int w = 0; w < MW_WINDOWS; w++)
		if (other->times[w] > y->times[w]) {
			y->times[w] = other->times[w];
			y->n[w] = other->n[w];
		}
}

/* Multiply what is expected in window W of R by what earlier years say. */
static void
raise(struct mw *r, int w, const struct yearly *y)
{
	double e = r->e[w] * y->times[w];
	double rush = (e - r->e[w]) * differs;

	r->v[w] = r->phi_s * e +
	    (r->v[w] - r->phi_s * r->e[w]) * y->times[w] * y->times[w] +
	    r->phi_s * e * e / (y->n[w] + PRIOR) + rush * rush;
	r->e[w] = e;
}

void
yearly_expect(struct yearly *y, struct mw *r, const struct mw_opt *o)
{
	double more = 0;
	double wider = 0;
	double was_e, was_v;

	for (int w = 0; w < MW_WINDOWS; w++) {
		was_e = r->e[w];
		was_v = r->v[w];
		if (!(r->n[w] > r->e[w]))
			continue;
		if (y->times[w] > 1)
			raise(r, w, y);
		if (r->e[w] - was_e < more) {
			r->e[w] = was_e + more;
			r->v[w] = was_v + wider;
		}
		more = r->e[w] - was_e;
		wider = r->v[w] - was_v;
		y->more[w] = more > 0;
		r->pw[w] = special_nb_tail(r->n[w], r->e[w], r->v[w]);
	}
	mw_combine(r, o);
}

size_t
yearly_peaks(struct finding_peak *peak, const struct mw_fit *f,
    const struct mw_series *s, const struct finding_peak *now, int32_t days)
{
	struct mw_fit whole = *f;
	struct past p;
	struct once one;
	size_t n = 0;

	/* short waves are partly the rushes that are looked for */
	whole.coefs = whole.coefs < MW_YEAR ? whole.coefs : MW_YEAR;
	open_past(&p, &whole, s);
	for (int y = 1; n < FINDING_PEAKS &&
	     date_years_ago(now->from, y) >= s->first - FAR;
	     y++) {
		int32_t a = date_years_ago(now->from, y);

		if (busiest(&one, &p, a, a + days - 1, FAR) &&
		    one.n >= about * now->n &&
		    special_nb_tail(one.n, one.e, one.v) <= surely_more)
			peak[n++] = (struct finding_peak){ one.from, one.n };
	}
	free(p.n);
	return n;
}
