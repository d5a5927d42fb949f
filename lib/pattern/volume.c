#include "lib/pattern/volume.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/line/json.h"

static int
by_name(const void *a, const void *b)
{
	const struct volume_line *x = a;
	const struct volume_line *y = b;
	int c = 0;

	for (int d = 0; d < VOLUME_DIMS && c == 0; d++)
		c = slice_cmp(x->name[d], y->name[d]);
	if (c != 0)
		return c;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	if (x->to != y->to)
		return x->to < y->to ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

static bool
same_name(const struct volume_line *a, const struct volume_line *b)
{
	for (int d = 0; d < VOLUME_DIMS; d++)
		if (!slice_eq(a->name[d], b->name[d]))
			return false;
	return true;
}

/* The number that VALUE has in the tally, 0 if it is empty. */
static uint32_t
value_of(const struct cells *x, struct slice value)
{
	struct buf b = { 0 };
	ptrdiff_t at = 0;

	if (value.n > 0) {
		json_quote(&b, value);
		at = set_find(&x->corpus->tally.values, buf_slice(&b));
	}
	buf_release(&b);
	return at == SET_NONE ? UINT32_MAX : (uint32_t)at;
}

/* The last days of N without a gap, as far as they begin before UNTIL. */
static void
find_run(struct volume_name *n, int32_t until)
{
	bool some = false;

	n->from = n->to = n->gap = DATE_NONE;
	for (size_t i = 0; i < n->n && n->line[i].from <= until; i++) {
		if (n->to == DATE_NONE || n->line[i].from > n->to + 1) {
			n->gap = n->to == DATE_NONE ? DATE_NONE : n->to + 1;
			n->from = n->line[i].from;
			some = false;
		}
		if (n->to == DATE_NONE || n->line[i].to > n->to)
			n->to = n->line[i].to;
		some |= n->line[i].number > 0;
	}
	if (!some)
		n->from = n->to = DATE_NONE;
}

/* From which day on N says how busy it was. */
static int32_t
find_since(const struct volume *v, const struct volume_name *n)
{
	const struct cells *x = v->cells;

	/* days before any signal do not matter */
	return n->from <= x->first || n->from <= x->corpus->first ? x->first :
								    n->from;
}

static void
find_names(struct volume *v)
{
	const struct volume_line *line = v->sorted.line;
	struct volume_name *n = NULL;

	v->name = xcalloc(v->sorted.n + 1, sizeof(*v->name));
	for (size_t i = 0; i < v->sorted.n; i++) {
		if (n == NULL || !same_name(n->line, &line[i])) {
			n = &v->name[v->n++];
			n->line = &line[i];
			for (int d = 0; d < VOLUME_DIMS; d++)
				n->value[d] = value_of(v->cells,
				    line[i].name[d]);
		}
		n->n++;
	}
}

static int
by_value(const void *a, const void *b)
{
	const struct volume_name *x = a;
	const struct volume_name *y = b;

	for (int d = 0; d < VOLUME_DIMS; d++)
		if (x->value[d] != y->value[d])
			return x->value[d] < y->value[d] ? -1 : 1;
	return 0;
}

const struct volume_name *
volume_find(const struct volume *v, const uint32_t value[VOLUME_DIMS], int mask)
{
	struct volume_name key = { 0 };

	for (int d = 0; d < VOLUME_DIMS; d++) {
		if (!(mask & 4 >> d))
			continue;
		key.value[d] = value[d];
		if (value[d] == 0)
			return NULL;
	}
	return bsearch(&key, v->name, v->n, sizeof(key), by_value);
}

void
volume_values(const struct tally_cell *c, uint32_t value[VOLUME_DIMS])
{
	value[VOLUME_ORG] = c->dim[TALLY_ORG];
	value[VOLUME_PRODUCT] = c->dim[TALLY_PRODUCT];
	value[VOLUME_KIND] = c->dim[TALLY_KIND];
}

/* What a name is good for: nothing, it ends, begins too late, or is known. */
enum { WORTH_NOTHING, WORTH_ENDS, WORTH_BEGINS, WORTH_MOST };

static int
worth(const struct volume *v, const struct volume_name *n)
{
	if (n == NULL || n->to == DATE_NONE)
		return WORTH_NOTHING;
	if (n->to < v->until)
		return WORTH_ENDS;
	return n->from <= v->until - VOLUME_LONG + 1 ||
		n->since <= v->cells->first ?
	    WORTH_MOST :
	    WORTH_BEGINS;
}

/* Whose the signals of a name are: before the last weeks, and in them. */
struct owner {
	double ahead; /* of the one that leads (Boyer and Moore) */
	double all[2];
	double its[2];
};

/* N signals of ORG are of NAME: who leads, or (COUNT) how much has it? */
static void
own(struct volume_name *name, struct owner *o, uint32_t org, const double n[2],
    bool count)
{
	for (int k = 0; k < 2; k++) {
		if (count) {
			o->all[k] += n[k];
			o->its[k] += org == name->org ? n[k] : 0;
			continue;
		}
		o->ahead += org == name->org ? n[k] : -n[k];
		if (o->ahead < 0)
			name->org = org;
		o->ahead = fabs(o->ahead);
	}
}

/* The signals of each cell of the tally, for the names that hold them. */
static void
find_owners(struct volume *v, struct owner *o, bool count)
{
	const struct cells *x = v->cells;
	const struct tally_cell *c;
	uint32_t value[VOLUME_DIMS];
	int32_t late = v->until - CELLS_GUARD;
	const struct volume_name *name;
	size_t k;
	double n[2];

	for (uint32_t i = 0; i < x->corpus->tally.ncells; i++) {
		c = &x->corpus->tally.cell[i];
		volume_values(c, value);
		if (c->what != TALLY_SIGNALS || value[VOLUME_ORG] == 0)
			continue;
		n[0] = cells_signals(x, i, x->first, late);
		n[1] = cells_signals(x, i, late + 1, v->until);
		for (int mask = 0; mask < VOLUME_MASKS; mask++) {
			name = mask & 4 ? NULL : volume_find(v, value, mask);
			if (name == NULL)
				continue;
			k = (size_t)(name - v->name);
			own(&v->name[k], &o[k], value[VOLUME_ORG], n, count);
		}
	}
}

/*
 * Which names without organisation are of several: where none has 19 of 20 of
 * the signals, lately and before.  What has none is of any.
 */
static void
find_totals(struct volume *v)
{
	struct owner *o = xcalloc(v->n + 1, sizeof(*o));
	struct volume_name *n;

	for (size_t i = 0; i < v->n; i++)
		v->name[i].org = 0;
	find_owners(v, o, false);
	find_owners(v, o, true);
	v->totals = false;
	for (size_t i = 0; i < v->n; i++) {
		n = &v->name[i];
		n->total = n->others = false;
		for (int k = 0; k < 2; k++) {
			n->others |= o[i].its[k] < o[i].all[k];
			n->total |= o[i].its[k] * VOLUME_WHOLE <
			    o[i].all[k] * (VOLUME_WHOLE - 1);
		}
		v->totals |= n->others;
	}
	free(o);
}

bool
volume_is_total(const struct volume_name *n, uint32_t org)
{
	return n->total || (n->org != 0 && org != 0 && org != n->org);
}

/*
 * The name of a signal of cell C, one of its organisation or (TOTAL) of
 * several: the narrowest of what is known best.
 */
static uint32_t
name_of(const struct volume *v, const struct tally_cell *c, bool total)
{
	static const int narrow[] = { 7, 6, 5, 3, 4, 2, 1, 0 };
	const struct volume_name *best = NULL;
	const struct volume_name *n;
	uint32_t value[VOLUME_DIMS];

	volume_values(c, value);
	for (size_t i = 0; i < sizeof(narrow) / sizeof(narrow[0]); i++) {
		n = volume_find(v, value, narrow[i]);
		if (n == NULL ||
		    (total ? !n->others :
			     volume_is_total(n, value[VOLUME_ORG])))
			continue;
		if (worth(v, n) > worth(v, best))
			best = n;
	}
	return (uint32_t)(best == NULL ? v->n : (size_t)(best - v->name));
}

static void
forget_factors(struct volume *v)
{
	for (size_t i = 0; v->n > 0 && i <= v->n; i++) {
		free(v->name[i].factor);
		v->name[i].factor = NULL;
	}
}

void
volume_limit(struct volume *v, int32_t until)
{
	const struct tally *t;

	if (v->n == 0 || v->until == until)
		return;
	t = &v->cells->corpus->tally;
	v->until = until;
	for (size_t i = 0; i < v->n; i++) {
		find_run(&v->name[i], until);
		v->name[i].since = find_since(v, &v->name[i]);
	}
	v->name[v->n].from = v->name[v->n].since = v->cells->first;
	v->name[v->n].to = until;
	forget_factors(v);
	find_totals(v);
	for (int k = 0; k < 2; k++)
		for (size_t c = 0; c < t->ncells; c++)
			v->of[k][c] = name_of(v, &t->cell[c], k);
}

void
volume_open(struct volume *v, const struct volume_lines *lines,
    const struct cells *x)
{
	size_t n = lines != NULL ? lines->n : 0;

	*v = (struct volume){ .cells = x, .until = DATE_NONE };
	if (n == 0 || x->len == 0)
		return;
	v->sorted.n = n;
	v->sorted.line = xmalloc(n * sizeof(*v->sorted.line));
	memcpy(v->sorted.line, lines->line, n * sizeof(*v->sorted.line));
	qsort(v->sorted.line, n, sizeof(*v->sorted.line), by_name);
	find_names(v);
	qsort(v->name, v->n, sizeof(*v->name), by_value);
	for (int k = 0; k < 2; k++)
		v->of[k] = xcalloc(x->corpus->tally.ncells + 1,
		    sizeof(*v->of[k]));
	v->sum = xcalloc(v->n + 1, sizeof(*v->sum));
	v->at = xcalloc(v->n + 1, sizeof(*v->at));
	volume_limit(v, x->until);
}

void
volume_release(struct volume *v)
{
	forget_factors(v);
	free(v->name);
	free(v->sorted.line);
	free(v->of[0]);
	free(v->of[1]);
	free(v->sum);
	free(v->at);
	*v = (struct volume){ 0 };
}

struct volume_of
volume_of_member(const struct volume *v, uint32_t member, int32_t first)
{
	struct volume_of of = { VOLUME_NONE, DATE_NONE, DATE_NONE, 0, false };
	const struct volume_name *n;

	if (v->n == 0)
		return of;
	if (v->of[0][member] == v->n) {
		if (v->of[1][member] != v->n)
			of.state = VOLUME_TOTAL;
		return of;
	}
	n = &v->name[v->of[0][member]];
	of.day = n->to < v->until ? n->to : n->since;
	of.gap = n->gap;
	if (n->to < v->until)
		of.state = VOLUME_ENDS;
	else if (of.day > first && worth(v, n) < WORTH_MOST)
		of.state = n->gap == DATE_NONE ? VOLUME_BEGINS : VOLUME_GAP;
	else
		of.state = VOLUME_KNOWN;
	return of;
}
