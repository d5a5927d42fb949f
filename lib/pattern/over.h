/*
 * over - a level that went up or down, and came back
 *
 *	over_of(&last, &c, &shift);
 *	f->over = last.over;
 *	over_merge(&fs, l, "persistent");
 *
 * What is over is no finding.  It may explain others, that hold some of the
 * same signals and too few of their own to show by themselves that they are:
 * so it is one until those are folded into it.
 */
#ifndef PATTERN_OVER_H
#define PATTERN_OVER_H

#include "lib/pattern/course.h"

enum { OVER_WINDOWS = 3 };

struct over_last {
	enum over over; /* the last 3, 8 or 13 weeks are back */
	enum over fewer; /* up to EASED: the same by the count alone */
	bool likelier; /* it rose; the last 4 or 8 are likelier as before */
	int longest; /* which of the three is surely over; -1: none */
	double part[OVER_WINDOWS]; /* of the level, by the count; or NAN */
	double least[OVER_WINDOWS]; /* which it is surely */
	double lately; /* the last 13 weeks to what was before; or NAN */
};

/* Of shift S of C, with a season that neither S nor those weeks teach. */
void over_of(struct over_last *o, const struct course *c,
    const struct course_shift *s);
/*
 * Did A, a part of B, rise as B did, and is it over with B, as it does not
 * surely stay higher than B does?  A's level is surely LEAST times the old, B's
 * at MOST.
 */
bool over_with(const struct over_last *a, double least,
    const struct over_last *b, double most);
/* Fold the findings of KIND, and drop those that are over. */
void over_merge(struct findings *fs, struct look *l, const char *kind);

#endif
