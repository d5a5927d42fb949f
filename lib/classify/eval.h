/*
 * eval - how good labels are, against those that are right
 *
 *	struct eval e = { 0 };
 *
 *	eval_add(&e, gold, n, said, k, p);
 *	eval_write(&out, &e, "rules");
 *
 * For each label how often it was right (tp), said wrongly (fp) and missed
 * (fn), with precision, recall and F1; then *micro (all counts together),
 * *macro (the mean over labels for which a figure exists) and *all (exact
 * sets right, share that got any label, expected calibration error over 15
 * bins of the first label's probability); then what was taken for what.
 * Written as eval/1 lines, see sig-classify(1).  `onbepaald' is the
 * absence of labels.
 */
#ifndef CLASSIFY_EVAL_H
#define CLASSIFY_EVAL_H

#include "lib/base/buf.h"
#include "lib/base/set.h"

enum { EVAL_BINS = 15 };

struct eval_count {
	uint64_t n; /* lines that have the label */
	uint64_t tp;
	uint64_t fp;
	uint64_t fn;
};

struct eval {
	struct set labels;
	struct eval_count *count; /* by labels */
	size_t cap; /* private */
	struct set pairs; /* right, tab, said */
	uint64_t *times; /* by pairs */
	size_t pair_cap; /* private */
	uint64_t n;
	uint64_t exact;
	uint64_t covered;
	uint64_t bin_n[EVAL_BINS];
	uint64_t bin_right[EVAL_BINS];
	double bin_p[EVAL_BINS];
};

/* One line; P is how sure the first of SAID is, negative if not known. */
void eval_add(struct eval *e, const struct slice *gold, size_t golds,
    const struct slice *said, size_t n, double p);
/* Append the eval/1 lines, labels in order of their bytes. */
void eval_write(struct buf *out, const struct eval *e, const char *by);
void eval_release(struct eval *e);

#endif
