/*
 * senders - how many people some signals are of
 *
 * Tokens of a person are of one organisation.  Who was with several has as many
 * and counts in each, so of several organisations no more are surely different
 * than those of the one that has most.
 */
#ifndef PATTERN_SENDERS_H
#define PATTERN_SENDERS_H

#include "lib/pattern/cells.h"

struct senders {
	double all; /* different ones, of any kind: sketch.h */
	double persons; /* those that are persons */
	double known; /* signals of which the person is known */
	bool several; /* organisations, or who knows how many */
	/* of the organisation that has most of them: */
	double most; /* of any kind */
	double most_persons; /* 0 where it is not known which it is */
	double most_apart; /* as if each without a person had another sender */
	/* of rows: */
	bool told; /* all tell their senders */
	bool about; /* so many that it is an estimate */
};

/* Of the N signals of D, of cells of X; exact. */
struct senders senders_count(const struct cells *x, const struct detail **d,
    size_t n);
/*
 * Of the rows of cell I in those days; of those that do not tell their senders
 * each signal counts as one.  Known and most_apart are not counted.
 */
struct senders senders_rows(const struct cells *x, size_t i, int32_t from,
    int32_t to);
/* Put the N senders of V in order, so that those of one stand together. */
void senders_sort(uint64_t *v, size_t n);

#endif
