/*
 * emerge - words that are new: emerging
 *
 * Texts of the last 28 days against those of the ten weeks that ended four
 * weeks before them, in each organisation: terms that stand in five texts or
 * more, of three senders or more, ranked by the weighted log-odds (keyness.h)
 * and tested by G2 and by a negative binomial that lets the rate drift by
 * three tenths; near-equal texts count three times at most.  Where texts are a
 * sample (quota.h), about how many all of them would be is told too.  Terms of the
 * same texts are one finding, called by its surest term.  Where most of its
 * texts belong to another finding it only lends that its words; a burst of
 * signals without a theme is folded into the words that explain it.
 */
#ifndef PATTERN_EMERGE_H
#define PATTERN_EMERGE_H

#include "lib/pattern/look.h"

/* After the other findings were merged. */
void emerge_find(struct findings *fs, struct look *l);

/* A frequent pair of words of signals without a theme. */
struct emerge_pair {
	struct slice words; /* in the findings' memory */
	uint32_t n;
	double persons; /* NAN if not known */
};

/* The most telling pairs, at most MAX; returns how many. */
size_t emerge_unknown(struct findings *fs, const struct cells *x,
    struct emerge_pair *pair, size_t max);

#endif
