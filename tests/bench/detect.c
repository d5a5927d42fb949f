/*
 * detect - how soon outbreaks are found, at equal false alarms
 *
 *	build/detect A|B DIR ...
 *
 * Reads DIR/A_series.csv and DIR/A_variants.csv (or B_) as make_series writes
 * them, of every DIR, runs the multi-window test, Farrington's and EARS, and
 * prints tables in Markdown.  For each rate of false alarm weeks a series-year
 * the share of outbreaks found and the mean delay (in weeks, or in days for B;
 * what is not found counts as the horizon).  Each method's threshold is set on
 * the series without outbreaks, so that all give as many false alarms.  The
 * first 13 weeks are not scored: past outbreaks would be in their windows.
 * Then how far sig-pattern is ahead of Farrington's, and how sure that is; how
 * true small p are, and what share is false of what Benjamini and Hochberg keep.
 *
 * With DIR/R_A.csv (series,week,p; week from 1) it says in how many of those
 * weeks R's farringtonFlexible gives the same alarm as ours.
 */

#include <err.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/date.h"
#include "lib/base/hash.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/calendar.h"
#include "lib/pattern/ears.h"
#include "lib/pattern/farrington.h"
#include "lib/pattern/multtest.h"
#include "lib/pattern/mw.h"
#include "lib/pattern/special.h"
#include "tests/bench/dice.h"

enum { MOST_DIRS = 8, VARIANTS = 7, YEAR = 52, CLEAN = 13, LINE = 1 << 16 };

enum { OURS = 2 /* sig-pattern among the methods, Farrington the first */ };

enum { DRAWS = 200 };

struct variant {
	char name[32];
	int series;
	int start; /* step, from 0 */
	uint32_t add[91];
};

struct bench {
	int step; /* steps in a week: 1 or 7 */
	int series;
	int len; /* steps */
	int from; /* the first step judged */
	int added; /* steps of a variant */
	int variants;
	uint32_t *count; /* series x len */
	struct variant *variant;
	int32_t first; /* the day of step 0 */
	int dirs;
	int part[MOST_DIRS + 1]; /* where the series of each directory begin */
};

/* Scores, the higher the louder; -1 where there are none. */
struct scores {
	char name[48];
	float *null; /* series x steps judged */
	float *seen; /* variants x added */
};

static int
judged(const struct bench *b)
{
	return b->len - b->from;
}

static FILE *
open_part(const char *dir, char which, const char *name)
{
	char path[4096];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%c_%s.csv", dir, which, name);
	f = fopen(path, "r");
	if (f == NULL)
		err(2, "%s", path);
	return f;
}

/* Numbers after commas from P into Y; returns how many. */
static int
numbers(const char *p, uint32_t *y)
{
	int n = 0;
	char *end;

	for (; p != NULL && *p == ','; p = end)
		y[n++] = (uint32_t)strtoul(p + 1, &end, 10);
	return n;
}

static void
load_series(struct bench *b, const char *dir, char which)
{
	static char line[LINE];
	uint32_t y[LINE / 2];
	FILE *f = open_part(dir, which, "series");

	if (fgets(line, sizeof(line), f) == NULL)
		errx(2, "%s: empty", dir);
	while (fgets(line, sizeof(line), f) != NULL) {
		b->len = numbers(strchr(line, ','), y);
		b->count = xrealloc(b->count,
		    (size_t)(b->series + 1) * (size_t)b->len, sizeof(*y));
		memcpy(b->count + (size_t)b->series * (size_t)b->len, y,
		    (size_t)b->len * sizeof(*y));
		b->series++;
	}
	fclose(f);
}

static void
load_variants(struct bench *b, const char *dir, char which)
{
	static char line[LINE];
	FILE *f = open_part(dir, which, "variants");

	if (fgets(line, sizeof(line), f) == NULL)
		errx(2, "%s: empty", dir);
	while (fgets(line, sizeof(line), f) != NULL) {
		struct variant *v;
		char kind[8];
		double k;
		int at;

		b->variant = xrealloc(b->variant, (size_t)b->variants + 1,
		    sizeof(*b->variant));
		v = &b->variant[b->variants++];
		memset(v, 0, sizeof(*v));
		if (sscanf(line, "%d,%7[a-z],%lf,%d%n", &v->series, kind, &k,
			&v->start, &at) != 4)
			errx(2, "%s: bad variant", dir);
		v->series += b->part[b->dirs] - 1;
		v->start--;
		snprintf(v->name, sizeof(v->name), "%s%g", kind, k);
		b->added = numbers(line + at, v->add);
	}
	fclose(f);
}

static void
load(struct bench *b, const char *dir, char which)
{
	b->part[b->dirs] = b->series;
	load_series(b, dir, which);
	load_variants(b, dir, which);
	b->part[++b->dirs] = b->series;
	b->step = which == 'A' ? 1 : 7;
	b->from = b->len - YEAR * b->step;
	b->first = date_day((struct civil){ 2021, 1, 4 });
}

static struct scores *
new_scores(struct scores *all, int *n, const struct bench *b, const char *name)
{
	struct scores *s = &all[(*n)++];
	size_t nulls = (size_t)(b->series * judged(b));
	size_t seen = (size_t)(b->variants * b->added);

	snprintf(s->name, sizeof(s->name), "%s", name);
	s->null = xcalloc(nulls, sizeof(*s->null));
	s->seen = xcalloc(seen, sizeof(*s->seen));
	for (size_t i = 0; i < nulls; i++)
		s->null[i] = -1;
	for (size_t i = 0; i < seen; i++)
		s->seen[i] = -1;
	return s;
}

static float
loud(double p)
{
	return (float)-log(fmax(p, 1e-300));
}

/* One series with and without what its variants add. */
struct set {
	int series;
	const uint32_t *count;
	uint32_t *with[VARIANTS];
	const struct variant *variant[VARIANTS];
	int number[VARIANTS];
	int n;
};

static void
make_set(struct set *s, const struct bench *b, int series)
{
	s->series = series;
	s->count = b->count + (size_t)series * (size_t)b->len;
	s->n = 0;
	for (int i = 0; i < b->variants && s->n < VARIANTS; i++) {
		const struct variant *v = &b->variant[i];
		uint32_t *y;

		if (v->series != series)
			continue;
		y = xcalloc((size_t)b->len, sizeof(*y));
		memcpy(y, s->count, (size_t)b->len * sizeof(*y));
		for (int k = 0; k < b->added && v->start + k < b->len; k++)
			y[v->start + k] += v->add[k];
		s->number[s->n] = i;
		s->variant[s->n] = v;
		s->with[s->n++] = y;
	}
}

static void
free_set(struct set *s)
{
	for (int k = 0; k < s->n; k++)
		free(s->with[k]);
}

/* Tell SCORE of Y up to step T where it belongs. */
typedef float score_fn(void *ctx, const uint32_t *y, int t);

static void
judge(const struct bench *b, const struct set *s, struct scores *out, int t,
    score_fn *fn, void *ctx)
{
	out->null[s->series * judged(b) + t - b->from] = fn(ctx, s->count, t);
	for (int k = 0; k < s->n; k++) {
		int at = t - s->variant[k]->start;

		if (at >= 0 && at < b->added)
			out->seen[s->number[k] * b->added + at] = fn(ctx,
			    s->with[k], t);
	}
}

/* The multi-window test. */
struct mw_ctx {
	struct mw_opt opt;
	struct mw_fit fit;
	struct mw_series series;
};

static float
score_mw(void *ctx, const uint32_t *y, int t)
{
	struct mw_ctx *c = ctx;
	struct mw r;

	c->series.count = y;
	c->series.len = (size_t)t + 1;
	mw_test(&r, &c->opt, &c->fit, &c->series);
	return loud(r.p);
}

/* The whole of bench B, for what is pooled over series. */
static uint32_t *
totals(const struct bench *b)
{
	uint32_t *sum = xcalloc((size_t)b->len, sizeof(*sum));

	for (int i = 0; i < b->series; i++)
		for (int t = 0; t < b->len; t++)
			sum[t] +=
			    b->count[(size_t)i * (size_t)b->len + (size_t)t];
	return sum;
}

/* What is normal in the days before step T, for one series. */
static void
expose(double *g, const struct bench *b, const uint32_t *total,
    const uint32_t *y, int t)
{
	static unsigned char kind[4096];
	struct calendar_span past = { b->first, (size_t)(t - 7 * CLEAN), kind };
	struct calendar_span all = { b->first, (size_t)b->len, kind };
	static struct calendar c;
	static int learned = -1;
	double share[7];

	calendar_kinds(kind, (size_t)b->len, b->first);
	if (learned != t)
		calendar_learn(&c, &past, total, true);
	learned = t;
	calendar_share(share, c.share, &past, y);
	calendar_exposure(g, &all, share, &c);
}

enum { FROZEN, DEFAULT, SPIKE, KINDS };

/* KIND: as the reference, as it is, or windows of one and two weeks alone. */
static void
mw_options(struct mw_opt *o, const struct bench *b, int kind)
{
	if (kind == FROZEN)
		mw_reference(o);
	else
		mw_defaults(o);
	o->year = b->step == 1 ? 364 : 365.25;
	o->weeks = b->step == 1 ? 260 : 208;
	for (int k = 0; kind == SPIKE && k < MW_WINDOWS; k++)
		o->weight[k] = k < 2 ? .5 : 0;
}

static void
run_mw(struct scores *out, const struct bench *b)
{
	struct mw_ctx c[KINDS];
	uint32_t *total = totals(b);
	double *g = xcalloc((size_t)b->len, sizeof(*g));

	for (int m = 0; m < KINDS; m++) {
		mw_options(&c[m].opt, b, m);
		c[m].series = (struct mw_series){ b->first, 7 / b->step, 0,
			NULL, b->step == 1 ? NULL : g, NULL, 0 };
	}
	for (int i = 0; i < b->series; i++) {
		struct set s;

		make_set(&s, b, i);
		for (int w = b->from; w < b->len; w += b->step) {
			if (b->step == 7)
				expose(g, b, total, s.count, w);
			for (int m = 0; m < KINDS; m++) {
				c[m].series.count = s.count;
				c[m].series.len = (size_t)(w + b->step);
				/* windows do not change what is learned */
				if (m == SPIKE)
					c[m].fit = c[DEFAULT].fit;
				else
					mw_learn(&c[m].fit, &c[m].opt,
					    &c[m].series, NULL);
				for (int t = w; t < w + b->step; t++)
					judge(b, &s, &out[m], t, score_mw,
					    &c[m]);
			}
		}
		free_set(&s);
	}
	free(g);
	free(total);
}

/* Farrington's, on weeks that end on Sunday. */
struct farrington_ctx {
	struct farrington_opt opt;
	int step;
	uint32_t week[YEAR * 20];
};

static float
score_farrington(void *ctx, const uint32_t *y, int t)
{
	struct farrington_ctx *c = ctx;
	struct farrington r;
	int n = (t + 1) / c->step;

	for (int i = 0; i < n; i++) {
		c->week[i] = 0;
		for (int k = 0; k < c->step; k++)
			c->week[i] += y[i * c->step + k];
	}
	if (!farrington_test(&r, &c->opt, c->week, (size_t)n))
		return -1;
	return loud(r.p);
}

static void
run_farrington(struct scores *out, const struct bench *b)
{
	static struct farrington_ctx c;

	farrington_defaults(&c.opt);
	c.opt.years = b->step == 1 ? 5 : 3;
	c.opt.cases = 0;
	c.step = b->step;
	for (int i = 0; i < b->series; i++) {
		struct set s;

		make_set(&s, b, i);
		for (int t = b->from + b->step - 1; t < b->len; t += b->step)
			judge(b, &s, out, t, score_farrington, &c);
		free_set(&s);
	}
}

static float
score_ears(void *ctx, const uint32_t *y, int t)
{
	struct ears e;

	if (!ears_test(&e, ctx, y, (size_t)t + 1) || isnan(e.stat))
		return -1;
	return (float)e.stat;
}

static void
run_ears(struct scores *out, const struct bench *b, enum ears_kind kind)
{
	struct ears_opt o = { kind, b->step == 1 ? 7 : 28, .5, .001, false };

	for (int i = 0; i < b->series; i++) {
		struct set s;

		make_set(&s, b, i);
		for (int t = b->from; t < b->len; t++)
			judge(b, &s, out, t, score_ears, &o);
		free_set(&s);
	}
}

/* The loudest of a week that is scored. */
struct week {
	float loudest;
	int series;
};

static int
falling(const void *a, const void *b)
{
	float x = ((const struct week *)a)->loudest;
	float y = ((const struct week *)b)->loudest;

	return (x < y) - (x > y);
}

/* The loudest of week W of series I. */
static float
week_of(const struct bench *b, const struct scores *s, int i, int w)
{
	const float *x = s->null + i * judged(b) + w * b->step;
	float most = x[0];

	for (int k = 1; k < b->step; k++)
		most = fmaxf(most, x[k]);
	return most;
}

/* The weeks of all series, the loudest first. */
static struct week *
rank_weeks(const struct bench *b, const struct scores *s)
{
	int weeks = YEAR - CLEAN;
	int n = b->series * weeks;
	struct week *w = xcalloc((size_t)n, sizeof(*w));

	for (int i = 0; i < n; i++)
		w[i] = (struct week){
			week_of(b, s, i / weeks, CLEAN + i % weeks), i / weeks
		};
	qsort(w, (size_t)n, sizeof(*w), falling);
	return w;
}

/*
 * The score that RATE false alarm weeks a series-year are over, in the weeks W,
 * if each series were there TIMES its number.
 */
static float
threshold(const struct bench *b, const struct week *w, const int *times,
    double rate)
{
	int weeks = YEAR - CLEAN;
	long most = lround(rate * b->series * weeks / YEAR);
	int last = b->series * weeks - 1;
	int i = 0;

	for (long n = times[w[0].series]; n <= most && i < last;)
		n += times[w[++i].series];
	return w[i].loudest;
}

/* Share found and mean delay of the variants named NAME over AT. */
struct found {
	double n;
	double share;
	double delay;
};

static struct found
find(const struct bench *b, const struct scores *s, const int *times,
    const char *name, float at)
{
	struct found f = { 0 };
	int horizon = (name[1] == 'p' ? 4 : 13) * b->step;

	for (int i = 0; i < b->variants; i++) {
		const struct variant *v = &b->variant[i];
		const float *x = s->seen + i * b->added;
		int k = 0;

		if (strcmp(v->name, name) != 0 ||
		    v->start - b->from < CLEAN * b->step)
			continue;
		while (k < horizon && v->start + k < b->len && x[k] <= at)
			k++;
		if (k < horizon && v->start + k < b->len)
			f.share += times[v->series];
		else
			k = horizon;
		f.n += times[v->series];
		f.delay += times[v->series] * k;
	}
	f.share /= f.n;
	f.delay /= f.n;
	return f;
}

static const char *const names[VARIANTS] = { "spike3", "spike5", "spike8",
	"step1", "step2", "ramp2", "ramp4" };

/* The head of a table with COLUMN, if any, before the variants. */
static void
print_head(const char *column)
{
	printf("| rate |%s", column);
	for (int v = 0; v < VARIANTS; v++)
		printf(" %s |", names[v]);
	printf("\n|---|%s", column[0] != '\0' ? "---|" : "");
	for (int v = 0; v < VARIANTS; v++)
		printf("---|");
	putchar('\n');
}

/* Every series once. */
static int *
once(const struct bench *b)
{
	int *times = xcalloc((size_t)b->series, sizeof(*times));

	for (int i = 0; i < b->series; i++)
		times[i] = 1;
	return times;
}

static void
print_rate(const struct bench *b, const struct scores *s, struct week **w,
    int n, double rate)
{
	int *times = once(b);

	for (int m = 0; m < n; m++) {
		float at = threshold(b, w[m], times, rate);

		printf("| %g | %s |", rate, s[m].name);
		for (int v = 0; v < VARIANTS; v++) {
			struct found f = find(b, &s[m], times, names[v], at);

			printf(b->step == 1 ? " %.3f/%.2f |" : " %.3f/%.1f |",
			    f.share, f.delay);
		}
		putchar('\n');
	}
	free(times);
}

/* What sig-pattern finds more than Farrington's, and how much later. */
static void
ahead(struct found *d, const struct bench *b, const struct scores *s,
    struct week **w, const int *times, double rate)
{
	for (int v = 0; v < VARIANTS; v++) {
		struct found f[2];

		for (int m = 0; m < 2; m++)
			f[m] = find(b, &s[m * OURS], times, names[v],
			    threshold(b, w[m * OURS], times, rate));
		d[v] = (struct found){ 0, f[1].share - f[0].share,
			f[1].delay - f[0].delay };
	}
}

/* Add D to the sums and the squares of Q. */
static void
add_draw(struct found q[2], const struct found *d)
{
	q[0].share += d->share;
	q[0].delay += d->delay;
	q[1].share += d->share * d->share;
	q[1].delay += d->delay * d->delay;
}

static double
deviation(double sum, double squares)
{
	return sqrt((squares - sum * sum / DRAWS) / (DRAWS - 1));
}

/* The same of the series as they are, and the errors by drawing them anew. */
static void
print_ahead(const struct bench *b, const struct scores *s, struct week **w,
    double rate)
{
	struct found seen[VARIANTS];
	struct found d[VARIANTS];
	struct found q[VARIANTS][2] = { 0 };
	struct dice dice = { .state = 6 };
	int *times = once(b);

	ahead(seen, b, s, w, times, rate);
	for (int n = 0; n < DRAWS; n++) {
		memset(times, 0, (size_t)b->series * sizeof(*times));
		for (int i = 0; i < b->series; i++)
			times[below(&dice, b->series)]++;
		ahead(d, b, s, w, times, rate);
		for (int v = 0; v < VARIANTS; v++)
			add_draw(q[v], &d[v]);
	}
	printf("| %g |", rate);
	for (int v = 0; v < VARIANTS; v++)
		printf(b->step == 1 ? " %+.3f ±%.3f / %+.2f ±%.2f |" :
				      " %+.3f ±%.3f / %+.1f ±%.1f |",
		    seen[v].share, deviation(q[v][0].share, q[v][1].share),
		    seen[v].delay, deviation(q[v][0].delay, q[v][1].delay));
	putchar('\n');
	free(times);
}

/* How often a p under the null is at most .05, .01, .001, .0001. */
static void
print_tail(const struct bench *b, const struct scores *s)
{
	static const double level[] = { .05, .01, .001, .0001 };

	printf("| %s |", s->name);
	for (int k = 0; k < 4; k++) {
		double n = 0;
		double below = 0;

		for (int i = 0; i < b->series * judged(b); i++) {
			if (i % judged(b) < CLEAN * b->step || s->null[i] < 0)
				continue;
			n++;
			below += s->null[i] >= -log(level[k]);
		}
		printf(" %.5f |", below / n);
	}
	putchar('\n');
}

/* What the looks of a night were, and which were of a true outbreak. */
enum { CELLS = 1000, TRUE_CELLS = 50, NIGHTS = 400, OLD = 2 /* weeks */ };

struct looked {
	double p;
	bool is_true;
};

static int
by_p(const void *a, const void *b)
{
	double x = ((const struct looked *)a)->p;
	double y = ((const struct looked *)b)->p;

	return (x > y) - (x < y);
}

/*
 * Learn from the weeks of all series, one in five with one of its outbreaks in
 * it, what small p are worth.
 */
static void
calibrate(struct multtest_calibration *c, const struct bench *b,
    const struct scores *s)
{
	struct multtest_replay r = { 0 };
	double p[YEAR];

	for (int i = 0; i < b->variants; i += VARIANTS) {
		const struct variant *v = &b->variant[i + i / VARIANTS % 7];

		for (int w = 0; w < YEAR; w++) {
			int t = b->from + w * b->step + b->step - 1;
			int at = t - v->start;
			float x = s->null[v->series * judged(b) + t - b->from];

			if (v->series % 5 == 0 && at >= 0 && at < b->added)
				x = s->seen[(v - b->variant) * b->added + at];
			p[w] = exp(-x);
		}
		multtest_replay(&r, p, YEAR);
	}
	multtest_calibrate(c, &r);
}

/* Looks of a night: TRUE_CELLS outbreaks that are OLD weeks old. */
static void
draw(struct looked *l, const struct bench *b, const struct scores *s,
    struct dice *d)
{
	int weeks = YEAR - CLEAN;

	for (int i = 0; i < CELLS; i++) {
		int v = below(d, b->variants);
		int at = OLD * b->step - 1;
		int t = (CLEAN + below(d, weeks)) * b->step + b->step - 1;
		float x = s->null[below(d, b->series) * judged(b) + t];

		l[i].is_true = i < TRUE_CELLS;
		if (l[i].is_true) {
			/* weekly methods look on Sundays only */
			while (at > 0 && s->seen[v * b->added + at] < 0)
				at--;
			x = s->seen[v * b->added + at];
		}
		l[i].p = x < 0 ? 1 : exp(-x);
	}
}

/* The share of what BH at .10 keeps that is false, and what it finds. */
static void
print_fdr(const struct bench *b, const struct scores *s, bool mend)
{
	static struct looked l[CELLS];
	struct multtest_calibration c;
	struct dice d = { .state = 5 };
	double q[CELLS];
	double wrong = 0;
	double found = 0;

	multtest_plain(&c);
	if (mend)
		calibrate(&c, b, s);
	for (int n = 0; n < NIGHTS; n++) {
		double kept = 0;
		double bad = 0;

		draw(l, b, s, &d);
		qsort(l, CELLS, sizeof(*l), by_p);
		for (int i = 0; i < CELLS; i++)
			q[i] = multtest_apply(&c, l[i].p);
		multtest_bh(q, CELLS, CELLS);
		for (int i = 0; i < CELLS && q[i] <= .1; i++) {
			kept++;
			bad += !l[i].is_true;
		}
		wrong += kept > 0 ? bad / kept : 0;
		found += kept - bad;
	}
	printf("| %s%s | %.3f | %.3f |\n", s->name, mend ? " --calibrate" : "",
	    wrong / NIGHTS, found / NIGHTS / TRUE_CELLS);
}

static void
compare_r(const struct bench *b, const struct scores *s, const char *dir,
    int part)
{
	char path[4096];
	int series;
	int week;
	int n = 0;
	int same = 0;
	double p;
	double off = 0;
	FILE *f;

	snprintf(path, sizeof(path), "%s/R_%c.csv", dir,
	    b->step == 1 ? 'A' : 'B');
	f = fopen(path, "r");
	if (f == NULL)
		return;
	while (fscanf(f, "%d,%d,%lf\n", &series, &week, &p) == 3) {
		int t = week * b->step - 1 - b->from;
		int i = b->part[part] + series - 1;
		double ours = exp(-s->null[i * judged(b) + t]);

		n++;
		same += (ours <= .01) == (p <= .01);
		off = fmax(off, fabs(ours - p));
	}
	fclose(f);
	printf("\nR's farringtonFlexible gives the same alarm as ours in %d of "
	       "%d weeks, p at most %.2g apart.\n",
	    same, n, off);
}

int
main(int argc, char *argv[])
{
	static const double rate[] = { .02, .1, .25 };
	struct bench b = { 0 };
	struct scores s[8];
	struct week *w[8];
	int n = 0;
	int tested;

	if (argc < 3 || argc > 2 + MOST_DIRS ||
	    (argv[1][0] != 'A' && argv[1][0] != 'B'))
		errx(2, "usage: detect A|B dir ...");
	for (int i = 2; i < argc; i++)
		load(&b, argv[i], argv[1][0]);
	run_farrington(new_scores(s, &n, &b, "farringtonFlexible"), &b);
	new_scores(s, &n, &b, "sig-pattern --method mw");
	new_scores(s, &n, &b, "sig-pattern");
	new_scores(s, &n, &b, "the same, windows of 1 and 2 weeks");
	run_mw(&s[1], &b);
	tested = n;
	run_ears(new_scores(s, &n, &b, "EARS C1"), &b, EARS_C1);
	run_ears(new_scores(s, &n, &b, "EARS C2"), &b, EARS_C2);
	run_ears(new_scores(s, &n, &b, "EARS C3"), &b, EARS_C3);
	printf("%s, %d series, %d outbreaks: found / mean delay in %s.\n\n",
	    b.step == 1 ? "Weekly" : "Daily", b.series, b.variants,
	    b.step == 1 ? "weeks" : "days");
	for (int m = 0; m < n; m++)
		w[m] = rank_weeks(&b, &s[m]);
	print_head(" method |");
	for (size_t i = 0; i < sizeof(rate) / sizeof(rate[0]); i++)
		print_rate(&b, s, w, n, rate[i]);
	printf("\nOf sig-pattern less farringtonFlexible, with standard errors "
	       "(%d draws of the series, thresholds set anew):\n\n",
	    DRAWS);
	print_head("");
	for (size_t i = 0; i < sizeof(rate) / sizeof(rate[0]); i++)
		print_ahead(&b, s, w, rate[i]);
	printf("\nShare of p at most, where there is no outbreak:\n\n");
	printf(
	    "| method | .05 | .01 | .001 | .0001 |\n|---|---|---|---|---|\n");
	for (int m = 0; m < tested; m++)
		print_tail(&b, &s[m]);
	printf("\nOf what Benjamini-Hochberg keeps at .10 of %d series, %d of "
	       "them with an outbreak %d weeks old, the share that is false, "
	       "and of the outbreaks the share that is kept:\n\n"
	       "| method | false | kept |\n|---|---:|---:|\n",
	    CELLS, TRUE_CELLS, OLD);
	for (int m = 0; m < tested; m++) {
		print_fdr(&b, &s[m], false);
		if (m >= 1)
			print_fdr(&b, &s[m], true);
	}
	for (int i = 2; i < argc; i++)
		compare_r(&b, &s[0], argv[i], i - 2);
	return 0;
}
