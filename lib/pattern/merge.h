/*
 * merge - fold findings that are one and the same matter into one
 *
 * Of the findings of a kind the surest stays; another is folded into those
 * that stay if it is not significant any more without the signals that they
 * hold.  Then, where a few narrower findings that were folded into a wider
 * one explain it, together and with others that stay, they take its place.
 */
#ifndef PATTERN_MERGE_H
#define PATTERN_MERGE_H

#include "lib/pattern/look.h"

/*
 * Sets into, and lists the parts of those that stay.  Bursts come last: what
 * grows, persists or crosses organisations may explain them too.
 */
void merge_findings(struct findings *fs, struct look *l, const char *kind);
/* A cell, as parts say it. */
void merge_place(struct buf *b, const struct texts *where);
/* What follows the numbers of PART. */
struct slice merge_place_of(struct slice part);
/* "12/4.1 ": as parts say what was counted and what was expected. */
void merge_numbers(struct buf *b, double observed, double expected);
/* Say among the parts of TOP what PART is: its counts and its cell. */
void merge_part(struct findings *fs, struct finding *top,
    const struct finding *part);

#endif
