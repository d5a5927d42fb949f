/*
 * walks - what is told of slow changes where levels are steady, and walk
 *
 *	build/walks SEED
 *
 * Three years of many cells by weeks, a few of which grew in the last two, or
 * in the last 40 weeks, or shifted 40 weeks ago; prints in Markdown how often
 * that is told, of the others too, as if weeks had nothing to do with each
 * other and by how levels walk.
 */

#include <err.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/pattern/course.h"
#include "tests/bench/dice.h"

enum {
	CELLS = 2000,
	CHANGED = 40,
	TIMES = 3,
	WEEKS = 156,
	LATE = 40,
	SINCE = WEEKS - LATE /* it shifted */
};

static const double at_most = 3e-4;
static const double likely = .05; /* p of what may be told */

/* How counts vary, and what befalls the CHANGED cells. */
struct world {
	const char *name;
	bool varies; /* by a third from week to week */
	double step; /* of the walk, a week */
	double grows; /* times, up to the end */
	int over; /* weeks that it took */
	double shifts; /* times, of late */
};

struct cell {
	struct course whole;
	struct course c;
	struct trend_change change;
	struct course_shift shift;
};

static void
make(struct cell *cell, struct dice *d, const struct world *w, bool changed)
{
	double mean = 10 * exp(normal(d));
	double top = 6.28 * uniform(d);
	double level = 0;

	cell->whole.n = WEEKS;
	for (int i = 0; i < WEEKS; i++) {
		double grown = fmax(0, i - (WEEKS - w->over)) / w->over;
		double mu;

		level += w->step * normal(d);
		mu = mean * exp(level + .2 * cos(i / 8.3 - top));
		if (w->varies)
			mu *= gamma_of(d, 9);
		if (changed)
			mu *= pow(w->grows, grown) *
			    (i >= SINCE ? w->shifts : 1);
		cell->whole.y[i] = special_nb_inv(uniform(d), mu, mu);
		cell->whole.exposure[i] = 0;
		cell->whole.used[i] = 1;
	}
	course_late(&cell->c, &cell->whole);
}

/* Told, of the cells that changed and of the others. */
struct told {
	double trend[2];
	double shift[2];
};

static void
judge(struct told *t, const struct cell *cell)
{
	for (int i = 0; i < CELLS; i++) {
		t->trend[i < CHANGED] += cell[i].change.p <= at_most;
		t->shift[i < CHANGED] += cell[i].shift.p <= at_most;
	}
}

/* How cell I is seen to walk, as all others have it. */
static struct walk_steps
steps_of(const struct walk *plain, int i)
{
	static struct walk pool;
	static const struct walk *near;
	const struct walk *others[CELLS];
	size_t n = 0;

	for (int k = 0; k < CELLS; k++)
		if (k != i)
			others[n++] = &plain[k];
	walk_pool(&pool, NULL, near, others, n);
	near = &pool;
	return walk_steps(&pool, &plain[i]);
}

/* Judge fresh cells: BEFORE it is known how levels walk, and after. */
static void
simulate(struct dice *d, const struct world *w, struct told *before,
    struct told *after)
{
	static struct cell cell[CELLS];
	static struct walk plain[CELLS];
	struct walk like;

	for (int i = 0; i < CELLS; i++) {
		struct cell *c = &cell[i];

		make(c, d, w, i < CHANGED);
		if (!course_change(&c->change, &c->c, c->c.exposure))
			errx(1, "no fit");
		course_shift(&c->shift, &c->c, c->c.exposure, &c->change);
		course_walk(&like, &c->whole, &c->c, &c->shift);
		walk_plain(&plain[i], &like);
	}
	judge(before, cell);
	for (int i = 0; i < CELLS; i++) {
		struct cell *c = &cell[i];
		struct walk_steps steps;

		if (fmin(c->change.p, c->shift.p) > likely)
			continue;
		steps = steps_of(plain, i);
		trend_doubt(&c->change, &steps);
		course_doubt(&c->shift, &c->c, &steps);
	}
	judge(after, cell);
}

static void
put(struct dice *d, const struct world *w)
{
	struct told before = { { 0 }, { 0 } };
	struct told after = { { 0 }, { 0 } };
	const double n[2] = { TIMES * (CELLS - CHANGED), TIMES * CHANGED };

	for (int i = 0; i < TIMES; i++)
		simulate(d, w, &before, &after);
	printf("| %s |", w->name);
	for (int k = 1; k >= 0; k--)
		printf(" %.*f | %.*f | %.*f | %.*f |", k == 1 ? 2 : 4,
		    before.trend[k] / n[k], k == 1 ? 2 : 4,
		    after.trend[k] / n[k], k == 1 ? 2 : 4,
		    before.shift[k] / n[k], k == 1 ? 2 : 4,
		    after.shift[k] / n[k]);
	printf("\n");
}

int
main(int argc, char *argv[])
{
	static const struct world w[] = {
		{ "steady, grows to 1.6", false, 0, 1.6, COURSE_WEEKS, 1 },
		{ "varies, grows to 2", true, 0, 2, COURSE_WEEKS, 1 },
		{ "varies, grows to 4 in 40 weeks", true, 0, 4, LATE, 1 },
		{ "varies, shifts to 1.5", true, 0, 1, LATE, 1.5 },
		{ "varies, shifts to 2", true, 0, 1, LATE, 2 },
		{ "walks, grows to 2", true, .02, 2, COURSE_WEEKS, 1 },
		{ "walks, grows to 4", true, .02, 4, COURSE_WEEKS, 1 },
		{ "walks, grows to 4 in 40 weeks", true, .02, 4, LATE, 1 },
		{ "walks, shifts to 2", true, .02, 1, LATE, 2 },
		{ "walks, shifts to 3", true, .02, 1, LATE, 3 },
	};
	struct dice d;

	if (argc != 2)
		errx(2, "usage: walks seed");
	d.state = hash_mix(strtoull(argv[1], NULL, 10) + 11);
	printf(
	    "Slow changes, of %d among %d cells of about 10 a week, %d "
	    "times: told at p <= %g, first as if levels were steady, then by how "
	    "they are seen to walk\n\n"
	    "| cells | trend, as if | trend | persistent, as if | "
	    "persistent | of the others: trend, as if | trend | persistent, "
	    "as if | persistent |\n"
	    "|---|---|---|---|---|---|---|---|---|\n",
	    CHANGED, CELLS, TIMES, at_most);
	for (size_t i = 0; i < sizeof(w) / sizeof(w[0]); i++)
		put(&d, &w[i]);
	return 0;
}
