/*
 * hyper - literals that may stand anywhere, by Hyperscan or Vectorscan
 *
 * Only in programs built with HYPERSCAN; in others, and where the library
 * cannot do it, there is none and window.h does the work.
 */
#ifndef CLASSIFY_HYPER_H
#define CLASSIFY_HYPER_H

#include "lib/classify/prefilter.h"

/* NULL if there is none, or no such literals. */
struct hyper *hyper_new(const struct prefilter *pf);
/* False if the library failed: then the new ones of HITS mean nothing. */
bool hyper_scan(const struct prefilter *pf, struct slice s,
    struct prefilter_hits *hits);
void hyper_free(struct hyper *h);
void hyper_release(struct prefilter_hits *hits);

#endif
