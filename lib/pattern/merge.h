/*
 * merge - fold findings that are one and the same matter into one
 *
 * Of the findings of a kind the surest stays; another is folded into those
 * that stay if it is not significant any more without the signals that they
 * hold.  Then, where a few narrower findings that were folded into a wider
 * one explain it together, they take its place.
 */
#ifndef PATTERN_MERGE_H
#define PATTERN_MERGE_H

#include "lib/pattern/look.h"

/* Sets into, and lists the parts of those that stay. */
void merge_findings(struct findings *fs, struct look *l, const char *kind);
/*
 * After all were ranked: a burst, a trend and what persists or crosses
 * organisations are one where one is about a part of the other.
 */
void merge_rises(struct findings *fs, const struct cells *x);
/* Say among the parts of TOP what PART is: its counts and its cell. */
void merge_part(struct findings *fs, struct finding *top,
    const struct finding *part);
/* Fold bursts that are mostly signals of good news into that news. */
void merge_good(struct findings *fs, const struct cells *x);
/*
 * Fold falls of one theme into one: in another channel, product or region of
 * the same organisation, or in a part.  The wider stays, else that with most.
 */
void merge_falls(struct findings *fs, const struct cells *x);

#endif
