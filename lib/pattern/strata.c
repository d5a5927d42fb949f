#include "lib/pattern/strata.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"

/* What is counted: a theme with a value of a member, in a stratum. */
struct key {
	uint32_t theme; /* 0: whatever the theme */
	uint32_t dim;
	uint32_t value; /* 0: whatever the value */
	uint32_t stratum[2]; /* values of the members in find_stratum() */
};

/* A stratum in which a value occurs. */
struct strata_place {
	uint32_t dim, value, stratum[2];
};

static void
count(struct strata *s, struct key k, double n)
{
	bool isnew;
	size_t i = set_add(&s->keys,
	    (struct slice){ (const char *)&k, sizeof(k) }, &isnew);

	if (i == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 1024;
		s->n = xrealloc(s->n, s->cap, sizeof(*s->n));
	}
	s->n[i] = (isnew ? 0 : s->n[i]) + n;
}

static double
counted(const struct strata *s, struct key k)
{
	ptrdiff_t i = set_find(&s->keys,
	    (struct slice){ (const char *)&k, sizeof(k) });

	return i < 0 ? 0 : s->n[i];
}

static void
find_stratum(const struct tally_cell *c, int dim, uint32_t stratum[2])
{
	int other = dim == TALLY_KIND ? TALLY_PRODUCT : TALLY_KIND;

	stratum[0] = c->dim[dim == TALLY_ORG ? TALLY_PRODUCT : TALLY_ORG];
	stratum[1] = c->dim[other];
}

static void
count_cell(struct strata *s, const struct tally *t, uint32_t cell, double n)
{
	const struct tally_cell *tc = &t->cell[cell];
	struct json_walk w;
	struct key k;
	ptrdiff_t theme;

	for (int d = 0; d < s->ndims; d++) {
		if (tc->dim[s->dims[d]] == 0)
			continue;
		k = (struct key){ .dim = (uint32_t)s->dims[d],
			.value = tc->dim[s->dims[d]] };
		find_stratum(tc, s->dims[d], k.stratum);
		count(s, k, n);
		k.value = 0;
		count(s, k, n);
		json_items(&w, set_key(&t->values, tc->dim[TALLY_THEME]));
		while (json_next(&w)) {
			theme = set_find(&t->values, w.value);
			if (theme < 0)
				continue;
			k.theme = (uint32_t)theme;
			k.value = 0;
			count(s, k, n);
			k.value = tc->dim[s->dims[d]];
			count(s, k, n);
		}
	}
}

static int
by_place(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(struct strata_place));
}

static void
find_places(struct strata *s)
{
	struct key k;

	s->place = xmalloc((s->keys.len + 1) * sizeof(*s->place));
	for (size_t i = 0; i < s->keys.len; i++) {
		memcpy(&k, set_key(&s->keys, i).p, sizeof(k));
		if (k.theme == 0 && k.value != 0)
			s->place[s->nplaces++] = (struct strata_place){ k.dim,
				k.value, { k.stratum[0], k.stratum[1] } };
	}
	if (s->nplaces > 1)
		qsort(s->place, s->nplaces, sizeof(*s->place), by_place);
}

void
strata_count(struct strata *s, const struct cells *x, int32_t from, int32_t to,
    const double *less)
{
	const struct tally *t = &x->corpus->tally;
	double n;

	for (uint32_t cell = 0; cell < t->ncells; cell++) {
		if (t->cell[cell].what != TALLY_SIGNALS ||
		    tally_has_floor(&t->cell[cell]))
			continue;
		n = cells_signals(x, cell, from, to) - less[cell];
		if (n > 0)
			count_cell(s, t, cell, n);
	}
	find_places(s);
}

/* The first place that is not before DIM and VALUE. */
static size_t
first_place(const struct strata *s, uint32_t dim, uint32_t value)
{
	struct strata_place at = { dim, value, { 0, 0 } };
	size_t lo = 0;
	size_t hi = s->nplaces;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (by_place(&s->place[mid], &at) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/*
 * Add to PAIR what theme and value of K are in its stratum; returns what is
 * expected in that.
 */
static double
add_stratum(const struct strata *s, struct key k, struct disprop_pair *pair)
{
	struct key theme = k;
	struct key value = k;
	struct key all = k;
	double n, n1, n2;

	theme.value = 0;
	value.theme = 0;
	all.theme = all.value = 0;
	n = counted(s, all);
	n1 = counted(s, value);
	n2 = counted(s, theme);
	pair->a += counted(s, k);
	pair->n1 += n1;
	pair->n2 += n2;
	pair->all += n;
	return n > 0 ? n1 * n2 / n : 0;
}

static int
least_first(const void *a, const void *b)
{
	const double *x = a;
	const double *y = b;

	return (*x > *y) - (*x < *y);
}

/* The sum of N parts, the same in whatever order they came. */
static double
sum(double *part, size_t n)
{
	double all = 0;

	if (n > 1)
		qsort(part, n, sizeof(*part), least_first);
	for (size_t i = 0; i < n; i++)
		all += part[i];
	return all;
}

void
strata_pair(const struct strata *s, uint32_t theme, int dim, uint32_t value,
    struct disprop_pair *pair)
{
	struct key k = { .theme = theme, .dim = (uint32_t)dim, .value = value };
	const struct strata_place *p;
	size_t first = first_place(s, k.dim, value);
	size_t end = first;
	double *e;

	while (end < s->nplaces && s->place[end].dim == k.dim &&
	    s->place[end].value == value)
		end++;
	*pair = (struct disprop_pair){ 0 };
	e = xmalloc((end - first + 1) * sizeof(*e));
	for (size_t i = first; i < end; i++) {
		p = &s->place[i];
		memcpy(k.stratum, p->stratum, sizeof(k.stratum));
		e[i - first] = add_stratum(s, k, pair);
	}
	pair->e = sum(e, end - first);
	free(e);
}

void
strata_release(struct strata *s)
{
	set_release(&s->keys);
	free(s->n);
	free(s->place);
	*s = (struct strata){ 0 };
}
