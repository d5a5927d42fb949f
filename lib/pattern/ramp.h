/*
 * ramp - a shift of level that takes weeks, or goes on
 *
 *	ramp_find(&past.ramp, &past, &change, from, end);
 *	trend_change(&change, &past);
 *
 * The level is steady but for its season, up to a week; from there on it goes
 * evenly to another, which it keeps.  That is fitted by weighted least squares
 * in the counts, whose mean is then linear in how far it has come, and the
 * best of many is taken.
 */
#ifndef PATTERN_RAMP_H
#define PATTERN_RAMP_H

#include <stdbool.h>
#include <stddef.h>

struct trend_change;
struct trend_past;

struct ramp {
	size_t at; /* its first week; 0: there is none */
	size_t took; /* weeks until it was whole; 0 and 1: at once */
	double lift; /* the new level is 1 + LIFT times the old; or 0 */
	double gain; /* log-likelihood over no shift, to second order */
	double starts; /* weeks in which it might as well begin, from 1 */
};

/*
 * The one that fits PAST best beside a season, which is about that of T: from
 * week FROM on, which is not 0, or later and before END, at once, in 13, 26 or
 * 52 weeks, or up to END.  False if there is none.
 */
bool ramp_find(struct ramp *r, const struct trend_past *past,
    const struct trend_change *t, size_t from, size_t end);
/*
 * Does one up to the end, from week AT on, fit PAST better than one at once?
 * True, too, if there is none; AT is 0 then.
 */
bool ramp_goes_on(size_t *at, const struct trend_past *past,
    const struct trend_change *t);
/*
 * How much of R there is in week I: 0 to 1.  Of ln of the level, so that LIFT
 * tells how; without it as if R were small.
 */
double ramp_part(const struct ramp *r, size_t i);

#endif
