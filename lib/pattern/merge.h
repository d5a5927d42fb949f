/*
 * merge - fold findings that are one and the same matter into one
 *
 * Of two findings of one kind A and B, the surer one stays, and the other is
 * folded into it if it is not significant any more without the signals that
 * they share.  Then, if a narrower finding folded into it explains it (what
 * is left of the wider is not significant), the narrower takes its place.
 */
#ifndef PATTERN_MERGE_H
#define PATTERN_MERGE_H

#include "lib/pattern/findings.h"

/* Sets f->into, and lists the parts of those that stay. */
void merge_findings(struct findings *fs, const struct cells *x);

#endif
