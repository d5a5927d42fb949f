/*
 * together - the same rises in several organisations at once: cross-org
 *
 * For a theme, a product or both: the p of mw.h in every organisation, and
 * the partial conjunction "at least two rise" (crossorg.h).  It must hold as
 * well when what each organisation has more of everything is taken out.
 * Bursts in one of the organisations are folded into it.
 */
#ifndef PATTERN_TOGETHER_H
#define PATTERN_TOGETHER_H

#include "lib/pattern/look.h"

void together_find(struct findings *fs, struct look *l);
/* Are N signals of so many SENDERS enough to be told as of several? */
bool together_enough(double n, double senders);
/* After bursts were merged: fold those that are part of one. */
void together_fold(struct findings *fs, const struct cells *x);

#endif
