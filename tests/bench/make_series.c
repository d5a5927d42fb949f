/*
 * make_series - simulated series with outbreaks, for bench-detect
 *
 *	build/make_series SEED WEEKLY DAILY DIR
 *
 * Writes to DIR: A_series.csv and A_variants.csv, the 42 weekly scenarios of
 * Noufaily 2013 times WEEKLY; B_series.csv and B_variants.csv, 72 daily ones
 * (level, overdispersion, season, drift; weekdays, Dutch holidays) times
 * DAILY.  The series hold past outbreaks only.  A variant is what to add to a
 * series from its day or week `start' on, numbered from 1.
 */

#include <err.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/date.h"
#include "lib/pattern/calendar.h"
#include "tests/bench/dice.h"
#include "tests/bench/table.h"

enum {
	WEEKS = 624,
	DAYS = 1820,
	A_FROM = 572, /* the first week that is judged */
	B_FROM = 1456, /* the first day */
	A_ADDED = 13, /* weeks of a variant */
	B_ADDED = 91, /* days */
	VARIANTS = 7
};

static const struct {
	const char *name;
	double size;
} variant[VARIANTS] = { { "spike", 3 }, { "spike", 5 }, { "spike", 8 },
	{ "step", 1 }, { "step", 2 }, { "ramp", 2 }, { "ramp", 4 } };

static const double pi = 3.14159265358979323846;

/* Put TOTAL cases behind FROM, lognormally many STEPs later. */
static void
burst(struct dice *d, int *y, int len, int total, double step)
{
	for (int i = 0; i < total; i++) {
		double at = step * exp(.5 * normal(d));

		if (at < len)
			y[(int)at]++;
	}
}

static FILE *
create(const char *dir, const char *name, const char *head, int n)
{
	FILE *f = open_in(dir, name, "w");

	fputs(head, f);
	for (int i = 1; i <= n; i++)
		fprintf(f, ",%d", i);
	fputc('\n', f);
	return f;
}

static void
put(FILE *f, const int *y, int n)
{
	for (int i = 0; i < n; i++)
		fprintf(f, ",%d", y[i]);
	fputc('\n', f);
}

/* A series to be: means, deviations, and the share of a week in each step. */
struct plan {
	double mean[DAYS];
	double sd[DAYS];
	double share[DAYS];
	double phi;
	int len;
	int from; /* the first step judged */
	int last; /* starts are before this */
	int added; /* steps of a variant */
	double week; /* steps in a week */
};

static void
put_variants(FILE *f, struct dice *d, const struct plan *p, int id)
{
	for (int v = 0; v < VARIANTS; v++) {
		int at = p->from + below(d, p->last - p->from);
		int y[B_ADDED] = { 0 };
		int total = 0;

		if (variant[v].name[1] == 'p')
			while (total == 0)
				total = count(d, variant[v].size * p->sd[at],
				    1);
		burst(d, y, p->added, total, p->week);
		for (int i = 0; total == 0 && i < p->added; i++) {
			double up = 1;
			int k = at + i < p->len ? at + i : p->len - 1;

			if (variant[v].name[0] == 'r')
				up = fmin(1, (i + 1) / (8 * p->week));
			y[i] = count(d,
			    up * variant[v].size * p->sd[k] * p->share[k], 1);
		}
		fprintf(f, "%d,%s,%g,%d", id, variant[v].name, variant[v].size,
		    at + 1);
		put(f, y, p->added);
	}
}

/* The counts of a plan, with N past outbreaks of K deviations. */
static void
put_series(FILE *f, struct dice *d, const struct plan *p, int id,
    const int past[3])
{
	static int y[DAYS];
	int k = past[0];

	for (int i = 0; i < p->len; i++)
		y[i] = count(d, p->mean[i], p->phi);
	for (int n = k > 0 ? past[1] : 0; n > 0; n--) {
		int till = p->from - (p->week > 1 ? 30 : 0);
		int at = past[2] + below(d, till - past[2]);

		burst(d, y + at, p->from - at, count(d, k * p->sd[at], 1),
		    p->week);
	}
	fprintf(f, "%d", id);
	put(f, y, p->len);
}

static void
weekly(struct dice *d, const char *dir, int times)
{
	static const double scenario[7][5] = { { .1, .0025, .6, .6, 1.5 },
		{ -2, .005, .1, .3, 2 }, { 1.5, .003, .2, -.4, 1 },
		{ .5, .002, .5, .5, 5 }, { 2.5, .001, 1, .1, 3 },
		{ 3.75, .001, .1, -.1, 1.1 }, { 5, .0001, .05, .01, 1.2 } };
	static const int sizes[5] = { 0, 2, 3, 5, 10 };
	static struct plan p = { .len = WEEKS,
		.from = A_FROM,
		.last = A_FROM + 39,
		.added = A_ADDED,
		.week = 1 };
	FILE *series = create(dir, "A_series.csv", "series", WEEKS);
	FILE *variants = create(dir, "A_variants.csv", "series,variant,k,start",
	    A_ADDED);
	int id = 0;

	for (int s = 0; s < 42 * times; s++) {
		const double *c = scenario[s / times / 6];
		int trend = s / times / 3 % 2;
		int waves = s / times % 3;
		int past[3] = { sizes[below(d, 5)], 4, 312 };

		p.phi = c[4];
		for (int i = 0; i < WEEKS; i++) {
			double eta = c[0] + trend * c[1] * (i + 1);

			for (int j = 1; j <= waves; j++)
				eta += c[2] * cos(2 * pi * j * (i + 1) / 52) +
				    c[3] * sin(2 * pi * j * (i + 1) / 52);
			p.mean[i] = exp(eta);
			p.sd[i] = sqrt(p.phi * p.mean[i]);
			p.share[i] = 1;
		}
		put_series(series, d, &p, ++id, past);
		put_variants(variants, d, &p, id);
	}
	if (fclose(series) != 0 || fclose(variants) != 0)
		err(2, "%s", dir);
}

/* The means of a daily series of LEVEL a week. */
static void
plan_days(struct plan *p, struct dice *d, double level, double season,
    double drift)
{
	static const double week[7] = { .23, .20, .18, .17, .14, .05, .03 };
	int32_t first = date_day((struct civil){ 2021, 1, 4 });
	double share[7];
	double sum = 0;
	double peak = 365 * uniform(d);
	double moved = 0;

	for (int k = 0; k < 7; k++)
		sum += share[k] = week[k] * exp(.1 * normal(d));
	for (int i = 0; i < DAYS; i++) {
		int32_t day = first + i;
		struct civil c = date_civil(day);
		double w = 2 * pi / 365.25 *
		    (day - date_day((struct civil){ c.year, 1, 1 }) - peak);

		if (i % 7 == 0)
			moved += drift * normal(d);
		p->mean[i] = level * share[i % 7] / sum * exp(moved) *
		    exp(season * cos(w) + season / 2 * cos(2 * w));
		if (calendar_day(day) == CALENDAR_HOLIDAY)
			p->mean[i] *= fmin(1, share[6] / share[i % 7]);
		else if (i > 0 && calendar_day(day) == CALENDAR_REBOUND)
			p->mean[i] *= 1.25;
	}
	for (int i = 0; i < DAYS; i++) {
		double around = 0;

		for (int k = i - 3; k <= i + 3; k++)
			around += k >= 0 && k < DAYS ? p->mean[k] : 0;
		p->sd[i] = sqrt(p->phi * around);
		p->share[i] = p->mean[i] / around;
	}
}

static void
daily(struct dice *d, const char *dir, int times)
{
	static const double level[6] = { 1, 3, 10, 30, 100, 300 };
	static const double phi[3] = { 1, 1.5, 3 };
	static const int sizes[4] = { 0, 3, 5, 10 };
	static struct plan p = { .len = DAYS,
		.from = B_FROM,
		.last = B_FROM + 39 * 7,
		.added = B_ADDED,
		.week = 7 };
	FILE *series = create(dir, "B_series.csv", "series", DAYS);
	FILE *variants = create(dir, "B_variants.csv", "series,variant,k,start",
	    B_ADDED);
	int id = 0;

	for (int s = 0; s < 72 * times; s++) {
		int k = s / times;
		int past[3] = { sizes[below(d, 4)], 2, 365 };

		p.phi = phi[k / 4 % 3];
		plan_days(&p, d, level[k / 12], k / 2 % 2 * .4, k % 2 * .02);
		put_series(series, d, &p, ++id, past);
		put_variants(variants, d, &p, id);
	}
	if (fclose(series) != 0 || fclose(variants) != 0)
		err(2, "%s", dir);
}

int
main(int argc, char *argv[])
{
	struct dice d;

	if (argc != 5)
		errx(2, "usage: make_series seed weekly daily dir");
	d.state = hash_mix(strtoull(argv[1], NULL, 10) + 1);
	weekly(&d, argv[4], atoi(argv[2]));
	daily(&d, argv[4], atoi(argv[3]));
	return 0;
}
