/*
 * grid - a table inside a line
 *
 *	grid_open(&g, &r, F_BASE);
 *	value = grid_column(&g, "value");
 *	while (grid_next(&g))
 *		use(grid_text(&g, value));
 *	grid_release(&g);
 *
 * As sig-pattern(5) has them: an array of strings, a row each, columns
 * separated by tabs, the names of the columns first.  A row that is shorter
 * has empty columns at its end.  Slices live until the next row.
 */
#ifndef REPORT_GRID_H
#define REPORT_GRID_H

#include "lib/line/rec.h"

enum { GRID_COLUMNS = 32, GRID_NONE = -1 };

struct grid {
	struct slice cell[GRID_COLUMNS]; /* of the row */
	size_t n; /* columns */
	/* private */
	struct json_walk walk;
	struct buf head;
	struct slice name[GRID_COLUMNS];
	struct buf row;
};

void grid_open(struct grid *g, const struct rec *r, int field);
bool grid_next(struct grid *g);
void grid_release(struct grid *g);
/* The number of the column called NAME, or GRID_NONE. */
int grid_column(const struct grid *g, const char *name);
/* The name of column I, below n. */
struct slice grid_name(const struct grid *g, size_t i);
/* Empty if there is no such column. */
struct slice grid_text(const struct grid *g, int column);
/* False if it is empty or no number. */
bool grid_num(const struct grid *g, int column, double *x);

#endif
