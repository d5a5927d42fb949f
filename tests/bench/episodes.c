/*
 * episodes - how often the same is told, with and without the episode rule
 *
 *	build/episodes DIR ...
 *
 * Reads DIR/B_series.csv and DIR/B_variants.csv (make_series) of every DIR,
 * tests each series every night of its last year, with p of at most .001 and
 * of .0001 as the alarm, and prints in Markdown how often a series-year in
 * which nothing is the matter is told of: each night of an alarm, each alarm
 * that was none the night before, and by episodes (lib/pattern/episode.h).
 * Then the share of outbreaks that are told by each rule, and the mean days
 * until then (what is not counts as the horizon), whatever was told before.
 * The first 13 weeks are not scored, as in detect.
 */

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/calendar.h"
#include "lib/pattern/episode.h"
#include "lib/pattern/mw.h"
#include "tests/bench/table.h"

enum { DAYS = 1820, FROM = DAYS - 364, CLEAN = 91, ADDED = 91, MOST = 4096 };

enum { NIGHTLY, AGAIN, EPISODES, RULES };

enum { SPIKE8, STEP2, RAMP4, SHOWN };

static const double limit[] = { .001, .0001 };
static const char *const rule_name[RULES] = { "each night of an alarm",
	"not an alarm the night before", "episodes" };
static const char *const shown[SHOWN] = { "spike8", "step2", "ramp4" };

struct tally {
	double years;
	double told[2][RULES];
	double n[SHOWN];
	double found[2][RULES][SHOWN];
	double delay[2][RULES][SHOWN];
};

/* One of the rules, from night to night. */
struct teller {
	struct episode episode;
	bool alarm; /* the night before */
};

static bool
tells(struct teller *t, int rule, const struct episode_look *look)
{
	bool before = t->alarm;
	enum episode_news news = episode_look(&t->episode, look);

	t->alarm = look->alarm;
	if (rule == NIGHTLY)
		return look->alarm;
	if (rule == AGAIN)
		return look->alarm && !before;
	return news == EPISODE_NEW || news == EPISODE_GROWN;
}

/* Numbers after commas from P into Y, at most N; returns how many. */
static int
numbers(const char *p, uint32_t *y, int n)
{
	int k = 0;
	char *end;

	for (; p != NULL && *p == ',' && k < n; p = end)
		y[k++] = (uint32_t)strtoul(p + 1, &end, 10);
	return k;
}

struct world {
	int n;
	uint32_t (*y)[DAYS];
	uint32_t total[DAYS];
	struct calendar calendar;
	unsigned char kind[DAYS];
	int32_t first;
};

static void
load(struct world *w, const char *dir)
{
	static char line[1 << 16];
	FILE *f = open_in(dir, "B_series.csv", "r");

	w->n = 0;
	memset(w->total, 0, sizeof(w->total));
	if (fgets(line, sizeof(line), f) == NULL)
		errx(2, "%s: empty", dir);
	while (w->n < MOST && fgets(line, sizeof(line), f) != NULL) {
		if (numbers(strchr(line, ','), w->y[w->n], DAYS) != DAYS)
			errx(2, "%s: a series is too short", dir);
		for (int d = 0; d < DAYS; d++)
			w->total[d] += w->y[w->n][d];
		w->n++;
	}
	fclose(f);
}

/* What is normal by what was known on day T, for series Y. */
static void
expose(double *g, struct world *w, const uint32_t *y, int t)
{
	struct calendar_span past = { w->first, (size_t)(t - CLEAN), w->kind };
	struct calendar_span all = { w->first, DAYS, w->kind };
	double share[7];

	calendar_learn(&w->calendar, &past, w->total, true);
	calendar_share(share, w->calendar.share, &past, y);
	calendar_exposure(g, &all, share, &w->calendar);
}

/* The p of series Y on each day from FROM to TO, learned from BASE. */
static void
judge(double *p, struct world *w, const uint32_t *base, const uint32_t *y,
    int from, int to)
{
	static double g[DAYS];
	struct mw_opt o;
	struct mw_fit fit;
	struct mw r;
	struct mw_series s = { .first = w->first, .step = 1, .exposure = g };

	mw_defaults(&o);
	for (int t = from; t < to; t++) {
		if (t == from || t % 7 == 0) {
			expose(g, w, base, t - t % 7);
			s.count = base;
			s.len = (size_t)(t - t % 7 + 7);
			mw_learn(&fit, &o, &s, NULL);
		}
		s.count = y;
		s.len = (size_t)t + 1;
		mw_test(&r, &o, &fit, &s);
		p[t] = r.p;
	}
}

static struct episode_look
look_of(const double *p, const uint32_t *y, int t, double at)
{
	struct episode_look look = { .day = t,
		.p = p[t],
		.alarm = p[t] <= at,
		.places = 1 };

	for (int d = t - 27; d <= t; d++)
		look.count += y[d];
	return look;
}

/*
 * Run RULE with alarms AT from FROM on over P of Y; how often it tells from
 * day START up to day END, and the first of those days.
 */
static int
run(int rule, double at, const double *p, const uint32_t *y, int start, int end,
    int *first)
{
	struct teller t = { 0 };
	struct episode_look look;
	int n = 0;

	*first = end;
	for (int d = FROM; d < end; d++) {
		look = look_of(p, y, d, at);
		if (!tells(&t, rule, &look) || d < start)
			continue;
		if (n++ == 0)
			*first = d;
	}
	return n;
}

static void
null_year(struct tally *t, const double *p, const uint32_t *y)
{
	int first;

	t->years += (DAYS - FROM - CLEAN) / 364.0;
	for (int k = 0; k < 2; k++)
		for (int r = 0; r < RULES; r++)
			t->told[k][r] += run(r, limit[k], p, y, FROM + CLEAN,
			    DAYS, &first);
}

static void
outbreak(struct tally *t, int what, const double *p, const uint32_t *y,
    int start)
{
	int horizon = what == SPIKE8 ? 28 : ADDED;
	int end = start + horizon < DAYS ? start + horizon : DAYS;
	int first;

	t->n[what]++;
	for (int k = 0; k < 2; k++)
		for (int r = 0; r < RULES; r++) {
			bool told = run(r, limit[k], p, y, start, end, &first) >
			    0;

			t->found[k][r][what] += told;
			t->delay[k][r][what] += told ? first - start : horizon;
		}
}

static void
variants(struct tally *t, struct world *w, double (*p)[DAYS], const char *dir)
{
	static char line[1 << 16];
	static uint32_t y[DAYS];
	static double with[DAYS];
	FILE *f = open_in(dir, "B_variants.csv", "r");
	uint32_t add[ADDED];
	char kind[8];
	char name[32];
	int series, start, at, what;
	double k;

	if (fgets(line, sizeof(line), f) == NULL)
		errx(2, "%s: empty", dir);
	while (fgets(line, sizeof(line), f) != NULL) {
		if (sscanf(line, "%d,%7[a-z],%lf,%d%n", &series, kind, &k,
			&start, &at) != 4)
			errx(2, "%s: bad variant", dir);
		snprintf(name, sizeof(name), "%s%g", kind, k);
		start--;
		for (what = 0; what < SHOWN; what++)
			if (strcmp(name, shown[what]) == 0)
				break;
		if (what == SHOWN || series > w->n || start < FROM + CLEAN ||
		    numbers(line + at, add, ADDED) != ADDED)
			continue;
		memcpy(y, w->y[series - 1], sizeof(y));
		memcpy(with, p[series - 1], sizeof(with));
		for (int d = 0; d < ADDED && start + d < DAYS; d++)
			y[start + d] += add[d];
		judge(with, w, w->y[series - 1], y, start,
		    start + ADDED < DAYS ? start + ADDED : DAYS);
		outbreak(t, what, with, y, start);
	}
	fclose(f);
}

static void
print(const struct tally *t)
{
	printf("Daily, told a series-year in which nothing is the matter "
	       "(%.0f series-years), and outbreaks told / mean delay in "
	       "days:\n\n| p at most | told | a series-year |",
	    t->years);
	for (int s = 0; s < SHOWN; s++)
		printf(" %s |", shown[s]);
	printf("\n|---|---|---:|---|---|---|\n");
	for (int k = 0; k < 2; k++)
		for (int r = 0; r < RULES; r++) {
			printf("| %g | %s | %.3f |", limit[k], rule_name[r],
			    t->told[k][r] / t->years);
			for (int s = 0; s < SHOWN; s++)
				printf(" %.3f/%.1f |",
				    t->found[k][r][s] / t->n[s],
				    t->delay[k][r][s] / t->n[s]);
			putchar('\n');
		}
}

int
main(int argc, char *argv[])
{
	static struct world w;
	struct tally t = { 0 };
	double(*p)[DAYS] = xcalloc(MOST, sizeof(*p));

	if (argc < 2)
		errx(2, "usage: episodes dir ...");
	w.y = xcalloc(MOST, sizeof(*w.y));
	w.first = date_day((struct civil){ 2021, 1, 4 });
	calendar_kinds(w.kind, DAYS, w.first);
	for (int i = 1; i < argc; i++) {
		load(&w, argv[i]);
		for (int k = 0; k < w.n; k++) {
			judge(p[k], &w, w.y[k], w.y[k], FROM, DAYS);
			null_year(&t, p[k], w.y[k]);
		}
		variants(&t, &w, p, argv[i]);
	}
	print(&t);
	free(p);
	free(w.y);
	return 0;
}
