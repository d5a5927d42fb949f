/*
 * senders - how many people some signals are of
 *
 * Tokens of a person are of one organisation.  Who was with several has as many
 * and counts in each, so of several organisations no more are surely different
 * than those of the one that has most.  For thresholds that would be too little
 * where many organisations have one or two each: few write to more than
 * SENDERS_ORGS, so that of all of them one in so many is thought to be different,
 * if that is more.
 */
#ifndef PATTERN_SENDERS_H
#define PATTERN_SENDERS_H

#include "lib/pattern/cells.h"

enum { SENDERS_ORGS = 3 };

struct senders {
	double all; /* different ones, of any kind: sketch.h */
	double persons; /* those that are persons */
	double known; /* signals of which the person is known */
	bool several; /* organisations, or who knows how many */
	double most_persons; /* surely different; 0: whose is not known */
	/* For thresholds: those of any kind who are thought to be different, */
	double apart;
	/* and as if each signal without a person had another sender. */
	double each_apart;
	/* of rows: */
	bool told; /* all tell their senders */
	bool about; /* so many that it is an estimate */
};

/* Of the N signals of D, of cells of X; exact. */
struct senders senders_count(const struct cells *x, const struct detail **d,
    size_t n);
/*
 * Of the rows of cell I in those days; of those that do not tell their senders
 * each signal counts as one.  Known and each_apart are not counted.
 */
struct senders senders_rows(const struct cells *x, size_t i, int32_t from,
    int32_t to);
/* Put the N senders of V in order, so that those of one stand together. */
void senders_sort(uint64_t *v, size_t n);

#endif
