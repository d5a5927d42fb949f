/*
 * outline - what of a pattern may leave the house
 *
 *	why = outline_pattern(&r, k, &out);
 *	if (why == NULL && !outline_unseen(&r, &seen))
 *		...out goes
 *
 * A pattern is shared when at least K different persons are behind it and it
 * is no single signal.  Members are chosen by an allow-list: what it is
 * about, when, and how many, each count rounded to 5, people down (disclose.h).  Quotes,
 * evidence, words of which nobody knows how many used them, the sentences
 * with exact numbers, owners, notes and the score are left out; ratios are
 * made anew of the rounded counts.
 *
 * A pattern about words says them in its title, and its id is a hash of them,
 * by which a word that is guessed is known again: so it goes only if they were
 * seen (seen.h).
 */
#ifndef PRIVACY_OUTLINE_H
#define PRIVACY_OUTLINE_H

#include "lib/base/set.h"
#include "lib/line/rec.h"

/* Append the outline of R; or nothing, and return why it is withheld. */
const char *outline_pattern(struct rec *r, int64_t k, struct buf *out);
/* Are there words that R, a pattern, is about and that are not in SEEN? */
bool outline_unseen(struct rec *r, const struct set *seen);

/*
 * Append R, a tally line of a cell that may be shared: how many of the cell
 * repeated, hurried or were closed rounded to 5, persons rounded down to 5,
 * and with ROUND the count too.  Counts of terms always are, since they are
 * of the same signals as the cells: what is in a term and in no cell that is
 * told, or in one term and not in another, would be the difference.  The floor
 * K is told, so that who reads it takes no week that is left out for an empty
 * one.
 */
void outline_tally(struct rec *r, int64_t k, bool round, struct buf *out);

#endif
