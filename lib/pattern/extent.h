/*
 * extent - where the data begin and end, by days and numbers of signals
 *
 * The days fall apart where more than CORPUS_GAP pass without a signal.  The
 * last part that holds a hundredth of the signals ends the data; stray days
 * after it are mistakes.  Its first day is not the first of the data: a gap
 * in the past is only a gap, unless what lies before is less than that too.
 * A day that stands alone is a mistake where others hang together, and so is
 * one before CORPUS_EARLIEST.
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
