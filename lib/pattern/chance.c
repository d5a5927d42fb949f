#include "lib/pattern/chance.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/line/json.h"

/* More labels than this of one signal are not looked at. */
enum { LABELS = 6, SETS = 1 << LABELS };

/* What a signal is about: the sets of its labels, each with a number. */
struct matter {
	bool known;
	unsigned n; /* labels */
	uint32_t set[SETS]; /* by their bits */
};

/* Signals of known people, of one cell of the tally on one day. */
struct event {
	int32_t day;
	uint32_t cell;
	uint32_t n;
};

struct sweep {
	const struct cells *x;
	uint32_t *of; /* the matter of a cell of the tally */
	struct matter *matter;
	double *count; /* signals in the window, by set of labels */
};

static bool
is_told(const struct sweep *s, uint32_t cell)
{
	const struct tally_cell *c = &s->x->corpus->tally.cell[cell];

	return c->what == TALLY_SIGNALS && !tally_has_floor(c);
}

/* Sets of labels, as numbers; and the themes among those. */
struct numbers {
	struct set sets;
	struct set themes;
};

/* The labels of C: its themes and its product. */
static unsigned
labels_of(const struct tally *t, const struct tally_cell *c,
    struct numbers *numbers, uint32_t *label)
{
	struct slice themes = set_key(&t->values, c->dim[TALLY_THEME]);
	unsigned n = 0;
	struct json_walk w;

	if (c->dim[TALLY_PRODUCT] != 0)
		label[n++] = c->dim[TALLY_PRODUCT];
	for (json_items(&w, themes); json_next(&w) && n < LABELS;)
		if (!slice_eq(w.value, SLICE("\"onbepaald\"")))
			label[n++] = 1u << 31 |
			    (uint32_t)set_add(&numbers->themes, w.value, NULL);
	return n;
}

/*
 * Number every set of the labels of C, within its organisation; the empty one
 * is that of all its signals.
 */
static void
fill_matter(const struct tally *t, const struct tally_cell *c,
    struct numbers *numbers, struct matter *m)
{
	uint32_t label[LABELS];

	m->known = true;
	m->n = labels_of(t, c, numbers, label);
	for (unsigned bits = 0; bits < 1u << m->n; bits++) {
		uint32_t key[1 + LABELS] = { c->dim[TALLY_ORG] };
		size_t n = 1;

		for (unsigned i = 0; i < m->n; i++)
			if (bits & 1u << i)
				key[n++] = label[i];
		m->set[bits] = (uint32_t)set_add(&numbers->sets,
		    (struct slice){ (const char *)key, sizeof(key) }, NULL);
	}
}

static void
find_matters(struct sweep *s)
{
	const struct tally *t = &s->x->corpus->tally;
	unsigned by = 1u << TALLY_ORG | 1u << TALLY_PRODUCT | 1u << TALLY_THEME;
	struct numbers numbers = { 0 };

	s->of = xmalloc((t->ncells + 1) * sizeof(*s->of));
	s->matter = xcalloc(tally_number(t, by, s->of) + 1, sizeof(*s->matter));
	for (uint32_t c = 0; c < t->ncells; c++)
		if (is_told(s, c) && !s->matter[s->of[c]].known)
			fill_matter(t, &t->cell[c], &numbers,
			    &s->matter[s->of[c]]);
	s->count = xcalloc(numbers.sets.len + 1, sizeof(*s->count));
	set_release(&numbers.sets);
	set_release(&numbers.themes);
}

static void
count_event(struct sweep *s, const struct event *e, double sign)
{
	const struct matter *m = &s->matter[s->of[e->cell]];

	for (unsigned bits = 0; bits < 1u << m->n; bits++)
		s->count[m->set[bits]] += sign * e->n;
}

/* The signals of the window with any label of M: by inclusion and exclusion. */
static double
alike(const struct sweep *s, const struct matter *m)
{
	double sum = 0;

	for (unsigned bits = 1; bits < 1u << m->n; bits++) {
		double n = s->count[m->set[bits]];
		unsigned odd = 0;

		for (unsigned b = bits; b != 0; b &= b - 1)
			odd ^= 1;
		sum += odd ? n : -n;
	}
	return sum;
}

/*
 * For each of the N events from day FROM on, by day: how many signals of its
 * organisation, in the days before it, were of one matter with it, and how many
 * were not.
 */
static void
pair(struct sweep *s, const struct event *e, size_t n, int32_t from,
    double *same, double *other)
{
	const struct matter *m;
	size_t in = 0, out = 0;
	double a;

	for (size_t i = 0; i < n; i++) {
		for (; e[in].day < e[i].day; in++)
			count_event(s, &e[in], 1);
		for (; e[out].day < e[i].day - CHANCE_DAYS; out++)
			count_event(s, &e[out], -1);
		if (e[i].day < from)
			continue;
		m = &s->matter[s->of[e[i].cell]];
		a = alike(s, m);
		same[e[i].cell] += e[i].n * a;
		other[e[i].cell] += e[i].n * (s->count[m->set[0]] - a);
	}
	for (; out < in; out++)
		count_event(s, &e[out], -1);
}

static int
by_day(const void *a, const void *b)
{
	const struct event *x = a;
	const struct event *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return (x->cell > y->cell) - (x->cell < y->cell);
}

/* All events from day FROM on; freed by the caller. */
static struct event *
take_rows(const struct sweep *s, int32_t from, size_t *n)
{
	const struct cells *x = s->x;
	size_t rows = x->corpus->tally.nrows;
	struct event *e = xmalloc((rows + 1) * sizeof(*e));

	*n = 0;
	for (size_t i = 0; i < rows; i++) {
		const struct tally_row *r = x->row[i];
		int32_t day = x->day[i].day;

		if (day != DATE_NONE && day >= from && day <= x->until &&
		    r->c[TALLY_KNOWN] > 0 && is_told(s, r->cell))
			e[(*n)++] = (struct event){ day, r->cell,
				r->c[TALLY_KNOWN] };
	}
	if (*n > 1)
		qsort(e, *n, sizeof(*e), by_day);
	return e;
}

static int
by_sender(const void *a, const void *b)
{
	const struct detail *x = *(const struct detail *const *)a;
	const struct detail *y = *(const struct detail *const *)b;

	if (x->sender != y->sender)
		return x->sender < y->sender ? -1 : 1;
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return (x->cell > y->cell) - (x->cell < y->cell);
}

/* The recent signals, one by one, of known people about something. */
static const struct detail **
take_details(const struct sweep *s, size_t *n)
{
	const struct corpus *c = s->x->corpus;
	const struct detail **d = xmalloc((c->ndetails + 1) * sizeof(*d));

	*n = 0;
	for (size_t i = 0; i < c->ndetails; i++)
		if (sketch_is_person(c->detail[i].sender) &&
		    s->matter[s->of[c->detail[i].cell]].n > 0)
			d[(*n)++] = &c->detail[i];
	if (*n > 1)
		qsort(d, *n, sizeof(*d), by_sender);
	return d;
}

/* Of those signals, what chance has to do with another matter. */
static void
pair_others(struct sweep *s, struct chance *c, double *same)
{
	size_t n;
	const struct detail **d = take_details(s, &n);
	struct event *e = xmalloc((n + 1) * sizeof(*e));

	for (size_t i = 0; i < n; i++)
		e[i] = (struct event){ d[i]->day, d[i]->cell, 1 };
	for (size_t i = 0, k; i < n; i = k) {
		for (k = i + 1; k < n && d[k]->sender == d[i]->sender;)
			k++;
		pair(s, e + i, k - i, e[i].day, same, c->others);
	}
	if (n > 1)
		qsort(e, n, sizeof(*e), by_day);
	pair(s, e, n, n > 0 ? e[0].day : 0, same, c->other_pairs);
	free(d);
	free(e);
}

void
chance_of(struct chance *c, const struct cells *x, int32_t from)
{
	size_t ncells = x->corpus->tally.ncells;
	struct sweep s = { .x = x };
	struct event *e;
	double *spare = xcalloc(ncells + 1, sizeof(*spare));
	size_t n;

	c->pairs = xcalloc(ncells + 1, sizeof(*c->pairs));
	c->others = xcalloc(ncells + 1, sizeof(*c->others));
	c->other_pairs = xcalloc(ncells + 1, sizeof(*c->other_pairs));
	find_matters(&s);
	e = take_rows(&s, from - CHANCE_DAYS, &n);
	pair(&s, e, n, from, c->pairs, spare);
	pair_others(&s, c, spare);
	free(e);
	free(spare);
	free(s.of);
	free(s.matter);
	free(s.count);
}

void
chance_release(struct chance *c)
{
	free(c->pairs);
	free(c->others);
	free(c->other_pairs);
}
