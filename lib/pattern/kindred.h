/*
 * kindred - findings of different kinds or places that are one matter
 *
 * They come after merge_findings() folded what is of one kind.
 */
#ifndef PATTERN_KINDRED_H
#define PATTERN_KINDRED_H

#include "lib/pattern/findings.h"

/*
 * The finding that says that cell I of X is silent, or what it is in, by more
 * than its own fall; NULL if there is none.  Its usual part in that is what it
 * was from FROM to TO.
 */
struct finding *kindred_silence(const struct findings *fs,
    const struct cells *x, size_t i, int32_t from, int32_t to);
/*
 * Fold into what is silent the falls of it, which are no good news, and what is
 * said of it to grow or to stay as high, where that fell silent too.
 */
void kindred_silent(struct findings *fs, const struct cells *x);
/*
 * Fold falls of one theme into one: in another channel, product or region of
 * the same organisation, or in a part.  The wider stays, else that with most.
 */
void kindred_falls(struct findings *fs, const struct cells *x);
/*
 * Fold bursts that are mostly signals of good news into that news, and praise
 * that is a part of a burst by no more than its share of a year into that.
 */
void kindred_good(struct findings *fs, const struct cells *x);
/*
 * After all were ranked: a burst, a trend and what persists or crosses
 * organisations are one where one is about a part of the other.
 */
void kindred_rises(struct findings *fs, const struct cells *x);

#endif
