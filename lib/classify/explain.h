/*
 * explain - what a codebook found in one signal, for people
 */
#ifndef CLASSIFY_EXPLAIN_H
#define CLASSIFY_EXPLAIN_H

#include "lib/classify/label.h"

/*
 * Append the id of R, and under it a line for each cue found: section, cue,
 * the line of the codebook where it stands, and the words; "onbepaald" if none
 * is of a theme; then for each cue that an exclusion or its UNLESS kept from
 * counting the same after "not", and what did.
 */
void explain(struct buf *out, const struct codebook *b, struct label *l,
    struct rec *r);

#endif
