/*
 * ears - the C1, C2 and C3 of CDC's Early Aberration Reporting System
 *
 * For comparison with other software (Fricker 2008, Stat Med 27:3407).  With
 * m and s the mean and standard deviation of BASELINE counts that end today
 * (C1) or two steps sooner (C2), the statistic is (y - m) / s.  C3 is C2 of
 * today plus what C2 exceeded 1 by on the two steps before.
 */
#ifndef PATTERN_EARS_H
#define PATTERN_EARS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum ears_kind { EARS_C1, EARS_C2, EARS_C3 };

struct ears_opt {
	enum ears_kind kind;
	int baseline; /* counts */
	double sigma; /* s is at least this */
	double alpha; /* the limit is the normal quantile of 1 - alpha */
	/*
	 * C3 as R's surveillance 1.20 to 1.26 has it: the limit contains
	 * today's count, which then cannot cause an alarm.
	 */
	bool as_r;
};

struct ears {
	double stat; /* NaN if s is 0 and nothing differs */
	double expected; /* m */
	double upper; /* NaN as stat */
	bool alarm; /* y > upper */
};

/* Of Y[N-1]; false if there are too few counts before it. */
bool ears_test(struct ears *e, const struct ears_opt *o, const uint32_t *y,
    size_t n);

#endif
