/*
 * starts - literals that begin a word, looked for where words begin
 *
 * Nearly all literals of a codebook are whole words, or the first letters of
 * some.  Words are looked up whole, by a hash, and by their first five bytes
 * (three or two for literals that are shorter).  The few literals that may
 * stand anywhere are for window.h, or for hyper.h.
 */
#ifndef CLASSIFY_STARTS_H
#define CLASSIFY_STARTS_H

#include "lib/classify/prefilter.h"

/* Is literal I of PF one of these? */
bool starts_suits(const struct prefilter *pf, size_t i);
/* For those of PF, which must outlive it. */
struct starts *starts_new(const struct prefilter *pf);
void starts_scan(const struct prefilter *pf, struct slice s,
    struct prefilter_hits *hits);
void starts_free(struct starts *t);

#endif
