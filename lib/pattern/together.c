#include "lib/pattern/together.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/pattern/again.h"
#include "lib/pattern/burst.h"
#include "lib/pattern/calm.h"
#include "lib/pattern/crossorg.h"
#include "lib/pattern/episodes.h"
#include "lib/pattern/merge.h"
#include "lib/pattern/multtest.h"
#include "lib/pattern/special.h"

enum {
	LEAST = 3, /* signals of an organisation in 8 weeks */
	LEAST_ALL = 10, /* of all in the window */
	LEAST_SENDERS = 3,
	GONE = 28, /* days without a signal of an organisation */
	GROWTH_WINDOW = 2 /* of four weeks */
};

static const double kappa = 2;
static const double most_of_it = .8; /* that is the same signals */
static const double our_share = .1; /* of the budget */

/* One organisation's part in a matter. */
struct part {
	size_t wide; /* the cell without the organisation */
	size_t cell;
	double p;
	int shown;
	size_t org; /* the cell of the organisation */
	double offset; /* the part of it that volumes are in */
	double n[MW_WINDOWS];
	double e[MW_WINDOWS];
	double v[MW_WINDOWS];
	double phi; /* overdispersion of weeks */
	struct yearly yearly;
};

struct parts {
	size_t n;
	size_t cap;
	struct part *p;
};

/* One matter in N organisations. */
struct matter {
	struct part *part; /* by rising p */
	size_t n;
	double p;
};

/* The p of R, of cell I, without the signals of campaigns. */
static double
p_left(struct look *l, size_t i, const struct mw *r)
{
	int w = r->shown;
	int32_t until = l->cells->until;
	double n = again_counted(l, i, until - 7 * l->mw.window[w] + 1, until,
	    0);

	if (!(n > 0))
		return r->p;
	return fmax(r->p, again_p_left(n, r->n[w], r->e[w], r->v[w]));
}

static void
add_part(struct look *l, size_t i, size_t wide, struct parts *ps)
{
	struct mw_fit fit;
	struct mw r;
	struct part *p;

	look_test(l, i, &fit, &r);
	/* what has no normal yet would add to what came, not to what is */
	if (r.rule == MW_NEW)
		return;
	if (ps->n == ps->cap) {
		ps->cap = ps->cap ? ps->cap * 2 : 64;
		ps->p = xrealloc(ps->p, ps->cap, sizeof(*ps->p));
	}
	p = &ps->p[ps->n++];
	*p = (struct part){ .wide = wide,
		.cell = i,
		.org = cells_top(l->cells, i),
		.p = p_left(l, i, &r),
		.shown = r.shown,
		.offset = l->offset,
		.phi = r.phi_s,
		.yearly = l->yearly };
	memcpy(p->n, r.n, sizeof(p->n));
	memcpy(p->e, r.e, sizeof(p->e));
	memcpy(p->v, r.v, sizeof(p->v));
}

static int
by_value(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Are A and B for the most part the same signals? */
static bool
same_signals(const struct look *l, const struct part *a, const struct part *b)
{
	const struct cells *x = l->cells;
	int32_t from = x->until - 7 * l->mw.window[GROWTH_WINDOW] + 1;
	double least = fmin(a->n[GROWTH_WINDOW], b->n[GROWTH_WINDOW]);

	return cells_shared(x, a->cell, b->cell, from, x->until) >=
	    most_of_it * least;
}

/*
 * How much all else grew in the organisation of P: the median over its other
 * cells of the same form, so that one burst does not count as growth; and no
 * cell that has the same signals, as labels do that go together.
 */
static double
growth(const struct look *l, const struct parts *ps, const struct part *p)
{
	const struct cells *x = l->cells;
	const struct part *k;
	double *ratio = xmalloc((ps->n + 1) * sizeof(*ratio));
	size_t n = 0;
	double g = 1;

	for (size_t i = 0; i < ps->n; i++) {
		k = &ps->p[i];
		if (k->org == p->org && k->cell != p->cell &&
		    x->cell[k->cell].form == x->cell[p->cell].form &&
		    k->e[GROWTH_WINDOW] >= LEAST && !same_signals(l, k, p))
			ratio[n++] = k->n[GROWTH_WINDOW] / k->e[GROWTH_WINDOW];
	}
	if (n > 0) {
		qsort(ratio, n, sizeof(*ratio), by_value);
		g = fmax(1, (ratio[(n - 1) / 2] + ratio[n / 2]) / 2);
	}
	free(ratio);
	return g;
}

/* P's chance if it grew only as all else in its organisation did. */
static double
p_beyond(const struct look *l, const struct parts *ps, const struct part *p)
{
	double g = growth(l, ps, p);
	double sum = 0;
	double tail;

	for (int w = 0; w < MW_WINDOWS; w++) {
		tail = special_nb_tail(p->n[w], g * p->e[w], g * g * p->v[w]);
		sum += l->mw.weight[w] / fmax(tail, 1e-300);
	}
	return fmin(1, 1 / sum);
}

static int
by_matter(const void *a, const void *b)
{
	const struct part *x = a;
	const struct part *y = b;

	if (x->wide != y->wide)
		return x->wide < y->wide ? -1 : 1;
	if (x->p != y->p)
		return x->p < y->p ? -1 : 1;
	return (x->cell > y->cell) - (x->cell < y->cell);
}

static bool
is_part(const struct cells *x, size_t i)
{
	const struct cells_form *f = &x->form[x->cell[i].form];

	if (f->n < 2 || f->dim[0] != TALLY_ORG || x->cell[i].recent < LEAST)
		return false;
	for (int d = 1; d < f->n; d++)
		if (f->dim[d] != TALLY_THEME && f->dim[d] != TALLY_PRODUCT)
			return false;
	return !burst_good(cells_value(x, i, TALLY_THEME)) &&
	    cells_sum(x, cells_top(x, i), TALLY_N, x->until - GONE + 1,
		x->until) > 0;
}

/* The P of the first K parts. */
static size_t
take_p(const struct matter *m, double *p)
{
	for (size_t i = 0; i < m->n; i++)
		p[i] = m->part[i].p;
	return m->n;
}

/* Does P rise, and is there more of it in window W? */
static bool
is_up(const struct part *p, int w)
{
	return p->p <= .05 && p->n[w] > p->e[w];
}

static size_t
count_up(const struct matter *m, int w)
{
	size_t n = 0;

	for (size_t i = 0; i < m->n; i++)
		n += is_up(&m->part[i], w);
	return n;
}

/* The window to show: that of what is less sure, if both rise in it. */
static int
window_of(const struct matter *m)
{
	int w = m->part[1].shown;

	return count_up(m, w) > 1 ? w : m->part[0].shown;
}

static int
by_bytes(const void *a, const void *b)
{
	return slice_cmp(*(const struct slice *)a, *(const struct slice *)b);
}

static void
list_orgs(struct findings *fs, struct finding *f, const struct cells *x,
    const struct matter *m, int w)
{
	struct buf b = { 0 };
	struct buf part = { 0 };
	struct texts place;

	f->orgs.n = 0;
	for (size_t i = 0; i < m->n; i++) {
		if (!is_up(&m->part[i], w))
			continue;
		buf_reset(&b);
		buf_reset(&part);
		json_decode(&b, cells_value(x, m->part[i].cell, TALLY_ORG));
		finding_list(fs, &f->orgs, buf_slice(&b));
		merge_numbers(&part, m->part[i].n[w], m->part[i].e[w]);
		place = (struct texts){ 0 };
		finding_place(fs, &place, x, m->part[i].cell);
		merge_place(&part, &place);
		finding_list(fs, &f->parts, buf_slice(&part));
	}
	qsort(f->orgs.s, f->orgs.n, sizeof(f->orgs.s[0]), by_bytes);
	buf_release(&b);
	buf_release(&part);
}

/*
 * How many times as many as expected came without the organisation that has the
 * most of SEEN; of nothing expected infinitely many, or none.
 */
static double
rest_ratio(const double *seen, const double *expected, size_t n)
{
	double r = crossorg_without_largest(seen, expected, n).ratio;
	size_t some = 0;

	for (size_t i = 0; i < n; i++)
		some += seen[i] > 0;
	return !isnan(r) ? r : some > 1 ? INFINITY : 0;
}

/* The numbers of all organisations together, in window W. */
static void
pool(struct finding *f, const struct matter *m, int w)
{
	double *n = xmalloc(m->n * sizeof(*n));
	double *e = xmalloc(m->n * sizeof(*e));
	double with = 0;

	f->observed = f->expected = f->variance = 0;
	for (size_t i = 0; i < m->n; i++) {
		n[i] = m->part[i].n[w];
		e[i] = m->part[i].e[w];
		f->observed += n[i];
		f->expected += e[i];
		f->variance += m->part[i].v[w];
		f->phi += m->part[i].phi * e[i];
		with += m->part[i].offset * e[i];
		f->each_year |= m->part[i].yearly.more[w];
	}
	f->year_before = m->part[0].yearly.once[w] && m->part[1].yearly.once[w];
	f->offset = with < f->expected ? with / f->expected : 1;
	f->phi /= f->expected;
	finding_ratio(f, .025);
	f->low = special_nb_inv(.05, f->expected, f->variance);
	f->high = special_nb_inv(.95, f->expected, f->variance);
	f->rest_ratio = rest_ratio(n, e, m->n);
	free(n);
	free(e);
}

/* Is what rose in all M together as usual again? */
static void
judge_calm(struct finding *f, const struct look *l, const struct matter *m,
    int w)
{
	struct mw r = { .shown = w, .phi_s = f->phi };

	for (int k = 0; k <= w; k++) {
		r.days[k] = 7 * l->mw.window[k];
		for (size_t i = 0; i < m->n; i++) {
			r.n[k] += m->part[i].n[k];
			r.e[k] += m->part[i].e[k];
			r.v[k] += m->part[i].v[k];
		}
		r.pw[k] = special_nb_tail(r.n[k], r.e[k], r.v[k]);
	}
	f->calm = calm_days(&r);
	f->ended = calm_over(&r, episodes_last(l->before, f));
}

bool
together_enough(double n, double senders)
{
	return n >= LEAST_ALL && senders >= LEAST_SENDERS;
}

static void
add(struct findings *fs, struct look *l, const struct matter *m, double q)
{
	const struct cells *x = l->cells;
	int w = window_of(m);
	double *p = xmalloc(m->n * sizeof(*p));
	struct finding *f = findings_add(fs, "cross-org", "simes/1");
	struct mw_fit fit;

	finding_where_cell(fs, f, x, m->part[0].wide);
	f->to = x->until;
	f->from = x->until - 7 * l->mw.window[w] + 1;
	pool(f, m, w);
	judge_calm(f, l, m, w);
	for (size_t i = 0; i < m->n; i++)
		f->among += again_counted(l, m->part[i].cell, f->from, f->to,
		    0);
	f->p = m->p;
	f->q = q;
	f->chance = q > .05;
	finding_facts(fs, f, x);
	f->orgs_up = fmin((double)crossorg_count(p, take_p(m, p), .05),
	    (double)count_up(m, w));
	list_orgs(fs, f, x, m, w);
	look_course(l, f, NULL);
	look_fit(l, (size_t)f->cell, &fit);
	look_peaks(l, f, &fit);
	f->no_year = !mw_knows_year(&fit);
	f->flag_to = f->nseries;
	f->flag_from = f->nseries - (size_t)l->mw.window[w];
	if (!together_enough(f->observed, f->senders) || f->orgs_up < 2 ||
	    !(f->rest_ratio > 1))
		findings_drop(fs);
	else
		look_account(l, "cross-org")->found++;
	free(p);
}

/* Do two of M's organisations rise beyond the growth of all else they have? */
static bool
beyond_growth(const struct look *l, const struct parts *ps,
    const struct matter *m)
{
	size_t n = 0;

	/* without growth p is no higher */
	for (size_t i = 0; i < m->n && m->part[i].p <= .05 && n < 2; i++)
		n += p_beyond(l, ps, &m->part[i]) <= .05;
	return n == 2;
}

/* The chance that at least two of M's organisations have such a p. */
static double
p_of_two(const struct matter *m)
{
	double n = (double)m->n;
	double p = m->part[1].p;

	return fmin(1, n * (n - 1) / 2 * p * p);
}

static size_t
group(struct parts *ps, struct matter *m)
{
	size_t n = 0;
	double *p = xmalloc(ps->n * sizeof(*p));

	qsort(ps->p, ps->n, sizeof(*ps->p), by_matter);
	for (size_t i = 0; i < ps->n; i += m[n - 1].n) {
		m[n++] = (struct matter){ .part = ps->p + i, .n = 1, .p = 1 };
		while (i + m[n - 1].n < ps->n &&
		    ps->p[i + m[n - 1].n].wide == ps->p[i].wide)
			m[n - 1].n++;
	}
	for (size_t i = 0; i < n; i++)
		if (m[i].n > 1)
			m[i].p = crossorg_simes(p, take_p(&m[i], p), 2);
	free(p);
	return n;
}

/* Judge the N matters of M, all of one form: a family of tests. */
static void
judge(struct findings *fs, struct look *l, const struct parts *ps,
    const struct matter *m, size_t n)
{
	double *p = xmalloc((n + 1) * sizeof(*p));
	double *q = xmalloc((n + 1) * sizeof(*q));
	double tests = 0;
	double limit;

	for (size_t i = 0; i < n; i++) {
		p[i] = m[i].p;
		tests += m[i].n > 1;
	}
	look_adjust(p, q, n, tests);
	limit = multtest_budget(our_share * l->opt.budget, kappa,
	    fmax(tests, 1));
	for (size_t i = 0; i < n; i++)
		if (m[i].n > 1 && q[i] <= l->opt.alpha &&
		    p_of_two(&m[i]) <= limit && beyond_growth(l, ps, &m[i]))
			add(fs, l, &m[i], q[i]);
	look_account(l, "cross-org")->cells += n;
	look_account(l, "cross-org")->tests += (uint64_t)tests;
	free(p);
	free(q);
}

static uint32_t
form_of(const struct look *l, const struct matter *m)
{
	return l->cells->cell[m->part[0].cell].form;
}

void
together_find(struct findings *fs, struct look *l)
{
	struct parts ps = { 0 };
	struct matter *m;
	ptrdiff_t wide;
	size_t n;

	for (size_t i = 0; i < l->cells->n; i++) {
		wide = is_part(l->cells, i) ?
		    cells_without(l->cells, i, TALLY_ORG) :
		    -1;
		if (wide >= 0)
			add_part(l, i, (size_t)wide, &ps);
	}
	m = xmalloc((ps.n + 1) * sizeof(*m));
	n = ps.n > 0 ? group(&ps, m) : 0;
	for (size_t i = 0, k; i < n; i = k) {
		for (k = i + 1;
		     k < n && form_of(l, &m[k]) == form_of(l, &m[i]);)
			k++;
		judge(fs, l, &ps, &m[i], k - i);
	}
	free(m);
	free(ps.p);
}

/* Does T name one of the organisations of F? */
static bool
names(const struct finding *f, struct slice org)
{
	for (size_t i = 0; i < f->orgs.n; i++)
		if (slice_eq(f->orgs.s[i], org))
			return true;
	return false;
}

static bool
belongs(const struct finding *b, const struct finding *f, const struct cells *x)
{
	struct slice org = finding_value(b, "org");

	if (strcmp(b->kind, "burst") != 0 || b->into != NULL || b->cell < 0)
		return false;
	if (org.n > 0 && !names(f, org))
		return false;
	return b->cell == f->cell ||
	    cells_inside(x, (size_t)b->cell, (size_t)f->cell) ||
	    cells_shared(x, (size_t)b->cell, (size_t)f->cell, b->from, b->to) >=
	    most_of_it * b->observed;
}

void
together_fold(struct findings *fs, const struct cells *x)
{
	for (size_t i = 0; i < fs->n; i++) {
		if (strcmp(fs->f[i]->kind, "cross-org") != 0 ||
		    fs->f[i]->into != NULL)
			continue;
		for (size_t k = 0; k < fs->n; k++)
			if (belongs(fs->f[k], fs->f[i], x))
				fs->f[k]->into = fs->f[i];
	}
}
