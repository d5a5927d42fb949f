/*
 * check - the tests that stand beside the cues of a codebook
 */
#ifndef CLASSIFY_CHECK_H
#define CLASSIFY_CHECK_H

#include "lib/classify/label.h"

/*
 * Run the tests of B, which L labels with: failures go to WHY as lines
 * "file:line: reason", the counts to SAID as one line.
 */
void check_tests(const struct codebook *b, struct label *l, struct buf *said,
    struct buf *why);

/*
 * Append to WHY what in B is allowed but looks like a slip: marks of another
 * notation in a way, a theme without a cue or a title.
 */
void check_slips(const struct codebook *b, struct buf *why);

#endif
