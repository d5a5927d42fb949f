/*
 * late - how many answers are late, and of what
 *
 *	late_add(&n, &detail, &cells);
 *	...
 *	if (late_is(&n, limit) && late_find_value(&v, &cells, cell, &n, limit))
 *		v.dim, v.value	what is late most, and explains it
 *
 * Signals whose term ended in the last 28 days that are known, against those of
 * two to five months before: the share that was not closed in time, or at least
 * so much, where some were closed on a day that is not known.
 */
#ifndef PATTERN_LATE_H
#define PATTERN_LATE_H

#include "lib/pattern/look.h"

enum {
	LATE_NOW = 28, /* days */
	LATE_GAP = 28, /* what is late for two months is no past yet */
	LATE_BEFORE = 100,
	LATE_LEAST = 10
};

/* How many were due, and late, lately and in the time before the gap. */
struct late {
	int32_t end; /* the first day of which nothing is known */
	double now, now_late, before, before_late;
	double due, late; /* of all that is known one by one */
	/* of now and before so many were done with on no known day */
	double now_undated, before_undated;
};

/* A value of a member that explains that a desk is late. */
struct late_value {
	int dim;
	uint32_t value;
	struct late of; /* its signals */
	struct late rest; /* the others of the desk */
	double p; /* that it is late no more often than the rest */
};

/*
 * Add D, if its answer was due before the end, and what became of it is known
 * up to then; returns days from that to the end of N, or 0.
 */
int32_t late_add(struct late *n, const struct detail *d, const struct cells *x);
/* The chance of so many late ones now if it is as before: Fisher's test. */
double late_p(const struct late *n);
/* How many late ones were to be expected now. */
double late_expected(const struct late *n);
/* More late than before, with a chance of at most LIMIT; or a quarter late? */
bool late_is(const struct late *n, double limit);
/*
 * The value of a channel, product, region or theme in CELL, which is late as
 * ALL says, without which it is not.
 */
bool late_find_value(struct late_value *v, const struct cells *x, size_t cell,
    const struct late *all, double limit);

#endif
