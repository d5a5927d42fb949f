#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/pattern/again.h"
#include "lib/pattern/chance.h"
#include "lib/pattern/multtest.h"
#include "lib/pattern/senders.h"
#include "lib/pattern/special.h"

enum {
	YEAR = 364,
	LEAST = 20, /* signals of known people in a cell, and in the rest */
	LEAST_REPEATS = 8,
	LEAST_PEOPLE = 3, /* who came back */
	PRIOR = 20 /* signals that the rest of an organisation lends */
};

static const double kappa = .1; /* a year's window moves slowly */
static const double our_share = .05;
static const double untold_cluster = 2;
static const double many = 1.5; /* times what is expected */
static const double surely = .95;

struct outcome {
	size_t cell;
	double known, repeats, expected, variance, p;
	double people; /* who came back lately; NAN if not known */
};

/* Those who came back in the last CORPUS_DAYS, as far as they are known. */
struct returned {
	uint64_t *who;
	size_t n; /* times */
	double people;
	double cluster; /* sum r^2 / sum r, r the times of one of them; or 1 */
};

static void
count_people(struct returned *b)
{
	double squares = 0;
	double r;

	b->people = 0;
	senders_sort(b->who, b->n);
	for (size_t i = 0, k; i < b->n; i = k) {
		for (k = i + 1; k < b->n && b->who[k] == b->who[i];)
			k++;
		r = (double)(k - i);
		squares += r * r;
		b->people++;
	}
	b->cluster = b->n > 0 ? squares / (double)b->n : 1;
}

static void
take_repeats(struct returned *b, const struct detail *d, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (d[i].flags & DETAIL_REPEAT)
			b->who[b->n++] = d[i].sender;
}

/* Do they tell of most repeats in cell I in those days? */
static bool
tells(const struct returned *b, const struct cells *x, size_t i)
{
	double all = (double)cells_sum(x, i, TALLY_REPEATS,
	    x->until - CORPUS_DAYS + 1, x->until);

	return (double)b->n * 2 >= all;
}

/* The clusters of all; where most repeats are of tallies, not too little. */
static double
clustering(const struct cells *x, struct returned *b)
{
	take_repeats(b, x->corpus->detail, x->corpus->ndetails);
	count_people(b);
	return b->n > 0 && tells(b, x, 0) ? b->cluster :
					    fmax(b->cluster, untold_cluster);
}

/* Those of cell I. */
static void
return_to(struct returned *b, const struct cells *x, size_t i)
{
	const uint32_t *m = cells_members(x, i);
	const struct detail *d;
	size_t n;

	b->n = 0;
	for (uint32_t k = 0; k < x->cell[i].nmembers; k++) {
		d = corpus_details(x->corpus, m[k], &n);
		take_repeats(b, d, n);
	}
	count_people(b);
}

/*
 * A cell's signals of the year, those of known people, the repeats among them,
 * and sums of chance.h; n below 0 is not counted yet.
 */
struct year {
	double n;
	double known;
	double repeats;
	double pairs;
	double other_pairs;
	double others;
};

/* Of all cells. */
struct years {
	struct year *kept;
	struct chance chance;
};

/* The repeats in R that are of known people. */
static double
repeats_in(const struct tally_row *r)
{
	return fmin(r->c[TALLY_REPEATS], r->c[TALLY_KNOWN]);
}

static const struct year *
count_year(const struct cells *x, size_t i, struct years *all)
{
	const uint32_t *m = cells_members(x, i);
	int32_t from = x->until - YEAR + 1;
	struct year *y = &all->kept[i];
	struct cells_rows rows;

	if (y->n >= 0)
		return y;
	*y = (struct year){ 0 };
	for (uint32_t k = 0; k < x->cell[i].nmembers; k++) {
		if (tally_has_floor(&x->corpus->tally.cell[m[k]]))
			continue;
		y->pairs += all->chance.pairs[m[k]];
		y->other_pairs += all->chance.other_pairs[m[k]];
		y->others += all->chance.others[m[k]];
		rows = cells_rows(x, m[k]);
		for (size_t r = 0; r < rows.n; r++) {
			if (rows.day[r].day < from ||
			    rows.day[r].day > x->until)
				continue;
			y->n += rows.day[r].n;
			y->known += (double)rows.row[r]->c[TALLY_KNOWN];
			y->repeats += repeats_in(rows.row[r]);
		}
	}
	return y;
}

/* What is not about cell OWN of organisation ORG. */
static struct year
rest_of(const struct year *org, const struct year *own)
{
	return (struct year){ .n = org->n - own->n,
		.known = org->known - own->known,
		.repeats = org->repeats - own->repeats,
		.pairs = org->pairs - own->pairs };
}

/*
 * What share of the returns of REST, a part of ORG, is by chance, at most: who
 * comes by chance comes back as easily about something else.
 */
static double
by_chance(const struct year *org, const struct year *rest)
{
	double most;

	if (org->other_pairs <= 0 || rest->repeats <= 0)
		return 1;
	most = special_gamma_inv(surely, org->others + 1) / org->other_pairs;
	return fmin(1, most * rest->pairs / rest->repeats);
}

/*
 * The share that comes back, of those who are known, is as in the rest.  If
 * more are known here, so are more of those who came before: that alone shows
 * more of those who return.  So does a larger matter, of those who come by
 * chance.
 */
static double
expect(const struct year *org, const struct year *own, const struct year *rest)
{
	double better = fmax(1, own->known / own->n / (rest->known / rest->n));
	double larger = rest->pairs > 0 ?
	    own->pairs / own->known / (rest->pairs / rest->known) :
	    1;
	double chance = by_chance(org, rest);

	return own->known * (rest->repeats + .5) / (rest->known + PRIOR) *
	    ((1 - chance) * better + chance * fmax(better, larger));
}

static bool
is_many(const struct outcome *o)
{
	return o->repeats >= LEAST_REPEATS && o->repeats >= many * o->expected;
}

static bool
test_cell(struct look *l, size_t i, double cluster, struct years *all,
    struct returned *b, struct outcome *o)
{
	const struct cells *x = l->cells;
	const struct year *own = count_year(x, i, all);
	const struct year *org = count_year(x, cells_top(x, i), all);
	struct year rest = rest_of(org, own);
	double here = cluster;

	if (own->known < LEAST || rest.known < LEAST)
		return false;
	*o = (struct outcome){ .cell = i, .people = NAN };
	o->known = own->known;
	o->repeats = own->repeats;
	o->expected = expect(org, own, &rest);
	if (is_many(o)) {
		return_to(b, x, i);
		if (tells(b, x, i))
			o->people = b->people;
		here = fmax(cluster, b->cluster);
	}
	o->variance = here * o->expected +
	    cluster * o->expected * o->expected / fmax(rest.repeats, 1);
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
	f->known = o->known;
	f->returned = o->people;
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
	struct years all = { .kept = xmalloc((x->n + 1) * sizeof(*all.kept)) };
	struct returned b = { .who = xmalloc(
				  (x->corpus->ndetails + 1) * sizeof(*b.who)) };
	double cluster = x->n > 0 ? clustering(x, &b) : 1;
	size_t n = 0;

	chance_of(&all.chance, x, x->until - YEAR + 1);
	for (size_t i = 0; i < x->n; i++)
		all.kept[i].n = -1;
	for (size_t i = 0; i < x->n; i++)
		if (eligible(x, i) && test_cell(l, i, cluster, &all, &b, &o[n]))
			n++;
	free(b.who);
	free(all.kept);
	chance_release(&all.chance);
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
		if (is_many(&o[i]) && !(o[i].people < LEAST_PEOPLE) &&
		    q[i] <= .05 && p[i] <= limit)
			add(fs, l, &o[i], q[i]);
	free(o);
	free(p);
	free(q);
}
