#include "lib/pattern/cells.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"

struct key {
	uint32_t form;
	uint32_t value[CELLS_DIMS];
};

/* Rows by cell of the tally. */

static void
index_rows(struct cells *x)
{
	const struct tally *t = &x->corpus->tally;
	size_t *fill;
	uint32_t c;

	x->at = xcalloc(t->ncells + 2, sizeof(*x->at));
	x->row = xmalloc((t->nrows + 1) * sizeof(*x->row));
	x->day = xmalloc((t->nrows + 1) * sizeof(*x->day));
	for (size_t i = 0; i < t->nrows; i++)
		x->at[t->rows[i].cell + 1]++;
	for (size_t i = 0; i < t->ncells; i++)
		x->at[i + 1] += x->at[i];
	fill = xmalloc((t->ncells + 1) * sizeof(*fill));
	memcpy(fill, x->at, (t->ncells + 1) * sizeof(*fill));
	for (size_t i = 0; i < t->nrows; i++) {
		c = t->rows[i].cell;
		x->day[fill[c]] = (struct cells_day){ t->rows[i].day,
			t->rows[i].c[TALLY_N] };
		x->row[fill[c]++] = &t->rows[i];
	}
	free(fill);
}

struct cells_rows
cells_rows(const struct cells *x, uint32_t member)
{
	size_t at = x->at[member];

	return (struct cells_rows){ x->row + at, x->day + at,
		x->at[member + 1] - at };
}

/* The values in a set of labels, as numbers; [0] says how many. */
static const uint32_t *
labels(struct cells *x, uint32_t set)
{
	struct tally *t = &x->corpus->tally;
	struct json_walk w;
	uint32_t *list;
	uint32_t n = 0;

	if (x->themes[set] != NULL)
		return x->themes[set];
	for (json_items(&w, set_key(&t->values, set)); json_next(&w);)
		n++;
	list = xmalloc((n + 1) * sizeof(*list));
	list[0] = n;
	n = 0;
	for (json_items(&w, set_key(&t->values, set)); json_next(&w);)
		list[++n] = (uint32_t)set_add(&t->values, w.value, NULL);
	x->themes[set] = list;
	return list;
}

/* Cells. */

static size_t
cell_of(struct cells *x, const struct key *k)
{
	bool isnew;
	size_t i = set_add(&x->keys,
	    (struct slice){ (const char *)k, sizeof(*k) }, &isnew);

	if (!isnew)
		return i;
	if (i == x->cap) {
		x->cap = x->cap ? x->cap * 3 / 2 : 1024;
		x->cell = xrealloc(x->cell, x->cap, sizeof(*x->cell));
	}
	x->cell[i] = (struct cells_cell){ .form = k->form,
		.begins = x->until,
		.parent = -1 };
	memcpy(x->cell[i].value, k->value, sizeof(k->value));
	x->n = i + 1;
	return i;
}

static bool
is_set(int dim)
{
	return dim == TALLY_THEME || dim == TALLY_NORM || dim == TALLY_LEVEL;
}

/* Who is called for each cell that a cell of the tally belongs to. */
typedef void visit_fn(struct cells *x, size_t cell, uint32_t member);

/* Call FN for all values of form K->form from its member D on. */
static void
visit_values(struct cells *x, struct key *k, int d, uint32_t member,
    visit_fn *fn)
{
	const struct cells_form *f = &x->form[k->form];
	uint32_t v;
	const uint32_t *list;

	if (d == f->n) {
		fn(x, cell_of(x, k), member);
		return;
	}
	v = x->corpus->tally.cell[member].dim[f->dim[d]];
	if (v == 0)
		return;
	if (!is_set(f->dim[d])) {
		k->value[d] = v;
		visit_values(x, k, d + 1, member, fn);
		return;
	}
	list = labels(x, v);
	for (uint32_t i = 1; i <= list[0]; i++) {
		k->value[d] = list[i];
		visit_values(x, k, d + 1, member, fn);
	}
}

/* Does cell C of the tally have signals on the days that are looked at? */
static bool
has_days(const struct cells *x, uint32_t c)
{
	struct cells_rows rows = cells_rows(x, c);

	for (size_t i = 0; i < rows.n; i++)
		if (rows.day[i].n > 0 && rows.day[i].day != DATE_NONE &&
		    rows.day[i].day >= x->first && rows.day[i].day <= x->until)
			return true;
	return false;
}

static void
visit_all(struct cells *x, visit_fn *fn)
{
	const struct tally *t = &x->corpus->tally;
	struct key k;

	for (size_t f = 0; f < x->nforms; f++) {
		for (uint32_t c = 0; c < t->ncells; c++) {
			if (t->cell[c].what != TALLY_SIGNALS || !has_days(x, c))
				continue;
			k = (struct key){ .form = (uint32_t)f };
			visit_values(x, &k, 0, c, fn);
		}
	}
}

static void
count_member(struct cells *x, size_t cell, uint32_t member)
{
	struct cells_rows rows = cells_rows(x, member);
	struct cells_cell *c = &x->cell[cell];
	struct cells_day d;

	c->nmembers++;
	for (size_t i = 0; i < rows.n; i++) {
		d = rows.day[i];
		if (d.day == DATE_NONE || d.day < x->first || d.day > x->until)
			continue;
		c->total += d.n;
		if (d.n > 0 && d.day < c->begins)
			c->begins = d.day;
		if (d.day > x->until - CELLS_RECENT)
			c->recent += d.n;
		if (d.day <= x->until - CELLS_GUARD)
			c->past += d.n;
	}
}

static void
keep_member(struct cells *x, size_t cell, uint32_t member)
{
	struct cells_cell *c = &x->cell[cell];

	x->member[c->members + c->nmembers++] = member;
}

static void
find_parent(struct cells *x, size_t i)
{
	struct cells_cell *c = &x->cell[i];
	const struct cells_form *f = &x->form[c->form];
	struct cells_form w;
	struct key k = { 0 };
	int at = 0;

	if (f->n == 0)
		return;
	w = cells_wider(f);
	k.form = (uint32_t)cells_find_form(x, &w);
	for (int d = 0; d < f->n; d++)
		if (at < w.n && w.dim[at] == f->dim[d])
			k.value[at++] = c->value[d];
	c->parent = set_find(&x->keys,
	    (struct slice){ (const char *)&k, sizeof(k) });
	if (c->parent >= 0)
		x->cell[c->parent].children++;
}

/* Of a cell and its parent with the same signals, one is enough. */
static void
drop_equal(struct cells *x, size_t i)
{
	struct cells_cell *c = &x->cell[i];
	struct cells_cell *p;
	const struct cells_form *f = &x->form[c->form];

	if (c->parent < 0)
		return;
	p = &x->cell[c->parent];
	if (p->total != c->total)
		return;
	if (f->dim[0] == TALLY_ORG &&
	    (x->form[p->form].n == 0 || x->form[p->form].dim[0] != TALLY_ORG))
		p->dropped = true;
	else
		c->dropped = true;
}

size_t
cells_top(const struct cells *x, size_t i)
{
	while (x->cell[i].parent >= 0 && x->form[x->cell[i].form].n > 1)
		i = (size_t)x->cell[i].parent;
	return i;
}

ptrdiff_t
cells_without(const struct cells *x, size_t i, int dim)
{
	const struct cells_cell *c = &x->cell[i];
	const struct cells_form *f = &x->form[c->form];
	struct cells_form w = { 0 };
	struct key k = { 0 };
	ptrdiff_t form;

	for (int d = 0; d < f->n; d++) {
		if (f->dim[d] == dim)
			continue;
		k.value[w.n] = c->value[d];
		w.dim[w.n++] = f->dim[d];
	}
	form = cells_find_form(x, &w);
	if (w.n == f->n || form < 0)
		return -1;
	k.form = (uint32_t)form;
	return set_find(&x->keys,
	    (struct slice){ (const char *)&k, sizeof(k) });
}

/* A theme in one organisation only: keep the cell that names it. */
static void
drop_unnamed(struct cells *x, size_t i)
{
	const struct cells_cell *c = &x->cell[i];
	ptrdiff_t at;

	if (x->form[c->form].n < 2)
		return;
	at = cells_without(x, i, TALLY_ORG);
	if (at >= 0 && x->cell[at].total == c->total)
		x->cell[at].dropped = true;
}

static void
set_days(struct cells *x)
{
	const struct corpus *c = x->corpus;

	x->until = c->until;
	x->first = c->first;
	if (c->until == DATE_NONE || c->first == DATE_NONE) {
		x->len = 0;
		return;
	}
	if (x->until - x->first >= CELLS_MAX_DAYS)
		x->first = x->until - CELLS_MAX_DAYS + 1;
	x->first = date_monday(x->first);
	x->len = (size_t)(x->until - x->first + 1);
}

void
cells_build(struct cells *x, struct corpus *c)
{
	size_t members = 0;

	x->corpus = c;
	set_days(x);
	if (x->nforms == 0)
		(void)cells_forms(x, NULL);
	index_rows(x);
	x->nthemes = c->tally.values.len;
	x->themes = xcalloc(x->nthemes + 1, sizeof(*x->themes));
	visit_all(x, count_member);
	for (size_t i = 0; i < x->n; i++) {
		x->cell[i].members = members;
		members += x->cell[i].nmembers;
		x->cell[i].nmembers = 0;
		find_parent(x, i);
	}
	x->member = xmalloc((members + 1) * sizeof(*x->member));
	visit_all(x, keep_member);
	for (size_t i = 0; i < x->n; i++) {
		drop_equal(x, i);
		drop_unnamed(x, i);
	}
	floors_build(&x->floors, x);
}

const uint32_t *
cells_members(const struct cells *x, size_t i)
{
	return x->member + x->cell[i].members;
}

struct slice
cells_value(const struct cells *x, size_t i, int dim)
{
	const struct cells_cell *c = &x->cell[i];
	const struct cells_form *f = &x->form[c->form];

	for (int d = 0; d < f->n; d++)
		if (f->dim[d] == dim)
			return set_key(&x->corpus->tally.values, c->value[d]);
	return (struct slice){ NULL, 0 };
}

bool
cells_inside(const struct cells *x, size_t a, size_t b)
{
	const struct cells_cell *cb = &x->cell[b];
	const struct cells_form *f = &x->form[cb->form];
	struct slice v;

	if (x->form[x->cell[a].form].n <= f->n)
		return false;
	for (int d = 0; d < f->n; d++) {
		v = cells_value(x, a, f->dim[d]);
		if (!slice_eq(v,
			set_key(&x->corpus->tally.values, cb->value[d])))
			return false;
	}
	return true;
}

int
cells_compare(const struct cells *x, size_t a, size_t b)
{
	const struct set *values = &x->corpus->tally.values;
	const struct cells_cell *p = &x->cell[a];
	const struct cells_cell *q = &x->cell[b];
	const struct cells_form *f = &x->form[p->form];
	const struct cells_form *g = &x->form[q->form];
	int c = 0;

	if (f->n != g->n)
		return f->n < g->n ? -1 : 1;
	for (int d = 0; d < f->n; d++)
		if (f->dim[d] != g->dim[d])
			return f->dim[d] < g->dim[d] ? -1 : 1;
	for (int d = 0; d < f->n && c == 0; d++)
		c = slice_cmp(set_key(values, p->value[d]),
		    set_key(values, q->value[d]));
	return c;
}

void
cells_release(struct cells *x)
{
	for (size_t i = 0; i < x->nthemes; i++)
		free(x->themes[i]);
	free(x->themes);
	free(x->row);
	free(x->day);
	free(x->at);
	free(x->cell);
	free(x->member);
	set_release(&x->keys);
	floors_release(&x->floors);
	*x = (struct cells){ 0 };
}
