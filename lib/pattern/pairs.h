/*
 * pairs - a theme met oddly often with a value: disproportion
 *
 * A theme with a product, channel or region, expected within each
 * organisation and kind, over the last year; shrunk by the gamma-Poisson
 * model of disprop.h, which is fitted to all pairs.  Told is what has ten
 * signals of three senders or more, an EB05 of 2 and IC025 above 0, and is
 * kept at a false share of 5 %; at most ten.  A pair that is about what rises
 * already is folded into that.  Organisations are not set against each other
 * so: they do different work.
 */
#ifndef PATTERN_PAIRS_H
#define PATTERN_PAIRS_H

#include "lib/pattern/look.h"

void pairs_find(struct findings *fs, struct look *l);

#endif
