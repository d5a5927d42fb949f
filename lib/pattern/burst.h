/*
 * burst - cells that hold more signals lately than they should
 *
 * Every cell is tested by mw (mw.h) on windows that end today.  What counts
 * as found stands in sig-methods(7): Benjamini-Hochberg over all cells, and
 * p below what the budget of false findings allows.  Cells of a theme that
 * is good news become findings of kind positive.
 */
#ifndef PATTERN_BURST_H
#define PATTERN_BURST_H

#include "lib/pattern/look.h"

void burst_find(struct findings *fs, struct look *l);
/* Are N signals of so many SENDERS enough to be told as one? */
bool burst_enough(double n, double senders);
/* Is the theme (JSON text) one of people who are content? */
bool burst_good(struct slice theme);

#endif
