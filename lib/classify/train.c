#include "lib/classify/train.h"

#include <stdlib.h>

#include "lib/base/hash.h"
#include "lib/base/xalloc.h"

/* Texts judged by models that have not seen them. */
struct unseen {
	double *margin; /* texts x labels */
	double *p; /* the same, calibrated */
	uint32_t *right; /* of a single-label model */
};

static void
add_gold(struct train *t, struct slice label)
{
	if (t->golds == t->gold_cap) {
		t->gold_cap = t->gold_cap ? t->gold_cap * 2 : 1024;
		t->gold = xrealloc(t->gold, t->gold_cap, sizeof(*t->gold));
	}
	t->gold[t->golds++] = (uint32_t)set_add(&t->labels, label, NULL);
}

void
train_add(struct train *t, struct slice id, struct slice text,
    const struct slice *gold, size_t n)
{
	struct train_text *x;

	if (t->n == t->cap) {
		t->cap = t->cap ? t->cap * 2 : 1024;
		t->text = xrealloc(t->text, t->cap, sizeof(*t->text));
	}
	x = &t->text[t->n++];
	features_of(&t->f, text);
	*x = (struct train_text){ t->features, t->f.n, t->golds, n,
		(int)(hash_bytes(id, 5) % TRAIN_FOLDS) };
	while (t->features + t->f.n > t->feature_cap) {
		t->feature_cap = t->feature_cap ? t->feature_cap * 2 : 1 << 16;
		t->feature = xrealloc(t->feature, t->feature_cap,
		    sizeof(*t->feature));
	}
	if (t->f.n)
		memcpy(t->feature + t->features, t->f.v,
		    t->f.n * sizeof(*t->feature));
	t->features += t->f.n;
	for (size_t i = 0; i < n; i++)
		add_gold(t, gold[i]);
}

bool
train_single(const struct train *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->text[i].golds != 1)
			return false;
	return true;
}

/* Put the labels in order of their bytes, whatever the order of the texts. */
static void
sort_labels(struct train *t)
{
	struct set sorted = { 0 };
	struct slice *key = xcalloc(t->labels.len, sizeof(*key));
	uint32_t *to = xcalloc(t->labels.len, sizeof(*to));
	size_t n = t->labels.len;
	size_t least;

	for (size_t i = 0; i < n; i++)
		key[i] = set_key(&t->labels, i);
	for (size_t k = 0; k < n; k++) {
		least = SIZE_MAX;
		for (size_t i = 0; i < n; i++)
			if (key[i].p != NULL &&
			    (least == SIZE_MAX ||
				slice_cmp(key[i], key[least]) < 0))
				least = i;
		to[least] = (uint32_t)set_add(&sorted, key[least], NULL);
		key[least].p = NULL;
	}
	for (size_t i = 0; i < t->golds; i++)
		t->gold[i] = to[t->gold[i]];
	set_release(&t->labels);
	t->labels = sorted;
	free(key);
	free(to);
}

const char *
train_ready(struct train *t)
{
	if (t->labels.len < 2)
		return "fewer than two labels to tell apart";
	if (t->labels.len > MODEL_LABELS)
		return "too many labels";
	sort_labels(t);
	return NULL;
}

bool
train_has(const struct train *t, size_t text, size_t label)
{
	const struct train_text *x = &t->text[text];

	for (size_t k = 0; k < x->golds; k++)
		if (t->gold[x->gold_from + k] == label)
			return true;
	return false;
}

void
train_fold(const struct train *t, const struct train_how *how, double *margin)
{
	for (int fold = 0; fold < TRAIN_FOLDS; fold++) {
		struct learned m = { 0 };
		struct model_state st = { 0 };

		fit(t, how, fold, &m);
		for (size_t i = 0; i < t->n; i++) {
			if (t->text[i].fold != fold)
				continue;
			model_judge_features(&m, &st,
			    t->feature + t->text[i].from, t->text[i].n);
			memcpy(margin + i * m.labels, st.margin,
			    m.labels * sizeof(*st.margin));
		}
		model_state_release(&st);
		model_release(&m);
	}
}

static void
calibrate(const struct train *t, struct learned *m, struct unseen *u)
{
	bool *yes = xcalloc(t->n + 1, sizeof(*yes));

	if (m->single) {
		for (size_t i = 0; i < t->n; i++)
			u->right[i] = t->gold[t->text[i].gold_from];
		calibrate_single(m, u->margin, u->right, t->n);
	}
	for (size_t k = 0; k < m->labels && !m->single; k++) {
		for (size_t i = 0; i < t->n; i++)
			yes[i] = train_has(t, i, k);
		calibrate_label(m, k, u->margin, yes, t->n);
	}
	for (size_t i = 0; i < t->n; i++)
		model_calibrate(m, u->margin + i * m->labels,
		    u->p + i * m->labels);
	free(yes);
}

struct claim {
	double p;
	bool right;
};

static int
surest_first(const void *a, const void *b)
{
	double x = ((const struct claim *)a)->p;
	double y = ((const struct claim *)b)->p;

	return (x < y) - (x > y);
}

static size_t
best_of(const double *p, size_t n)
{
	size_t best = 0;

	for (size_t k = 1; k < n; k++)
		if (p[k] > p[best])
			best = k;
	return best;
}

/* The lowest threshold at which what is claimed is right often enough. */
static double
threshold(const struct train *t, const struct learned *m,
    const struct unseen *u, double precision)
{
	struct claim *c = xcalloc(t->n * m->labels + 1, sizeof(*c));
	double at = 1;
	double right = 0;
	size_t n = 0;
	size_t best;

	for (size_t i = 0; i < t->n; i++) {
		const double *p = u->p + i * m->labels;

		best = best_of(p, m->labels);
		for (size_t k = 0; k < m->labels; k++)
			if (!m->single || k == best)
				c[n++] = (struct claim){ p[k],
					train_has(t, i, k) };
	}
	qsort(c, n, sizeof(*c), surest_first);
	for (size_t i = 0; i < n; i++) {
		right += c[i].right;
		if (right >= precision * (double)(i + 1) &&
		    (i + 1 == n || c[i + 1].p < c[i].p))
			at = c[i].p;
	}
	free(c);
	/* Where nothing goes wrong, being as sure as is asked is enough. */
	return at < precision ? at : precision;
}

static void
judge_cv(const struct train *t, const struct learned *m, const struct unseen *u,
    struct eval *cv)
{
	struct slice *gold = xcalloc(m->labels + 1, sizeof(*gold));
	struct slice *said = xcalloc(m->labels + 1, sizeof(*said));
	const double *p;
	size_t golds, n, best;

	for (size_t i = 0; i < t->n; i++) {
		p = u->p + i * m->labels;
		best = best_of(p, m->labels);
		golds = 0;
		n = 0;
		if (m->single || p[best] >= 0.5)
			said[n++] = m->label[best];
		for (size_t k = 0; k < m->labels; k++) {
			if (train_has(t, i, k))
				gold[golds++] = m->label[k];
			if (!m->single && k != best && p[k] >= 0.5)
				said[n++] = m->label[k];
		}
		eval_add(cv, gold, golds, said, n, p[best]);
	}
	free(gold);
	free(said);
}

void
train_run(struct train *t, const struct train_how *how, struct learned *m,
    struct eval *cv)
{
	struct unseen u;
	size_t cells;

	cells = t->n * t->labels.len;
	u.margin = xcalloc(cells, sizeof(*u.margin));
	u.p = xcalloc(cells, sizeof(*u.p));
	u.right = xcalloc(t->n, sizeof(*u.right));
	train_fold(t, how, u.margin);
	fit(t, how, -1, m);
	calibrate(t, m, &u);
	m->threshold = threshold(t, m, &u, how->precision);
	judge_cv(t, m, &u, cv);
	free(u.margin);
	free(u.p);
	free(u.right);
}

void
train_release(struct train *t)
{
	set_release(&t->labels);
	features_release(&t->f);
	free(t->text);
	free(t->feature);
	free(t->gold);
	*t = (struct train){ 0 };
}
