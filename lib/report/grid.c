#include "lib/report/grid.h"

#include "lib/base/num.h"

static size_t
cut(struct slice row, struct slice *cell)
{
	size_t n = 0;

	while (n < GRID_COLUMNS - 1 && slice_cut(&row, '\t', &cell[n]))
		n++;
	cell[n++] = row;
	return n;
}

void
grid_open(struct grid *g, const struct rec *r, int field)
{
	*g = (struct grid){ 0 };
	rec_items(&g->walk, r, field);
	if (json_next(&g->walk) && json_kind(g->walk.value) == JSON_STRING) {
		json_decode(&g->head, g->walk.value);
		g->n = cut(buf_slice(&g->head), g->name);
	}
}

bool
grid_next(struct grid *g)
{
	size_t n;

	if (g->n == 0 || !json_next(&g->walk))
		return false;
	buf_reset(&g->row);
	if (json_kind(g->walk.value) == JSON_STRING)
		json_decode(&g->row, g->walk.value);
	n = cut(buf_slice(&g->row), g->cell);
	while (n < g->n)
		g->cell[n++] = (struct slice){ 0 };
	return true;
}

void
grid_release(struct grid *g)
{
	buf_release(&g->head);
	buf_release(&g->row);
	*g = (struct grid){ 0 };
}

int
grid_column(const struct grid *g, const char *name)
{
	for (size_t i = 0; i < g->n; i++)
		if (slice_eq(g->name[i], slice_of(name)))
			return (int)i;
	return GRID_NONE;
}

struct slice
grid_name(const struct grid *g, size_t i)
{
	return g->name[i];
}

struct slice
grid_text(const struct grid *g, int column)
{
	return column < 0 ? (struct slice){ 0 } : g->cell[column];
}

bool
grid_num(const struct grid *g, int column, double *x)
{
	struct slice s = grid_text(g, column);

	return s.n > 0 && num_double(s, x);
}
