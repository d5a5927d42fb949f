#include "lib/pattern/senders.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"

/* Whose signal it is, or what a cell of the tally is, of an organisation. */
struct of_org {
	uint32_t org; /* its number in the tally */
	uint64_t what;
};

static int
by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a;
	uint64_t y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static int
by_org(const void *a, const void *b)
{
	const struct of_org *x = a;
	const struct of_org *y = b;

	if (x->org != y->org)
		return x->org < y->org ? -1 : 1;
	return (x->what > y->what) - (x->what < y->what);
}

void
senders_sort(uint64_t *v, size_t n)
{
	if (n > 1)
		qsort(v, n, sizeof(*v), by_number);
}

/* How many of V are of one organisation: the first ones. */
static size_t
of_one(const struct of_org *v, size_t n)
{
	size_t i = 0;

	while (i < n && v[i].org == v[0].org)
		i++;
	return i;
}

/* Let what of S is different be what is of one organisation, if more. */
static void
raise(struct senders *s, double all, double persons, double each)
{
	s->apart = fmax(s->apart, all);
	s->most_persons = fmax(s->most_persons, persons);
	s->each_apart = fmax(s->each_apart, each);
}

/* Or of all, as many write to few of them. */
static void
spread(struct senders *s, double each)
{
	s->apart = fmax(s->apart, ceil(s->all / SENDERS_ORGS));
	s->each_apart = fmax(s->each_apart, ceil(each / SENDERS_ORGS));
}

/* Add to S the senders of N signals of one organisation. */
static void
count_one(struct senders *s, const struct of_org *v, size_t n)
{
	double all = 0;
	double persons = 0;
	double known = 0;

	for (size_t i = 0; i < n; i++) {
		known += sketch_is_person(v[i].what);
		if (i > 0 && v[i].what == v[i - 1].what)
			continue;
		all++;
		persons += sketch_is_person(v[i].what);
	}
	s->known += known;
	raise(s, all, persons, persons + ((double)n - known));
}

/* How many different senders V has, whatever organisation they are of. */
static void
count_all(struct senders *s, const struct of_org *v, size_t n)
{
	uint64_t *all = xmalloc((n + 1) * sizeof(*all));

	for (size_t i = 0; i < n; i++)
		all[i] = v[i].what;
	senders_sort(all, n);
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && all[i] == all[i - 1])
			continue;
		s->all++;
		s->persons += sketch_is_person(all[i]);
	}
	free(all);
}

struct senders
senders_count(const struct cells *x, const struct detail **d, size_t n)
{
	const struct tally *t = &x->corpus->tally;
	struct of_org *v = xmalloc((n + 1) * sizeof(*v));
	struct senders s = { .told = true };

	for (size_t i = 0; i < n; i++)
		v[i] = (struct of_org){ t->cell[d[i]->cell].dim[TALLY_ORG],
			d[i]->sender };
	if (n > 1)
		qsort(v, n, sizeof(*v), by_org);
	s.several = of_one(v, n) < n;
	for (size_t i = 0, k; i < n; i += k) {
		k = of_one(v + i, n - i);
		count_one(&s, v + i, k);
	}
	count_all(&s, v, n);
	spread(&s, s.persons + ((double)n - s.known));
	free(v);
	return s;
}

/* The members of cell I that have signals in those days; N of them. */
static struct of_org *
take_members(const struct cells *x, size_t i, int32_t from, int32_t to,
    size_t *n)
{
	const struct tally *t = &x->corpus->tally;
	const uint32_t *m = cells_members(x, i);
	struct of_org *v = xmalloc(
	    (x->cell[i].nmembers + (size_t)1) * sizeof(*v));

	*n = 0;
	for (uint32_t k = 0; k < x->cell[i].nmembers; k++)
		if (cells_signals(x, m[k], from, to) > 0)
			v[(*n)++] = (struct of_org){
				t->cell[m[k]].dim[TALLY_ORG], m[k]
			};
	if (*n > 1)
		qsort(v, *n, sizeof(*v), by_org);
	return v;
}

struct senders
senders_rows(const struct cells *x, size_t i, int32_t from, int32_t to)
{
	struct senders s = { 0 };
	struct sketch all = { 0 };
	struct sketch one;
	double untold, untold_all = 0;
	size_t n;
	struct of_org *v = take_members(x, i, from, to, &n);
	bool whose;

	s.several = of_one(v, n) < n;
	for (size_t at = 0, k; at < n; at += k) {
		k = of_one(v + at, n - at);
		/* tallies without it may be of many */
		whose = v[at].org != 0 || x->corpus->tallied == 0;
		one = (struct sketch){ 0 };
		untold = 0;
		for (size_t j = at; j < at + k; j++)
			untold += cells_senders(x, (uint32_t)v[j].what, from,
			    to, &one);
		raise(&s, sketch_senders(&one) + untold,
		    whose ? sketch_persons(&one) : 0, 0);
		s.several |= !whose;
		untold_all += untold;
		sketch_merge(&all, &one);
		sketch_release(&one);
	}
	s.all = sketch_senders(&all) + untold_all;
	s.persons = sketch_persons(&all);
	s.told = all.len > 0 && untold_all <= 0;
	s.about = all.len >= SKETCH_K;
	spread(&s, 0);
	sketch_release(&all);
	free(v);
	return s;
}
