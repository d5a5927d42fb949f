#include "lib/pattern/mw.h"

#include <math.h>

#include "lib/base/date.h"
#include "lib/pattern/level.h"
#include "lib/pattern/matrix.h"
#include "lib/pattern/mw_weeks.h"
#include "lib/pattern/special.h"

enum {
	FULL_WEEKS = 104, /* of history, from which a rule holds */
	WAVES_WEEKS = 130, /* and from which short waves are free */
	LENT_WEEKS = 52,
	BORROWED_WEEKS = 13,
	YOUNG_WEEKS = 4,
	SHORT_GUARD = 4 /* weeks, for what is younger than a year */
};

static const double sd_own[MW_YEAR] = { INFINITY, .3, .7, .7, .35, .35 };
static const double sd_lent = .2;
static const double sd_short = .02; /* of waves of a third of a year or less */
static const double sd_least = .001; /* of those before they come in */
static const double borrowed_var = .015; /* (12 % of E)^2 */
static const double alone_var = .16; /* (40 % of E)^2 */
/* (20 % of E)^2: of a season that is not known, in a quarter or less */
static const double season_var = .04;
static const double alone_phi = 1.5;
static const double lent_phi = 2; /* a parent lends no more */
static const double p_least = 1e-300;

void
mw_defaults(struct mw_opt *o)
{
	*o = (struct mw_opt){ .window = { 1, 2, 4, 8 },
		.weight = { .3, .3, .2, .2 },
		.guard = 13,
		.weeks = MW_WEEKS,
		.year = 365.25,
		.least = 10,
		.drift = 4 };
}

void
mw_reference(struct mw_opt *o)
{
	static const double weight[MW_WINDOWS] = { .4, .3, .2, .1 };

	mw_defaults(o);
	o->frozen = true;
	for (int k = 0; k < MW_WINDOWS; k++)
		o->weight[k] = weight[k];
}

static int32_t
today(const struct mw_series *s)
{
	return s->first + (int32_t)(s->len - 1) * s->step;
}

double
mw_exposure(const struct mw_series *s, size_t i)
{
	if (s->exposure != NULL)
		return s->exposure[i];
	return s->step / 7.0;
}

/* The season's and trend's row of DAY, where the middle of a week is +3. */
static void
row_of(const struct mw_fit *f, double day, double *x)
{
	double w = 2 * 3.14159265358979323846 / f->year * day;
	double c = cos(w);
	double s = sin(w);

	x[0] = 1;
	x[1] = (day - f->monday) / f->year;
	x[2] = c;
	x[3] = s;
	x[4] = 2 * c * c - 1;
	x[5] = 2 * s * c;
	for (int j = MW_YEAR; j < f->coefs; j += 2) {
		x[j] = c * x[j - 2] - s * x[j - 1];
		x[j + 1] = s * x[j - 2] + c * x[j - 1];
	}
}

static double
mean_of(const struct mw_fit *f, const double *x)
{
	double eta = 0;

	for (int j = 0; j < f->coefs; j++)
		eta += f->coef[j] * x[j];
	return f->level * exp(eta > 30 ? 30 : eta < -30 ? -30 : eta);
}

double
mw_mean(const struct mw_fit *f, double day)
{
	double step = 0;
	double x[MW_COEF];

	if (f->rule == MW_NEW)
		return 0;
	for (int k = 0; k < f->steps; k++)
		if (day < f->step[k].since)
			step -= f->step[k].size;
	row_of(f, day, x);
	return mean_of(f, x) * exp(step) *
	    (f->rule == MW_YOUNG ? f->shape / f->rate : 1);
}

/* Sum week number I, which begins at step FROM of S. */
static void
add_week(struct mw_weeks *h, int i, const struct mw_series *s, size_t from)
{
	double e = 0;

	h->y[i] = 0;
	for (size_t k = 0; k < (size_t)(7 / s->step); k++) {
		double g = mw_exposure(s, from + k);

		if (g <= 0)
			continue;
		e += g;
		h->y[i] += s->count[from + k];
	}
	h->offset[i] = log(e > 1e-6 ? e : 1e-6);
	h->base[i] = e > 0;
	h->used += e > 0;
	h->total += h->y[i];
}

/* The whole weeks of S that end GUARD weeks before the Monday of today. */
static void
history(struct mw_weeks *h, const struct mw_opt *o, const struct mw_series *s,
    struct mw_fit *f, int guard)
{
	int32_t first = date_monday(s->first + 6);
	int32_t end = f->monday - 7 * guard;
	int n = end > first ? (end - first) / 7 : 0;
	int most = o->weeks < MW_WEEKS ? o->weeks : MW_WEEKS;

	if (n > most)
		n = most;
	h->n = n;
	h->used = 0;
	h->total = 0;
	h->first = end - 7 * n;
	for (int i = 0; i < n; i++) {
		int32_t day = h->first + 7 * i;

		add_week(h, i, s, (size_t)((day - s->first) / s->step));
		row_of(f, day + 3, h->x + i * f->coefs);
	}
	f->end = end;
	f->weeks = h->used;
	f->total = h->total;
}

/* The whole weeks of S after those of H. */
static void
late_weeks(struct mw_weeks *h, const struct mw_fit *f,
    const struct mw_series *s)
{
	double g;

	for (h->nlate = 0; h->nlate < MW_LATE; h->nlate++) {
		int k = h->nlate;
		int32_t day = f->end + 7 * k;
		size_t from = (size_t)((day - s->first) / s->step);

		if (day >= f->monday)
			break;
		h->late_y[k] = h->late_e[k] = 0;
		for (size_t i = from; i < from + (size_t)(7 / s->step); i++) {
			g = mw_exposure(s, i);
			if (g <= 0)
				continue;
			h->late_e[k] += g;
			h->late_y[k] += s->count[i];
		}
		row_of(f, day + 3, h->late_x + k * f->coefs);
	}
}

static void
learn_level(struct mw_fit *f, const struct mw_weeks *h)
{
	struct level_past past = { (size_t)h->n, h->y, h->mu, h->weight };
	struct level level;

	level_learn(&level, &past);
	f->phi_s = level.phi;
	f->level = level.now;
	f->level_var = level.var;
	f->drift = level.drift;
	/* as low as lately may be a holiday, which ends; 1 is all weeks' mean */
	if (f->rule == MW_BORROWED && !f->seasoned)
		f->lift = fmax(1, fmin(1, level.lately) / level.now);
}

/* Only the intercept and the level; all else is the parent's. */
static void
learn_borrowed(struct mw_fit *f, struct mw_weeks *h,
    const struct mw_fit *parent)
{
	double all = 0;

	for (int j = 1; j < MW_COEF; j++)
		f->coef[j] = parent->coef[j];
	f->coef[0] = 0;
	f->level = 1;
	for (int i = 0; i < h->n; i++) {
		h->mu[i] = exp(h->offset[i]) * mean_of(f, h->x + i * f->coefs);
		all += h->base[i] * h->mu[i];
	}
	f->coef[0] = log((h->total + .5) / all);
	for (int i = 0; i < h->n; i++)
		h->mu[i] *= exp(f->coef[0]);
	mw_reweight(h, 1);
	f->extra = borrowed_var;
	learn_level(f, h);
	f->phi_s = fmax(f->phi_s, fmin(parent->phi_s, lent_phi));
	f->phi = f->phi_s;
	f->cov[0][0] = f->phi / (h->total + .5);
}

/*
 * A gamma for the rate a week at the Monday of today, from the parent's and
 * what was seen; other weeks are as much busier as they are for the parent.
 */
static void
learn_rate(struct mw_fit *f, const struct mw_weeks *h,
    const struct mw_parent *parent)
{
	double expected = 1;
	double x[MW_COEF];

	f->phi_s = alone_phi;
	f->extra = alone_var;
	if (parent != NULL && parent->fit->rule != MW_NEW) {
		/* all signals together have it from nothing */
		if (parent->fit->phi_s > 0)
			f->phi_s = fmin(parent->fit->phi_s, lent_phi);
		f->extra = f->seasoned ? borrowed_var : season_var;
		expected = mw_mean(parent->fit, f->monday) / parent->children;
		for (int j = 1; j < MW_COEF; j++)
			f->coef[j] = parent->fit->coef[j];
		row_of(f, f->monday, x);
		f->coef[0] = -log(mean_of(f, x));
	}
	f->shape = .5 + h->total;
	f->rate = .5 / fmax(expected, 1e-6);
	for (int i = 0; i < h->n; i++)
		f->rate += h->base[i] * exp(h->offset[i]) *
		    mean_of(f, h->x + i * f->coefs);
}

/* The rule for less than a year of history. */
static enum mw_rule
rule_of_months(const struct mw_weeks *h, bool enough, bool has_parent)
{
	if (h->used < YOUNG_WEEKS)
		return MW_NEW;
	if (h->used < BORROWED_WEEKS || !enough)
		return MW_YOUNG;
	return has_parent ? MW_BORROWED : MW_FULL;
}

/* Which rule the history in F allows; it may be read again in H. */
static enum mw_rule
choose(struct mw_fit *f, struct mw_weeks *h, const struct mw_opt *o,
    const struct mw_series *s, bool has_parent)
{
	history(h, o, s, f, o->guard);
	if (o->frozen)
		return h->used > 0 ? MW_FULL : MW_NEW;
	if (h->used < LENT_WEEKS) {
		history(h, o, s, f, SHORT_GUARD);
		return rule_of_months(h, h->total >= o->least, has_parent);
	}
	if (h->total < o->least)
		return MW_YOUNG;
	return h->used < FULL_WEEKS && has_parent ? MW_LENT : MW_FULL;
}

enum mw_rule
mw_rule(const struct mw_opt *o, const struct mw_series *s)
{
	struct mw_fit f = { .monday = date_monday(today(s)),
		.year = o->year,
		.coefs = MW_YEAR };
	struct mw_weeks h;

	return choose(&f, &h, o, s, true);
}

bool
mw_knows_year(const struct mw_fit *f)
{
	return f->seasoned || f->weeks >= LENT_WEEKS;
}

static bool
has_season(const struct mw_parent *parent)
{
	return parent != NULL && parent->fit->rule <= MW_BORROWED;
}

/*
 * Does F have short waves?  A whole learns them; what has no season of its own
 * has those of PARENT with all of that season.
 */
static bool
has_waves(const struct mw_fit *f, const struct mw_parent *parent)
{
	switch (f->rule) {
	case MW_FULL:
		return parent != NULL && parent->whole;
	case MW_BORROWED:
	case MW_YOUNG:
		return parent != NULL && parent->fit->coefs == MW_COEF;
	default:
		return false;
	}
}

/* Waves come in one week by week, or what is normal would jump on a night. */
static double
sd_waves(int weeks)
{
	double grown = (double)(weeks - FULL_WEEKS) /
	    (WAVES_WEEKS - FULL_WEEKS);

	return fmax(sd_least, sd_short * fmin(1, grown));
}

/* What F is thought to be like before it is seen. */
static void
think(struct mw_prior *prior, const struct mw_fit *f,
    const struct mw_parent *parent)
{
	bool lent = f->rule == MW_LENT;

	*prior = (struct mw_prior){ 0 };
	for (int j = 0; j < MW_YEAR; j++)
		prior->sd[j] = j > 0 && lent ? sd_lent : sd_own[j];
	for (int j = MW_YEAR; j < f->coefs; j++)
		prior->sd[j] = sd_waves(f->weeks);
	for (int j = 1; lent && has_season(parent) && j < f->coefs; j++)
		prior->centre[j] = parent->fit->coef[j];
}

void
mw_learn(struct mw_fit *f, const struct mw_opt *o, const struct mw_series *s,
    const struct mw_parent *parent)
{
	struct mw_prior prior;
	struct mw_weeks h;

	*f = (struct mw_fit){ .monday = date_monday(today(s)),
		.year = o->year,
		.coefs = MW_YEAR,
		.phi = 1,
		.phi_s = 1,
		.level = 1,
		.lift = 1 };
	f->rule = choose(f, &h, o, s, has_season(parent));
	if (!o->frozen && has_waves(f, parent)) {
		/* the rule says which; they make the rows of H longer */
		f->coefs = MW_COEF;
		(void)choose(f, &h, o, s, has_season(parent));
	}
	f->seasoned = (f->rule <= MW_LENT && h.used >= LENT_WEEKS) ||
	    (parent != NULL && parent->fit->seasoned);
	think(&prior, f, parent);
	switch (f->rule) {
	case MW_FULL:
		mw_season(f, &h, &prior);
		if (!o->frozen && h.used >= FULL_WEEKS) {
			late_weeks(&h, f, s);
			mw_steps(f, &h, &prior);
		}
		learn_level(f, &h);
		break;
	case MW_LENT:
		mw_season(f, &h, &prior);
		learn_level(f, &h);
		f->lately = mw_lately(&h);
		break;
	case MW_BORROWED:
		learn_borrowed(f, &h, parent->fit);
		break;
	case MW_YOUNG:
		learn_rate(f, &h, parent);
		break;
	case MW_NEW:
		break;
	}
	f->extra += s->doubt;
}

/* What the steps of a window add up to. */
struct sums {
	double n;
	double e;
	double units; /* of exposure */
	double g[MW_COEF]; /* sum of mu x */
};

/* Add step I of S to W. */
static void
add_step(struct sums *w, const struct mw_fit *f, const struct mw_series *s,
    size_t i)
{
	size_t age = s->len - 1 - i;
	double known = 1;
	double units = mw_exposure(s, i);
	double x[MW_COEF];
	double day = s->first + (double)i * s->step;
	double mu;

	if (s->known != NULL && age < s->nknown)
		known = s->known[age];
	if (known < MW_KNOWN || units <= 0)
		return;
	w->n += s->count[i];
	if (f->rule == MW_NEW)
		return;
	row_of(f, s->step == 7 ? day + 3 : day, x);
	mu = mean_of(f, x) * f->lift * units * known;
	w->e += mu;
	w->units += units * known;
	for (int j = 0; j < f->coefs; j++)
		w->g[j] += mu * x[j];
}

/*
 * In less than two years a level that fell once is not told from a season and
 * a trend, so what is expected of a rise in W is no less than HOLD a week.
 */
static double
held(const struct sums *w, double hold)
{
	return w->n > w->e ? fmax(w->e, fmin(w->n, hold * w->units)) : w->e;
}

/*
 * Weeks that the level had to drift to the middle of a window of WEEKS; one
 * that begins within the history began where its level is known.
 */
static double
ahead_of(const struct mw_fit *f, const struct mw_series *s, int weeks)
{
	int32_t after = today(s) + s->step;

	return fmax((after - f->end) / 7.0 - weeks, 0) + weeks / 3.0;
}

/* Expected count and variance in window number K of W's sums. */
static void
expect(struct mw *r, int k, const struct mw_fit *f, const struct sums *w,
    double hold, double ahead)
{
	r->n[k] = w->n;
	r->pw[k] = 1;
	if (f->rule == MW_NEW)
		return;
	if (f->rule == MW_YOUNG) {
		r->e[k] = f->shape / f->rate * w->e;
		r->v[k] = f->phi_s * r->e[k] * (1 + w->e / f->rate) +
		    r->e[k] * r->e[k] * f->extra;
	} else {
		r->e[k] = held(w, hold);
		r->v[k] = f->phi_s * r->e[k] +
		    matrix_form(&f->cov[0][0], MW_COEF, w->g) +
		    w->e * w->e * (f->level_var + f->drift * ahead + f->extra);
	}
	r->pw[k] = special_nb_tail(r->n[k], r->e[k], r->v[k]);
}

void
mw_combine(struct mw *r, const struct mw_opt *o)
{
	double sum = 0;
	double loudest = 0;
	double part;

	r->shown = 0;
	for (int k = 0; k < MW_WINDOWS; k++) {
		part = o->weight[k] / fmax(r->pw[k], p_least);
		sum += part;
		if (part > loudest) {
			loudest = part;
			r->shown = k;
		}
	}
	r->p = fmin(1, 1 / sum);
}

void
mw_test(struct mw *r, const struct mw_opt *o, const struct mw_fit *f,
    const struct mw_series *s)
{
	struct sums w = { 0 };
	double hold = 0;
	size_t i = s->len;
	double drift = o->frozen ? 1 : o->drift;

	*r = (struct mw){ .rule = f->rule,
		.level = f->level,
		.phi = f->phi,
		.phi_s = f->phi_s };
	for (int k = 0; k < MW_WINDOWS; k++) {
		size_t steps = (size_t)(o->window[k] * 7 / s->step);

		while (i > 0 && s->len - i < steps)
			add_step(&w, f, s, --i);
		r->days[k] = o->window[k] * 7;
		if (f->lately > 0)
			hold = mw_hold(f, s, r->days[k]);
		expect(r, k, f, &w, hold, drift * ahead_of(f, s, o->window[k]));
	}
	mw_combine(r, o);
}
