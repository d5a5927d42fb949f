#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/pattern/multtest.h"
#include "lib/pattern/single.h"
#include "lib/pattern/special.h"

enum { LEAST = 20, WINDOWS = 3 /* of 7, 14 and 28 days */ };

static const double kappa = 2;
static const double our_share = .025;

static bool
is_source(const struct cells *x, size_t i)
{
	const struct cells_form *f = &x->form[x->cell[i].form];

	if (x->cell[i].dropped || f->n == 0 || f->dim[0] != TALLY_ORG)
		return false;
	return f->n == 1 ||
	    (f->n == 2 &&
		(f->dim[1] == TALLY_KIND || f->dim[1] == TALLY_CHANNEL));
}

/* The first N windows' quietest: less than a third of at least LEAST. */
static int
quietest(const struct mw *r, int n, double *p)
{
	int best = -1;
	double low;

	*p = 1;
	for (int w = 0; w < n; w++) {
		if (r->e[w] < LEAST || r->n[w] * 3 > r->e[w])
			continue;
		low = special_nb_lower(r->n[w], r->e[w], r->v[w]);
		if (low < *p) {
			*p = low;
			best = w;
		}
	}
	return best;
}

static void
add(struct findings *fs, struct look *l, size_t i, const struct mw *r, int w,
    double p)
{
	const struct cells *x = l->cells;
	struct finding *f = findings_add(fs, "silence", "mw/1");

	finding_where_cell(fs, f, x, i);
	f->to = x->until;
	f->from = x->until - r->days[w] + 1;
	finding_facts(fs, f, x);
	f->observed = r->n[w];
	f->expected = r->e[w];
	f->variance = r->v[w];
	f->low = special_nb_inv(.05, r->e[w], r->v[w]);
	f->high = special_nb_inv(.95, r->e[w], r->v[w]);
	f->ratio = r->n[w] / r->e[w];
	f->p = p;
	f->flag_to = f->nseries;
	look_account(l, "silence")->found++;
}

/* Is it as quiet in what a new source or an unknown channel adds? */
static bool
all_quiet(const struct look *l, size_t i, const struct mw *r, int w)
{
	const struct cells *x = l->cells;
	int32_t from = x->until - r->days[w] + 1;
	const struct cells_form *f = &x->form[x->cell[i].form];
	double n = (double)cells_sum(x, i, TALLY_N, from, x->until);
	ptrdiff_t org = f->n < 2 ? -1 : cells_without(x, i, f->dim[1]);

	return n * 3 <= r->e[w] &&
	    (org < 0 ||
		cells_unknown(x, (size_t)org, f->dim[1], from, x->until) * 3 <=
		    r->e[w]);
}

static void
cannot_watch(struct look *l, size_t i)
{
	struct buf b = { 0 };

	json_decode(&b, cells_value(l->cells, i, TALLY_ORG));
	(void)set_add(&l->unwatched, buf_slice(&b), NULL);
	buf_release(&b);
}

/*
 * Test cell I; how many windows may be silent.  Where much comes in late, and
 * nobody knows when, only days count of which all must have come in, and then
 * eight weeks hold enough of them or none do.
 */
static int
watch(struct look *l, size_t i, struct mw_fit *fit, struct mw *r)
{
	const unsigned char *skip;
	struct mw_series s;
	double known[DELAYS_KNOWN];

	look_test(l, i, fit, r);
	skip = look_skipped(l);
	if (!delays_late(&l->delays, i, skip))
		return WINDOWS;
	(void)delays_surely(&l->delays, i, skip, l->cells->until, known);
	look_series(l, i, &s);
	s.known = known;
	s.nknown = DELAYS_KNOWN;
	mw_test(r, &l->mw, fit, &s);
	if (r->e[MW_WINDOWS - 1] > 0 || r->rule == MW_NEW)
		return MW_WINDOWS;
	cannot_watch(l, i);
	return 0;
}

void
single_find_silence(struct findings *fs, struct look *l)
{
	struct look_tests *a = look_account(l, "silence");
	struct mw_fit fit;
	struct mw r;
	double p, limit;
	double m = 0;
	int w;

	for (size_t i = 0; i < l->cells->n; i++)
		m += is_source(l->cells, i);
	a->cells = a->tests = (uint64_t)m;
	limit = multtest_budget(our_share * l->opt.budget, kappa, fmax(m, 1));
	for (size_t i = 0; i < l->cells->n; i++) {
		if (!is_source(l->cells, i))
			continue;
		w = watch(l, i, &fit, &r);
		/* what was not delivered is late, not silent */
		w = r.rule < MW_YOUNG && l->span.to == l->cells->until &&
			l->span.whole == l->cells->until ?
		    quietest(&r, w, &p) :
		    -1;
		if (w < 0 || p > limit || !all_quiet(l, i, &r, w))
			continue;
		add(fs, l, i, &r, w, p);
		look_course(l, fs->f[fs->n - 1], &fit);
		look_offset(l, fs->f[fs->n - 1]);
	}
}
