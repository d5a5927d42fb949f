/*
 * refs - do our methods give the reference results of other software?
 *
 *	build/refs DIR [DIR2]
 *
 * DIR holds reference tables of R (surveillance, openEBGM, stats), scipy and
 * of published examples, each in a directory with the script that made it.
 * Prints for each how many figures were compared, the largest difference and
 * what is allowed, in Markdown; exit status 1 if one is over.  A difference is
 * relative, or absolute where the reference is 0 or is said to be; of alarms
 * it is the share that is not the same.  DIR2 holds mw_600.csv, which
 * tests/bench/mw.py made of DIR.
 */

#include <glob.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/closed.h"
#include "lib/pattern/crossorg.h"
#include "lib/pattern/disprop.h"
#include "lib/pattern/ears.h"
#include "lib/pattern/effect.h"
#include "lib/pattern/farrington.h"
#include "lib/pattern/keyness.h"
#include "lib/pattern/multtest.h"
#include "lib/pattern/mw.h"
#include "lib/pattern/special.h"
#include "lib/pattern/trend.h"
#include "tests/bench/table.h"

/* A group of figures that are compared. */
struct group {
	const char *name;
	double within;
	long n;
	double worst;
};

static const char *dir;
static int bad;

static void
same(struct group *g, double got, double want)
{
	double off = fabs(got - want);

	g->n++;
	if (isnan(want) || got == want)
		return;
	if (want != 0)
		off /= fabs(want);
	g->worst = off <= g->worst ? g->worst : off;
}

/* As same, absolute. */
static void
close_to(struct group *g, double got, double want)
{
	g->n++;
	if (!isnan(want) && !(fabs(got - want) <= g->worst))
		g->worst = fabs(got - want);
}

static void
told(const struct group *g)
{
	bool over = !(g->worst <= g->within) || g->n == 0;

	printf("| %s | %ld | %.2g | %g |%s\n", g->name, g->n, g->worst,
	    g->within, over ? " **over**" : "");
	bad += over;
}

static void
tails(void)
{
	struct group tail = { "Poisson and negative binomial tails (R)", 1e-9,
		0, 0 };
	struct group nb = { "their quantiles (R)", 0, 0, 0 };
	struct group q = { "gamma, beta, normal, chi2 quantiles (R)", 1e-9, 0,
		0 };
	struct group gp = { "gamma-Poisson predictive tails (R)", 1e-9, 0, 0 };
	static struct table t;

	for (table_open(&t, dir, "tails/nb_pois_upper.csv"); table_next(&t);) {
		double mean = table_number(&t, "mu");

		same(&tail,
		    special_nb_tail(table_number(&t, "y"), mean,
			mean * table_number(&t, "phi")),
		    table_number(&t, "p_upper"));
	}
	for (table_open(&t, dir, "tails/nb_pois_quantiles.csv");
	     table_next(&t);) {
		double mean = table_number(&t, "mu");

		same(&nb,
		    special_nb_inv(1 - table_number(&t, "alpha"), mean,
			mean * table_number(&t, "phi")),
		    table_number(&t, "upper"));
	}
	for (table_open(&t, dir, "tails/quantiles.csv"); table_next(&t);) {
		double p = table_number(&t, "p");
		double a = table_number(&t, "shape");

		same(&q, special_gamma_inv(p, a), table_number(&t, "qgamma"));
		same(&q, special_beta_inv(p, a, a + 1),
		    table_number(&t, "qbeta_a_a1"));
		same(&q, special_normal_inv(p), table_number(&t, "qnorm"));
		same(&q, 2 * special_gamma_inv(p, .5),
		    table_number(&t, "qchisq1"));
	}
	for (table_open(&t, dir, "tails/gamma_poisson_predictive.csv");
	     table_next(&t);) {
		double rate = table_number(&t, "b") + table_number(&t, "t");
		double s = table_number(&t, "s");
		double mean = (table_number(&t, "a") + table_number(&t, "n")) *
		    s / rate;

		same(&gp,
		    special_nb_tail(table_number(&t, "y"), mean,
			mean * (1 + s / rate)),
		    table_number(&t, "p_upper"));
	}
	told(&tail);
	told(&nb);
	told(&q);
	told(&gp);
}

/* BH and BY of the p of file NAME, which may be in any order. */
static void
adjust(struct group *g, const char *name)
{
	enum { MOST = 256 };
	static struct table t;
	double p[MOST];
	double sorted[MOST];
	double want[2][MOST];
	double got[2][MOST];
	size_t n = 0;

	for (table_open(&t, dir, name); table_next(&t) && n < MOST; n++) {
		p[n] = sorted[n] = table_number(&t, "p");
		want[0][n] = table_number(&t, "BH");
		want[1][n] = table_number(&t, "BY");
	}
	qsort(sorted, n, sizeof(*sorted), rising);
	memcpy(got[0], sorted, sizeof(sorted));
	memcpy(got[1], sorted, sizeof(sorted));
	multtest_bh(got[0], n, (double)n);
	multtest_by(got[1], n, (double)n);
	for (size_t i = 0; i < n; i++) {
		double *at = bsearch(&p[i], sorted, n, sizeof(*p), rising);

		same(g, fmin(1, got[0][at - sorted]), want[0][i]);
		same(g, fmin(1, got[1][at - sorted]), want[1][i]);
	}
}

static void
many(void)
{
	struct group g = { "BH and BY (R p.adjust)", 1e-12, 0, 0 };
	struct group pc = { "partial conjunction: Bonferroni, Simes, Fisher",
		1e-10, 0, 0 };
	static struct table t;

	adjust(&g, "multtest/bh1995.csv");
	adjust(&g, "multtest/golden200.csv");
	for (table_open(&t, dir, "crossorg/partial_conjunction.csv");
	     table_next(&t);) {
		double p[16];
		size_t n = 0;
		size_t u = (size_t)table_number(&t, "u");
		char *at = NULL;

		for (const char *s = table_text(&t, "pvalues"); *s != '\0';
		     s = at)
			p[n++] = strtod(s, &at);
		qsort(p, n, sizeof(*p), rising);
		same(&pc, crossorg_bonferroni(p, n, u),
		    table_number(&t, "bonferroni"));
		same(&pc, crossorg_simes(p, n, u), table_number(&t, "simes"));
		same(&pc, crossorg_fisher(p, n, u), table_number(&t, "fisher"));
	}
	told(&g);
	told(&pc);
}

/* One pair of CAERS: its plain measures and the shrunk ones. */
static void
measure(struct group g[4], const struct table *t,
    const struct disprop_prior *prior, struct disprop_point *point)
{
	struct disprop_pair pair = { table_number(t, "a"),
		table_number(t, "n1"), table_number(t, "n2"),
		table_number(t, "total"), table_number(t, "E") };
	struct disprop m;
	struct disprop_shrunk s;

	/* E is printed with 12 digits; ours comes from the counts */
	pair.e = pair.n1 * pair.n2 / pair.all;
	disprop_measure(&m, &pair);
	if (isfinite(table_number(t, "PRR"))) {
		same(&g[0], m.prr, table_number(t, "PRR"));
		same(&g[0], m.prr_low, table_number(t, "PRR_lo"));
		same(&g[0], m.prr_high, table_number(t, "PRR_hi"));
	}
	if (isfinite(table_number(t, "ROR"))) {
		same(&g[0], m.ror, table_number(t, "ROR"));
		same(&g[0], m.ror_low, table_number(t, "ROR_lo"));
		same(&g[0], m.ror_high, table_number(t, "ROR_hi"));
	}
	close_to(&g[1], m.chi2, table_number(t, "chi2_yates"));
	close_to(&g[1], m.ic, table_number(t, "IC"));
	close_to(&g[1], m.ic_low, table_number(t, "IC025_gamma"));
	close_to(&g[1], m.ic_high, table_number(t, "IC975_gamma"));
	disprop_shrink(&s, prior, pair.a, pair.e);
	disprop_interval(&s, prior, pair.a, pair.e);
	same(&g[2], s.ebgm, table_number(t, "EBGM"));
	same(&g[3], s.eb05, table_number(t, "EB05"));
	same(&g[3], s.eb95, table_number(t, "EB95"));
	*point = (struct disprop_point){ pair.a, pair.e, 1 };
}

static void
disproportion(void)
{
	/* of the vignette */
	static const struct disprop_prior prior = { 3.25280367, .39983376,
		2.02490400, 1.90726819, .06536416 };
	struct group g[4] = { { "CAERS: PRR, ROR, intervals (R)", 1e-9, 0, 0 },
		{ "CAERS: chi2, IC, intervals (R), absolute", 1e-6, 0, 0 },
		{ "CAERS: EBGM (openEBGM)", 1e-9, 0, 0 },
		{ "CAERS: EB05, EB95 (openEBGM, bisection)", 1e-5, 0, 0 } };
	struct group pick = { "CAERS: fitted ourselves, 131 pairs of EB05 >= 2",
		0, 0, 0 };
	static struct table t;
	struct disprop_point *p = NULL;
	struct disprop_point *own;
	bool *wanted = NULL;
	struct disprop_prior fit;
	size_t n = 0;

	for (table_open(&t, dir, "disprop/caers_reference.csv.xz");
	     table_next(&t); n++) {
		p = xrealloc(p, n + 1, sizeof(*p));
		wanted = xrealloc(wanted, n + 1, sizeof(*wanted));
		measure(g, &t, &prior, &p[n]);
		wanted[n] = table_number(&t, "EB05") >= 2;
	}
	own = xmalloc((n + 1) * sizeof(*own));
	memcpy(own, p, n * sizeof(*own));
	disprop_fit(&fit, own, disprop_squash(own, n));
	for (size_t i = 0; i < n; i++) {
		struct disprop_shrunk s;

		disprop_shrink(&s, &fit, p[i].a, p[i].e);
		disprop_interval(&s, &fit, p[i].a, p[i].e);
		close_to(&pick, s.eb05 >= 2, wanted[i]);
	}
	for (int i = 0; i < 4; i++)
		told(&g[i]);
	told(&pick);
	free(own);
	free(p);
	free(wanted);
}

static void
words(void)
{
	struct group g2 = { "G2: Dunning 1993, and document frequencies", 1e-9,
		0, 0 };
	struct group z = { "weighted log-odds (numpy, R)", 1e-10, 0, 0 };
	static struct table t;

	for (table_open(&t, dir, "logodds/dunning1993.csv"); table_next(&t);) {
		double a = table_number(&t, "k_ab");
		double c = table_number(&t, "k_nota_b");

		same(&g2,
		    keyness_g2(a, a + table_number(&t, "k_a_notb"), c,
			c + table_number(&t, "k_neither")),
		    table_number(&t, "g2"));
	}
	for (table_open(&t, dir, "logodds/keyness_docfreq.csv");
	     table_next(&t);) {
		double a = table_number(&t, "a");
		double c = table_number(&t, "c");
		double n1 = a + table_number(&t, "b");
		double n2 = c + table_number(&t, "d");

		same(&g2, keyness_g2(a, n1, c, n2),
		    table_number(&t, "g2_signed"));
		same(&g2, keyness_share(a, n1, c, n2),
		    table_number(&t, "kl_contrib_bits"));
	}
	for (table_open(&t, dir, "logodds/wlogodds_terms.csv");
	     table_next(&t);) {
		double y[2] = { table_number(&t, "y_cur"),
			table_number(&t, "y_ref") };
		double n[2] = { table_number(&t, "n_cur"),
			table_number(&t, "n_ref") };
		struct keyness k = keyness_log_odds(y, n, y[0] + y[1],
		    n[0] + n[1], table_number(&t, "alpha0"));

		same(&z, k.delta, table_number(&t, "delta"));
		same(&z, k.z, table_number(&t, "z"));
	}
	told(&g2);
	told(&z);
}

/* The closed sets of the CHARM example, as text and by support. */
struct charm {
	struct group *g;
	int sets;
};

static bool
closed_set(void *ctx, const uint32_t *items, size_t n, uint64_t support)
{
	static struct table t;
	struct charm *c = ctx;
	char name[8] = "";

	for (size_t i = 0; i < n; i++)
		name[i] = "ACDTW"[items[i]];
	for (table_open(&t, dir, "itemsets/charm_example.csv"); table_next(&t);)
		if (strcmp(table_text(&t, "itemset"), name) == 0) {
			c->sets++;
			same(c->g, (double)support,
			    table_number(&t, "support"));
			same(c->g, 1, table_number(&t, "closed"));
		}
	return true;
}

static void
sets(void)
{
	static const uint32_t item[] = { 0, 1, 3, 4, 1, 2, 4, 0, 1, 3, 4, 0, 1,
		2, 4, 0, 1, 2, 3, 4, 1, 2, 3 };
	static const size_t at[] = { 0, 4, 7, 11, 15, 20, 23 };
	struct closed_data d = { item, at, NULL, 6, 5 };
	struct closed_opt o = { 3, 5, 0 };
	struct group g = { "closed sets (Zaki and Hsiao 2002)", 0, 0, 0 };
	struct charm c = { &g, 0 };
	static struct table t;
	double closed = 0;

	closed_find(&d, &o, closed_set, &c);
	for (table_open(&t, dir, "itemsets/charm_example.csv"); table_next(&t);)
		closed += table_number(&t, "closed");
	same(&g, c.sets, closed);
	told(&g);
}

static void
actions(void)
{
	enum { WEEKS = 104 };
	struct group rate = { "exact rate ratios (R poisson.test)", 1e-9, 0,
		0 };
	struct group its = { "interrupted series (R quasi-Poisson)", 1e-6, 0,
		0 };
	struct effect_past past = { .at = 69,
		.year = 52,
		.harmonics = 1,
		.slope = true };
	struct effect_model m;
	static struct table t;
	double y[WEEKS + 1];

	for (table_open(&t, dir, "its/rate_ratio_exact.csv"); table_next(&t);) {
		struct effect_rates x = { table_number(&t, "n_before"),
			table_number(&t, "days_before"),
			table_number(&t, "n_after"),
			table_number(&t, "days_after") };
		struct effect e = effect_exact(&x, .95);

		same(&rate, e.ratio, table_number(&t, "rate_ratio"));
		same(&rate, e.low, table_number(&t, "lo95"));
		same(&rate, e.high, table_number(&t, "hi95"));
		same(&rate, e.p, table_number(&t, "p"));
	}
	for (table_open(&t, dir, "its/its_series.csv");
	     table_next(&t) && past.n < WEEKS;)
		y[past.n++] = table_number(&t, "y");
	past.y = y;
	if (effect_model(&m, &past, .95))
		for (table_open(&t, dir, "its/its_quasipoisson.csv");
		     table_next(&t);)
			if (strcmp(table_text(&t, "term"), "step") == 0) {
				same(&its, log(m.step.ratio),
				    table_number(&t, "est"));
				same(&its, m.step.p, table_number(&t, "p"));
			}
	told(&rate);
	told(&its);
}

static void
ranks(struct group *g, const char *name, const char *file, const char *column)
{
	static struct table t;
	static double y[TREND_MAX];
	struct trend_rank r;
	size_t n = 0;

	for (table_open(&t, dir, file); table_next(&t) && n < TREND_MAX;)
		y[n++] = table_number(&t, column);
	trend_rank(&r, y, n);
	for (table_open(&t, dir, "trend/mann_kendall.csv"); table_next(&t);) {
		if (strcmp(table_text(&t, "set"), name) != 0)
			continue;
		same(g, r.s, table_number(&t, "S"));
		same(g, r.var, table_number(&t, "varS"));
		same(g, r.z, table_number(&t, "Z"));
		same(g, r.p, table_number(&t, "p"));
		same(g, trend_sen(y, n), table_number(&t, "sen"));
		same(g, r.tau, table_number(&t, "tau"));
	}
}

static void
trends(void)
{
	struct group mk = { "Mann-Kendall, Sen (R)", 1e-9, 0, 0 };
	struct group year = { "yearly change, campyDE (R quasi-Poisson)", 1e-8,
		0, 0 };
	static double y[TREND_MAX];
	struct trend_past past = { .y = y, .year = 52.1775, .season = true };
	struct trend_change c;
	static struct table t;

	ranks(&mk, "short", "trend/short.csv", "y");
	ranks(&mk, "ties", "trend/ties.csv", "y");
	ranks(&mk, "flat", "trend/flat.csv", "y");
	ranks(&mk, "nile", "trend/Nile.csv", "Nile");
	ranks(&mk, "airp", "trend/AirPassengers.csv", "AirPassengers");
	told(&mk);
	for (table_open(&t, dir, "trend/campyDE_design.csv");
	     table_next(&t) && past.n < TREND_MAX;)
		y[past.n++] = table_number(&t, "y");
	if (trend_change(&c, &past))
		for (table_open(&t, dir, "trend/campyDE_quasipoisson.csv");
		     table_next(&t);)
			if (strcmp(table_text(&t, "term"), "t") == 0) {
				double est = table_number(&t, "est");
				double se = table_number(&t, "se");

				same(&year, c.yearly, exp(est));
				same(&year, c.high,
				    exp(est +
					se *
					    special_t_inv(.975,
						(double)past.n - 6)));
			}
	told(&year);
}

/* The counts of SERIES in DATASET, at most MOST; returns how many. */
static size_t
counts(uint32_t *y, size_t most, const char *dataset, const char *series)
{
	static struct table t;
	char name[256];
	size_t n = 0;

	snprintf(name, sizeof(name), "surveillance/out/series_%s.csv", dataset);
	for (table_open(&t, dir, name); table_next(&t);)
		if (n < most)
			y[n++] = (uint32_t)table_number(&t, series);
	return n;
}

/* What is compared with R surveillance. */
struct peers {
	struct group ears; /* limits */
	struct group ears_alarm;
	struct group farr; /* expected */
	struct group farr_p;
	struct group farr_alarm;
};

static void
one_ears(struct peers *g, const struct table *t, const char *path,
    const uint32_t *y)
{
	int which = path[strlen("C")] - '1';
	struct ears_opt o = { which == 0 ? EARS_C1 :
		    which == 1           ? EARS_C2 :
					   EARS_C3,
		strstr(path, "baseline=28") ? 28 : 7,
		strstr(path, "minSigma=0.5") ? .5 : 0, which == 2 ? .025 : .001,
		true };
	size_t n = (size_t)table_number(t, "index");
	double alarm = table_number(t, "alarm");
	struct ears e;

	if (!ears_test(&e, &o, y, n) || isnan(alarm))
		return;
	same(&g->ears, e.upper, table_number(t, "upperbound"));
	g->ears_alarm.n++;
	g->ears_alarm.worst += e.alarm != (alarm > 0);
}

static void
one_farrington(struct peers *g, const struct table *t, const char *path,
    const uint32_t *y)
{
	struct farrington_opt o;
	struct farrington r;
	size_t n = (size_t)table_number(t, "index");
	double want = table_number(t, "expected");

	farrington_defaults(&o);
	o.limit = strstr(path, "nbPlugin") ? FARRINGTON_NB : FARRINGTON_DELTA;
	o.years = path[strlen("Flexible__b=")] - '0';
	/* the date of the first week; some series have none */
	o.first = date_parse_day(slice_of(table_text(t, "epoch")));
	if (o.first != DATE_NONE)
		o.first -= 7 * (int32_t)(n - 1);
	if (strstr(path, "noPeriods=1_")) {
		o.periods = 1;
		o.past = 3;
		o.alpha = .05;
		o.trend = .05;
	}
	if (!farrington_test(&r, &o, y, n))
		return;
	g->farr_alarm.n++;
	g->farr_alarm.worst += r.alarm != (table_number(t, "alarm") > 0);
	if (isnan(want))
		return;
	same(&g->farr, r.expected, want);
	close_to(&g->farr_p, r.p, table_number(t, "pvalue"));
}

/* A table of R surveillance, named DATASET__METHOD__OPTIONS.csv. */
static void
one_table(struct peers *g, const char *path)
{
	enum { MOST = 1024 };
	static struct table t;
	const char *name = strrchr(path, '/') + 1;
	const char *method = strstr(name, "__") + 2;
	char dataset[64];
	char series[256] = "";
	uint32_t y[MOST];

	if (strncmp(method, "ears", 4) != 0 &&
	    (strncmp(method, "farringtonFlexible", 18) != 0 ||
		strstr(method, "muan") != NULL))
		return;
	snprintf(dataset, sizeof(dataset), "%.*s", (int)(method - 2 - name),
	    name);
	for (table_open(&t, dir, path + strlen(dir) + 1); table_next(&t);) {
		if (strcmp(series, table_text(&t, "series")) != 0) {
			snprintf(series, sizeof(series), "%s",
			    table_text(&t, "series"));
			counts(y, MOST, dataset, series);
		}
		if (method[0] == 'e')
			one_ears(g, &t, method + strlen("ears"), y);
		else
			one_farrington(g, &t, method + strlen("farrington"), y);
	}
}

static void
peers(void)
{
	struct peers g = {
		{ "EARS C1 to C3 limits (R surveillance)", 1e-9, 0, 0 },
		{ "EARS alarms", .001, 0, 0 },
		{ "farringtonFlexible expected (R surveillance)", 1e-4, 0, 0 },
		{ "farringtonFlexible p, absolute", 1e-5, 0, 0 },
		{ "farringtonFlexible alarms", .001, 0, 0 },
	};
	char pattern[4096];
	glob_t found;

	snprintf(pattern, sizeof(pattern), "%s/surveillance/out/*__*.csv", dir);
	if (glob(pattern, 0, NULL, &found) != 0)
		errx(2, "%s: no tables", pattern);
	for (size_t i = 0; i < found.gl_pathc; i++)
		one_table(&g, found.gl_pathv[i]);
	globfree(&found);
	g.ears_alarm.worst /= (double)g.ears_alarm.n;
	g.farr_alarm.worst /= (double)g.farr_alarm.n;
	told(&g.ears);
	told(&g.ears_alarm);
	told(&g.farr);
	told(&g.farr_p);
	told(&g.farr_alarm);
}

/* The multi-window test in week 600 of bench A against table NAME in WHERE. */
static void
windows(struct group *g, const char *where, const char *name)
{
	enum { WEEKS = 600 };

	static const char *const e[] = { "E1", "E2", "E4", "E8" };
	static const char *const v[] = { "V1", "V2", "V4", "V8" };
	static const char *const p[] = { "p1", "p2", "p4", "p8" };
	static struct table series;
	static struct table t;
	uint32_t y[WEEKS];
	struct mw_series s = { date_day((struct civil){ 2012, 1, 2 }), 7, WEEKS,
		y, NULL, NULL, 0 };
	struct mw_opt o;
	struct mw_fit f;
	struct mw r;

	mw_reference(&o);
	o.year = 364;
	table_open(&series, dir, "bench/A_series.csv");
	for (table_open(&t, where, name);
	     table_next(&t) && fgets(series.line, TABLE_LINE, series.f);) {
		char *at = strchr(series.line, ',');

		for (int i = 0; i < WEEKS; i++)
			y[i] = (uint32_t)strtoul(at + 1, &at, 10);
		mw_learn(&f, &o, &s, NULL);
		mw_test(&r, &o, &f, &s);
		for (int k = 0; k < MW_WINDOWS; k++) {
			same(&g[0], r.e[k], table_number(&t, e[k]));
			same(&g[1], r.v[k], table_number(&t, v[k]));
			same(&g[2], r.pw[k], table_number(&t, p[k]));
		}
		same(&g[2], r.p, table_number(&t, "hmp"));
	}
	fclose(series.f);
	for (int i = 0; i < 3; i++)
		told(&g[i]);
}

/*
 * A prototype in C: its variances are 3e-7 from those of the prototype in
 * Python, and of our own, and its p as far from either.
 */
static void
windows_c(void)
{
	struct group g[3] = { { "mw: expected (C prototype)", 1e-8, 0, 0 },
		{ "mw: variance", 1e-6, 0, 0 }, { "mw: p", 1e-6, 0, 0 } };

	windows(g, dir, "bench/c_600.csv");
}

static void
windows_python(const char *where)
{
	struct group g[3] = { { "mw: expected (mw.py)", 1e-8, 0, 0 },
		{ "mw: variance", 1e-6, 0, 0 }, { "mw: p", 1e-9, 0, 0 } };

	windows(g, where, "mw_600.csv");
}

int
main(int argc, char *argv[])
{
	if (argc != 2 && argc != 3)
		errx(2, "usage: refs dir [dir2]");
	dir = argv[1];
	printf("| reference | figures | largest difference | allowed |\n"
	       "|---|---:|---:|---:|\n");
	tails();
	many();
	disproportion();
	words();
	sets();
	actions();
	trends();
	peers();
	windows_c();
	if (argc == 3)
		windows_python(argv[2]);
	return bad != 0;
}
