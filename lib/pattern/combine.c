#include "lib/pattern/combine.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/burst.h"
#include "lib/pattern/disprop.h"
#include "lib/pattern/merge.h"
#include "lib/pattern/special.h"

enum {
	SIZE = 4, /* values in a set at most */
	ITEMS = 12, /* of a cell of the tally at most */
	LEAST = 10, /* signals */
	LEAST_SENDERS = 3,
	MOST = 10 /* findings */
};

static const double least_ratio = 1.5;
static const double same_matter = .5;

/* Values of one organisation, rising; unused ones are 0. */
struct itemset {
	uint32_t org;
	uint32_t n;
	uint64_t item[SIZE]; /* member and value */
};

struct combine {
	const struct cells *x;
	double *n; /* of each cell of the tally, in the days */
	struct set keys; /* sets that were counted */
	double *support;
	size_t cap;
};

struct found {
	struct itemset s;
	double a, e, p, q;
};

static struct slice
key_of(const struct itemset *s)
{
	return (struct slice){ (const char *)s, sizeof(*s) };
}

static double
support(const struct combine *c, const struct itemset *s)
{
	ptrdiff_t i = set_find(&c->keys, key_of(s));

	return i < 0 ? 0 : c->support[i];
}

static void
count_days(struct combine *c)
{
	const struct tally *t = &c->x->corpus->tally;
	int32_t until = c->x->until;
	const struct tally_row *r;

	c->n = xcalloc(t->ncells + 1, sizeof(*c->n));
	for (size_t i = 0; i < t->nrows; i++) {
		r = &t->rows[i];
		if (t->cell[r->cell].what == TALLY_SIGNALS &&
		    r->day > until - COMBINE_DAYS && r->day <= until)
			c->n[r->cell] += r->c[TALLY_N];
	}
}

static void
add_item(uint64_t *item, size_t *n, int dim, uint32_t value)
{
	if (value != 0 && *n < ITEMS)
		item[(*n)++] = (uint64_t)dim << 32 | value;
}

static int
by_item(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a;
	uint64_t y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* The values of CELL that are frequent in its organisation, rising. */
static size_t
take_items(const struct combine *c, const struct tally_cell *cell, int level,
    uint64_t item[ITEMS])
{
	static const int dims[] = { TALLY_KIND, TALLY_CHANNEL, TALLY_PRODUCT,
		TALLY_REGION };
	const struct set *values = &c->x->corpus->tally.values;
	struct itemset one = { .org = cell->dim[TALLY_ORG], .n = 1 };
	struct json_walk w;
	ptrdiff_t theme;
	size_t n = 0;
	size_t kept = 0;

	for (size_t i = 0; i < sizeof(dims) / sizeof(dims[0]); i++)
		add_item(item, &n, dims[i], cell->dim[dims[i]]);
	json_items(&w, set_key(values, cell->dim[TALLY_THEME]));
	while (json_next(&w)) {
		theme = set_find(values, w.value);
		if (theme > 0 && !slice_eq(w.value, SLICE("\"onbepaald\"")))
			add_item(item, &n, TALLY_THEME, (uint32_t)theme);
	}
	qsort(item, n, sizeof(*item), by_item);
	for (size_t i = 0; i < n; i++) {
		one.item[0] = item[i];
		if (level <= 1 || support(c, &one) >= LEAST)
			item[kept++] = item[i];
	}
	return kept;
}

/* Are all sets of one less frequent? */
static bool
parts_frequent(const struct combine *c, const struct itemset *s)
{
	struct itemset part;

	for (uint32_t out = 0; out < s->n && s->n > 1; out++) {
		part = (struct itemset){ .org = s->org };
		for (uint32_t i = 0; i < s->n; i++)
			if (i != out)
				part.item[part.n++] = s->item[i];
		if (support(c, &part) < LEAST)
			return false;
	}
	return true;
}

static void
count_set(struct combine *c, const struct itemset *s, double n)
{
	bool isnew;
	size_t i;

	if (!parts_frequent(c, s))
		return;
	i = set_add(&c->keys, key_of(s), &isnew);
	if (i == c->cap) {
		c->cap = c->cap ? c->cap * 2 : 1024;
		c->support = xrealloc(c->support, c->cap, sizeof(*c->support));
	}
	c->support[i] = (isnew ? 0 : c->support[i]) + n;
}

/* Every set of LEVEL of the ITEMs from FROM on, added to S. */
static void
choose(struct combine *c, struct itemset *s, const uint64_t *item, size_t len,
    size_t from, uint32_t level, double n)
{
	if (s->n == level) {
		count_set(c, s, n);
		return;
	}
	for (size_t i = from; i < len; i++) {
		s->item[s->n++] = item[i];
		choose(c, s, item, len, i + 1, level, n);
		s->item[--s->n] = 0;
	}
}

/* All sets of LEVEL values; 0 is all of an organisation. */
static void
count_level(struct combine *c, int level)
{
	const struct tally *t = &c->x->corpus->tally;
	uint64_t item[ITEMS];
	struct itemset s;
	size_t n;

	for (uint32_t i = 0; i < t->ncells; i++) {
		if (c->n[i] <= 0 || t->cell[i].dim[TALLY_ORG] == 0)
			continue;
		n = take_items(c, &t->cell[i], level, item);
		s = (struct itemset){ .org = t->cell[i].dim[TALLY_ORG] };
		choose(c, &s, item, n, 0, (uint32_t)level, c->n[i]);
	}
}

/* Where each value of S goes: to X, to Y or to what both have. */
enum { TO_X, TO_Y, TO_BOTH, WAYS };

static void
put_item(struct itemset *s, uint64_t item)
{
	s->item[s->n++] = item;
}

/*
 * The most that any of the parts of S explain: n(XZ) n(YZ) / n(Z), for all X,
 * Y and Z that make it up, where Z may be nothing at all.
 */
static double
expected(const struct combine *c, const struct itemset *s)
{
	struct itemset x, y, z;
	double most = 0;
	unsigned ways = 1;
	unsigned way;

	for (uint32_t i = 0; i < s->n; i++)
		ways *= WAYS;
	for (unsigned w = 0; w < ways; w++) {
		x = y = z = (struct itemset){ .org = s->org };
		way = w;
		for (uint32_t i = 0; i < s->n; i++, way /= WAYS) {
			if (way % WAYS != TO_Y)
				put_item(&x, s->item[i]);
			if (way % WAYS != TO_X)
				put_item(&y, s->item[i]);
			if (way % WAYS == TO_BOTH)
				put_item(&z, s->item[i]);
		}
		if (x.n < s->n && y.n < s->n)
			most = fmax(most,
			    support(c, &x) * support(c, &y) / support(c, &z));
	}
	return most;
}

static int
dim_of(uint64_t item)
{
	return (int)(item >> 32);
}

static struct slice
value_of(const struct combine *c, uint64_t item)
{
	return set_key(&c->x->corpus->tally.values, (uint32_t)item);
}

/* Is S about a theme that is no good news? */
static bool
is_matter(const struct combine *c, const struct itemset *s)
{
	bool theme = false;

	for (uint32_t i = 0; i < s->n; i++) {
		if (dim_of(s->item[i]) != TALLY_THEME)
			continue;
		theme = true;
		if (burst_good(value_of(c, s->item[i])))
			return false;
	}
	return theme;
}

static bool
has_item(const struct tally *t, const struct tally_cell *cell, uint64_t item)
{
	struct json_walk w;

	if (dim_of(item) != TALLY_THEME)
		return cell->dim[dim_of(item)] == (uint32_t)item;
	json_items(&w, set_key(&t->values, cell->dim[TALLY_THEME]));
	while (json_next(&w))
		if (set_find(&t->values, w.value) == (ptrdiff_t)(uint32_t)item)
			return true;
	return false;
}

static bool
holds(const struct tally *t, uint32_t cell, const struct itemset *s)
{
	const struct tally_cell *c = &t->cell[cell];

	if (c->what != TALLY_SIGNALS || c->dim[TALLY_ORG] != s->org)
		return false;
	for (uint32_t i = 0; i < s->n; i++)
		if (!has_item(t, c, s->item[i]))
			return false;
	return true;
}

/* The signals of S that F is about too, in the days of F. */
static double
shared(const struct combine *c, const struct itemset *s,
    const struct finding *f)
{
	const struct tally *t = &c->x->corpus->tally;
	const uint32_t *m = cells_members(c->x, (size_t)f->cell);
	struct cells_rows rows;
	double n = 0;

	for (uint32_t k = 0; k < c->x->cell[f->cell].nmembers; k++) {
		if (!holds(t, m[k], s))
			continue;
		rows = cells_rows(c->x, m[k]);
		for (size_t r = 0; r < rows.n; r++)
			if (rows.row[r]->day >= f->from &&
			    rows.row[r]->day <= f->to)
				n += rows.row[r]->c[TALLY_N];
	}
	return n;
}

/* Fold F into what rises, or the pairs that F holds into F. */
static void
fold(struct findings *fs, const struct combine *c, struct finding *f,
    const struct itemset *s)
{
	struct finding *g;
	double both;

	for (size_t i = 0; i < fs->n; i++) {
		g = fs->f[i];
		if (g == f || g->into != NULL || g->cell < 0)
			continue;
		both = shared(c, s, g);
		if (both < same_matter * g->n || both < same_matter * f->n)
			continue;
		if (strcmp(g->kind, "disproportion") == 0) {
			g->into = f;
			merge_part(fs, f, g);
		} else if (f->into == NULL && strcmp(g->kind, "silence") != 0) {
			f->into = g;
		}
	}
}

/* Persons, evidence and quotes, where all signals are known one by one. */
static void
tell_signals(struct findings *fs, struct finding *f, const struct combine *c,
    const struct itemset *s)
{
	const struct corpus *corpus = c->x->corpus;
	const struct detail **d = xmalloc((corpus->ndetails + 1) * sizeof(*d));
	const struct detail *of;
	size_t n = 0;
	size_t len;

	for (uint32_t i = 0; i < corpus->tally.ncells; i++) {
		if (c->n[i] <= 0 || !holds(&corpus->tally, i, s))
			continue;
		of = corpus_details(corpus, i, &len);
		for (size_t k = 0; k < len; k++)
			if (of[k].day >= f->from && of[k].day <= f->to)
				d[n++] = &of[k];
	}
	finding_signals(fs, f, c->x, d, n);
	if ((double)n < f->n) {
		f->persons = f->persons_known = f->repeats = f->urgent = NAN;
		f->senders = f->n;
	}
	free(d);
}

static void
put_where(struct findings *fs, struct finding *f, const struct combine *c,
    const struct itemset *s)
{
	struct buf b = { 0 };

	json_decode(&b, set_key(&c->x->corpus->tally.values, s->org));
	finding_where(fs, f, "org", buf_slice(&b));
	finding_list(fs, &f->orgs, buf_slice(&b));
	for (uint32_t i = 0; i < s->n; i++) {
		buf_reset(&b);
		json_decode(&b, value_of(c, s->item[i]));
		finding_where(fs, f, tally_dim_name(dim_of(s->item[i])),
		    buf_slice(&b));
	}
	finding_identify(f);
	buf_release(&b);
}

static bool
add(struct findings *fs, struct look *l, const struct combine *c,
    const struct found *o)
{
	struct finding *f = findings_add(fs, "combination", "ic/1");

	put_where(fs, f, c, &o->s);
	f->to = c->x->until;
	f->from = c->x->until - COMBINE_DAYS + 1;
	f->n = f->observed = o->a;
	f->expected = f->variance = o->e;
	f->low = special_poisson_inv(.05, o->e);
	f->high = special_poisson_inv(.95, o->e);
	f->ratio = (o->a + .5) / (o->e + .5);
	f->ratio_low = special_gamma_inv(.05, o->a + .5) / (o->e + .5);
	f->ratio_high = special_gamma_inv(.95, o->a + .5) / (o->e + .5);
	f->p = o->p;
	f->q = o->q;
	tell_signals(fs, f, c, &o->s);
	if (f->senders < LEAST_SENDERS) {
		findings_drop(fs);
		return false;
	}
	look_account(l, "combination")->found++;
	fold(fs, c, f, &o->s);
	return true;
}

static int
strongest_first(const void *a, const void *b)
{
	const struct found *x = a;
	const struct found *y = b;

	if (x->p != y->p)
		return x->p < y->p ? -1 : 1;
	if (x->s.n != y->s.n)
		return x->s.n > y->s.n ? -1 : 1;
	return memcmp(&x->s, &y->s, sizeof(x->s));
}

/* Does O differ in no more than a value from one that was told? */
static bool
told(const struct found *o, const struct found *by)
{
	uint32_t missing = 0;

	for (uint32_t i = 0; i < o->s.n; i++) {
		bool has = false;

		for (uint32_t k = 0; k < by->s.n; k++)
			has |= by->s.item[k] == o->s.item[i];
		missing += !has;
	}
	return by->s.org == o->s.org &&
	    (missing == 0 || (missing == 1 && o->s.n >= by->s.n));
}

/* Test all sets of three and four; the N that stand out go to O. */
static size_t
test(const struct combine *c, struct look *l, struct found *o)
{
	struct look_tests *a = look_account(l, "combination");
	double *p = xmalloc((c->keys.len + 1) * sizeof(*p));
	double *q = xmalloc((c->keys.len + 1) * sizeof(*q));
	size_t n = 0;
	size_t kept = 0;

	for (size_t i = 0; i < c->keys.len; i++) {
		memcpy(&o[n].s, set_key(&c->keys, i).p, sizeof(o[n].s));
		o[n].a = c->support[i];
		if (o[n].s.n < 3 || !is_matter(c, &o[n].s))
			continue;
		a->cells++;
		if (o[n].a < LEAST)
			continue;
		o[n].e = expected(c, &o[n].s);
		o[n].p = special_nb_tail(o[n].a, o[n].e, o[n].e);
		p[n] = o[n].p;
		n++;
	}
	a->tests = n;
	look_adjust(p, q, n, (double)n);
	for (size_t i = 0; i < n; i++) {
		o[i].q = q[i];
		if (q[i] <= .05 &&
		    special_gamma_inv(.05, o[i].a + .5) >=
			least_ratio * (o[i].e + .5))
			o[kept++] = o[i];
	}
	free(p);
	free(q);
	return kept;
}

void
combine_find(struct findings *fs, struct look *l)
{
	struct combine c = { .x = l->cells };
	struct found *o;
	size_t n;
	size_t done = 0;

	count_days(&c);
	for (int level = 0; level <= SIZE; level++)
		count_level(&c, level);
	o = xmalloc((c.keys.len + 1) * sizeof(*o));
	n = test(&c, l, o);
	if (n > 1)
		qsort(o, n, sizeof(*o), strongest_first);
	for (size_t i = 0; i < n && done < MOST; i++) {
		bool again = false;

		for (size_t k = 0; k < done && !again; k++)
			again = told(&o[i], &o[k]);
		if (!again && add(fs, l, &c, &o[i]))
			o[done++] = o[i];
	}
	set_release(&c.keys);
	free(c.support);
	free(c.n);
	free(o);
}
