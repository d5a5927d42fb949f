/*
 * aliases - values that go on under another name
 *
 *	aliases_find(&as, &cells);
 *	days = aliases_days(&as, &tally.cell[c], TALLY_REGION, value);
 *	aliases_release(&as);
 *
 * Where some values of a member stop in an organisation, or in one system of
 * it, and others begin about the same day, and these have about the level that
 * those had, they may be the same under other names: one for one, one that is
 * split, some that become one, or all of them recoded.  Then what begins has no
 * past to be compared with, and what stopped did not fall.
 */
#ifndef PATTERN_ALIASES_H
#define PATTERN_ALIASES_H

#include "lib/pattern/cells.h"

/* The days on which a value can be compared; DATE_NONE where it always can. */
struct aliases_days {
	int32_t from;
	int32_t to;
};

/* A value that began or stopped; those of one event stand together. */
struct aliases_change {
	uint32_t event;
	uint32_t org;
	int dim;
	uint32_t value;
	int32_t day; /* its first, or its last */
	bool begins;
};

struct aliases {
	size_t n;
	struct aliases_change *change;
	/* private */
	struct set keys;
	struct aliases_days *days; /* by key */
	size_t ndays;
	size_t cap;
};

void aliases_find(struct aliases *as, const struct cells *x);
/*
 * Of VALUE, one of member DIM, in cell C of the tally; as a part of a cell of
 * one organisation if ORG.
 */
struct aliases_days aliases_days(const struct aliases *as,
    const struct tally_cell *c, bool org, int dim, uint32_t value);
void aliases_release(struct aliases *as);

#endif
