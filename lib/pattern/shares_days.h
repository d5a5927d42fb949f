/*
 * shares_days - the signals of one source by day, and how many have a member
 *
 * Days are numbered from the first of the cells.
 */
#ifndef PATTERN_SHARES_DAYS_H
#define PATTERN_SHARES_DAYS_H

#include "lib/pattern/cells.h"

struct shares_days {
	const struct cells *x;
	const struct tally_rows *rows; /* by source */
	size_t source;
	/* private: of the days before each, by member and then of all */
	uint32_t *sum;
	uint32_t *value[2]; /* by value of a member: before and after a day */
};

void shares_days_open(struct shares_days *s, const struct cells *x,
    const struct tally_rows *rows);
void shares_days_release(struct shares_days *s);
/* Count the days of SOURCE; false if it has what says nothing of shares. */
bool shares_days_count(struct shares_days *s, size_t source);
/*
 * Count what has all members of F, in the place of the first member; those that
 * make the source what it is aside, as its past may lack them.
 */
void shares_days_form(struct shares_days *s, const struct cells_form *f);
/* Count the values of DIM from day FROM up to AT, and from AT up to TO. */
void shares_days_values(struct shares_days *s, int dim, size_t from, size_t at,
    size_t to);
/* The signals that have DIM, or TALLY_TERM: all, of FROM up to before TO. */
double shares_days_sum(const struct shares_days *s, int dim, size_t from,
    size_t to);
/* The share of those that has DIM, 0 of none. */
double shares_days_share(const struct shares_days *s, int dim, size_t from,
    size_t to);

#endif
