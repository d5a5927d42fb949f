/*
 * near - checks of numbers, for the unit tests
 *
 *	near(&bad, "e of window 7", got, want, 1e-9);
 *
 * WITHIN is relative to WANT, absolute where WANT is 0.  What is wrong is
 * printed and counted.
 */
#ifndef UNIT_NEAR_H
#define UNIT_NEAR_H

#include <math.h>
#include <stdbool.h>
#include <stdio.h>

static inline void
near(int *bad, const char *what, double got, double want, double within)
{
	double off = fabs(got - want);

	if (off <= within * (want == 0 ? 1 : fabs(want)))
		return;
	printf("%s: got %.17g, want %.17g\n", what, got, want);
	++*bad;
}

static inline void
holds(int *bad, const char *what, bool truth)
{
	if (truth)
		return;
	printf("%s: does not hold\n", what);
	++*bad;
}

#endif
