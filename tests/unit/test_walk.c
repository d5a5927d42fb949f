/* test_walk - how fast levels wander; figures by numpy, from full matrices */

#include "lib/pattern/course.h"
#include "tests/bench/dice.h"
#include "tests/unit/near.h"

enum { WEEKS = 104, SERIES = 300 };

static int bad;

/* A course with a season and a slope; numpy has the same. */
static void
make(double *y)
{
	for (int i = 0; i < WEEKS; i++)
		y[i] = i * 7 % 11 + (double)(i / 8) + (i % 52 < 13 ? 10 : 0);
}

static const struct trend_past whole = { .n = WEEKS,
	.year = 52.1775,
	.season = true };

static void
same(const char *what, const struct walk *got, const struct walk *want,
    double within)
{
	for (int k = 0; k < WALK_SPEEDS; k++)
		near(&bad, what, got->at[k] - got->at[0],
		    want->at[k] - want->at[0], within);
}

/* Of levels that come back too, with a walk or without. */
static void
memories(const struct walk *like)
{
	static const int way[4] = { 6, 15, 36, 35 };
	static const double want[4] = { -.26472689, -1.90760189, -7.92085093,
		-5.62942654 };

	for (int k = 0; k < 4; k++)
		near(&bad, "likelihood, coming back",
		    like->at[way[k]] - like->at[0], want[k], 1e-4);
}

/* A slope beside a level that walks and one that comes back. */
static void
both(const struct trend_past *past)
{
	static const struct walk_steps steps = { { .001, .01 } };
	struct trend_past beside = *past;
	struct trend_change c;

	beside.like = NULL;
	beside.steps = &steps;
	holds(&bad, "fit, both", trend_change(&c, &beside));
	near(&bad, "yearly, both", c.yearly, 1.485426151, 1e-5);
	near(&bad, "its se, both", c.se, .2029517513, 1e-5);
}

/*
 * The likelihoods, and a slope where the level walks.  Where weeks are left out
 * it has walked on.
 */
static void
likelihoods(void)
{
	static const struct walk_steps none = { { 0 } };
	static const struct walk_steps some = { { .001 } };
	static const struct walk_steps hardly = { { 1e-12 } };
	static const struct walk all = { { -114.827665722, -114.783365812,
	    -114.725753245, -114.726780758, -115.275835591, -117.478236694 } };
	double y[WEEKS];
	double weight[WEEKS];
	struct trend_past past = whole;
	struct trend_change c;
	struct trend_change was;
	struct walk like;

	make(y);
	past.y = y;
	past.like = &like;
	holds(&bad, "fit", trend_change(&c, &past));
	same("likelihood", &like, &all, 1e-4);
	memories(&like);
	both(&past);
	near(&bad, "calm", c.calm, .003410456381, 1e-5);
	near(&bad, "sway", c.sway.of[0], 32.54092286, 1e-5);
	near(&bad, "sway of .8", c.sway.of[1], .7511877041, 1e-5);
	near(&bad, "sway of .5", c.sway.of[2], .1417503021, 1e-5);
	near(&bad, "se", c.se, .05429990844, 1e-5);
	was = c;
	trend_doubt(&c, &some);
	near(&bad, "se, walking", c.se, .1896084894, 1e-5);
	near(&bad, "p, walking", c.p, .02013004379, 1e-4);
	near(&bad, "low, walking", c.low, 1.074301433, 1e-5);
	near(&bad, "high, walking", c.high, 2.280088762, 1e-5);
	near(&bad, "the change is the same", c.yearly, was.yearly, 0);
	trend_doubt(&was, &none);
	near(&bad, "se, of weeks", was.se, .05839911285, 1e-5);
	trend_doubt(&c, &none);
	near(&bad, "doubt never goes", c.se, .1896084894, 1e-5);
	past.like = NULL;
	past.steps = &hardly;
	holds(&bad, "fit, hardly walking", trend_change(&was, &past));
	near(&bad, "yearly, hardly walking", was.yearly, 1.565088695, 1e-5);
	near(&bad, "se, hardly walking", was.se, .05839911313, 1e-5);
	past.steps = &some;
	holds(&bad, "fit, walking", trend_change(&was, &past));
	near(&bad, "yearly", was.yearly, 1.445337414, 1e-5);
	near(&bad, "its se", was.se, .1837300717, 1e-5);
	near(&bad, "its p", was.p, .0477424806, 1e-4);
	near(&bad, "its low", was.low, 1.00374344, 1e-5);
	near(&bad, "its high", was.high, 2.081209357, 1e-5);
	for (int i = 0; i < WEEKS; i++)
		weight[i] = i % 10 != 3;
	past.weight = weight;
	holds(&bad, "fit, weeks left out", trend_change(&c, &past));
	for (int i = 0; i < WEEKS; i++)
		y[i] = weight[i] > 0 ? y[i] : 1000;
	holds(&bad, "fit, other weeks left out", trend_change(&was, &past));
	near(&bad, "nothing of them", c.yearly, was.yearly, 1e-9);
	near(&bad, "nor in how sure", c.se, was.se, 1e-9);
	near(&bad, "nor of walking", c.sway.of[0], was.sway.of[0], 1e-9);
}

/* What walking adds to a sum of levels: that of each step to the end. */
static void
sways(void)
{
	static const double a[4] = { 1, -2, 0, 3 };

	struct walk_steps sway;

	walk_sway(&sway, a, 4);
	near(&bad, "2, 1, 3 and 3", sway.of[0], 4 + 1 + 9 + 9, 1e-14);
	/* 3, 1.5, -1.25 and .375, and a third of the last squared before */
	near(&bad, "of what comes back", sway.of[2],
	    9 + 2.25 + 1.5625 + .140625 * 4 / 3, 1e-14);
	walk_sway(&sway, a, 0);
	near(&bad, "of nothing", sway.of[0], 0, 0);
}

/* SERIES of MEAN a week, of which the first N walk by STEP a week. */
static void
many(struct walk *like, struct dice *d, double mean, int n, double step)
{
	double y[WEEKS];
	struct trend_past past = whole;
	struct trend_change c;

	past.y = y;
	for (int i = 0; i < SERIES; i++) {
		double level = 0;

		for (int w = 0; w < WEEKS; w++) {
			double mu;

			level += i < n ? step * normal(d) : 0;
			mu = mean * exp(level);
			y[w] = special_nb_inv(uniform(d), mu, 2 * mu);
		}
		past.like = &like[i];
		holds(&bad, "fit", trend_change(&c, &past));
	}
}

/* The shares among the N series of LIKE, at most SERIES. */
static void
pool_all(struct walk *pool, const struct walk *like, size_t n)
{
	static struct walk plain[SERIES];
	const struct walk *of[SERIES];

	for (size_t i = 0; i < n; i++) {
		walk_plain(&plain[i], &like[i]);
		of[i] = &plain[i];
	}
	walk_pool(pool, NULL, NULL, of, n);
}

/* The speed that LIKE is thought to have. */
static double
speed_of_one(const struct walk *pool, const struct walk *like)
{
	struct walk plain;

	walk_plain(&plain, like);
	return walk_steps(pool, &plain).of[0];
}

/* The mean speed of series FROM to TO. */
static double
speed(const struct walk *pool, const struct walk *like, int from, int to)
{
	double sum = 0;

	for (int i = from; i < to; i++)
		sum += speed_of_one(pool, &like[i]);
	return sum / (to - from);
}

static void
pools(void)
{
	static struct walk like[SERIES];
	struct walk pool;
	struct walk none = { { 0 } };
	struct dice d = { .state = 5 };
	double all;
	double alone;

	many(like, &d, 20, 0, 0);
	pool_all(&pool, like, SERIES);
	all = speed(&pool, like, 0, SERIES);
	holds(&bad, "none walks", all < 4e-5);
	many(like, &d, 20, SERIES, .02);
	pool_all(&pool, like, SERIES);
	all = speed(&pool, like, 0, SERIES);
	holds(&bad, "all walk by .02", all > 3e-4 && all < 5.5e-4);
	pool_all(&pool, like, 0);
	alone = 0;
	for (int k = 0; k < WALK_WAYS; k++)
		alone += pool.at[k];
	near(&bad, "shares add up without series", alone, 1, 1e-12);
	pool_all(&pool, &none, 1);
	near(&bad, "one that says nothing is as any",
	    speed_of_one(&pool, &none), .000395, 1e-12);
	/* Some walk: they are told from the others, which are still. */
	many(like, &d, 200, 30, .05);
	pool_all(&pool, like, SERIES);
	holds(&bad, "those that walk do",
	    speed(&pool, like, 0, 30) > .0015 &&
		speed(&pool, like, 0, 30) < .004);
	holds(&bad, "the others do not", speed(&pool, like, 30, SERIES) < 4e-5);
}

/* A level of 10 that is 20 since week 30. */
static void
shifts(void)
{
	static const struct walk_steps none = { { 0 } };
	static const struct walk_steps some = { { .001 } };
	static const struct walk_steps much = { { 10 } };
	struct course c = { .n = 60 };
	struct trend_change t;
	struct course_shift s;
	struct course_shift still;
	struct walk like;
	struct walk was;
	struct walk pool;

	for (int i = 0; i < 60; i++) {
		c.y[i] = (i < 30 ? 10 : 20) + (i % 3 - 1);
		c.used[i] = 1;
	}
	holds(&bad, "fit", course_change(&t, &c, c.exposure));
	course_shift(&s, &c, c.exposure, &t);
	course_walk(&like, &c, &c, &s);
	s.there = false;
	course_walk(&was, &c, &c, &s);
	s.there = true;
	holds(&bad, "in week 30", s.there && s.by.at == 30);
	near(&bad, "its variance", s.var, (1 / 300.5 + 1 / 600.5), 1e-12);
	pool_all(&pool, &was, 1);
	holds(&bad, "what shifted did not walk",
	    speed_of_one(&pool, &like) < speed_of_one(&pool, &was) / 2);
	still = s;
	course_doubt(&still, &c, &none);
	near(&bad, "no walk, no doubt", still.p, s.p, 1e-3);
	still = s;
	course_doubt(&still, &c, &some);
	near(&bad, "its ratio", still.by.ratio, 1.978947414, 1e-7);
	near(&bad, "its variance, walking", still.var, s.var * 3.430809891,
	    1e-5);
	near(&bad, "and what it gains", still.by.gain, s.by.gain * .2826445232,
	    1e-5);
	holds(&bad, "more doubt", still.p > s.p && still.p < .05);
	course_doubt(&s, &c, &much);
	near(&bad, "nothing is sure", s.p, 1, 0);
}

/* How fast C, that grows or does not, walks. */
static double
learned(const struct course *c)
{
	struct trend_change t;
	struct course_shift s;
	struct walk like;
	struct walk pool;

	holds(&bad, "fit", course_change(&t, c, c->exposure));
	course_shift(&s, c, c->exposure, &t);
	course_walk(&like, c, c, &s);
	pool_all(&pool, &like, 1);
	return speed_of_one(&pool, &like);
}

/* What is busy each year for eight weeks does not walk. */
static void
rushes(void)
{
	struct course c = { .n = WEEKS };

	for (size_t i = 0; i < WEEKS; i++) {
		c.y[i] = (i % 52 >= 6 && i % 52 < 14 ? 75 : 30) +
		    (double)(i * 7 % 11) - 5;
		c.used[i] = 1;
	}
	holds(&bad, "what comes each year does not walk", learned(&c) < 2e-4);
}

/* How fast a level walks that grows GROWN a week from week AT on. */
static double
speed_of(size_t at, double grown)
{
	struct course c = { .n = WEEKS };

	for (size_t i = 0; i < WEEKS; i++) {
		c.y[i] = 30 * (1 + grown * (i < at ? 0 : (double)(i - at))) +
		    (double)(i * 7 % 11) - 5;
		c.used[i] = 1;
	}
	return learned(&c);
}

/* A growth from week 60 on goes on, from there. */
static void
begins(void)
{
	struct course c = { .n = WEEKS };
	struct trend_change t;
	size_t at;

	for (size_t i = 0; i < WEEKS; i++) {
		c.y[i] = 30 + 2 * fmax(0, (double)i - 60) +
		    (double)(i * 7 % 11) - 5;
		c.used[i] = 1;
	}
	holds(&bad, "fit", course_change(&t, &c, c.exposure));
	holds(&bad, "it goes on", course_goes_on(&at, &c, &t));
	holds(&bad, "from where it began", at > 56 && at < 64);
}

/* A growth that begins in the middle is not what levels do by themselves. */
static void
growths(void)
{
	double still = speed_of(0, 0);

	for (size_t at = 50; at <= 80; at += 10)
		holds(&bad, "what grows does not walk",
		    speed_of(at, .07) < still + 2e-4);
}

int
main(void)
{
	begins();
	growths();
	rushes();
	likelihoods();
	sways();
	pools();
	shifts();
	return bad != 0;
}
