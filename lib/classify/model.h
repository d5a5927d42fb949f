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

/* What a feature weighs, for each label: as 8 bits times SCALE. */
struct model_row {
	float idf;
	float scale;
	int8_t weight[];
};

/* Where features are, by hash: a line of memory tells, mostly. */
enum { MODEL_WAYS = 5 };

struct model_set {
	uint64_t hash[MODEL_WAYS];
	uint32_t i[MODEL_WAYS]; /* numbers of features, from 1; 0: none */
	uint32_t more; /* there was no room for all, look in the next */
};

struct model_table {
	struct model_set *set;
	size_t n;
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
	size_t n; /* features */
	uint64_t *hash;
	char *row; /* of each feature, see model_row_of */
	size_t row_size;
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

/* Make room for the rows of M, and to read a few weights beyond the last. */
void model_rows(struct learned *m);

static inline struct model_row *
model_row_of(const struct learned *m, size_t i)
{
	return (void *)(m->row + i * m->row_size);
}

/* The set in which HASH is, or one before it. */
static inline const struct model_set *
model_set_of(const struct model_table *t, uint64_t hash)
{
	return t->set + ((hash >> 32) * t->n >> 32);
}

/*
 * The number of feature HASH of the group of T, or -1.  Whether a set has it,
 * and where, nobody can foretell, so there is no jump for it.
 */
static inline ptrdiff_t
model_find_in(const struct model_table *t, uint64_t hash)
{
	const struct model_set *s = model_set_of(t, hash);
	uint32_t there;
	uint32_t i = 0;

	for (;;) {
		for (size_t k = 0; k < MODEL_WAYS; k++) {
			there = s->i[k];
			i = s->hash[k] == hash ? there : i;
		}
		if ((i | (s->more ^ 1)) != 0)
			return (ptrdiff_t)i - 1;
		s = s + 1 < t->set + t->n ? s + 1 : t->set;
	}
}

static inline ptrdiff_t
model_find(const struct learned *m, uint64_t hash)
{
	return model_find_in(&m->table[feature_group(hash)], hash);
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
