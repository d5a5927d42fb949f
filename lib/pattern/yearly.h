/*
 * yearly - what comes each year in the same weeks is expected
 *
 *	mw_test(&r, &o, &fit, &series);
 *	yearly_expect(&yearly, &r, &o, &fit, &series);
 *
 * A season of half a year at least (mw.h) holds no rush of some weeks.  So of a
 * window in which there is more than expected the same days are looked up in
 * each earlier year that is known, moved by a week at most, to where they were
 * busiest: n, and E as the model has it, at the level of half a year on both
 * sides but for eight weeks next to the window.  Where two years or more are
 * known, n was more in each (p of at most .1) and surely so in all together (p
 * of at most .001), expected is multiplied by the smallest (n + 1) / (E + 1):
 * an outbreak in one of them hides none now.  What is so expected more in a
 * window is in the longer ones too.
 */
#ifndef PATTERN_YEARLY_H
#define PATTERN_YEARLY_H

#include "lib/pattern/mw.h"

/* What earlier years said of the windows of a test. */
struct yearly {
	bool more[MW_WINDOWS]; /* more is expected by them */
	bool once[MW_WINDOWS]; /* one is known, and had surely more too */
};

/*
 * Let R, of the test of S, daily, by F, expect what came in earlier years, and
 * say in Y where.
 */
void yearly_expect(struct yearly *y, struct mw *r, const struct mw_opt *o,
    const struct mw_fit *f, const struct mw_series *s);

#endif
