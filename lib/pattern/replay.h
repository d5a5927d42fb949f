/*
 * replay - are small p as seldom as they say, in the data at hand?
 *
 *	replay_calibrate(&l);
 *
 * Looks at each of at most REPLAY_CELLS cells on the same weekday of the last
 * REPLAY_WEEKS weeks as if it were the last day, without what came later, and
 * counts how often p was at most .01 and .001 (multtest.h); from then on
 * look_test raises p by what that showed.  Weeks around what looks like a true
 * outbreak are left out.  Of more cells a sample is taken, the same always.
 */
#ifndef PATTERN_REPLAY_H
#define PATTERN_REPLAY_H

#include "lib/pattern/look.h"

enum { REPLAY_CELLS = 500, REPLAY_WEEKS = 52 };

void replay_calibrate(struct look *l);

#endif
