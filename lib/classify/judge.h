/*
 * judge - how good a codebook, a model, and both are: --eval
 *
 *	judge_signal(&j, l, o, &rec);
 *	judge_write(&out, &j);
 *
 * Signals with gold count.  `both' is what --fill does: the codebook, and
 * where it found nothing the model.
 */
#ifndef CLASSIFY_JUDGE_H
#define CLASSIFY_JUDGE_H

#include "lib/classify/eval.h"
#include "lib/classify/label.h"
#include "lib/classify/opinion.h"

struct judge {
	struct eval rules;
	struct eval model;
	struct eval both;
};

/* L or O may be NULL; false if R has no gold. */
bool judge_signal(struct judge *j, struct label *l, struct opinion *o,
    struct rec *r);
void judge_write(struct buf *out, const struct judge *j);
void judge_release(struct judge *j);

#endif
