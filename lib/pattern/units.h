/*
 * units - values of a member in an organisation, and when they are in use
 *
 *	units_open(&us, &cells);
 *	units_by(&us, 1u << TALLY_ORG);
 *	units_find(&us, TALLY_REGION);
 *	for (i = 0; i < us.n; i = end)
 *		end = units_measure(&us, i);
 *	units_release(&us);
 *
 * A unit begins on the first day from which four weeks hold a quarter of what
 * is usual for it in four weeks in which it has any, and stops on the last day
 * up to which they do.  What comes again after a month or more without it, not
 * by chance, begins on the day it does.
 */
#ifndef PATTERN_UNITS_H
#define PATTERN_UNITS_H

#include "lib/pattern/cells.h"

enum { UNITS_LEAST = 5 /* signals of what begins */ };

/* The chance that any value of a group seems to have stopped. */
#define UNITS_RARE .05

/* One value in a group: an organisation, or a system of it. */
struct unit {
	uint32_t group;
	uint32_t value;
	uint32_t cell; /* one of the tally */
	double n; /* signals */
	size_t begins; /* the first day with any */
	size_t first, last; /* days that are not stray */
	double rate; /* signals a day, after the first or before the last */
	double level; /* signals of those days, at most four weeks or 13 */
	double rest; /* of what neither began nor stopped, in those days */
	bool began, stopped;
	bool passing; /* stopped, and began on its first day before that */
	bool stayed; /* for a month, and was new; gone for less than that */
	bool quiet; /* it may have stopped, or not */
	double p; /* the chance that what goes on is as quiet */
	size_t day; /* the first, or behind the last; of others the first */
	bool chosen; /* the caller's */
	/* private */
	size_t at; /* where its cells begin */
	size_t ncells;
	size_t from, end; /* the days of its level */
	double hidden; /* the most that a week may hold by its floor */
};

struct units {
	size_t n;
	struct unit *u; /* by group */
	double alive; /* values of the last group that go on, or may */
	double stops; /* a day, in the last group, of what began too */
	/* private */
	const struct cells *x;
	int dim;
	uint32_t *group; /* of a cell of the tally */
	struct set keys;
	uint32_t *cell; /* of the tally, by unit */
	bool *seen; /* organisations */
	double values; /* of the last group, that have UNITS_LEAST */
	double all; /* the same, of all groups */
	double *sum; /* signals of the last group before each day */
	double *rest; /* the same, of what neither began nor stopped */
	uint32_t *count; /* of a unit, by day */
	uint32_t *back; /* the same, last day first */
};

void units_open(struct units *us, const struct cells *x);
/* Take cells with the same values of the members in BY for a group. */
size_t units_by(struct units *us, unsigned by);
/* The values of DIM. */
void units_find(struct units *us, int dim);
/*
 * See when units began and stopped, of the group of I, and sort them by day;
 * where they end.
 */
size_t units_measure(struct units *us, size_t i);
/*
 * Take what stayed of units I up to END of the last group measured, and was not
 * chosen as what stopped, for what began; is there any?
 */
bool units_begin(struct units *us, size_t i, size_t end);
/* The signals of unit I on the days FROM up to END. */
double units_sum(struct units *us, size_t i, size_t from, size_t end);
/* Those of what neither began nor stopped in the last group measured. */
double units_rest(const struct units *us, size_t from, size_t end);
void units_release(struct units *us);

#endif
