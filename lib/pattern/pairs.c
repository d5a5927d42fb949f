#include "lib/pattern/pairs.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/pattern/burst.h"
#include "lib/pattern/disprop.h"
#include "lib/pattern/merge.h"
#include "lib/pattern/special.h"

enum { YEAR = 365, LEAST = 10, LEAST_SENDERS = 3, MOST = 10 };

enum { DIMS = 5, TOLD = 3 /* the first of dims; the others for study only */ };

static const double least_ratio = 2; /* EB05 */
static const double false_share = .05;
static const double most_of_it = .8; /* that is the same signals */
static const int dims[DIMS] = { TALLY_CHANNEL, TALLY_PRODUCT, TALLY_REGION,
	TALLY_ORG, TALLY_KIND };

/* What is counted: a theme with a value of a member, in a stratum. */
struct key {
	uint32_t theme; /* 0: whatever the theme */
	uint32_t dim;
	uint32_t value; /* 0: whatever the value */
	uint32_t stratum[2]; /* values of the members in strata() */
};

struct counts {
	int from, to; /* of dims */
	struct set keys;
	double *n;
	size_t cap;
};

static void
count(struct counts *c, struct key k, double n)
{
	bool isnew;
	size_t i = set_add(&c->keys,
	    (struct slice){ (const char *)&k, sizeof(k) }, &isnew);

	if (i == c->cap) {
		c->cap = c->cap ? c->cap * 2 : 1024;
		c->n = xrealloc(c->n, c->cap, sizeof(*c->n));
	}
	c->n[i] = (isnew ? 0 : c->n[i]) + n;
}

static double
counted(const struct counts *c, struct key k)
{
	ptrdiff_t i = set_find(&c->keys,
	    (struct slice){ (const char *)&k, sizeof(k) });

	return i < 0 ? 0 : c->n[i];
}

/* The stratum of a pair with DIM: an organisation and a kind, or product. */
static void
find_stratum(const struct tally_cell *c, int dim, uint32_t stratum[2])
{
	int other = dim == TALLY_KIND ? TALLY_PRODUCT : TALLY_KIND;

	stratum[0] = c->dim[dim == TALLY_ORG ? TALLY_PRODUCT : TALLY_ORG];
	stratum[1] = c->dim[other];
}

static void
count_cell(struct counts *c, const struct tally *t, uint32_t cell, double n)
{
	const struct tally_cell *tc = &t->cell[cell];
	struct json_walk w;
	struct key k;
	ptrdiff_t theme;

	for (int d = c->from; d < c->to; d++) {
		if (tc->dim[dims[d]] == 0)
			continue;
		k = (struct key){ .dim = (uint32_t)dims[d],
			.value = tc->dim[dims[d]] };
		find_stratum(tc, dims[d], k.stratum);
		count(c, k, n);
		k.value = 0;
		count(c, k, n);
		json_items(&w, set_key(&t->values, tc->dim[TALLY_THEME]));
		while (json_next(&w)) {
			theme = set_find(&t->values, w.value);
			if (theme < 0)
				continue;
			k.theme = (uint32_t)theme;
			k.value = 0;
			count(c, k, n);
			k.value = tc->dim[dims[d]];
			count(c, k, n);
		}
	}
}

static void
count_year(struct counts *c, const struct cells *x, int32_t until)
{
	const struct tally *t = &x->corpus->tally;
	double n;

	for (uint32_t cell = 0; cell < t->ncells; cell++) {
		if (t->cell[cell].what != TALLY_SIGNALS ||
		    tally_has_floor(&t->cell[cell]))
			continue;
		n = cells_signals(x, cell, until - YEAR + 1, until);
		if (n > 0)
			count_cell(c, t, cell, n);
	}
}

/* A pair, which is a cell. */
struct pair {
	const struct cells *x;
	size_t cell;
	double a;
	double e;
	double n1, n2, all; /* value and theme, where the value occurs */
	struct disprop_shrunk s;
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

/* A stratum in which a value occurs. */
struct place {
	uint32_t dim, value, stratum[2];
};

struct places {
	struct place *p; /* by dim and value */
	size_t n;
};

static int
by_place(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(struct place));
}

static void
find_places(struct places *ps, const struct counts *c)
{
	struct key k;

	*ps = (struct places){ .p = xmalloc(
				   (c->keys.len + 1) * sizeof(*ps->p)) };
	for (size_t i = 0; i < c->keys.len; i++) {
		memcpy(&k, set_key(&c->keys, i).p, sizeof(k));
		if (k.theme == 0 && k.value != 0)
			ps->p[ps->n++] = (struct place){ k.dim, k.value,
				{ k.stratum[0], k.stratum[1] } };
	}
	if (ps->n > 1)
		qsort(ps->p, ps->n, sizeof(*ps->p), by_place);
}

/* The first place that is not before DIM and VALUE. */
static size_t
first_place(const struct places *ps, uint32_t dim, uint32_t value)
{
	struct place at = { dim, value, { 0, 0 } };
	size_t lo = 0;
	size_t hi = ps->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (by_place(&ps->p[mid], &at) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* What the sizes of theme and value in each stratum make of pair P. */
static void
expect(struct pair *p, const struct counts *c, const struct places *ps,
    struct key k)
{
	struct key theme = k;
	struct key value = k;
	struct key all = k;
	double n, n1, n2;

	theme.value = 0;
	value.theme = 0;
	all.theme = all.value = 0;
	for (size_t i = first_place(ps, k.dim, k.value);
	     i < ps->n && ps->p[i].dim == k.dim && ps->p[i].value == k.value;
	     i++) {
		for (int s = 0; s < 2; s++)
			k.stratum[s] = theme.stratum[s] = value.stratum[s] =
			    all.stratum[s] = ps->p[i].stratum[s];
		n = counted(c, all);
		n1 = counted(c, value);
		n2 = counted(c, theme);
		p->a += counted(c, k);
		p->n1 += n1;
		p->n2 += n2;
		p->all += n;
		if (n > 0)
			p->e += n1 * n2 / n;
	}
}

/* All pairs of DIM, behind the N in P; how many there are then. */
static size_t
take_pairs(struct pair *p, size_t n, const struct cells *x,
    const struct counts *c, const struct places *ps, int dim)
{
	struct key k = { .dim = (uint32_t)dim };

	for (size_t i = 0; i < x->n; i++) {
		if (pair_dim(x, i) != dim)
			continue;
		k.theme = value_of(x, i, TALLY_THEME);
		k.value = value_of(x, i, dim);
		p[n] = (struct pair){ .x = x, .cell = i };
		expect(&p[n], c, ps, k);
		if (p[n].a >= 1 && p[n].e > 0)
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
		points[i] = (struct disprop_point){ p[i].a, p[i].e, 1 };
	m = disprop_squash(points, n);
	(void)disprop_fit(&prior, points, m);
	for (size_t i = 0; i < n; i++) {
		disprop_shrink(&p[i].s, &prior, p[i].a, p[i].e);
		/* Any other has an EB05 of under 1, or is too small. */
		if (all || (p[i].a >= LEAST && p[i].s.chance < .05))
			disprop_interval(&p[i].s, &prior, p[i].a, p[i].e);
		else
			p[i].s.eb05 = p[i].s.eb95 = 0;
	}
	free(points);
}

static int
strongest_first(const void *a, const void *b)
{
	const struct pair *x = a;
	const struct pair *y = b;

	if (x->s.eb05 != y->s.eb05)
		return x->s.eb05 > y->s.eb05 ? -1 : 1;
	return cells_compare(x->x, x->cell, y->cell);
}

/* Are at least half of the signals of F and of the CELL's year the same? */
static bool
coincides(const struct finding *f, const struct cells *x, size_t cell)
{
	double n = (double)cells_sum(x, cell, TALLY_N, x->until - YEAR + 1,
	    x->until);
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
 * Is it told?  The shrunk ratio leans on what other pairs are like; where few
 * stand out it may be more than what was counted, which must say so itself.
 */
static bool
strong(const struct pair *p)
{
	struct disprop_pair pair = { .a = p->a,
		.n1 = p->a,
		.n2 = p->a,
		.all = p->a,
		.e = p->e };
	struct disprop d;

	disprop_measure(&d, &pair);
	return p->a >= LEAST && p->s.eb05 >= least_ratio &&
	    p->a >= least_ratio * p->e && d.ic_low > 0;
}

/*
 * Where few pairs stand out the prior is almost two numbers, and what is
 * shrunk to one of them looks surer than it was counted.  What is said is no
 * more than what was counted says, and no surer.
 */
static void
say_ratio(struct finding *f, const struct pair *p)
{
	double low = special_gamma_inv(.05, p->a + .5) / p->e;
	double high = special_gamma_inv(.95, p->a + .5) / p->e;
	double seen = p->a / p->e;

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
	f->from = corpus_since(x->corpus, YEAR);
	finding_facts(fs, f, x);
	f->observed = p->a;
	f->expected = p->e;
	f->variance = p->e;
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
	struct counts c = { .from = from, .to = to };
	struct places ps;

	*n = 0;
	count_year(&c, x, until);
	find_places(&ps, &c);
	for (int d = from; d < to; d++)
		*n = take_pairs(p, *n, x, &c, &ps, dims[d]);
	set_release(&c.keys);
	free(c.n);
	free(ps.p);
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
	struct pairs_figures f = { .cell = cell,
		.pair = { p->a, p->n1, p->n2, p->all, p->e },
		.s = p->s };

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
