#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/again.h"
#include "lib/pattern/rank.h"
#include "lib/pattern/senders.h"

enum {
	LEAST = 10,
	WITHIN = 28, /* days */
	RECENT = 56
};

/* The signals of one family, oldest first. */
struct family {
	const struct detail **d;
	size_t n;
};

static int
by_group(const void *a, const void *b)
{
	const struct detail *x = *(const struct detail *const *)a;
	const struct detail *y = *(const struct detail *const *)b;

	if (x->family != y->family)
		return x->family < y->family ? -1 : 1;
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return slice_cmp(x->id, y->id);
}

/* All signals that belong to a family: those of a group, and its first. */
static struct family
take_members(const struct corpus *c)
{
	struct family f = { 0 };

	f.d = xmalloc((c->ndetails + 1) * sizeof(*f.d));
	for (size_t i = 0; i < c->ndetails; i++)
		if (c->detail[i].family != 0)
			f.d[f.n++] = &c->detail[i];
	if (f.n > 1)
		qsort(f.d, f.n, sizeof(*f.d), by_group);
	return f;
}

/*
 * The most signals within WITHIN days of which the last is of the last RECENT
 * up to l->cells->until; F is cut down to them.
 */
static void
densest(struct family *f, int32_t until)
{
	size_t best = 0;
	size_t at = 0;

	for (size_t i = 0, k = 0; i < f->n; i++) {
		while (f->d[i]->day - f->d[k]->day >= WITHIN)
			k++;
		if (f->d[i]->day > until - RECENT && i - k + 1 >= best) {
			best = i - k + 1;
			at = k;
		}
	}
	f->d += at;
	f->n = best;
}

enum { VALUES = 64 /* different ones that are counted */ };

/* Count the value, or each of the values in a list, that V is. */
static void
count_value(struct set *values, size_t count[VALUES], struct slice v)
{
	struct json_walk w;
	size_t at;

	if (json_kind(v) == JSON_ARRAY) {
		for (json_items(&w, v); json_next(&w);)
			count_value(values, count, w.value);
		return;
	}
	if (v.n == 0)
		return;
	at = set_add(values, v, NULL);
	if (at < VALUES)
		count[at]++;
}

/* Is there a value of DIM that IN_FIVE in five of F share?  B is it, then. */
static bool
common(struct buf *b, const struct family *f, const struct cells *x, int dim,
    size_t in_five)
{
	const struct tally *t = &x->corpus->tally;
	struct set values = { 0 };
	size_t count[VALUES] = { 0 };
	struct slice found = { NULL, 0 };

	for (size_t i = 0; i < f->n; i++)
		count_value(&values, count,
		    set_key(&t->values, t->cell[f->d[i]->cell].dim[dim]));
	for (size_t i = 0; i < values.len && i < VALUES; i++)
		if (5 * count[i] >= in_five * f->n)
			found = set_key(&values, i);
	buf_reset(b);
	if (found.n > 0)
		json_decode(b, found);
	set_release(&values);
	return found.n > 0;
}

/*
 * Where the family is: its group, of which the id is made, and what all of
 * it share; what it is about is what most of it share.
 */
static void
put_where(struct findings *fs, struct finding *f, const struct family *fam,
    const struct cells *x)
{
	static const int dims[] = { TALLY_ORG, TALLY_THEME, TALLY_PRODUCT,
		TALLY_KIND, TALLY_CHANNEL, TALLY_REGION };
	struct buf b = { 0 };
	bool all;

	finding_where(fs, f, "group",
	    set_key(&x->corpus->groups, fam->d[0]->family - 1));
	finding_identify(f);
	for (size_t i = 0; i < sizeof(dims) / sizeof(dims[0]); i++) {
		all = common(&b, fam, x, dims[i], 5);
		if (!common(&b, fam, x, dims[i], 4))
			continue;
		finding_about(fs, f, tally_dim_name(dims[i]), buf_slice(&b));
		if (i < 3 && all)
			finding_where(fs, f, tally_dim_name(dims[i]),
			    buf_slice(&b));
	}
	finding_sort(f);
	buf_release(&b);
}

static void
add(struct findings *fs, struct look *l, const struct family *fam)
{
	const struct cells *x = l->cells;
	struct finding *f = findings_add(fs, "campaign", "group/1");

	put_where(fs, f, fam, x);
	f->from = fam->d[0]->day; /* they are oldest first, still */
	f->to = fam->d[fam->n - 1]->day;
	f->n = f->observed = (double)fam->n;
	finding_signals(fs, f, x, fam->d, fam->n);
	/* the near-equal texts of those who are unknown are not one sender's */
	f->senders = senders_count(x, fam->d, fam->n).each_apart;
	look_account(l, "campaign")->found++;
}

/* ONE is the next family of ALL. */
static bool
next_family(const struct family *all, size_t *at, struct family *one)
{
	size_t from = *at;

	if (from == all->n)
		return false;
	while (*at < all->n && all->d[*at]->family == all->d[from]->family)
		++*at;
	*one = (struct family){ all->d + from, *at - from };
	return true;
}

/*
 * Count in LESS, by cell, those of FAM up to day UNTIL that are of LEAST
 * within WITHIN days.
 */
static void
count_often(double *less, const struct family *fam, int32_t from, int32_t until)
{
	const struct detail *const *d = fam->d;
	size_t done = 0;

	for (size_t i = 0, k = 0; i < fam->n && d[i]->day <= until; i++) {
		while (d[i]->day - d[k]->day >= WITHIN)
			k++;
		if (i - k + 1 < LEAST)
			continue;
		for (done = done < k ? k : done; done <= i; done++)
			less[d[done]->cell] += d[done]->day >= from;
	}
}

double *
again_often(const struct cells *x, int32_t from, int32_t until)
{
	struct family all = take_members(x->corpus);
	double *less = xcalloc(x->corpus->tally.ncells + 1, sizeof(*less));
	struct family one;

	from = from < x->first ? x->first : from;
	for (size_t i = 0; next_family(&all, &i, &one);)
		count_often(less, &one, from, until);
	free(all.d);
	return less;
}

void
again_find_campaigns(struct findings *fs, struct look *l)
{
	struct look_tests *a = look_account(l, "campaign");
	struct family all = take_members(l->cells->corpus);
	struct family one;

	for (size_t i = 0; next_family(&all, &i, &one);) {
		densest(&one, l->cells->until);
		a->cells++;
		if (one.n >= LEAST)
			add(fs, l, &one);
	}
	a->tests = a->cells;
	free(all.d);
}

void
again_mark_campaigns(struct look *l)
{
	struct corpus *c = l->cells->corpus;
	struct family all = take_members(c);
	struct family one;
	uint16_t flags;
	size_t urgent;

	for (size_t i = 0; next_family(&all, &i, &one);) {
		densest(&one, l->cells->until);
		if (one.n < LEAST)
			continue;
		urgent = 0;
		for (size_t k = 0; k < one.n; k++)
			urgent += one.d[k]->urgency >= URGENCY_HIGH;
		flags = DETAIL_LETTER;
		if (rank_urgent((double)urgent, (double)one.n))
			flags |= DETAIL_CAMPAIGN;
		for (size_t k = 0; k < one.n; k++)
			c->detail[one.d[k] - c->detail].flags |= flags;
	}
	free(all.d);
}
