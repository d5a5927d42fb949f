#include "lib/pattern/combine.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/pattern/burst.h"
#include "lib/pattern/disprop.h"
#include "lib/pattern/itemset.h"
#include "lib/pattern/merge.h"
#include "lib/pattern/special.h"

enum {
	LEAST_SENDERS = 3,
	MOST = 10 /* findings */
};

static const double least_ratio = 1.5;
static const double same_matter = .5;

struct found {
	struct itemset s;
	const struct itemsets *of;
	double a, e, p, q;
};

static int
dim_of(uint64_t item)
{
	return (int)(item >> 32);
}

static struct slice
value_of(const struct itemsets *c, uint64_t item)
{
	return set_key(&c->x->corpus->tally.values, (uint32_t)item);
}

/* Is S about a theme that is no good news? */
static bool
is_matter(const struct itemsets *c, const struct itemset *s)
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
shared(const struct itemsets *c, const struct itemset *s,
    const struct finding *f)
{
	const struct tally *t = &c->x->corpus->tally;
	const uint32_t *m = cells_members(c->x, (size_t)f->cell);
	double n = 0;

	for (uint32_t k = 0; k < c->x->cell[f->cell].nmembers; k++)
		if (holds(t, m[k], s))
			n += cells_signals(c->x, m[k], f->from, f->to);
	return n;
}

/* Fold F into what rises, or the pairs that F holds into F. */
static void
fold(struct findings *fs, const struct itemsets *c, struct finding *f,
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

/* The signals of S that do not count, as they are of campaigns. */
static double
letters_of(const struct itemsets *c, const struct itemset *s)
{
	const struct tally *t = &c->x->corpus->tally;
	double n = 0;

	for (uint32_t i = 0; i < t->ncells; i++)
		if (c->less[i] > 0 && !tally_has_floor(&t->cell[i]) &&
		    holds(t, i, s))
			n += c->less[i];
	return n;
}

/* Persons, evidence and quotes, where all signals are known one by one. */
static void
tell_signals(struct findings *fs, struct finding *f, const struct itemsets *c,
    const struct itemset *s)
{
	const struct corpus *corpus = c->x->corpus;
	const struct detail **d = xmalloc((corpus->ndetails + 1) * sizeof(*d));
	const struct detail *of;
	size_t n = 0;
	size_t len;

	for (uint32_t i = 0; i < corpus->tally.ncells; i++) {
		if (c->n[i] + c->less[i] <= 0 || !holds(&corpus->tally, i, s))
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
put_where(struct findings *fs, struct finding *f, const struct itemsets *c,
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
add(struct findings *fs, struct look *l, const struct itemsets *c,
    const struct found *o)
{
	struct finding *f = findings_add(fs, "combination", "ic/1");

	put_where(fs, f, c, &o->s);
	f->to = c->x->until;
	f->from = corpus_since(c->x->corpus, COMBINE_DAYS);
	f->observed = o->a;
	f->letters = letters_of(c, &o->s);
	f->n = f->observed + f->letters;
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

/* Which of two values comes first: by member, then by its bytes. */
static int
by_name(const struct itemsets *c, uint64_t a, uint64_t b)
{
	if (dim_of(a) != dim_of(b))
		return dim_of(a) < dim_of(b) ? -1 : 1;
	return slice_cmp(value_of(c, a), value_of(c, b));
}

/* Put the values of S in that order: their numbers are those of reading. */
static void
in_order(const struct itemsets *c, struct itemset *s)
{
	for (uint32_t i = 1; i < s->n; i++)
		for (uint32_t k = i;
		     k > 0 && by_name(c, s->item[k - 1], s->item[k]) > 0; k--) {
			uint64_t item = s->item[k];

			s->item[k] = s->item[k - 1];
			s->item[k - 1] = item;
		}
}

static int
strongest_first(const void *a, const void *b)
{
	const struct found *x = a;
	const struct found *y = b;
	int c;

	if (x->p != y->p)
		return x->p < y->p ? -1 : 1;
	if (x->s.n != y->s.n)
		return x->s.n > y->s.n ? -1 : 1;
	c = slice_cmp(value_of(x->of, x->s.org), value_of(x->of, y->s.org));
	for (uint32_t i = 0; i < x->s.n && c == 0; i++)
		c = by_name(x->of, x->s.item[i], y->s.item[i]);
	return c;
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
test(const struct itemsets *c, struct look *l, struct found *o)
{
	struct look_tests *a = look_account(l, "combination");
	double *p = xmalloc((c->keys.len + 1) * sizeof(*p));
	double *q = xmalloc((c->keys.len + 1) * sizeof(*q));
	size_t n = 0;
	size_t kept = 0;

	for (size_t i = 0; i < c->keys.len; i++) {
		memcpy(&o[n].s, set_key(&c->keys, i).p, sizeof(o[n].s));
		o[n].of = c;
		o[n].a = c->support[i];
		if (o[n].s.n < 3 || !is_matter(c, &o[n].s))
			continue;
		a->cells++;
		if (o[n].a < ITEMSET_LEAST)
			continue;
		o[n].e = itemsets_expected(c, &o[n].s);
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
			least_ratio * (o[i].e + .5)) {
			in_order(c, &o[i].s);
			o[kept++] = o[i];
		}
	}
	free(p);
	free(q);
	return kept;
}

void
combine_find(struct findings *fs, struct look *l)
{
	struct itemsets c = { 0 };
	struct found *o;
	size_t n;
	size_t done = 0;

	itemsets_count(&c, l->cells, COMBINE_DAYS);
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
	itemsets_release(&c);
	free(o);
}
