#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/single.h"

enum { RECENT = 28 };

/* The signals of one finding: one, or those of a family, oldest first. */
struct grave {
	const struct detail **d;
	size_t n;
};

/* Say V, for words: a theme, each of a list of them, or another value. */
static void
describe_value(struct findings *fs, struct finding *f, int dim, struct slice v)
{
	struct buf b = { 0 };
	struct json_walk w;

	if (json_kind(v) == JSON_ARRAY) {
		for (json_items(&w, v); json_next(&w);)
			describe_value(fs, f, dim, w.value);
		return;
	}
	if (v.n == 0 || json_kind(v) != JSON_STRING)
		return;
	json_decode(&b, v);
	finding_about(fs, f, tally_dim_name(dim), buf_slice(&b));
	if (dim == TALLY_ORG)
		finding_list(fs, &f->orgs, buf_slice(&b));
	buf_release(&b);
}

/* Say the value of DIM that all of G have. */
static void
describe_dim(struct findings *fs, struct finding *f, const struct tally *t,
    const struct grave *g, int dim)
{
	uint32_t number = t->cell[g->d[0]->cell].dim[dim];

	for (size_t i = 1; i < g->n; i++)
		if (t->cell[g->d[i]->cell].dim[dim] != number)
			return;
	describe_value(fs, f, dim, set_key(&t->values, number));
}

static void
describe(struct findings *fs, struct finding *f, const struct cells *x,
    const struct grave *g)
{
	static const int dims[] = { TALLY_ORG, TALLY_KIND, TALLY_CHANNEL,
		TALLY_PRODUCT, TALLY_THEME };
	const struct tally *t = &x->corpus->tally;

	for (size_t i = 0; i < sizeof(dims) / sizeof(dims[0]); i++)
		describe_dim(fs, f, t, g, dims[i]);
}

/*
 * Where the signals of G are.  The id is made of the first of a family, so
 * that it stays when a signal gets a family.
 */
static void
locate(struct findings *fs, struct finding *f, const struct cells *x,
    const struct grave *g)
{
	uint32_t family = g->d[0]->family;
	struct slice first = family == 0 ?
	    g->d[0]->id :
	    set_key(&x->corpus->groups, family - 1);

	finding_where(fs, f, "id", first);
	finding_identify(f);
	if (family == 0)
		return;
	f->where.n = 0;
	finding_where(fs, f, "group", first);
	finding_where(fs, f, "urgency", SLICE("spoed"));
}

static void
add(struct findings *fs, struct look *l, const struct grave *g)
{
	const struct cells *x = l->cells;
	struct finding *f = findings_add(fs, "grave", "words/1");
	int32_t oldest = DATE_NONE;

	f->from = g->d[0]->day;
	f->to = g->d[g->n - 1]->day;
	for (size_t i = 0; i < g->n && oldest == DATE_NONE; i++)
		if (detail_open(g->d[i], x->until))
			oldest = g->d[i]->day;
	locate(fs, f, x, g);
	describe(fs, f, x, g);
	f->n = f->observed = (double)g->n;
	finding_signals(fs, f, x, g->d, g->n);
	/* what was closed waits no more; of some sources that is not known */
	f->gravity = f->closed ? 2 : 3;
	f->age = x->until - (oldest == DATE_NONE ? f->from : oldest);
}

static int
by_family(const void *a, const void *b)
{
	const struct detail *x = *(const struct detail *const *)a;
	const struct detail *y = *(const struct detail *const *)b;

	if (x->family != y->family)
		return x->family < y->family ? -1 : 1;
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return slice_cmp(x->id, y->id);
}

/* All grave signals, by family and day. */
static struct grave
take_all(const struct corpus *c)
{
	struct grave all = { 0 };

	all.d = xmalloc((c->ndetails + 1) * sizeof(*all.d));
	for (size_t i = 0; i < c->ndetails; i++)
		if (c->detail[i].urgency == URGENCY_NOW)
			all.d[all.n++] = &c->detail[i];
	if (all.n > 1)
		qsort(all.d, all.n, sizeof(*all.d), by_family);
	return all;
}

/* Is D new, or still waiting? */
static bool
waits(const struct corpus *c, const struct detail *d)
{
	return d->day > c->until - RECENT || detail_open(d, c->until);
}

/*
 * Cut G down to those from the day of the first up to that of the last that
 * wait; those between stay, as a family is shown by its period.
 */
static void
narrow(const struct corpus *c, struct grave *g)
{
	int32_t from = DATE_NONE;
	int32_t to = DATE_NONE;

	for (size_t i = 0; i < g->n; i++) {
		if (!waits(c, g->d[i]))
			continue;
		if (from == DATE_NONE)
			from = g->d[i]->day;
		to = g->d[i]->day;
	}
	while (g->n > 0 && (to == DATE_NONE || g->d[g->n - 1]->day > to))
		g->n--;
	for (; g->n > 0 && g->d[0]->day < from; g->d++)
		g->n--;
}

static int
newest_first(const void *a, const void *b)
{
	const struct grave *x = a;
	const struct grave *y = b;

	if (x->d[x->n - 1]->day != y->d[y->n - 1]->day)
		return x->d[x->n - 1]->day > y->d[y->n - 1]->day ? -1 : 1;
	return slice_cmp(x->d[0]->id, y->d[0]->id);
}

void
single_find_grave(struct findings *fs, struct look *l)
{
	const struct corpus *c = l->cells->corpus;
	struct look_tests *a = look_account(l, "grave");
	struct grave all = take_all(c);
	struct grave *one = xmalloc((all.n + 1) * sizeof(*one));
	size_t n = 0;
	size_t k;

	for (size_t i = 0; i < all.n; i = k) {
		for (k = i + 1; k < all.n && all.d[i]->family != 0 &&
		     all.d[k]->family == all.d[i]->family;)
			k++;
		one[n] = (struct grave){ all.d + i, k - i };
		narrow(c, &one[n]);
		n += one[n].n > 0;
	}
	if (n > 1)
		qsort(one, n, sizeof(*one), newest_first);
	for (size_t i = 0; i < n && i < SINGLE_GRAVE; i++)
		add(fs, l, &one[i]);
	a->cells = a->tests = c->ndetails;
	a->found = n;
	free(one);
	free(all.d);
}
