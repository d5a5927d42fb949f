/*
 * kindred - findings of different kinds or places that are one matter
 *
 * They come after merge_findings() folded what is of one kind.
 */
#ifndef PATTERN_KINDRED_H
#define PATTERN_KINDRED_H

#include "lib/pattern/findings.h"

/*
 * Fold falls of one theme into one: in another channel, product or region of
 * the same organisation, or in a part.  The wider stays, else that with most.
 */
void kindred_falls(struct findings *fs, const struct cells *x);
/* Fold bursts that are mostly signals of good news into that news. */
void kindred_good(struct findings *fs, const struct cells *x);
/*
 * After all were ranked: a burst, a trend and what persists or crosses
 * organisations are one where one is about a part of the other.
 */
void kindred_rises(struct findings *fs, const struct cells *x);

#endif
