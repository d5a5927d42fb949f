/*
 * seek - all kinds of findings, merged, ranked and put into words
 */
#ifndef PATTERN_SEEK_H
#define PATTERN_SEEK_H

#include "lib/pattern/beside.h"

void seek_all(struct findings *fs, struct look *l, struct beside *b);

#endif
