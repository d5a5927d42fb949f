/*
 * heard - up to when it is known whether signals are open
 *
 * A system that stopped being delivered, as when another took its place, says
 * no more what becomes of its signals: what was open then is not known to be,
 * nor that nobody was told.  All kinds of a system count as delivered with any
 * of them: a rare one is in few deliveries.  But where no system is named each
 * kind is known up to the last delivery that had some of it: lists that are
 * kept apart come apart.  One that others took the place of (heirs.h) is not
 * waited for as long as another (deliveries.h).  Nor is it known whether what
 * has gone from a list of what is open (listed.h) still is.
 */
#ifndef PATTERN_HEARD_H
#define PATTERN_HEARD_H

#include "lib/pattern/deliveries.h"

/* Set heard of what C has, of which X are the cells and D the deliveries. */
void heard_mark(struct corpus *c, const struct cells *x,
    const struct deliveries *d);

#endif
