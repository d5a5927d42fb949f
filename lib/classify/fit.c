#include <linear.h>
#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/classify/train.h"

enum { BIAS = 1, HEAVIEST = 10 /* of the rarer side */ };

static void
silent(const char *s)
{
	(void)s;
}

static int
by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a;
	uint64_t y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* M's features: those of two texts or more, and how rare they are. */
static void
vocabulary(const struct train *t, int fold, struct learned *m)
{
	uint64_t *all = xcalloc(t->features + 1, sizeof(*all));
	size_t texts = 0;
	size_t n = 0;
	size_t run;
	float *idf;

	for (size_t i = 0; i < t->n; i++) {
		if (t->text[i].fold == fold)
			continue;
		texts++;
		for (size_t k = 0; k < t->text[i].n; k++)
			all[n++] = t->feature[t->text[i].from + k].hash;
	}
	qsort(all, n, sizeof(*all), by_number);
	m->hash = xcalloc(n + 1, sizeof(*m->hash));
	idf = xcalloc(n + 1, sizeof(*idf));
	for (size_t i = 0; i < n; i += run) {
		for (run = 1; i + run < n && all[i + run] == all[i]; run++)
			;
		if (run < TRAIN_SEEN)
			continue;
		m->hash[m->n] = all[i];
		idf[m->n++] =
		    (float)(log((1 + (double)texts) / (1 + (double)run)) + 1);
	}
	free(all);
	model_rows(m);
	for (size_t i = 0; i < m->n; i++)
		model_row_of(m, i)->idf = idf[i];
	free(idf);
	model_index(m);
}

/* The vector of text X, as liblinear has it, and where the next may begin. */
static struct feature_node *
vector(const struct train *t, const struct learned *m,
    const struct train_text *x, struct feature_node *to)
{
	struct feature_node *from = to;
	const struct feature *f;
	double norm[2] = { 0, 0 };
	double idf;
	ptrdiff_t at;

	for (size_t k = 0; k < x->n; k++) {
		f = &t->feature[x->from + k];
		at = model_find(m, f->hash);
		if (at < 0)
			continue;
		to->index = (int)at + 1;
		idf = (double)model_row_of(m, (size_t)at)->idf;
		to->value = (double)f->x * idf;
		norm[feature_group(f->hash)] += (double)f->q * idf * idf;
		to++;
	}
	for (; from < to; from++)
		from->value /= sqrt(
		    norm[feature_group(m->hash[from->index - 1])]);
	to->index = (int)m->n + 1;
	to->value = BIAS;
	to++;
	to->index = -1;
	return to + 1;
}

/* The problem for liblinear; ROW says which text each line of it is. */
static void
pose(const struct train *t, const struct learned *m, int fold,
    struct problem *p, size_t **row)
{
	struct feature_node *at = xcalloc(t->features + 2 * t->n + 2,
	    sizeof(*at));

	*p = (struct problem){ .n = (int)m->n + 1, .bias = BIAS };
	p->x = xcalloc(t->n + 1, sizeof(*p->x));
	p->y = xcalloc(t->n + 1, sizeof(*p->y));
	*row = xcalloc(t->n + 1, sizeof(**row));
	p->x[0] = at;
	for (size_t i = 0; i < t->n; i++) {
		if (t->text[i].fold == fold)
			continue;
		(*row)[p->l] = i;
		p->x[p->l++] = at;
		at = vector(t, m, &t->text[i], at);
	}
}

/* One machine for all labels. */
static void
fit_single(const struct train *t, const struct train_how *how,
    struct problem *p, const size_t *row, double *w, size_t labels)
{
	struct parameter param = { .solver_type = MCSVM_CS,
		.eps = 0.1,
		.C = how->cost };
	struct model *got;

	for (int i = 0; i < p->l; i++)
		p->y[i] = t->gold[t->text[row[i]].gold_from];
	srand(how->seed);
	got = train(p, &param);
	for (int i = 0; i < p->n; i++)
		for (int c = 0; c < got->nr_class; c++)
			w[(size_t)i * labels + (size_t)got->label[c]] =
			    got->w[(size_t)i * (size_t)got->nr_class +
				(size_t)c];
	free_and_destroy_model(&got);
}

/* A machine for label K against the rest. */
static void
fit_label(const struct train *t, const struct train_how *how, struct problem *p,
    const size_t *row, double *w, size_t labels, size_t k)
{
	int which[] = { 1, -1 };
	double weight[] = { 1, 1 };
	struct parameter param = { .solver_type = L2R_L2LOSS_SVC_DUAL,
		.eps = 0.1,
		.C = how->cost,
		.nr_weight = 2,
		.weight_label = which,
		.weight = weight };
	struct model *got;
	double yes = 0;
	double sign;

	for (int i = 0; i < p->l; i++) {
		p->y[i] = train_has(t, row[i], k) ? 1 : -1;
		yes += p->y[i] > 0;
	}
	if (yes == 0 || yes == p->l)
		return;
	weight[0] = sqrt((p->l - yes) / yes);
	weight[0] = weight[0] > HEAVIEST ? HEAVIEST : weight[0];
	srand(how->seed);
	got = train(p, &param);
	sign = got->label[0] == 1 ? 1 : -1;
	for (int i = 0; i < p->n; i++)
		w[(size_t)i * labels + k] = sign * got->w[i];
	free_and_destroy_model(&got);
}

/* Keep the weights in 8 bits: of each feature the largest becomes 127. */
static void
round_weights(struct learned *m, const double *w)
{
	struct model_row *row;
	double most;

	for (size_t i = 0; i < m->n; i++) {
		most = 0;
		for (size_t k = 0; k < m->labels; k++)
			most = fmax(most, fabs(w[i * m->labels + k]));
		row = model_row_of(m, i);
		row->scale = (float)(most / 127);
		for (size_t k = 0; k < m->labels && row->scale > 0; k++)
			row->weight[k] = (int8_t)lrint(fmax(-127,
			    fmin(127,
				w[i * m->labels + k] / (double)row->scale)));
	}
	for (size_t k = 0; k < m->labels; k++)
		m->bias[k] = w[m->n * m->labels + k] * BIAS;
}

void
fit(const struct train *t, const struct train_how *how, int fold,
    struct learned *m)
{
	struct problem p;
	size_t *row;
	double *w;

	set_print_string_function(silent);
	m->single = how->single;
	m->temperature = 1;
	m->labels = t->labels.len;
	m->bias = xcalloc(m->labels, sizeof(*m->bias));
	m->slope = xcalloc(m->labels, sizeof(*m->slope));
	m->offset = xcalloc(m->labels, sizeof(*m->offset));
	m->label = xcalloc(m->labels, sizeof(*m->label));
	for (size_t k = 0; k < m->labels; k++)
		m->label[k] = set_key(&t->labels, k);
	vocabulary(t, fold, m);
	w = xcalloc((m->n + 1) * m->labels, sizeof(*w));
	pose(t, m, fold, &p, &row);
	if (how->single)
		fit_single(t, how, &p, row, w, m->labels);
	else
		for (size_t k = 0; k < m->labels; k++)
			fit_label(t, how, &p, row, w, m->labels, k);
	round_weights(m, w);
	free(w);
	free(row);
	free(p.x[0]);
	free(p.x);
	free(p.y);
}
