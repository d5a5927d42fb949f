/*
 * extent - where the data begin and end, by days and numbers of signals
 *
 * The last part that hangs together ends the data, as lib/base/parts.h says;
 * days before CORPUS_EARLIEST are mistakes.
 */
#ifndef PATTERN_EXTENT_H
#define PATTERN_EXTENT_H

#include "lib/pattern/tally.h"

/* FIRST and LAST are DATE_NONE where T counts no signals with a day. */
void extent_find(const struct tally *t, int32_t *first, int32_t *last);

/*
 * Is the week that ends with LAST, of tallies by week, over?  It is where
 * something was delivered later, and where all that is counted in it was made
 * to be shared: of that no week is that is not over.
 */
bool extent_whole(const struct tally *t, int32_t last);

#endif
