#include "lib/pattern/pairs.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/pattern/again.h"
#include "lib/pattern/burst.h"
#include "lib/pattern/disprop.h"
#include "lib/pattern/episodes.h"
#include "lib/pattern/merge.h"
#include "lib/pattern/special.h"
#include "lib/pattern/strata.h"

enum { LEAST = 10, LEAST_SENDERS = 3, MOST = 10 };

enum { DIMS = 5, TOLD = 3 /* the first of dims; the others for study only */ };

static const double least_ratio = 2; /* EB05 */
static const double told_ratio = 1.8; /* of what was told and is not over */
static const double false_share = .05;
static const double most_of_it = .8; /* that is the same signals */
static const int dims[DIMS] = { TALLY_CHANNEL, TALLY_PRODUCT, TALLY_REGION,
	TALLY_ORG, TALLY_KIND };

/* A pair, which is a cell. */
struct pair {
	const struct cells *x;
	size_t cell;
	struct disprop_pair c; /* value and theme, where the value occurs */
	struct disprop_shrunk s;
	double letters; /* signals of a text that came often, not in c */
	double least; /* what EB05 must be to tell it */
};

/* Is cell I a theme with one of the members, and which? */
static int
pair_dim(const struct cells *x, size_t i)
{
	const struct cells_form *f = &x->form[x->cell[i].form];
	int dim = -1;
	bool theme = false;

	if (f->n != 2)
		return -1;
	for (int k = 0; k < 2; k++) {
		theme |= f->dim[k] == TALLY_THEME;
		for (int d = 0; d < DIMS; d++)
			if (f->dim[k] == dims[d])
				dim = dims[d];
	}
	return theme ? dim : -1;
}

static uint32_t
value_of(const struct cells *x, size_t i, int dim)
{
	const struct cells_form *f = &x->form[x->cell[i].form];

	return x->cell[i].value[f->dim[0] == dim ? 0 : 1];
}

/* The sum over the tally's cells of cell I of LESS, which strata_count left. */
static double
left_out(const struct cells *x, size_t i, const double *less)
{
	const struct tally *t = &x->corpus->tally;
	const uint32_t *m = cells_members(x, i);
	double sum = 0;

	for (uint32_t k = 0; k < x->cell[i].nmembers; k++)
		if (!tally_has_floor(&t->cell[m[k]]))
			sum += less[m[k]];
	return sum;
}

/* All pairs of DIM, behind the N in P; how many there are then. */
static size_t
take_pairs(struct pair *p, size_t n, const struct cells *x,
    const struct strata *s, int dim, const double *less)
{
	for (size_t i = 0; i < x->n; i++) {
		if (pair_dim(x, i) != dim)
			continue;
		p[n] = (struct pair){ .x = x, .cell = i };
		strata_pair(s, value_of(x, i, TALLY_THEME), dim,
		    value_of(x, i, dim), &p[n].c);
		p[n].letters = left_out(x, i, less);
		if (p[n].c.a >= 1 && p[n].c.e > 0)
			n++;
	}
	return n;
}

static void
shrink(struct pair *p, size_t n, bool all)
{
	struct disprop_point *points = xmalloc((n + 1) * sizeof(*points));
	struct disprop_prior prior;
	size_t m;

	for (size_t i = 0; i < n; i++)
		points[i] = (struct disprop_point){ p[i].c.a, p[i].c.e, 1 };
	m = disprop_squash(points, n);
	(void)disprop_fit(&prior, points, m);
	for (size_t i = 0; i < n; i++) {
		disprop_shrink(&p[i].s, &prior, p[i].c.a, p[i].c.e);
		/* Any other has an EB05 of under 1, or is too small. */
		if (all || (p[i].c.a >= LEAST && p[i].s.chance < .05))
			disprop_interval(&p[i].s, &prior, p[i].c.a, p[i].c.e);
		else
			p[i].s.eb05 = p[i].s.eb95 = 0;
	}
	free(points);
}

/* By what is needed: of ten places none is lost to one that is hardly more. */
static int
strongest_first(const void *a, const void *b)
{
	const struct pair *x = a;
	const struct pair *y = b;
	double ratio = x->s.eb05 / x->least - y->s.eb05 / y->least;

	if (ratio != 0)
		return ratio > 0 ? -1 : 1;
	return cells_compare(x->x, x->cell, y->cell);
}

/* Are at least half of the signals of F and of the CELL's year the same? */
static bool
coincides(const struct finding *f, const struct cells *x, size_t cell)
{
	double n = (double)cells_sum(x, cell, TALLY_N,
	    x->until - PAIRS_DAYS + 1, x->until);
	double both = cells_shared(x, (size_t)f->cell, cell, f->from, f->to);

	return both * 2 >= n && both * 2 >= f->n;
}

/* A finding that rises and is about the same, or a part of it. */
static struct finding *
about(struct findings *fs, const struct cells *x, size_t cell)
{
	static const char *const kinds[] = { "burst", "trend", "cross-org",
		"persistent", "positive", "repeat", NULL };
	struct finding *f;

	for (size_t i = 0; i < fs->n; i++) {
		f = fs->f[i];
		for (int k = 0; kinds[k] != NULL && f->cell >= 0; k++)
			if (f->into == NULL && strcmp(f->kind, kinds[k]) == 0 &&
			    ((size_t)f->cell == cell ||
				cells_inside(x, (size_t)f->cell, cell) ||
				cells_inside(x, cell, (size_t)f->cell) ||
				coincides(f, x, cell)))
				return f;
	}
	return NULL;
}

/*
 * A surer pair that holds most of the signals of F, a pair too, or what that is
 * a part of: where product and region always go together, a theme that goes
 * with one goes with the other.
 */
static struct finding *
surer(struct findings *fs, const struct finding *f, const struct cells *x)
{
	struct finding *g;

	for (size_t i = 0; i < fs->n; i++) {
		g = fs->f[i];
		if (g != f && strcmp(g->kind, f->kind) == 0 &&
		    cells_shared(x, (size_t)f->cell, (size_t)g->cell, f->from,
			f->to) >= most_of_it * f->n)
			return g->into != NULL ? g->into : g;
	}
	return NULL;
}

/*
 * Is P as many times its normal as it must be?  The shrunk ratio leans on what
 * other pairs are like; where few stand out it may be more than what was
 * counted, which must say so itself.
 */
static bool
strong(const struct pair *p)
{
	struct disprop_pair pair = { .a = p->c.a,
		.n1 = p->c.a,
		.n2 = p->c.a,
		.all = p->c.a,
		.e = p->c.e };
	struct disprop d;

	disprop_measure(&d, &pair);
	return p->c.a >= LEAST && p->s.eb05 >= p->least &&
	    p->c.a >= p->least * p->c.e && d.ic_low > 0;
}

/* What EB05 must be to tell P: a year moves by little, round a limit. */
static double
least_of(const struct look *l, const struct pair *p)
{
	return p->s.eb05 >= told_ratio &&
		episodes_go_on(l, p->cell, "disproportion", 0) ?
	    told_ratio :
	    least_ratio;
}

/*
 * Where few pairs stand out the prior is almost two numbers, and what is
 * shrunk to one of them looks surer than it was counted.  What is said is no
 * more than what was counted says, and no surer.
 */
static void
say_ratio(struct finding *f, const struct pair *p)
{
	double low = special_gamma_inv(.05, p->c.a + .5) / p->c.e;
	double high = special_gamma_inv(.95, p->c.a + .5) / p->c.e;
	double seen = p->c.a / p->c.e;

	f->ratio = fmin(p->s.ebgm, seen);
	f->ratio_low = fmin(p->s.eb05, low);
	f->ratio_high = p->s.eb95 < seen ? high : p->s.eb95;
}

/* Add P; is it told, or a part of what rises, and no part of another pair? */
static bool
add(struct findings *fs, struct look *l, const struct pair *p)
{
	const struct cells *x = l->cells;
	struct finding *f = findings_add(fs, "disproportion", "gps/1");
	struct finding *whole;

	finding_where_cell(fs, f, x, p->cell);
	f->into = about(fs, x, p->cell);
	f->to = x->until;
	f->from = corpus_since(x->corpus, PAIRS_DAYS);
	finding_facts(fs, f, x);
	f->observed = p->c.a;
	f->expected = p->c.e;
	f->variance = p->c.e;
	f->letters = p->letters;
	say_ratio(f, p);
	f->p = f->q = p->s.chance;
	look_course(l, f, NULL);
	if (f->senders < LEAST_SENDERS) {
		findings_drop(fs);
		return false;
	}
	look_account(l, "disproportion")->found++;
	whole = f->into == NULL ? surer(fs, f, x) : NULL;
	if (whole == NULL)
		return true;
	f->into = whole;
	if (strcmp(whole->kind, f->kind) == 0)
		merge_part(fs, whole, f);
	return false;
}

static void
judge(struct findings *fs, struct look *l, struct pair *p, size_t n)
{
	double sum = 0;
	size_t told = 0;

	for (size_t i = 0; i < n; i++)
		p[i].least = least_of(l, &p[i]);
	qsort(p, n, sizeof(*p), strongest_first);
	for (size_t i = 0; i < n && told < MOST; i++) {
		if (!strong(&p[i]) ||
		    burst_good(cells_value(l->cells, p[i].cell, TALLY_THEME)))
			continue;
		if (sum + p[i].s.chance > false_share * (double)(told + 1))
			break;
		if (add(fs, l, &p[i])) {
			sum += p[i].s.chance;
			told++;
		}
	}
}

/* The pairs of dims FROM to TO over the year that ends on UNTIL. */
static struct pair *
find_pairs(const struct cells *x, int32_t until, int from, int to, size_t *n)
{
	struct pair *p = xmalloc((x->n + 1) * sizeof(*p));
	struct strata s = { .dims = dims + from, .ndims = to - from };
	int32_t first = until - PAIRS_DAYS + 1;
	double *less = again_often(x, first, until);

	*n = 0;
	strata_count(&s, x, first, until, less);
	for (int d = from; d < to; d++)
		*n = take_pairs(p, *n, x, &s, dims[d], less);
	strata_release(&s);
	free(less);
	return p;
}

void
pairs_find(struct findings *fs, struct look *l)
{
	size_t n;
	struct pair *p = find_pairs(l->cells, l->cells->until, 0, TOLD, &n);

	look_account(l, "disproportion")->cells = n;
	look_account(l, "disproportion")->tests = n;
	if (n > 0) {
		shrink(p, n, false);
		judge(fs, l, p, n);
	}
	free(p);
}

static void
trace_pair(const struct pair *p, size_t cell, pairs_fn *fn, void *ctx)
{
	struct pairs_figures f = { .cell = cell, .pair = p->c, .s = p->s };

	disprop_measure(&f.d, &f.pair);
	fn(ctx, &f);
}

void
pairs_each(const struct cells *x, int32_t until, pairs_fn *fn, void *ctx)
{
	struct pair *p;
	size_t n;

	for (int d = 0; d < DIMS; d = d < TOLD ? TOLD : d + 1) {
		p = find_pairs(x, until, d, d < TOLD ? TOLD : d + 1, &n);
		if (n > 0)
			shrink(p, n, true);
		for (size_t i = 0; i < n; i++)
			trace_pair(&p[i], p[i].cell, fn, ctx);
		free(p);
	}
}
