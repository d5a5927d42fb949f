/*
 * outcome - what was before an action and what came after it
 *
 *	outcome_of(&o, &look, cell, day);
 *	if (o.by != NULL)
 *		outcome_expected(&o, o.by) were to be expected after it
 *
 * Before are the forty weeks up to the action, in parts; after begins a week
 * later.  Each is counted against the days, the season and the share that
 * is known by now.
 */
#ifndef PATTERN_OUTCOME_H
#define PATTERN_OUTCOME_H

#include "lib/pattern/effect.h"
#include "lib/pattern/look.h"

enum { OUTCOME_PARTS = 5 /* all but one are longer than a wave */ };

/* Signals of some days and how many were to be expected, but for a factor. */
struct outcome_period {
	int32_t from, to;
	double n;
	double m;
	double weeks; /* that are known */
};

struct outcome {
	struct mw_fit fit; /* of the cell */
	struct mw_fit vary; /* how it varied before; of less than a year fit */
	struct outcome_period before;
	struct outcome_period part[OUTCOME_PARTS]; /* of it, oldest first */
	const struct outcome_period *quiet, *busy; /* of those */
	bool steady; /* they do not differ */
	struct outcome_period after;
	double slack; /* see cells_slack */
	double offset; /* the part of the cell that volumes are in */
	/*
	 * "te-vroeg"; "gedaald", "gestegen"; "terug": less than before, but as
	 * it was before a wave, or falling already; "gelijk".
	 */
	const char *effect;
	const struct outcome_period
	    *by; /* what after is set against, or NULL */
	struct effect ratio; /* after to that, at 98.75 % */
};

/* Points into O: it must stay where it is. */
void outcome_of(struct outcome *o, struct look *l, size_t i, int32_t day);
/* How many were to be expected after it, by what there was in B. */
double outcome_expected(const struct outcome *o,
    const struct outcome_period *b);

#endif
