/*
 * power - what the other methods find, and find where nothing is
 *
 *	build/power SEED
 *
 * Simulates disproportion, several organisations, trends, actions and new
 * words with known truth and prints tables in Markdown.
 */

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/pattern/crossorg.h"
#include "lib/pattern/disprop.h"
#include "lib/pattern/effect.h"
#include "lib/pattern/keyness.h"
#include "lib/pattern/multtest.h"
#include "lib/pattern/mw.h"
#include "lib/pattern/trend.h"
#include "tests/bench/dice.h"
#include "tests/bench/table.h"

enum { ROWS = 60, COLUMNS = 80, PAIRS = ROWS * COLUMNS, PLANTED = 60 };

/* A pair of values, how often it was met, and what was done to it. */
struct pair {
	struct disprop_pair p;
	double truth; /* 1, or what it was raised by */
	double eb05;
	double prr;
	double chance;
	bool prr_rule;
	bool ours;
};

static int
by_eb05(const void *a, const void *b)
{
	const struct pair *x = a;
	const struct pair *y = b;

	return (x->eb05 < y->eb05) - (x->eb05 > y->eb05);
}

static int
by_prr(const void *a, const void *b)
{
	const struct pair *x = a;
	const struct pair *y = b;

	return (x->prr < y->prr) - (x->prr > y->prr);
}

static int
by_chance(const void *a, const void *b)
{
	const struct pair *x = a;
	const struct pair *y = b;

	return (x->chance > y->chance) - (x->chance < y->chance);
}

/* Independent values, few of them common, with PLANTED pairs raised. */
static void
make_pairs(struct pair *t, struct dice *d, double signals)
{
	static const double raised[3] = { 2, 3, 5 };
	double row[ROWS] = { 0 };
	double column[COLUMNS] = { 0 };
	double all = 0;
	double zipf = 0;

	for (int i = 0; i < ROWS; i++)
		for (int j = 0; j < COLUMNS; j++)
			zipf += 1.0 / (i + 2) / (j + 2);
	for (int i = 0; i < PAIRS; i++)
		t[i] = (struct pair){ .truth = 1 };
	for (int k = 0; k < PLANTED; k++)
		t[below(d, PAIRS)].truth = raised[k % 3];
	for (int i = 0; i < PAIRS; i++) {
		int r = i / COLUMNS;
		int c = i % COLUMNS;
		double e = signals / zipf / (r + 2) / (c + 2);

		t[i].p.a = count(d, e * t[i].truth, 1);
		row[r] += t[i].p.a;
		column[c] += t[i].p.a;
		all += t[i].p.a;
	}
	for (int i = 0; i < PAIRS; i++) {
		t[i].p.n1 = row[i / COLUMNS];
		t[i].p.n2 = column[i % COLUMNS];
		t[i].p.all = all;
		t[i].p.e = t[i].p.n1 * t[i].p.n2 / all;
	}
}

static void
judge_pairs(struct pair *t)
{
	static struct disprop_point points[PAIRS];
	static double chance[PAIRS];
	struct disprop_prior prior;
	size_t n = 0;

	for (int i = 0; i < PAIRS; i++)
		if (t[i].p.a > 0)
			points[n++] = (struct disprop_point){ t[i].p.a,
				t[i].p.e, 1 };
	disprop_fit(&prior, points, disprop_squash(points, n));
	for (int i = 0; i < PAIRS; i++) {
		struct disprop m;
		struct disprop_shrunk s;

		t[i].chance = 1;
		if (t[i].p.a < 3)
			continue;
		disprop_measure(&m, &t[i].p);
		disprop_shrink(&s, &prior, t[i].p.a, t[i].p.e);
		disprop_interval(&s, &prior, t[i].p.a, t[i].p.e);
		t[i].eb05 = s.eb05;
		t[i].prr = m.prr;
		t[i].chance = s.chance;
		t[i].prr_rule = m.prr >= 2 && m.chi2 >= 4;
		t[i].ours = m.ic_low > 0 && s.eb05 >= 1.5;
	}
	qsort(t, PAIRS, sizeof(*t), by_chance);
	for (int i = 0; i < PAIRS; i++)
		chance[i] = t[i].chance;
	for (size_t i = disprop_keep(chance, PAIRS, .05); i < PAIRS; i++)
		t[i].ours = false;
}

/* Found by RULE: how many, how many wrongly, and of each strength. */
struct tally {
	double told;
	double wrong;
	double found[6]; /* by what it was raised by */
	double planted[6];
	double first[2]; /* of the first 30 by EB05 and by PRR, truly raised */
};

static void
disproportion(struct dice *d, double signals)
{
	static struct pair t[PAIRS];
	struct tally prr = { 0 };
	struct tally our = { 0 };

	enum { TIMES = 5 };

	for (int k = 0; k < TIMES; k++) {
		make_pairs(t, d, signals);
		judge_pairs(t);
		for (int i = 0; i < PAIRS; i++) {
			int r = (int)t[i].truth;

			prr.told += t[i].prr_rule;
			our.told += t[i].ours;
			prr.wrong += t[i].prr_rule && r == 1;
			our.wrong += t[i].ours && r == 1;
			our.planted[r]++;
			prr.found[r] += t[i].prr_rule;
			our.found[r] += t[i].ours;
		}
		qsort(t, PAIRS, sizeof(*t), by_eb05);
		for (int i = 0; i < 30; i++)
			our.first[0] += t[i].truth > 1;
		qsort(t, PAIRS, sizeof(*t), by_prr);
		for (int i = 0; i < 30; i++)
			our.first[1] += t[i].truth > 1;
	}
	printf(
	    "| %g | sig-pattern | %.1f | %.3f | %.2f | %.2f | %.2f | %.2f |\n",
	    signals, our.told / TIMES, our.wrong / fmax(1, our.told),
	    our.found[2] / our.planted[2], our.found[3] / our.planted[3],
	    our.found[5] / our.planted[5], our.first[0] / 30 / TIMES);
	printf("| | PRR, chi2 | %.1f | %.3f | %.2f | %.2f | %.2f | %.2f |\n",
	    prr.told / TIMES, prr.wrong / fmax(1, prr.told),
	    prr.found[2] / our.planted[2], prr.found[3] / our.planted[3],
	    prr.found[5] / our.planted[5], our.first[1] / 30 / TIMES);
}

/* Of 8 organisations UP rise to RATIO: how often are 2 or more told? */
static void
organisations(struct dice *d, int up, double ratio)
{
	enum { TIMES = 4000, ORGS = 8 };

	double two = 0;
	double fisher = 0;
	double more = 0;

	for (int k = 0; k < TIMES; k++) {
		double p[ORGS];

		for (int o = 0; o < ORGS; o++) {
			double e = 5 * (o + 1);
			double n = count(d, e * (o >= ORGS - up ? ratio : 1),
			    1.5);

			p[o] = special_nb_tail(n, e, 1.5 * e);
		}
		qsort(p, ORGS, sizeof(*p), rising);
		two += crossorg_count(p, ORGS, .05) >= 2;
		more += (int)crossorg_count(p, ORGS, .05) > up;
		fisher += crossorg_fisher(p, ORGS, 2) <= .05;
	}
	printf("| %d of 8 | %g | %.3f | %.3f | %.3f |\n", up, ratio,
	    two / TIMES, fisher / TIMES, more / TIMES);
}

/* How often is a change of YEARLY told, at LEVEL a week? */
static void
trends(struct dice *d, double level, double yearly)
{
	enum { TIMES = 200, WEEKS = 104 };

	double told = 0;
	double inside = 0;

	for (int k = 0; k < TIMES; k++) {
		double y[WEEKS];
		struct trend_past past = { .n = WEEKS,
			.y = y,
			.year = 52.1775,
			.season = true };
		struct trend_change c;
		struct trend_rank r;

		for (int t = 0; t < WEEKS; t++)
			y[t] = count(d,
			    level * pow(yearly, t / 52.0) *
				exp(.2 * cos(t / 8.3)),
			    1.5);
		trend_rank(&r, y, WEEKS);
		if (!trend_change(&c, &past))
			continue;
		told += c.p <= .01 && fabs(log(c.yearly)) >= log(1.15) &&
		    (c.yearly > 1) == (r.s > 0);
		inside += c.low <= yearly && yearly <= c.high;
	}
	printf("| %g | %+.0f %% | %.3f | %.3f |\n", level, 100 * (yearly - 1),
	    told / TIMES, inside / TIMES);
}

/* An action of which RATIO is left; AT_PEAK begins it when it was busy. */
static void
actions(struct dice *d, double ratio, bool at_peak)
{
	enum { TIMES = 2000, BEFORE = 26, AFTER = 13 };

	double fell = 0;
	double below_normal = 0;

	for (int k = 0; k < TIMES; k++) {
		struct effect_rates peak = { 0, 4, 0, AFTER };
		struct effect_rates normal = { 0, BEFORE, 0, AFTER };
		int tries = 0;
		struct effect e;

		do {
			normal.before = count(d, 5 * (BEFORE - 4), 1.5);
			peak.before = count(d, 5 * 4, 1.5);
		} while (at_peak && peak.before < 29 && tries++ < 10000);
		normal.before += peak.before;
		normal.after = peak.after = count(d, 5 * AFTER * ratio, 1.5);
		e = effect_exact(&peak, .9875);
		fell += e.high < 1;
		e = effect_exact(&normal, .9875);
		below_normal += e.high < 1;
	}
	printf("| %g | %s | %.3f | %.3f |\n", ratio,
	    at_peak ? "at a peak" : "any day", below_normal / TIMES,
	    fell / TIMES);
}

/* A word, in how many signals of now and before, and whether it was put in. */
struct word {
	double now;
	double before;
	bool planted;
	double score;
};

static int
by_score(const void *a, const void *b)
{
	const struct word *x = a;
	const struct word *y = b;

	return (x->score < y->score) - (x->score > y->score);
}

/* Planted words among the first 20, by z and by G2. */
static void
words(struct dice *d, double now, double before, double uses)
{
	enum { WORDS = 3000, NEW = 20, TIMES = 10 };
	static struct word w[WORDS];
	double good[2] = { 0 };
	double wrong = 0;

	for (int k = 0; k < TIMES; k++) {
		double n[2] = { 0 };

		for (int i = 0; i < WORDS; i++) {
			double rate = .3 / (i + 1);

			w[i].planted = i % 150 == 149;
			w[i].now = count(d, now * rate, 1.3) +
			    (w[i].planted ? uses : 0);
			w[i].before = count(d, before * rate, 1.3);
			n[0] += w[i].now;
			n[1] += w[i].before;
		}
		for (int by = 0; by < 2; by++) {
			for (int i = 0; i < WORDS; i++) {
				double y[2] = { w[i].now, w[i].before };
				double g2 = keyness_g2(y[0], now, y[1], before);

				w[i].score = by == 1 || y[0] < 3 ?
				    g2 :
				    keyness_log_odds(y, n, y[0] + y[1],
					n[0] + n[1], KEYNESS_PRIOR)
					.z;
				if (y[0] < 3)
					w[i].score = -99;
				wrong += by == 0 && !w[i].planted &&
				    w[i].score > 3.29;
			}
			qsort(w, WORDS, sizeof(*w), by_score);
			for (int i = 0; i < NEW; i++)
				good[by] += w[i].planted;
		}
	}
	printf("| %g | %g | %g | %.2f | %.2f | %.2f |\n", now, before, uses,
	    good[0] / NEW / TIMES, good[1] / NEW / TIMES, wrong / TIMES);
}

/* A theme with a season and LEVEL signals a week, and all themes together. */
enum { PAST = 221, ALL_WEEKS = PAST + 1, THEMES = 12, GUARD = 13 };

static void
make_young(struct dice *d, double level, uint32_t *own, uint32_t *all)
{
	double top = 6.28 * uniform(d);

	for (int t = 0; t < ALL_WEEKS; t++) {
		double s = exp(.4 * cos(t / 8.3 - top));

		own[t] = (uint32_t)count(d, level * s, 1.5);
		all[t] = own[t] +
		    (uint32_t)count(d, (THEMES - 1) * level * s, 1.5);
	}
}

/* The p of the week after LEN of Y, learned from the last WEEKS before. */
static double
p_of(const uint32_t *y, int len, int weeks, const struct mw_parent *parent)
{
	int at = len - 1 - weeks;
	struct mw_series s = { 7 * 2600 + 4 + 7 * at, 7, (size_t)(len - at),
		y + at, NULL, NULL, 0 };
	struct mw_opt o;
	struct mw_fit f;
	struct mw r;

	mw_defaults(&o);
	mw_learn(&f, &o, &s, parent);
	mw_test(&r, &o, &f, &s);
	return r.p;
}

/* How a history of WEEKS does, with or without a wider cell to borrow from. */
static void
young(struct dice *d, int weeks, bool lends)
{
	enum { TIMES = 300 };

	static uint32_t own[ALL_WEEKS];
	static uint32_t all[ALL_WEEKS];
	double under[2] = { 0 };
	double spike = 0;
	double step = 0;

	for (int k = 0; k < TIMES; k++) {
		struct mw_series s = { 7 * 2600 + 4, 7, PAST + 1, all, NULL,
			NULL, 0 };
		struct mw_fit wide;
		struct mw_parent parent = { &wide, THEMES };
		struct mw_opt o;
		double p;

		make_young(d, 10, own, all);
		mw_defaults(&o);
		mw_learn(&wide, &o, &s, NULL);
		p = p_of(own, PAST + 1, weeks + GUARD, lends ? &parent : NULL);
		under[0] += p <= .01;
		under[1] += p <= .05;
		own[PAST] += 20;
		spike += p_of(own, PAST + 1, weeks + GUARD,
			     lends ? &parent : NULL) <= .001;
		own[PAST] -= 20;
		for (int t = PAST - 3; t <= PAST; t++)
			own[t] += 8;
		step += p_of(own, PAST + 1, weeks + GUARD,
			    lends ? &parent : NULL) <= .001;
	}
	printf("| %d | %s | %.3f | %.3f | %.2f | %.2f |\n", weeks,
	    lends ? "yes" : "no", under[0] / TIMES, under[1] / TIMES,
	    spike / TIMES, step / TIMES);
}

static void
histories(struct dice *d)
{
	static const int weeks[] = { 26, 52, 104, 208 };

	printf("\nShort histories: 10 a week with a season of 40 %%, borrowing "
	       "from a cell 12 times as large; found at p <= .001\n\n"
	       "| weeks | borrows | p <= .01 | p <= .05 | 20 more in a week | "
	       "8 a week more for four |\n|---|---|---|---|---|---|\n");
	for (int i = 0; i < 4; i++) {
		young(d, weeks[i], true);
		young(d, weeks[i], false);
	}
}

int
main(int argc, char *argv[])
{
	struct dice d;

	if (argc != 2)
		errx(2, "usage: power seed");
	d.state = hash_mix(strtoull(argv[1], NULL, 10) + 7);
	printf("Disproportion: 4,800 pairs, 60 raised; found of those raised "
	       "2, 3 and 5 times, true of the first 30\n\n");
	printf("| signals | rule | told | wrong | 2x | 3x | 5x | first 30 |\n"
	       "|---|---|---|---|---|---|---|---|\n");
	disproportion(&d, 20000);
	disproportion(&d, 200000);
	printf("\nSeveral organisations: share told as 'at least 2'\n\n");
	printf("| rise | ratio | Simes | Fisher | told as more than rise |\n"
	       "|---|---|---|---|---|\n");
	organisations(&d, 0, 1);
	organisations(&d, 1, 2);
	organisations(&d, 2, 2);
	organisations(&d, 4, 1.6);
	organisations(&d, 4, 2);
	printf(
	    "\nTrends over two years: told at p <= .01, change >= 15 %%\n\n");
	printf("| a week | a year | told | interval holds |\n"
	       "|---|---|---|---|\n");
	for (double level = 3; level < 100; level *= 5) {
		trends(&d, level, 1);
		trends(&d, level, 1.2);
		trends(&d, level, 1.5);
	}
	printf("\nActions: share told as fallen (5 a week, 13 weeks on)\n\n");
	printf(
	    "| left | begun | against half a year | against the last 4 weeks "
	    "|\n|---|---|---|---|\n");
	actions(&d, 1, false);
	actions(&d, 1, true);
	actions(&d, .5, false);
	actions(&d, .5, true);
	printf("\nNew words: planted among the first 20 of 3,000\n\n");
	printf("| now | before | uses | z | G2 | wrong over z 3.29 |\n"
	       "|---|---|---|---|---|---|\n");
	words(&d, 200, 4000, 5);
	words(&d, 200, 4000, 10);
	words(&d, 1000, 12000, 10);
	words(&d, 1000, 12000, 30);
	histories(&d);
	return 0;
}
