#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/pattern/again.h"
#include "lib/pattern/multtest.h"
#include "lib/pattern/special.h"

enum {
	YEAR = 364,
	LEAST = 20, /* signals in a cell, to be looked at */
	LEAST_REPEATS = 8,
	PRIOR = 20 /* signals that the rest of an organisation lends */
};

static const double kappa = .1; /* a year's window moves slowly */
static const double our_share = .05;
static const double untold_cluster = 2;

struct outcome {
	size_t cell;
	double n, repeats, expected, variance, p;
};

static int
by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a;
	uint64_t y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/*
 * sum r^2 / sum r over the people who came back, in all recent signals; N is
 * how many such repeats there were.
 */
static double
clustering_known(const struct corpus *c, size_t *n)
{
	uint64_t *who = xmalloc((c->ndetails + 1) * sizeof(*who));
	double sum = 0;
	double squares = 0;
	double r;

	*n = 0;
	for (size_t i = 0; i < c->ndetails; i++)
		if (c->detail[i].flags & DETAIL_REPEAT)
			who[(*n)++] = c->detail[i].sender;
	if (*n > 1)
		qsort(who, *n, sizeof(*who), by_number);
	for (size_t i = 0, k; i < *n; i = k) {
		for (k = i + 1; k < *n && who[k] == who[i];)
			k++;
		r = (double)(k - i);
		sum += r;
		squares += r * r;
	}
	free(who);
	return sum > 0 ? squares / sum : 1;
}

/* The same; where most repeats are known of tallies only, not too little. */
static double
clustering(const struct cells *x)
{
	size_t known;
	double cluster = clustering_known(x->corpus, &known);
	double all = (double)cells_sum(x, 0, TALLY_REPEATS,
	    x->until - CORPUS_DAYS + 1, x->until);

	return (double)known * 2 >= all && known > 0 ?
	    cluster :
	    fmax(cluster, untold_cluster);
}

static size_t
organisation(const struct cells *x, size_t i)
{
	while (x->form[x->cell[i].form].n > 1)
		i = (size_t)x->cell[i].parent;
	return i;
}

/* A cell's signals and repeats of the year; n below 0 is not counted yet. */
struct year {
	double n;
	double repeats;
};

static const struct year *
count_year(const struct cells *x, size_t i, struct year *kept)
{
	const uint32_t *m = cells_members(x, i);
	int32_t from = x->until - YEAR + 1;
	struct cells_rows rows;

	if (kept[i].n >= 0)
		return &kept[i];
	kept[i] = (struct year){ 0, 0 };
	for (uint32_t k = 0; k < x->cell[i].nmembers; k++) {
		if (tally_has_floor(&x->corpus->tally.cell[m[k]]))
			continue;
		rows = cells_rows(x, m[k]);
		for (size_t r = 0; r < rows.n; r++) {
			if (rows.day[r].day < from ||
			    rows.day[r].day > x->until)
				continue;
			kept[i].n += rows.day[r].n;
			kept[i].repeats += rows.row[r]->c[TALLY_REPEATS];
		}
	}
	return &kept[i];
}

static bool
test_cell(struct look *l, size_t i, double cluster, struct year *kept,
    struct outcome *o)
{
	const struct cells *x = l->cells;
	const struct year *own = count_year(x, i, kept);
	const struct year *org = count_year(x, organisation(x, i), kept);
	double n = own->n;
	double all, back;

	if (n < LEAST)
		return false;
	*o = (struct outcome){ .cell = i, .n = n };
	o->repeats = own->repeats;
	all = org->n - n;
	back = org->repeats - o->repeats;
	o->expected = n * (back + .5) / (all + PRIOR);
	o->variance = fmax(cluster, 1) * o->expected +
	    o->expected * o->expected / fmax(back, 1);
	o->p = special_nb_tail(o->repeats, o->expected, o->variance);
	return true;
}

static void
add(struct findings *fs, struct look *l, const struct outcome *o, double q)
{
	const struct cells *x = l->cells;
	struct finding *f = findings_add(fs, "repeat", "share/1");

	finding_where_cell(fs, f, x, o->cell);
	f->to = x->until;
	f->from = corpus_since(x->corpus, YEAR);
	finding_facts(fs, f, x);
	look_course(l, f, NULL);
	f->observed = o->repeats;
	f->expected = o->expected;
	f->variance = o->variance;
	f->low = special_nb_inv(.05, o->expected, o->variance);
	f->high = special_nb_inv(.95, o->expected, o->variance);
	f->ratio = o->repeats / o->expected;
	f->ratio_low = special_gamma_inv(.05, o->repeats + .5) / o->expected;
	f->ratio_high = special_gamma_inv(.95, o->repeats + .5) / o->expected;
	f->p = o->p;
	f->q = q;
	f->chance = q > .05;
	look_account(l, "repeat")->found++;
}

static bool
eligible(const struct cells *x, size_t i)
{
	const struct cells_form *f = &x->form[x->cell[i].form];

	return !x->cell[i].dropped && f->n >= 2 && f->dim[0] == TALLY_ORG &&
	    x->cell[i].parent >= 0;
}

/* The outcomes of all cells; how many there are. */
static size_t
test_cells(struct look *l, struct outcome *o)
{
	const struct cells *x = l->cells;
	struct year *kept = xmalloc((x->n + 1) * sizeof(*kept));
	double cluster = x->n > 0 ? clustering(x) : 1;
	size_t n = 0;

	for (size_t i = 0; i < x->n; i++)
		kept[i].n = -1;
	for (size_t i = 0; i < x->n; i++)
		if (eligible(x, i) && test_cell(l, i, cluster, kept, &o[n]))
			n++;
	free(kept);
	look_account(l, "repeat")->cells = x->n;
	look_account(l, "repeat")->tests = n;
	return n;
}

void
again_find_repeats(struct findings *fs, struct look *l)
{
	struct outcome *o = xmalloc((l->cells->n + 1) * sizeof(*o));
	size_t n = test_cells(l, o);
	double *p = xmalloc((n + 1) * sizeof(*p));
	double *q = xmalloc((n + 1) * sizeof(*q));
	double limit = multtest_budget(our_share * l->opt.budget, kappa,
	    fmax((double)n, 1));

	for (size_t i = 0; i < n; i++)
		p[i] = o[i].p;
	look_adjust(p, q, n, (double)n);
	for (size_t i = 0; i < n; i++)
		if (o[i].repeats >= LEAST_REPEATS && q[i] <= .05 &&
		    p[i] <= limit && o[i].repeats >= 1.5 * o[i].expected)
			add(fs, l, &o[i], q[i]);
	free(o);
	free(p);
	free(q);
}
