/*
 * untold - sources that do not say any more when they are delivered
 *
 *	u = untold_find(&cells);
 *	if (u[cell of the tally] & UNTOLD_SYSTEM)
 *
 * Where signals of a source came in on seven days or more after its last
 * delivery, only some of its lines say when they were delivered: then there is
 * no telling up to when it is complete, and none of its days are left out.
 * Of a week that was tallied there are as many days as signals, at most seven.
 */
#ifndef PATTERN_UNTOLD_H
#define PATTERN_UNTOLD_H

#include "lib/pattern/cells.h"

enum {
	UNTOLD_SYSTEM = 1, /* its organisation, system and kind */
	UNTOLD_SOURCE = 2 /* its organisation and kind, over all systems */
};

/* By cell of the tally; the caller frees it. */
unsigned char *untold_find(const struct cells *x);

#endif
