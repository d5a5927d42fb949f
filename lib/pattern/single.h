/*
 * single - what a single signal or a source says: grave, unanswered, silence
 *
 * grave: every signal with urgency `spoed' of the last 28 days, and older
 * ones that are still open.  Found by words, so never complete.
 *
 * unanswered: of an organisation and a kind, the signals whose term ended in
 * the last 28 days against those of two to five months ago: the share that was
 * not closed in time (Fisher's exact test); or at least a quarter of them late
 * now, and a fifth of all.
 *
 * silence: of an organisation, a kind or a channel of it, a third or less of
 * what mw.h expects in the last 7, 14 or 28 days, or of what is left of that in
 * the same days of earlier years.
 */
#ifndef PATTERN_SINGLE_H
#define PATTERN_SINGLE_H

#include "lib/pattern/look.h"

enum { SINGLE_GRAVE = 500 /* grave ones that are told, the newest */ };

void single_find_grave(struct findings *fs, struct look *l);
void single_find_unanswered(struct findings *fs, struct look *l);
void single_find_silence(struct findings *fs, struct look *l);
/* Fold the silences of what is silent as a whole, and of what is not. */
void single_fold_silence(struct findings *fs, struct look *l);

/* The day on which D, of T, is due; DATE_NONE where no rule says so. */
int32_t single_due(const struct detail *d, const struct tally *t);

#endif
