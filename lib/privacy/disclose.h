/*
 * disclose - what of a count may be made public
 *
 * Every count that is published, cells, margins and totals alike, is rounded
 * to the nearest multiple of 5 by itself, and of people down, so that no fewer
 * are behind it; nothing is made to add up, since that gives small cells away
 * (of 300 tables, rounding all to 5 let none be recovered; leaving small cells
 * out let 24 % be).  Bases under 10 are not shown, nor are the percentages that
 * rest on them.
 */
#ifndef PRIVACY_DISCLOSE_H
#define PRIVACY_DISCLOSE_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/line/rec.h"

enum { DISCLOSE_STEP = 5, DISCLOSE_BASE = 10 };

/* N rounded to the nearest multiple of 5. */
int64_t disclose_round(int64_t n);
/* The same, rounded down: at least so many there are. */
int64_t disclose_down(int64_t n);
/* May a row be shown whose total is N? */
bool disclose_shown(int64_t n);
/*
 * Is pattern R not known to be of K people or more, or what of it is counted in
 * its title (observed) not surely?
 */
bool disclose_few(struct rec *r, int64_t k);
/*
 * Put in TO how many people are surely behind pattern FROM, rounded down, also
 * where they are of several organisations, and by organisation there are more;
 * or no number, where FROM does not tell.
 */
void disclose_people(struct rec *to, const struct rec *from);
/*
 * Where fewer than K signals of R are not counted in its title, forget them, so
 * that no subtraction tells of them: n becomes observed, and how many of all are
 * open, urgent and the like goes.
 */
void disclose_counted(struct rec *r, int64_t k);
/*
 * N as a share of BASE, 0 to 1, from the rounded counts only and never more
 * than 1; false if BASE is too small to show.
 */
bool disclose_share(int64_t n, int64_t base, double *share);
/* X / Y of two counts, from the rounded counts; false if either is small. */
bool disclose_ratio(int64_t x, int64_t y, double *ratio);
/*
 * Append the title F of pattern R to OUT with its numbers rounded: all of
 * digits alone, those of people down, but what stands between quotes, years, numbers of weeks, days
 * and months, and what belongs to a name that the pattern is about: `Wijk 3'
 * is another place than `Wijk 5'.  A number that may not be shown is said by
 * FEW, if that is not NULL.
 */
void disclose_title(struct rec *r, int f, const char *few, struct buf *out);

#endif
