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
 * however many people.  What rises is judged without them: together they
 * explain what is no rise by itself then; and an organisation rises among
 * several if it does without them.
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
/* The same, in cell MEMBER of the tally. */
double again_letters_of(const struct cells *x, uint32_t member, int32_t from,
    int32_t to);
/*
 * How many of them, of all families or of one, are in what is counted of cell
 * I: a kind that is new has its own baseline.  Another cell was looked at then.
 */
double again_counted(struct look *l, size_t i, int32_t from, int32_t to,
    uint32_t family);
/*
 * How many signals of each cell of the tally, of those that are known one by
 * one, are of a text that was a campaign on some day up to UNTIL, from day FROM
 * on; to be freed.
 */
double *again_often(const struct cells *x, int32_t from, int32_t until);
/* The p of SEEN signals without so many LETTERS, where E are expected. */
double again_p_left(double letters, double seen, double e, double v);
/*
 * After the merging: what rises by campaigns is folded into that which has most
 * of it.  Was anything in it that rose without them, which is in none now?
 */
bool again_fold(struct findings *fs, struct look *l);
/* Is F one that is no rise by itself without the signals of campaigns? */
bool again_only(const struct finding *f, const struct look *l);
/* Is F, in a campaign, a rise by itself without the signals of campaigns? */
bool again_rose(const struct finding *f, const struct look *l);
/* Tell F, which is in a campaign, by itself. */
void again_tell(struct findings *fs, struct finding *f);
/* When all is folded: what rises is told without them, and so are its parts. */
void again_leave_out(struct findings *fs, struct look *l);
/* The parts of F, which is told without signals of campaigns, are so too. */
void again_parts(struct findings *fs, struct finding *f, struct look *l);

#endif
