/*
 * yearly - what comes each year in the same weeks is expected
 *
 *	mw_test(&r, &o, &fit, &series);
 *	yearly_ask(&yearly, &o, &fit, &series, &whole);
 *	yearly_expect(&yearly, &r, &o);
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
 *
 * A part of few signals cannot be sure of the rush of its whole.  Where two
 * years or more are known, it had more in all together (p of at most .01), and
 * not surely less than the factor of the whole says (p above .1), that is its
 * own too, if it is larger.
 */
#ifndef PATTERN_YEARLY_H
#define PATTERN_YEARLY_H

#include "lib/pattern/findings.h"
#include "lib/pattern/mw.h"

/* What earlier years said of the windows of a test. */
struct yearly {
	bool more[MW_WINDOWS]; /* more is expected by them */
	bool once[MW_WINDOWS]; /* one is known, and had surely more too */
	/* private */
	double times[MW_WINDOWS]; /* more than usual; 0 if not surely */
	double n[MW_WINDOWS]; /* signals that say so */
};

/* What earlier years of S, daily, say of the days of the windows, by F. */
void yearly_ask(struct yearly *y, const struct mw_opt *o,
    const struct mw_fit *f, const struct mw_series *s,
    const struct yearly *whole);
/* Let Y be of each window the one that says more. */
void yearly_most(struct yearly *y, const struct yearly *other);
/* Let R, of the test of what Y is of, expect that, and say in Y where. */
void yearly_expect(struct yearly *y, struct mw *r, const struct mw_opt *o);
/*
 * When it was about as busy at about this time of earlier years, as in the DAYS
 * days of NOW: in as many days, at most three weeks sooner or later, half as
 * many at least and surely more than usual (p of at most .001).  How many, the
 * latest first, are in PEAK.
 */
size_t yearly_peaks(struct finding_peak *peak, const struct mw_fit *f,
    const struct mw_series *s, const struct finding_peak *now, int32_t days);

#endif
