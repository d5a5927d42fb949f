/*
 * rank - which finding comes first: gravity, then reach, growth and excess
 *
 * All parts are in [0, 1]; X is observed - expected, D distinct senders:
 *
 *	size = min(1, log10(1 + X) / 3)
 *	growth = min(1, log2+(ratio_low) / 3)
 *	surprise = min(1, -log10(q) / 6)
 *	spread = min(1, (organisations that rise - 1) / 4)
 *	people = min(1, log10(1 + D) / 3)
 *	repeat = min(1, repeats / n / .5)
 *	age = weeks since first seen / 52, below 1
 *
 *	gravity = 3 of a grave signal, 2 if it is closed; else, of findings of
 *	    which three signals or more are urgent, and more than is usual there
 *	    and elsewhere, 2 with `spoed' among them, 1; what belongs to an
 *	    urgent campaign, or a narrower finding, is urgent there alone
 *
 *	score = 1000 gravity + 99 min(1, D / 3) (.2 size + .2 growth +
 *	    .15 surprise + .15 spread + .1 people + .1 repeat) / .9 + age
 *
 * Of silence X is expected - observed, ratio_low expected / (the 95 % point of
 * what was observed), and min(1, D / 3) is 1.
 *
 * The weights are a choice, not a fact.
 */
#ifndef PATTERN_RANK_H
#define PATTERN_RANK_H

#include "lib/pattern/cells.h"
#include "lib/pattern/findings.h"

/* Are URGENT of N signals three and a tenth?  Not if URGENT is NAN. */
bool rank_urgent(double urgent, double n);
/* Score all, and sort those that were not folded away to the front. */
void rank_findings(struct findings *fs, const struct cells *x);

#endif
