/*
 * overlap - days that came in twice: in tallies and apart, or by day and week
 *
 *	overlap_add(&o, OVERLAP_SIGNALS, org, kind, day, 1);
 *	...
 *	n = overlap_count(&o, OVERLAP_DAYS);	signals counted twice
 *	n = overlap_same(&o);			where no kind is named
 *	overlap_release(&o);
 *
 * A few late signals of a day that a tally holds are as it should be.  Where
 * there are at least half as many, on half of the days that came in both ways,
 * the same ones were given twice: on OVERLAP_DAYS days of sources or more every
 * figure would be wrong, on fewer a warning is enough.
 * Memory: 60 bytes a day of a source.
 */
#ifndef PATTERN_OVERLAP_H
#define PATTERN_OVERLAP_H

#include "lib/base/set.h"

enum { OVERLAP_DAYS = 7 };

enum overlap_how { OVERLAP_SIGNALS, OVERLAP_DAY, OVERLAP_WEEK, OVERLAP_HOWS };

struct overlap {
	struct set days; /* of sources */
	uint64_t (*n)[OVERLAP_HOWS]; /* a week at its Monday */
	size_t cap;
};

/* N signals came in that way; ORG and KIND are numbers. */
void overlap_add(struct overlap *o, int how, uint32_t org, uint32_t kind,
    int32_t day, uint64_t n);
/* The signals that were given twice, if on as many days of sources or more. */
uint64_t overlap_count(const struct overlap *o, uint64_t days);

/*
 * Of tallies that do not name the kind, or not the organisation either, as
 * many signals of any kind on the same day may be others.  Where they are as
 * many to the signal on nine in ten of OVERLAP_DAYS or more they are the same;
 * how many that are.
 */
uint64_t overlap_same(const struct overlap *o);
/* Those that may be the same, of a named organisation: at least half. */
uint64_t overlap_alike(const struct overlap *o);

/* The signals of a source on a day. */
struct overlap_day {
	uint32_t org;
	uint32_t kind;
	int32_t day;
	uint64_t signals;
};

/* Those number I, below o->days.len. */
struct overlap_day overlap_day(const struct overlap *o, size_t i);
/*
 * On how many days from FROM to TO, 28 at most, a source that has signals has
 * tallies alone; of any source if there are no signals at all.
 */
uint64_t overlap_tallied(const struct overlap *o, int32_t from, int32_t to);
void overlap_release(struct overlap *o);

#endif
