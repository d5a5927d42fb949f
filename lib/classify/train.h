/*
 * train - learn a model from labelled texts
 *
 *	struct train t = { 0 };
 *
 *	train_add(&t, id, text, gold, n);
 *	why = train_ready(&t);
 *	how.cost = train_tune(&t, &how);
 *	train_run(&t, &how, &model, &cv);
 *	train_release(&t);
 *
 * Vocabulary: features of two texts or more.  Single-label: the multi-class
 * machine of Crammer and Singer (2001); multi-label: for each label a linear
 * machine with squared hinge loss, the rarer side weighed up.  Both by
 * liblinear, in fit.c.  Probabilities and the threshold come from texts that
 * the model that judged them had not seen: five folds, by hash of the id.
 * The order of the texts does not matter to what is counted, only to the
 * last digits of what liblinear finds.
 */
#ifndef CLASSIFY_TRAIN_H
#define CLASSIFY_TRAIN_H

#include "lib/classify/eval.h"
#include "lib/classify/model.h"

enum { TRAIN_FOLDS = 5, TRAIN_SEEN = 2 /* texts that make a feature known */ };

struct train_text {
	size_t from; /* its features, in t->feature */
	size_t n;
	size_t gold_from; /* its labels, in t->gold */
	size_t golds;
	int fold;
};

struct train {
	struct train_text *text;
	size_t n;
	struct set labels;
	/* private */
	struct feature *feature;
	size_t features;
	uint32_t *gold; /* numbers of labels */
	size_t golds;
	size_t cap, feature_cap, gold_cap;
	struct features f;
};

struct train_how {
	bool single;
	double cost; /* C of liblinear */
	double precision; /* wanted of what is not abstained from */
	unsigned seed;
};

void train_add(struct train *t, struct slice id, struct slice text,
    const struct slice *gold, size_t n);
/* Has every text exactly one label? */
bool train_single(const struct train *t);
/* After all were added: NULL, or why there is nothing to learn. */
const char *train_ready(struct train *t);
/*
 * The cost with which texts are judged best by models that have not seen them,
 * of 0.1, 0.3, 1, 3 and 10: 1, unless another is better by more than chance,
 * which is one standard error.
 */
double train_tune(const struct train *t, const struct train_how *how);
/*
 * Learn M, and judge in CV every text by a model that has not seen it.  M's
 * labels live in T.
 */
void train_run(struct train *t, const struct train_how *how, struct learned *m,
    struct eval *cv);
void train_release(struct train *t);

/* Has TEXT, by number, label LABEL? */
bool train_has(const struct train *t, size_t text, size_t label);
/* The margins of each text, by label, from a model of the other folds. */
void train_fold(const struct train *t, const struct train_how *how,
    double *margin);
/* The weights of M from the texts that are not of FOLD (-1: from all). */
void fit(const struct train *t, const struct train_how *how, int fold,
    struct learned *m);
/* Set M's temperature from the margins of texts: N rows of M's labels. */
void calibrate_single(struct learned *m, const double *margin,
    const uint32_t *right, size_t n);
/* Set the curve of label K; YES says which rows have it. */
void calibrate_label(struct learned *m, size_t k, const double *margin,
    const bool *yes, size_t n);

#endif
