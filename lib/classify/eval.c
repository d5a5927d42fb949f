#include "lib/classify/eval.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/num.h"
#include "lib/base/xalloc.h"
#include "lib/line/json.h"

#define NONE "onbepaald"

static bool
is_none(struct slice s)
{
	return slice_eq(s, SLICE(NONE));
}

static struct eval_count *
count(struct eval *e, struct slice label)
{
	bool isnew;
	size_t i = set_add(&e->labels, label, &isnew);

	if (i >= e->cap) {
		e->cap = e->cap ? e->cap * 2 : 64;
		e->count = xrealloc(e->count, e->cap, sizeof(*e->count));
	}
	if (isnew)
		e->count[i] = (struct eval_count){ 0 };
	return &e->count[i];
}

static void
confuse(struct eval *e, struct slice right, struct slice said)
{
	struct buf key = { 0 };
	bool isnew;
	size_t i;

	buf_put(&key, right);
	buf_putc(&key, '\t');
	buf_put(&key, said);
	i = set_add(&e->pairs, buf_slice(&key), &isnew);
	buf_release(&key);
	if (i >= e->pair_cap) {
		e->pair_cap = e->pair_cap ? e->pair_cap * 2 : 64;
		e->times = xrealloc(e->times, e->pair_cap, sizeof(*e->times));
	}
	if (isnew)
		e->times[i] = 0;
	e->times[i]++;
}

static bool
has(const struct slice *list, size_t n, struct slice s)
{
	for (size_t i = 0; i < n; i++)
		if (slice_eq(list[i], s))
			return true;
	return false;
}

/* Count the right label G of a line; was it said? */
static bool
add_right(struct eval *e, struct slice g, const struct slice *said, size_t n)
{
	struct eval_count *c = count(e, g);

	c->n++;
	if (has(said, n, g)) {
		c->tp++;
		return true;
	}
	c->fn++;
	if (n == 0)
		confuse(e, g, SLICE(NONE));
	return false;
}

static void
add_wrong(struct eval *e, const struct slice *gold, size_t golds,
    const struct slice *said, size_t n, struct slice s)
{
	count(e, s)->fp++;
	if (golds == 0)
		confuse(e, SLICE(NONE), s);
	for (size_t i = 0; i < golds; i++)
		if (!has(said, n, gold[i]))
			confuse(e, gold[i], s);
}

static void
add_bin(struct eval *e, double p, bool right)
{
	int i = (int)(p * EVAL_BINS);

	i = i >= EVAL_BINS ? EVAL_BINS - 1 : i;
	e->bin_n[i]++;
	e->bin_right[i] += right;
	e->bin_p[i] += p;
}

void
eval_add(struct eval *e, const struct slice *gold, size_t golds,
    const struct slice *said, size_t n, double p)
{
	bool exact = true;

	golds -= golds == 1 && is_none(gold[0]);
	n -= n == 1 && is_none(said[0]);
	e->n++;
	e->covered += n > 0;
	for (size_t i = 0; i < golds; i++)
		exact = add_right(e, gold[i], said, n) && exact;
	for (size_t i = 0; i < n; i++)
		if (!has(gold, golds, said[i])) {
			add_wrong(e, gold, golds, said, n, said[i]);
			exact = false;
		}
	e->exact += exact;
	if (p >= 0 && n > 0)
		add_bin(e, p, has(gold, golds, said[0]));
}

static double
ratio(double a, double b)
{
	return b > 0 ? a / b : (double)NAN;
}

struct figures {
	double precision;
	double recall;
	double f1;
};

static struct figures
figures(const struct eval_count *c)
{
	double tp = (double)c->tp;

	return (struct figures){ ratio(tp, tp + (double)c->fp),
		ratio(tp, tp + (double)c->fn),
		ratio(2 * tp, 2 * tp + (double)c->fp + (double)c->fn) };
}

static void
head(struct buf *out, const char *by)
{
	buf_puts(out, "{\"sig\":\"eval/1\",\"by\":");
	json_quote(out, slice_of(by));
}

static void
put_figures(struct buf *out, struct figures f)
{
	buf_puts(out, ",\"precision\":");
	num_put(out, f.precision);
	buf_puts(out, ",\"recall\":");
	num_put(out, f.recall);
	buf_puts(out, ",\"f1\":");
	num_put(out, f.f1);
}

static void
put_count(struct buf *out, const char *by, struct slice label,
    const struct eval_count *c)
{
	head(out, by);
	buf_puts(out, ",\"theme\":");
	json_quote(out, label);
	buf_printf(out, ",\"n\":%llu,\"tp\":%llu,\"fp\":%llu,\"fn\":%llu",
	    (unsigned long long)c->n, (unsigned long long)c->tp,
	    (unsigned long long)c->fp, (unsigned long long)c->fn);
	put_figures(out, figures(c));
	buf_puts(out, "}\n");
}

struct mean {
	double sum;
	size_t n;
};

static void
mean_add(struct mean *m, double x)
{
	if (isnan(x))
		return;
	m->sum += x;
	m->n++;
}

static void
put_macro(struct buf *out, const struct eval *e, const char *by)
{
	struct mean precision = { 0 };
	struct mean recall = { 0 };
	struct mean f1 = { 0 };
	struct figures f;

	for (size_t i = 0; i < e->labels.len; i++) {
		f = figures(&e->count[i]);
		mean_add(&precision, f.precision);
		mean_add(&recall, f.recall);
		mean_add(&f1, f.f1);
	}
	head(out, by);
	buf_printf(out, ",\"theme\":\"*macro\",\"n\":%zu", e->labels.len);
	put_figures(out,
	    (struct figures){ ratio(precision.sum, (double)precision.n),
		ratio(recall.sum, (double)recall.n),
		ratio(f1.sum, (double)f1.n) });
	buf_puts(out, "}\n");
}

static void
put_all(struct buf *out, const struct eval *e, const char *by)
{
	double off = 0;
	double n = 0;

	for (size_t i = 0; i < EVAL_BINS; i++) {
		off += fabs(e->bin_p[i] - (double)e->bin_right[i]);
		n += (double)e->bin_n[i];
	}
	head(out, by);
	buf_printf(out, ",\"theme\":\"*all\",\"n\":%llu,\"accuracy\":",
	    (unsigned long long)e->n);
	num_put(out, ratio((double)e->exact, (double)e->n));
	buf_puts(out, ",\"coverage\":");
	num_put(out, ratio((double)e->covered, (double)e->n));
	buf_puts(out, ",\"ece\":");
	num_put(out, ratio(off, n));
	buf_puts(out, "}\n");
}

struct keyed {
	struct slice key;
	size_t i;
};

static int
by_key(const void *a, const void *b)
{
	return slice_cmp(((const struct keyed *)a)->key,
	    ((const struct keyed *)b)->key);
}

/* The keys of S in order of their bytes. */
static struct keyed *
sorted(const struct set *s)
{
	struct keyed *k = xcalloc(s->len + 1, sizeof(*k));

	for (size_t i = 0; i < s->len; i++)
		k[i] = (struct keyed){ set_key(s, i), i };
	if (s->len)
		qsort(k, s->len, sizeof(*k), by_key);
	return k;
}

static void
put_pairs(struct buf *out, const struct eval *e, const char *by)
{
	struct keyed *k = sorted(&e->pairs);
	struct slice right;
	struct slice said;

	for (size_t i = 0; i < e->pairs.len; i++) {
		said = k[i].key;
		slice_cut(&said, '\t', &right);
		head(out, by);
		buf_puts(out, ",\"gold\":");
		json_quote(out, right);
		buf_puts(out, ",\"pred\":");
		json_quote(out, said);
		buf_printf(out, ",\"n\":%llu}\n",
		    (unsigned long long)e->times[k[i].i]);
	}
	free(k);
}

void
eval_write(struct buf *out, const struct eval *e, const char *by)
{
	struct keyed *k = sorted(&e->labels);
	struct eval_count all = { 0 };

	for (size_t i = 0; i < e->labels.len; i++) {
		const struct eval_count *c = &e->count[k[i].i];

		put_count(out, by, k[i].key, c);
		all.n += c->n;
		all.tp += c->tp;
		all.fp += c->fp;
		all.fn += c->fn;
	}
	free(k);
	put_count(out, by, SLICE("*micro"), &all);
	put_macro(out, e, by);
	put_all(out, e, by);
	put_pairs(out, e, by);
}

void
eval_release(struct eval *e)
{
	set_release(&e->labels);
	set_release(&e->pairs);
	free(e->count);
	free(e->times);
	*e = (struct eval){ 0 };
}
