#include "lib/pattern/farrington.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/glm.h"
#include "lib/pattern/special.h"

/* The weeks that a model is made of. */
struct history {
	size_t n;
	int *week; /* rising */
	unsigned char *level; /* 1 to periods */
	double *y;
	double *x;
	double *mu;
	double *weight;
	double most; /* the highest count */
	int now;
};

/* A fitted model, for the week that is judged. */
struct model {
	double mean;
	double phi;
	double se; /* of mean, as R gets it */
	double p_trend;
};

void
farrington_defaults(struct farrington_opt *o)
{
	*o = (struct farrington_opt){ .limit = FARRINGTON_NB,
		.years = 5,
		.half = 3,
		.periods = 10,
		.past = 26,
		.freq = 52,
		.alpha = .01,
		.trend = 1,
		.outlier = 2.58,
		.cases = 5,
		.weeks = 4,
		.first = DATE_NONE };
}

/* Levels of the weeks between two reference windows, earliest first. */
static void
between(unsigned char *level, int from, int weeks, int parts)
{
	int each = weeks / parts;
	int rest = weeks % parts;

	for (int j = 0; j < parts; j++)
		for (int k = each + (j < rest); k > 0; k--)
			level[from++] = (unsigned char)(j + 1);
}

/* The week that was N years before week NOW; less than 0 if it was before. */
static int
years_ago(const struct farrington_opt *o, int now, int n)
{
	int32_t day;
	struct civil c;

	if (o->first == DATE_NONE)
		return now - o->freq * n;
	day = o->first + 7 * now;
	c = date_civil(day);
	c.year -= n;
	if (c.month == 2 && c.day == 29 && c.year % 4 != 0)
		c = (struct civil){ c.year, 3, 1 };
	return now - (day - date_day(c) + 3) / 7;
}

/* Which weeks of 0 to NOW are used, and in which part of the year. */
static bool
choose(struct history *h, const struct farrington_opt *o, const uint32_t *y)
{
	int now = h->now;
	unsigned char top = (unsigned char)o->periods;
	unsigned char *level;

	if (years_ago(o, now, o->years) - o->half < 0)
		return false;
	level = xcalloc((size_t)now + 1, 1);
	for (int i = 1; i <= o->years; i++) {
		int ref = years_ago(o, now, i);
		int next = years_ago(o, now, i - 1);

		for (int k = ref - o->half; k <= ref + o->half; k++)
			level[k] = top;
		if (o->periods > 1)
			between(level, ref + o->half + 1,
			    next - ref - 2 * o->half - 1, o->periods - 1);
	}
	for (int k = 0; k < now - o->past; k++) {
		if (level[k] == 0)
			continue;
		h->week[h->n] = k;
		h->level[h->n] = level[k];
		h->y[h->n] = y[k];
		h->most = fmax(h->most, y[k]);
		h->n++;
	}
	free(level);
	return h->n > 0;
}

/* A row of the design: returns its length. */
static int
row_of(double *x, const struct farrington_opt *o, const struct history *h,
    int week, int level, bool trend)
{
	int p = 0;

	x[p++] = 1;
	if (trend)
		x[p++] = (week - h->week[0]) / (double)o->freq;
	for (int j = 2; j <= o->periods; j++)
		x[p++] = level == j;
	return p;
}

/* Weights by Anscombe residuals; L is the factor of X'WX. */
static void
reweight(struct history *h, const struct glm *g, const double *l, double phi,
    double outlier)
{
	double inv[MATRIX_MAX * MATRIX_MAX];
	double sum = 0;

	matrix_invert(l, g->p, inv);
	for (size_t i = 0; i < h->n; i++) {
		double lever = h->mu[i] *
		    matrix_form(inv, g->p, g->x + i * (size_t)g->p);
		double s = glm_anscombe(h->y[i], h->mu[i],
		    phi * fmax(1 - lever, 1e-12));

		h->weight[i] = s > outlier ? 1 / (s * s) : 1;
		sum += h->weight[i];
	}
	for (size_t i = 0; i < h->n; i++)
		h->weight[i] *= (double)h->n / sum;
}

/* What the fit says of the week judged. */
static void
read_model(struct model *m, const struct glm *g, const double *coef,
    const double *l, const double *now)
{
	double inv[MATRIX_MAX * MATRIX_MAX];
	double df = (double)g->n - g->p;
	double odd = 0;
	double eta = 0;

	matrix_invert(l, g->p, inv);
	for (int j = 0; j < g->p; j++)
		eta += coef[j] * now[j];
	for (size_t i = 0; i < g->n; i++) {
		double r = (g->y[i] - g->mu[i]) / g->mu[i];

		odd += g->weight[i] * r * r;
	}
	odd /= df;
	m->mean = exp(eta);
	m->se = m->mean * sqrt(matrix_form(inv, g->p, now) * odd);
	m->p_trend = 2 *
	    special_t_tail(fabs(coef[1]) / sqrt(inv[g->p + 1] * odd), df);
}

static bool
fit(struct model *m, const struct farrington_opt *o, struct history *h,
    bool trend)
{
	double coef[MATRIX_MAX];
	double l[MATRIX_MAX * MATRIX_MAX];
	double now[MATRIX_MAX];
	double pearson;
	struct glm g = { .n = h->n, .x = h->x, .y = h->y, .mu = h->mu };

	g.p = row_of(now, o, h, h->now, o->periods, trend);
	for (size_t i = 0; i < h->n; i++)
		row_of(h->x + i * (size_t)g.p, o, h, h->week[i], h->level[i],
		    trend);
	if (h->n <= (size_t)g.p || !glm_fit(&g, coef, l, &pearson))
		return false;
	reweight(h, &g, l, fmax(1, pearson / ((double)h->n - g.p)), o->outlier);
	g.weight = h->weight;
	if (!glm_fit(&g, coef, l, &pearson))
		return false;
	read_model(m, &g, coef, l, now);
	m->phi = fmax(1, pearson / ((double)h->n - g.p));
	return true;
}

static bool
choose_model(struct farrington *r, struct model *m,
    const struct farrington_opt *o, struct history *h)
{
	r->trend = fit(m, o, h, true) && o->years >= 3 && m->mean <= h->most &&
	    (o->trend >= 1 || m->p_trend < o->trend);
	return r->trend || fit(m, o, h, false);
}

/* The limit and p of SEEN under M. */
static void
judge(struct farrington *r, const struct farrington_opt *o,
    const struct model *m, double seen)
{
	double z = -special_normal_inv(o->alpha);
	double mean = m->mean;
	double tau = m->phi + m->se * m->se / mean;
	double sd = sqrt(4.0 / 9 * cbrt(mean) * tau);
	double root = cbrt(mean);

	r->expected = mean;
	r->phi = m->phi;
	if (o->limit == FARRINGTON_NB) {
		r->upper = special_nb_inv(1 - o->alpha, mean, mean * m->phi);
		r->p = special_nb_tail(seen, mean, mean * m->phi);
	} else {
		r->upper = pow(root * root + z * sd, 1.5);
		r->p = special_normal_tail(
		    (cbrt(seen) * cbrt(seen) - root * root) / sd);
	}
}

/* Too few cases to speak of: R says neither limit nor alarm. */
static bool
too_few(const struct farrington_opt *o, const uint32_t *y, size_t n)
{
	double sum = 0;

	for (size_t i = 0; i < (size_t)o->weeks && i < n; i++)
		sum += y[n - 1 - i];
	return sum < o->cases;
}

bool
farrington_test(struct farrington *r, const struct farrington_opt *o,
    const uint32_t *y, size_t n)
{
	struct history h = { .now = (int)n - 1 };
	struct model m;
	bool good;
	double *room = xcalloc(n + 1, (MATRIX_MAX + 3) * sizeof(*room));

	*r = (struct farrington){ .p = 1 };
	h.week = xcalloc(n + 1, sizeof(*h.week));
	h.level = xcalloc(n + 1, 1);
	h.x = room;
	h.y = room + n * MATRIX_MAX;
	h.mu = h.y + n;
	h.weight = h.mu + n;
	good = n > 0 && o->periods + 2 <= MATRIX_MAX && choose(&h, o, y) &&
	    choose_model(r, &m, o, &h);
	if (good) {
		judge(r, o, &m, y[n - 1]);
		r->alarm = y[n - 1] > r->upper;
		if (too_few(o, y, n)) {
			r->upper = 0;
			r->alarm = false;
		}
	}
	free(room);
	free(h.week);
	free(h.level);
	return good;
}
