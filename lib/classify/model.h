/*
 * model - what was learned from labelled signals, to label others with
 *
 *	why = model_read(&m, bytes);
 *	model_judge(&m, &st, text);
 *	st.p[k] is how likely label m.label[k] is
 *
 * A linear model over features (features.h), weighed by tf-idf: damped
 * frequency of words, each of the two groups of features of length one.  Of
 * each feature the weights for all labels are kept in 8 bits with one scale.
 * Single-label models turn margins into probabilities by one temperature
 * (Guo and others, "On calibration of modern neural networks", 2017),
 * multi-label ones by a logistic curve for each label (Platt, 1999).
 *
 * The file begins with a card that people can read, and ends with a digest
 * that tells whether it is whole.  sig-learn(1) describes it.
 */
#ifndef CLASSIFY_MODEL_H
#define CLASSIFY_MODEL_H

#include "lib/base/arena.h"
#include "lib/classify/features.h"
#include "lib/classify/memo.h"

enum {
	MODEL_LABELS = 1000,
	MODEL_HASH = 12, /* characters of the digest that name a model */
	MODEL_MAX = 256 << 20
};

/* Where features are, by hash; one reach into memory finds them. */
struct model_slot {
	uint64_t hash;
	size_t i; /* the number of the feature, from 1 */
};

struct model_table {
	struct model_slot *slot;
	size_t mask;
};

struct learned {
	bool single; /* exactly one label fits */
	size_t labels;
	struct slice *label;
	double *bias; /* by label */
	double temperature; /* of a single-label model */
	double *slope; /* by label, of a multi-label one */
	double *offset;
	double threshold; /* below it, abstain */
	size_t n; /* features, sorted by hash */
	uint64_t *hash;
	float *idf;
	float *scale;
	int8_t *weight; /* n x labels, see model_weights */
	char id[MODEL_HASH + 1];
	struct slice card; /* its lines */
	/* private */
	struct arena mem;
	struct model_table table[2]; /* by group */
};

/* What a thread needs for one model, and the last judgement. */
struct model_state {
	double *p; /* by label */
	double *margin;
	size_t best; /* the likeliest label */
	struct features f; /* of the last text */
	struct memo memo;
	double *worth; /* by unit of f, of because_words */
	size_t cap; /* private */
	size_t worth_cap; /* private */
};

/* Put a model into a file's bytes; CARD is lines "name value". */
void model_write(struct buf *out, const struct learned *m, struct slice card);
/* NULL, or a constant string that says why BYTES are no model of ours. */
const char *model_read(struct learned *m, struct slice bytes);
void model_release(struct learned *m);

/* Room for the weights of M, and to read a few beyond the last. */
int8_t *model_weights(const struct learned *m);

/* The number of feature HASH, or -1. */
static inline ptrdiff_t
model_find(const struct learned *m, uint64_t hash)
{
	const struct model_table *t = &m->table[feature_group(hash)];
	size_t at = (size_t)(hash >> 1) & t->mask;

	while (t->slot[at].hash != hash) {
		if (t->slot[at].i == 0)
			return -1;
		at = (at + 1) & t->mask;
	}
	return (ptrdiff_t)t->slot[at].i - 1;
}

/* Let memory bring what model_find needs for HASH. */
static inline void
model_fetch(const struct learned *m, uint64_t hash)
{
	const struct model_table *t = &m->table[feature_group(hash)];

	__builtin_prefetch(&t->slot[(size_t)(hash >> 1) & t->mask]);
}

/* Make the table that model_find uses, from m->hash. */
void model_index(struct learned *m);

void model_judge(const struct learned *m, struct model_state *st,
    struct slice text);
/*
 * The same for features found before; the margins may differ in their last
 * digits, since they are added up in another order.
 */
void model_judge_features(const struct learned *m, struct model_state *st,
    const struct feature *f, size_t n);
/* Turn margins into probabilities. */
void model_calibrate(const struct learned *m, const double *margin, double *p);
void model_state_release(struct model_state *st);

#endif
