/*
 * search - all kinds of findings, merged, ranked and put into words
 */
#ifndef PATTERN_SEARCH_H
#define PATTERN_SEARCH_H

#include "lib/pattern/beside.h"

void search_all(struct findings *fs, struct look *l, const struct beside *b);

#endif
