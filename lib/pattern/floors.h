/*
 * floors - weeks that tallies leave out as too small, and what they may hold
 *
 *	floors_build(&f, &cells);
 *	u = floors_unit(&f, rung, member);
 *	n += floors_taken(u, week);
 *	floors_release(&f);
 *
 * A tally that was made to be shared says its floor: a week and cell of fewer
 * persons is not in it.  Such a week is not one of no signals; read as that,
 * what has about as many as the floor would rise and fall for ever.  So it is
 * taken to hold one less than the floor: the most it can.  As the larger of
 * that and of what there is, counts rise only where what there is does, and
 * chance makes no more of it: their mean is higher and they vary less.
 *
 * Who shares adds up what is too small in detail, over regions, products and
 * levels; so what is missing depends on what is asked.  A unit is what has the
 * same values of the members of a rung: an organisation and a set of themes
 * on the coarsest, and a level, a product and a region more on finer ones.  A
 * week of it is whole if the sum of what was too small in detail is there, or
 * if nothing of it is missing.
 *
 * Of a unit that began when others had long been told, and of which most weeks
 * were told since, many weeks were left out and none was told by chance.  So
 * those are taken to hold the least, if that is less, of which so many weeks in
 * a row under the floor have a chance of .05 or less (Poisson).  A unit that is
 * near the floor is not one of these: its weeks are taken alike, or those that
 * happened to be told first would seem to rise.
 *
 * Where an organisation came to share with another floor the highest is that of
 * all its weeks, or what is small would seem to change with it: lines of fewer,
 * together, are taken to hold one less than that at least.
 */
#ifndef PATTERN_FLOORS_H
#define PATTERN_FLOORS_H

#include "lib/pattern/tally.h"

enum {
	FLOORS_RUNGS = 4,
	FLOORS_BITS = 64,
	FLOORS_SETS = 5,
	FLOORS_WEEKS = FLOORS_SETS * FLOORS_BITS
};

/* Weeks, from the first one that is looked at. */
struct floors_weeks {
	uint64_t set[FLOORS_SETS];
};

struct floors_unit {
	uint32_t lead; /* the first of its cells of the tally */
	uint32_t fill; /* what a week that is left out is taken to hold */
	uint32_t early; /* so too, where it is before the first that was told */
	size_t first, last; /* weeks that were told */
	bool thin; /* more of it is taken so than is known, then and lately */
	struct floors_weeks gone; /* the weeks that are left out */
	uint32_t *lift; /* by week, see floors_taken; NULL: floors are equal */
	/* private */
	uint32_t least; /* that was told in the past, 0 if nothing */
	uint64_t past, recent; /* that were told */
	struct floors_weeks all, sum; /* where all of it is, and the sum */
};

/* The weeks of an organisation that are there, by their Mondays. */
struct floors_org {
	int32_t first, last; /* DATE_NONE if it has no floor */
	uint32_t floor; /* the highest in those weeks */
};

struct floors_rung {
	uint32_t *of; /* unit by cell of the tally, from 1; 0: no floor */
	struct floors_unit *unit;
	size_t n;
};

struct floors {
	uint32_t most; /* the highest floor; 0: there is none */
	struct floors_org *org; /* by value */
	struct floors_rung rung[FLOORS_RUNGS];
};

struct cells;

void floors_build(struct floors *f, const struct cells *x);
void floors_release(struct floors *f);
/* The rung on which what is counted by the members in BY is whole. */
int floors_rung(unsigned by);
/* The unit that cell MEMBER of the tally is of, or NULL if it has no floor. */
const struct floors_unit *floors_unit(const struct floors *f, int rung,
    uint32_t member);
/*
 * The Monday of the last week that is there of the organisation of cell C of T,
 * if C has a floor, or DATE_NONE.
 */
int32_t floors_last(const struct floors *f, const struct tally *t, uint32_t c);

/* Is week number W of U left out? */
static inline bool
floors_gone(const struct floors_unit *u, size_t w)
{
	return u->gone.set[w / FLOORS_BITS] >> w % FLOORS_BITS & 1;
}

/* How many more than was told U is taken to hold in week number W. */
static inline uint32_t
floors_taken(const struct floors_unit *u, size_t w)
{
	if (u->lift != NULL)
		return u->lift[w];
	return !floors_gone(u, w) ? 0 : w < u->first ? u->early : u->fill;
}

#endif
