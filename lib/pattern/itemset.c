#include "lib/pattern/itemset.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/pattern/again.h"

enum { ITEMS = 12 }; /* of a cell of the tally at most */

static struct slice
key_of(const struct itemset *s)
{
	return (struct slice){ (const char *)s, sizeof(*s) };
}

static double
support(const struct itemsets *c, const struct itemset *s)
{
	ptrdiff_t i = set_find(&c->keys, key_of(s));

	return i < 0 ? 0 : c->support[i];
}

static void
count_days(struct itemsets *c, int days)
{
	const struct tally *t = &c->x->corpus->tally;
	int32_t until = c->x->until;
	int32_t from = until - days + 1;

	c->less = again_often(c->x, from, until);
	c->n = xcalloc(t->ncells + 1, sizeof(*c->n));
	for (uint32_t i = 0; i < t->ncells; i++)
		if (t->cell[i].what == TALLY_SIGNALS &&
		    !tally_has_floor(&t->cell[i]))
			c->n[i] = cells_signals(c->x, i, from, until) -
			    c->less[i];
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
take_items(const struct itemsets *c, const struct tally_cell *cell, int level,
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
		if (level <= 1 || support(c, &one) >= ITEMSET_LEAST)
			item[kept++] = item[i];
	}
	return kept;
}

/* Sets of the values of one cell; which ones, as bits. */
struct choice {
	struct itemsets *c;
	struct itemset s; /* what is chosen so far */
	const uint64_t *item;
	size_t len;
	uint32_t level; /* how many are to be chosen */
	double n; /* signals in the cell */
	signed char frequent[1 << ITEMS]; /* 1 yes, -1 no, 0 not asked yet */
};

/* Are the values of BITS frequent together? */
static bool
frequent(struct choice *h, unsigned bits)
{
	struct itemset s = { .org = h->s.org };

	if (h->frequent[bits] == 0) {
		for (unsigned left = bits; left != 0; left &= left - 1)
			s.item[s.n++] = h->item[__builtin_ctz(left)];
		h->frequent[bits] = support(h->c, &s) >= ITEMSET_LEAST ? 1 : -1;
	}
	return h->frequent[bits] > 0;
}

/* Are all sets of one less than BITS frequent? */
static bool
parts_frequent(struct choice *h, unsigned bits)
{
	for (unsigned left = bits; left != 0; left &= left - 1)
		if (!frequent(h, bits & ~(left & -left)))
			return false;
	return true;
}

static void
count_set(struct choice *h, unsigned bits)
{
	struct itemsets *c = h->c;
	bool isnew;
	size_t i;

	if (h->level > 1 && !parts_frequent(h, bits))
		return;
	i = set_add(&c->keys, key_of(&h->s), &isnew);
	if (i == c->cap) {
		c->cap = c->cap ? c->cap * 2 : 1024;
		c->support = xrealloc(c->support, c->cap, sizeof(*c->support));
	}
	c->support[i] = (isnew ? 0 : c->support[i]) + h->n;
}

/* Every set of which BITS are chosen, with values from FROM on. */
static void
choose(struct choice *h, size_t from, unsigned bits)
{
	if (h->s.n == h->level) {
		count_set(h, bits);
		return;
	}
	for (size_t i = from; i < h->len; i++) {
		h->s.item[h->s.n++] = h->item[i];
		choose(h, i + 1, bits | 1u << i);
		h->s.item[--h->s.n] = 0;
	}
}

/* All sets of LEVEL values; 0 is all of an organisation. */
static void
count_level(struct itemsets *c, int level)
{
	const struct tally *t = &c->x->corpus->tally;
	uint64_t item[ITEMS];
	struct choice h = { .c = c, .item = item, .level = (uint32_t)level };

	for (uint32_t i = 0; i < t->ncells; i++) {
		if (c->n[i] <= 0 || t->cell[i].dim[TALLY_ORG] == 0)
			continue;
		h.len = take_items(c, &t->cell[i], level, item);
		h.s = (struct itemset){ .org = t->cell[i].dim[TALLY_ORG] };
		h.n = c->n[i];
		memset(h.frequent, 0, (size_t)1 << h.len);
		choose(&h, 0, 0);
	}
}

/* Where each value of S goes: to X, to Y or to what both have. */
enum { TO_X, TO_Y, TO_BOTH, WAYS };

static void
put_item(struct itemset *s, uint64_t item)
{
	s->item[s->n++] = item;
}

double
itemsets_expected(const struct itemsets *c, const struct itemset *s)
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

void
itemsets_count(struct itemsets *c, const struct cells *x, int days)
{
	c->x = x;
	count_days(c, days);
	for (int level = 0; level <= ITEMSET_SIZE; level++)
		count_level(c, level);
}

void
itemsets_release(struct itemsets *c)
{
	set_release(&c->keys);
	free(c->support);
	free(c->n);
	free(c->less);
	*c = (struct itemsets){ 0 };
}
