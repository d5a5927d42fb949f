#include "lib/pattern/chance.h"

#include <math.h>
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

struct sweep {
	const struct cells *x;
	int32_t first; /* day */
	size_t days;
	uint32_t *row; /* in x->row, by day */
	size_t *at; /* where a day begins; days + 1 */
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

/* Who came back is known, whether or not it still says who. */
static double
known_in(const struct tally_row *r)
{
	return fmax(r->c[TALLY_KNOWN], r->c[TALLY_REPEATS]);
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

/* Number every set of the labels of C, within its organisation. */
static void
fill_matter(const struct tally *t, const struct tally_cell *c,
    struct numbers *numbers, struct matter *m)
{
	uint32_t label[LABELS];

	m->known = true;
	m->n = labels_of(t, c, numbers, label);
	for (unsigned bits = 1; bits < 1u << m->n; bits++) {
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

/* The day of row I as a number from 0; s->days if it is not looked at. */
static size_t
day_of(const struct sweep *s, size_t i)
{
	int32_t day = s->x->day[i].day;

	if (day == DATE_NONE || day < s->first || day > s->x->until ||
	    !is_told(s, s->x->row[i]->cell))
		return s->days;
	return (size_t)(day - s->first);
}

static void
sort_rows(struct sweep *s)
{
	size_t n = s->x->corpus->tally.nrows;
	size_t *fill = xcalloc(s->days + 2, sizeof(*fill));

	s->row = xmalloc((n + 1) * sizeof(*s->row));
	s->at = xcalloc(s->days + 2, sizeof(*s->at));
	for (size_t i = 0; i < n; i++)
		s->at[day_of(s, i) + 1]++;
	for (size_t d = 0; d <= s->days; d++)
		s->at[d + 1] += s->at[d];
	memcpy(fill, s->at, (s->days + 2) * sizeof(*fill));
	for (size_t i = 0; i < n; i++)
		s->row[fill[day_of(s, i)]++] = (uint32_t)i;
	free(fill);
}

/* Add the signals of day D to the window, or take them away: SIGN is -1. */
static void
count_day(struct sweep *s, size_t d, double sign)
{
	for (size_t i = s->at[d]; i < s->at[d + 1]; i++) {
		const struct tally_row *r = s->x->row[s->row[i]];
		const struct matter *m = &s->matter[s->of[r->cell]];

		for (unsigned bits = 1; bits < 1u << m->n; bits++)
			s->count[m->set[bits]] += sign * known_in(r);
	}
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

static void
pair_day(const struct sweep *s, size_t d, double *pairs)
{
	for (size_t i = s->at[d]; i < s->at[d + 1]; i++) {
		const struct tally_row *r = s->x->row[s->row[i]];

		pairs[r->cell] += known_in(r) *
		    alike(s, &s->matter[s->of[r->cell]]);
	}
}

double *
chance_pairs(const struct cells *x, int32_t from)
{
	struct sweep s = { .x = x, .first = from - CHANCE_DAYS };
	double *pairs = xcalloc(x->corpus->tally.ncells + 1, sizeof(*pairs));

	s.days = x->until < s.first ? 0 : (size_t)(x->until - s.first) + 1;
	find_matters(&s);
	sort_rows(&s);
	for (size_t d = 0; d < s.days; d++) {
		if (d >= 1)
			count_day(&s, d - 1, 1);
		if (d >= CHANCE_DAYS + 1)
			count_day(&s, d - CHANCE_DAYS - 1, -1);
		if (d >= CHANCE_DAYS)
			pair_day(&s, d, pairs);
	}
	free(s.row);
	free(s.at);
	free(s.of);
	free(s.matter);
	free(s.count);
	return pairs;
}
