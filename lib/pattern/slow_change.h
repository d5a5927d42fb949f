/*
 * slow_change - how a cell changed over months, and what is asked of that
 *
 *	struct slow_changes all;
 *
 *	if (slow_open(&all, l))
 *		for (size_t i = 0; i < all.n; i++)
 *			if (all.c[i].fails[SLOW_TREND] == NULL)
 *				slow_tell(fs, l, &all.c[i], SLOW_TREND);
 *	slow_release(&all);
 */
#ifndef PATTERN_SLOW_CHANGE_H
#define PATTERN_SLOW_CHANGE_H

#include "lib/pattern/over.h"
#include "lib/pattern/pace.h"

/* A trend, or what wanes; and a level that lasts. */
enum slow_kind { SLOW_TREND, SLOW_PERSISTENT, SLOW_KINDS };

struct slow_change {
	size_t cell;
	size_t weeks; /* of its course */
	bool fits; /* if not, these are too few, and the rest is not known */
	bool alone; /* it has no share */
	bool seasoned;
	struct trend_change own;
	struct trend_change share;
	struct trend_rank rank;
	struct course_shift shift;
	struct over_last last; /* of what may be told */
	bool step; /* it changed at once, rather than that it goes on */
	size_t since; /* the week of its shift, of what is told */
	size_t began; /* the week from which it goes on; 0: not known */
	double share_p; /* of the shift of the share */
	double share_ratio;
	bool doubted; /* if not, it may not be told anyway */
	struct walk_steps steps; /* that its level makes */
	double steady[SLOW_KINDS]; /* p if it did not walk */
	double p[SLOW_KINDS];
	double q[SLOW_KINDS];
	const char *fails[SLOW_KINDS]; /* what it does not fulfil, or NULL */
};

struct slow_changes {
	size_t n;
	size_t cap;
	struct slow_change *c;
	struct pace pace; /* at which they walk */
	double limit; /* the highest p, by the budget */
};

/* Of what is found, but is over: it only explains others (over.h). */
extern const char slow_is_over[];

/* All that are tested; false if the data are too short for any. */
bool slow_open(struct slow_changes *all, struct look *l);
void slow_release(struct slow_changes *all);
/* What C is told as, or NULL: praise that wanes. */
const char *slow_name(const struct cells *x, const struct slow_change *c,
    enum slow_kind k);
/* How far the ends of its interval at 95 % are from the ratio of C's shift. */
double slow_far(const struct slow_change *c);
/* Is X at least 15 % more or less than 1? */
bool slow_differs(double x);
void slow_tell(struct findings *fs, struct look *l, const struct slow_change *c,
    enum slow_kind k);
/* A line of trace/1 for each that is tested, to OUT. */
void slow_trace(struct buf *out, struct look *l);

#endif
