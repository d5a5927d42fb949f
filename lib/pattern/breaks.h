/*
 * breaks - how far signals came in their follow-up, in the summary
 *
 * Of those of the last weeks, of the weeks before and of a year: how many have
 * a theme, were judged, rejected, taken up and told back, of how many that is
 * known.
 */
#ifndef PATTERN_BREAKS_H
#define PATTERN_BREAKS_H

#include "lib/pattern/columns.h"
#include "lib/pattern/gist.h"

/* Set the breaks up to D's last day in R, by way of T. */
void breaks_put(struct rec *r, const struct gist *d, struct columns *t);

#endif
