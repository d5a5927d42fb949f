#include "lib/pattern/delays_source.h"

enum {
	LEAST = 50, /* delays to learn from */
	GRACE = 2, /* days to register what the next delivery has */
	BREAK = 5 /* days without a delivery that are no habit if more */
};

static const double straggle = .01; /* that come in when all is settled */
/* Signals of a day of the week that weigh as much as all days do. */
static const double prior = 2;

static double
sum_of(const double n[DELAYS_KNOWN + 1])
{
	double sum = 0;

	for (int k = 0; k <= DELAYS_KNOWN; k++)
		sum += n[k];
	return sum;
}

/*
 * The share of a day's signals that is known k days later, by reversed
 * hazards: F(k) = prod over j > k of 1 - (n_j + .5) / (N_j + 1), with N_j the
 * signals of delay at most j (Lawless 1994); j goes by steps, as no others
 * are of the same day, but the last, which is of all delays that are more.
 */
static void
learn_known(const double n[DELAYS_KNOWN + 1], int step,
    double known[DELAYS_KNOWN])
{
	double upto[DELAYS_KNOWN + 1];
	double sum = 0;
	double f = 1;
	int j;

	for (int k = 0; k <= DELAYS_KNOWN; k++) {
		sum += n[k];
		upto[k] = n[k] + (k < step ? 0 : upto[k - step]);
	}
	if (n[DELAYS_KNOWN] > 0)
		f = 1 - (n[DELAYS_KNOWN] + .5) / (sum + 1);
	for (int k = DELAYS_KNOWN - 1; k >= 0; k--) {
		j = k + step;
		known[k] = j < DELAYS_KNOWN ? known[j] : f;
		if (j < DELAYS_KNOWN && n[j] > 0)
			known[k] *= 1 - (n[j] + .5) / (upto[j] + 1);
	}
}

/*
 * That share of each day of the week by itself, drawn to that of all: what
 * comes on Friday, and is delivered on Monday, would make all days late, and
 * where that errs the other way is after the last delivery.
 */
static void
learn_days(struct delays_source *s, const struct delays_count *c)
{
	double all[DELAYS_KNOWN];
	double of;
	double in;

	learn_known(c->n, s->step, all);
	for (int d = 0; d < 7; d++) {
		of = prior;
		for (int k = 0; k <= DELAYS_KNOWN && s->step == 1; k++)
			of += c->on[d][k];
		in = 0;
		for (int k = 0; k < DELAYS_KNOWN; k++) {
			in += s->step == 1 ? c->on[d][k] : 0;
			s->known[d][k] = (float)((prior * all[k] + in) / of);
		}
	}
}

/*
 * The share of signals that came in later than they do if all are registered
 * when they come: then they are in the first delivery.
 */
static double
late_share(const struct delays_source *s, const double n[DELAYS_KNOWN + 1])
{
	double sum = sum_of(n);
	double late = 0;

	for (int k = 0; k <= DELAYS_KNOWN; k++)
		if (k > s->longest + GRACE)
			late += n[k];
	return sum > 0 ? late / sum : 0;
}

/*
 * How long after a day all of it has come in, but for stragglers, even if the
 * next delivery takes as long as any did.
 */
static int32_t
settled_after(const struct delays_source *s, const double n[DELAYS_KNOWN + 1])
{
	double sum = sum_of(n);
	double after = 0;
	int k = DELAYS_KNOWN;

	while (k > 0 && after + n[k] <= straggle * sum)
		after += n[k--];
	return sum >= LEAST && k < DELAYS_KNOWN ? k + s->longest : INT32_MAX;
}

void
delays_source_deliver(struct delays_source *s, int32_t day, int32_t until)
{
	int32_t days = day - s->last;

	s->apart[days > DELAYS_SELDOM ? 0 : days]++;
	s->longest = days > s->longest ? days : s->longest;
	if (s->last < until && days > BREAK && days > s->out[1] - s->out[0]) {
		s->out[0] = s->last;
		s->out[1] = day;
	}
}

bool
delays_source_broke(const struct delays_source *s, int32_t day)
{
	return day >= s->out[0] - BREAK && day < s->out[1];
}

void
delays_count(struct delays_count *c, const struct delays_row *r)
{
	c->n[r->delay] += r->n;
	if (r->weekday >= 0)
		c->on[r->weekday][r->delay] += r->n;
}

bool
delays_source_learn(struct delays_source *s, const struct delays_count *c)
{
	s->late = late_share(s, c->n);
	s->settled = settled_after(s, c->n);
	if (s->step > 0)
		learn_days(s, c);
	return sum_of(c->n) >= LEAST;
}
