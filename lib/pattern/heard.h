/*
 * heard - up to when it is known whether signals are open
 *
 * For corpus.c only.  A system that stopped being delivered, as when another
 * took its place, says no more what becomes of its signals: what was open then
 * is not known to be, nor that nobody was told.  All kinds of a system count as
 * delivered with any of them: a rare one is in few deliveries.
 */
#ifndef PATTERN_HEARD_H
#define PATTERN_HEARD_H

#include "lib/pattern/corpus.h"

/* Set heard of what C has, which was renewed and marked. */
void heard_mark(struct corpus *c);

#endif
