/*
 * again - people who come back: repeat; and one text many times: campaign
 *
 * repeat: signals of people who had signalled about the same before, in the
 * last year, in a cell, against the share that they have elsewhere in its
 * organisation, of which the part that may be chance grows with the matter
 * (chance.h), among the signals whose person is known.  They come in clusters
 * by person, so the variance is that of a compound Poisson: expected x (sum of
 * r^2 / sum of r), r the repeats of a person.
 *
 * campaign: at least 10 signals of one family of near-equal texts (`group'
 * of sig-dedupe) within 4 weeks, the last of them not older than 8, from
 * however many people.  Together they explain a rise of which they are six
 * tenths or more of the excess; so an organisation of which they are does not
 * rise among several.
 */
#ifndef PATTERN_AGAIN_H
#define PATTERN_AGAIN_H

#include "lib/pattern/look.h"

void again_find_repeats(struct findings *fs, struct look *l);
void again_find_campaigns(struct findings *fs, struct look *l);
/* Mark the signals of campaigns, and of those that are urgent, before all. */
void again_mark_campaigns(struct look *l);
/* How many signals of campaigns are in cell I from day FROM to day TO. */
double again_letters(const struct cells *x, size_t i, int32_t from, int32_t to);
/* Do so many LETTERS explain SEEN signals where E are expected? */
bool again_explains(double letters, double seen, double e);
/*
 * After the merging: what rises by campaigns is folded into that which has most
 * of it.  Was anything in it that they do not explain, which is in none now?
 */
bool again_fold(struct findings *fs, const struct cells *x);

#endif
