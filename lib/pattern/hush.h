/*
 * hush - what was normal before a silence that goes on
 *
 * What is expected of a cell that is silent for long has learned the silence.
 * So it is set against what was normal on the day on which it was first told,
 * while a tenth of that comes or less: what is more may be a new level.  After
 * a year it is told no more.
 */
#ifndef PATTERN_HUSH_H
#define PATTERN_HUSH_H

#include "lib/pattern/look.h"

enum {
	HUSH_LEARNED = 28, /* days after which a silence is in what is normal */
	HUSH_MOST = 365
};

/* Is N, of E that are normal, as good as none? */
static inline bool
hush_none(double n, double e)
{
	return n <= .1 * e;
}

/*
 * In R, tested today, expect as much of the last days of cell I as of as many
 * up to DAY, if that is known, and ten times what came.  Forgets what was last
 * looked at.
 */
void hush_expect(struct mw *r, struct look *l, size_t i, int32_t day);

#endif
