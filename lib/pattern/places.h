/*
 * places - where in a report each part is named
 *
 * Findings are folded step by step, and one that took a part in, or held one,
 * may be folded or told by itself later.  So when all is folded the parts of
 * what changed are gone over: none is named that is told by itself, none in two
 * findings, and none that is all of the finding and more.
 */
#ifndef PATTERN_PLACES_H
#define PATTERN_PLACES_H

#include "lib/pattern/findings.h"

void places_settle(struct findings *fs);

#endif
