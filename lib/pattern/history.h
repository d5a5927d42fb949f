/*
 * history - a file of tallies of the past
 */
#ifndef PATTERN_HISTORY_H
#define PATTERN_HISTORY_H

#include "lib/pattern/corpus.h"

/*
 * Add the tallies of the file at PATH to C; returns what is wrong, or NULL, and
 * on which line: 0 if on none.
 */
const char *history_read(struct corpus *c, const char *path,
    unsigned long *lineno);

#endif
