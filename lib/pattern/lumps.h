/*
 * lumps - organisations of which many signals stand on few days
 *
 * An export may date all signals of a month on one day of it, as it counts
 * them then.  What rises within weeks cannot be seen in that, and the last of
 * those days is no more incomplete than the others.
 */
#ifndef PATTERN_LUMPS_H
#define PATTERN_LUMPS_H

#include "lib/pattern/tally.h"

struct look;
struct warnings;

/*
 * Do the signals of T from FIRST to LAST, of 12 weeks at least, stand on fewer
 * days than one a fortnight, ten on each at least?
 */
bool lumps_all(const struct tally *t, int32_t first, int32_t last);
/* The same of each organisation, in the last half year. */
void lumps_warn(struct warnings *w, const struct look *l);

#endif
