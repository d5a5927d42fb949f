/*
 * calm - what rose and is as usual again
 *
 * A window of eight weeks holds what was over weeks ago.
 */
#ifndef PATTERN_CALM_H
#define PATTERN_CALM_H

#include "lib/pattern/mw.h"

/*
 * The longest of R's last windows, of two weeks or more, that is inside the one
 * shown and as usual, while more would have come if the rest of that went on;
 * its days, or 0.
 */
int calm_days(const struct mw *r);
/*
 * Is it over: were there, in the last four weeks, surely fewer than the rest of
 * the window shown would bring, and no more than chance may, in shorter windows
 * too?  What is normal is an estimate: it need not be as usual on each night,
 * and what was over the night before (TOLD as of episodes_last) is so until it
 * rises anew, or until they are far more than usual or may well be as many as
 * the rest; what was told is not over while shorter windows may have more.
 */
bool calm_over(const struct mw *r, int told);
/*
 * The shorter window in which what was over rose anew: between it and the rest
 * of the window shown it was as usual; or -1.
 */
int calm_anew(const struct mw *r);

#endif
