#include "lib/pattern/delays_source.h"

enum {
	LEAST = 50, /* delays to learn from */
	GRACE = 2 /* days to register what the next delivery has */
};

static const double straggle = .01; /* that come in when all is settled */

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
learn_known(struct delays_source *s)
{
	double upto[DELAYS_KNOWN + 1];
	double sum = 0;
	double f = 1;
	int j;

	for (int k = 0; k <= DELAYS_KNOWN; k++) {
		sum += s->n[k];
		upto[k] = s->n[k] + (k < s->step ? 0 : upto[k - s->step]);
	}
	if (s->n[DELAYS_KNOWN] > 0)
		f = 1 - (s->n[DELAYS_KNOWN] + .5) / (sum + 1);
	for (int k = DELAYS_KNOWN - 1; k >= 0; k--) {
		j = k + s->step;
		s->known[k] = j < DELAYS_KNOWN ? s->known[j] : f;
		if (j < DELAYS_KNOWN && s->n[j] > 0)
			s->known[k] *= 1 - (s->n[j] + .5) / (upto[j] + 1);
	}
}

/*
 * The share of signals that came in later than they do if all are registered
 * when they come: then they are in the first delivery.
 */
static double
late_share(const struct delays_source *s)
{
	double sum = sum_of(s->n);
	double late = 0;

	for (int k = 0; k <= DELAYS_KNOWN; k++)
		if (k > s->longest + GRACE)
			late += s->n[k];
	return sum > 0 ? late / sum : 0;
}

/*
 * How long after a day all of it has come in, but for stragglers, even if the
 * next delivery takes as long as any did.
 */
static int32_t
settled_after(const struct delays_source *s)
{
	double sum = sum_of(s->n);
	double after = 0;
	int k = DELAYS_KNOWN;

	while (k > 0 && after + s->n[k] <= straggle * sum)
		after += s->n[k--];
	return sum >= LEAST && k < DELAYS_KNOWN ? k + s->longest : INT32_MAX;
}

bool
delays_source_enough(const double n[DELAYS_KNOWN + 1])
{
	return sum_of(n) >= LEAST;
}

bool
delays_source_learn(struct delays_source *s)
{
	s->late = late_share(s);
	s->settled = settled_after(s);
	if (s->step > 0)
		learn_known(s);
	return delays_source_enough(s->n);
}
