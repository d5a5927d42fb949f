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

struct over_last {
	enum over over; /* the last 3, 8 or 13 weeks are back */
	double lately; /* the last 13 weeks to what was before; or NAN */
};

/* Of shift S of C, with a season that neither S nor those weeks teach. */
void over_of(struct over_last *o, const struct course *c,
    const struct course_shift *s);
/* Fold the findings of KIND, and drop those that are over. */
void over_merge(struct findings *fs, struct look *l, const char *kind);

#endif
