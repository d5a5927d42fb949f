#include "lib/pattern/rank.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"

/* X between 0 and 1; 0 if it is not known. */
static double
unit(double x)
{
	return x > 0 ? fmin(x, 1) : 0;
}

static void
score(struct finding *f)
{
	struct finding_score *s = &f->parts_of_score;
	double d = !isnan(f->senders) ? f->senders : f->n;
	double excess = isnan(f->expected) ? f->n : f->observed - f->expected;
	double sum;

	s->size = excess > 0 ? unit(log10(1 + excess) / 3) : 0;
	s->growth = f->ratio_low > 1 ? unit(log2(f->ratio_low) / 3) : 0;
	s->surprise = f->q > 0 ? unit(-log10(f->q) / 6) : f->q == 0;
	s->spread = unit(((!isnan(f->orgs_up) ? f->orgs_up : 1) - 1) / 4);
	s->people = d > 0 ? unit(log10(1 + d) / 3) : 0;
	s->repeat = f->n > 0 ? unit(f->repeats / f->n / .5) : 0;
	s->age = 0;
	if (f->first_seen != DATE_NONE && f->last_seen > f->first_seen)
		s->age = fmin((f->last_seen - f->first_seen) / 365.0, .99);
	sum = .2 * s->size + .2 * s->growth + .15 * s->surprise +
	    .15 * s->spread + .1 * s->people + .1 * s->repeat;
	f->score = 1000 * f->gravity + 99 * unit(d / 3) * sum / .9 + s->age;
	/* news that is good waits for the rest */
	if (strcmp(f->kind, "positive") == 0)
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
	return strcmp(x->id, y->id);
}

void
rank_findings(struct findings *fs)
{
	for (size_t i = 0; i < fs->n; i++)
		score(fs->f[i]);
	if (fs->n > 1)
		qsort(fs->f, fs->n, sizeof(*fs->f), highest_first);
}
