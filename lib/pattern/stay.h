/*
 * stay - tell what rises, or fell, where it was told the night before
 *
 * One matter shows in several cells, as a theme and as that theme of a region,
 * and which of them is surest is chance: it would take turns.  So what was told
 * is told again while it is found, and what would be told in its place says
 * nothing more: without what was told it is no rise, or, in a wider one that
 * was told, it rose as all of that did.  And what was told beside others is
 * told beside them, unless they explain it well.  Signals of campaigns do not
 * count here, and what was told comes out of a campaign that it is folded into.
 */
#ifndef PATTERN_STAY_H
#define PATTERN_STAY_H

#include "lib/pattern/look.h"

/* After the folding; ranks anew. */
void stay_told(struct findings *fs, struct look *l);

#endif
