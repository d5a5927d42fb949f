/*
 * course - years of a cell by weeks, and how its level changed in two of them
 *
 *	struct course_roots roots;
 *
 *	course_open(&roots, l);
 *	course_take(&whole, &roots, i);
 *	course_late(&c, &whole);
 *	course_change(&change, &c, c.exposure);
 *	course_shift(&shift, &c, c.exposure, &change);
 *	course_walk(&like, &whole, &c, &shift);
 *	course_release(&roots);
 *
 * A change is by the year, a shift is of one level to another: trend.h.  Both
 * against what is expected of a week: its exposure, or what else there was in
 * its organisation.  How levels walk is learned from all weeks that are known
 * but the last 13, beside a season of more waves: a rush that comes each year
 * is no walk.
 *
 * Weeks that nothing is known of, three or more of them between others, are a
 * gap.  A few weeks before it do not tell what was usual, and what lies half a
 * year apart differs by its season: unless there are 26 weeks or more on each
 * side of it and 78 in all, two years begin behind the gap, and if that leaves
 * fewer than 26 weeks, nothing is said.
 */
#ifndef PATTERN_COURSE_H
#define PATTERN_COURSE_H

#include "lib/pattern/look.h"
#include "lib/pattern/trend.h"

enum { COURSE_MOST = 260, COURSE_WEEKS = 104 };

/* The last week ends today. */
struct course {
	size_t n; /* weeks */
	double y[COURSE_MOST];
	double exposure[COURSE_MOST]; /* ln */
	bool alone; /* its organisation had less than one other a week */
	double rest[COURSE_MOST]; /* what it had, at least 1; alone: exposure */
	double share[COURSE_MOST]; /* ln of that */
	double used[COURSE_MOST]; /* 0 leaves a week out */
};

/* The weeks of organisations, made once. */
struct course_roots {
	struct look *l;
	double **kept;
};

struct course_shift {
	bool there; /* if not, only p holds: 1 */
	struct trend_shift by;
	double weeks; /* that were compared */
	double p;
	double var; /* of ln of its ratio */
};

void course_open(struct course_roots *r, struct look *l);
void course_release(struct course_roots *r);
/* The cell that cell I has a share of: its organisation, or what it has. */
size_t course_root(const struct cells *x, size_t i);
/* All weeks of cell I. */
void course_take(struct course *c, struct course_roots *r, size_t i);
/* The last COURSE_WEEKS of WHOLE, or what of them lies behind a gap. */
void course_late(struct course *c, const struct course *whole);
/*
 * Is its season known: two years, with a fiftieth of all or more both in the
 * last and before it?
 */
bool course_seasoned(const struct course *c);
/* What is fitted to C against OFFSET, which both must outlive it. */
struct trend_past course_past(const struct course *c, const double *offset);
/* The change against OFFSET. */
bool course_change(struct trend_change *t, const struct course *c,
    const double *offset);
/*
 * The shift against OFFSET, by the weeks that can be compared, beyond what the
 * season of T does.
 */
void course_shift(struct course_shift *s, const struct course *c,
    const double *offset, const struct trend_change *t);
/*
 * What WHOLE says of how its level walks: beside a steady change, or where the
 * shift S of its last weeks C is one, beside one that may have taken time.
 */
void course_walk(struct walk *like, const struct course *whole,
    const struct course *c, const struct course_shift *s);
/*
 * Does C, with about the season of T, rather go on, from week AT (0: no one
 * knows), than that it shifted at once?
 */
bool course_goes_on(size_t *at, const struct course *c,
    const struct trend_change *t);
/*
 * The week since which C is at the level of S, by WHOLE, whose weeks before C
 * have a level of their own: the season and the week are sought together, and
 * the season of all years, as one of two years takes a part of a shift of less
 * than a year.  Slow: some 90 fits.
 */
size_t course_since(const struct course *c, const struct course *whole,
    const struct course_shift *s);
/*
 * Does C rather go evenly in ln to that level, up to today, from some week on?
 * By the same fits.  What falls to a part of itself each week falls by less and
 * less in the counts, so that for course_goes_on it may look like a shift.
 */
bool course_slopes(const struct course *c, const struct course *whole,
    const struct course_shift *s);
/* Let S, of C against its exposure, know that the level makes STEPS. */
void course_doubt(struct course_shift *s, const struct course *c,
    const struct walk_steps *steps);
/*
 * The counts as a multiple of the rest, in the weeks that are known.  By
 * division of whole numbers, so that equal shares are equal.
 */
size_t course_level(const struct course *c, double *y);

#endif
