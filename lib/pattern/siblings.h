/*
 * siblings - among how many cells the signals of a wider one are spread
 */
#ifndef PATTERN_SIBLINGS_H
#define PATTERN_SIBLINGS_H

#include <stddef.h>

#include "lib/pattern/cells.h"

/*
 * N of each cell of X: over how many cells of its form, were they of one size,
 * the signals of the first LEN days of its wider cell's are spread.  That is 1
 * over the chance that two of them are of the same cell (Simpson 1949), and at
 * most the cells that there are by then; 0 where there is no signal by then.
 */
void siblings_count(double *n, const struct cells *x, size_t len);

#endif
