#include "lib/pattern/rank.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/pattern/special.h"

enum { URGENT = 3 /* signals, and a tenth of all */ };

/* X between 0 and 1; 0 if it is not known. */
static double
unit(double x)
{
	return x > 0 ? fmin(x, 1) : 0;
}

static bool
is_kind(const struct finding *f, const char *kind)
{
	return strcmp(f->kind, kind) == 0;
}

/* The part for age: what waits, else how long ago it was first seen. */
static double
age(const struct finding *f)
{
	if (is_kind(f, "grave") || is_kind(f, "unanswered"))
		return fmin(f->age / 365, .99);
	if (f->first_seen == DATE_NONE || f->last_seen == DATE_NONE)
		return 0;
	return fmin((f->last_seen - f->first_seen) / 365.0, .99);
}

/* How many signals too many there are; of silence, too few. */
static double
excess(const struct finding *f)
{
	if (isnan(f->expected))
		return f->n;
	return is_kind(f, "silence") ? f->expected - f->observed :
				       f->observed - f->expected;
}

/* How many times too many at least; of silence, too few. */
static double
least_times(const struct finding *f)
{
	if (is_kind(f, "silence"))
		return f->expected / special_gamma_inv(.95, f->observed + .5);
	return f->ratio_low;
}

static void
fill_parts(struct finding *f, double senders)
{
	struct finding_score *s = &f->parts_of_score;
	double times = least_times(f);

	s->size = unit(log10(1 + fmax(excess(f), 0)) / 3);
	s->growth = times > 1 ? unit(log2(times) / 3) : 0;
	s->surprise = f->q > 0 ? unit(-log10(f->q) / 6) : f->q == 0;
	s->spread = unit((f->orgs_up - 1) / 4);
	s->people = unit(log10(1 + senders) / 3);
	s->repeat = f->n > 0 ? unit(f->repeats / f->n / .5) : 0;
	s->age = age(f);
}

bool
rank_urgent(double urgent, double n)
{
	return urgent >= URGENT && urgent * 10 >= n;
}

/*
 * What many of the signals say of urgency; grave ones have theirs already,
 * and those of a campaign that is urgent are told by it.
 */
static int
gravity(const struct finding *f)
{
	bool own = !is_kind(f, "campaign");
	double urgent = own ? f->urgent - f->campaign_urgent : f->urgent;

	if (f->gravity > 0)
		return f->gravity;
	if (!rank_urgent(urgent, f->n))
		return 0;
	return (own ? f->own_urgency : f->urgency) == URGENCY_NOW ? 2 : 1;
}

static void
score(struct finding *f)
{
	const struct finding_score *s = &f->parts_of_score;
	double senders = isnan(f->senders) ? f->n : f->senders;
	/* those who are silent are not there to be counted */
	double enough = is_kind(f, "silence") ? 1 : unit(senders / 3);
	double sum;

	f->gravity = gravity(f);
	fill_parts(f, senders);
	sum = .2 * s->size + .2 * s->growth + .15 * s->surprise +
	    .15 * s->spread + .1 * s->people + .1 * s->repeat;
	f->score = 1000 * f->gravity + 99 * enough * sum / .9 + s->age;
	/* news that is good waits for the rest */
	if (is_kind(f, "positive"))
		f->score /= 10;
}

static int
highest_first(const void *a, const void *b)
{
	const struct finding *x = *(const struct finding *const *)a;
	const struct finding *y = *(const struct finding *const *)b;

	if ((x->into == NULL) != (y->into == NULL))
		return x->into == NULL ? -1 : 1;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return finding_compare(x, y);
}

void
rank_findings(struct findings *fs)
{
	for (size_t i = 0; i < fs->n; i++)
		score(fs->f[i]);
	if (fs->n > 1)
		qsort(fs->f, fs->n, sizeof(*fs->f), highest_first);
}
