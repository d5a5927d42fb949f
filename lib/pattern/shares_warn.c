/* What is filled in more, or less, often since some day. */

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/summary.h"

enum { YEAR = 365, MOST = 5 };

/* Steps of one member of a source, one way. */
struct change {
	const struct shares_step *first;
	const struct shares_step *last;
};

/* The organisation of a source, and of several its kind. */
static void
name_source(struct buf *b, const struct origins *o, uint32_t source)
{
	const struct set *values = &o->cells->corpus->tally.values;
	const struct origin_source *s = &o->s[source];
	bool several = false;

	for (uint32_t i = 0; i < o->n; i++)
		several |= i != source && o->s[i].org == s->org &&
		    o->s[i].first != DATE_NONE;
	if (s->org != 0)
		json_decode(b, set_key(values, s->org));
	else
		buf_putc(b, '-');
	if (!several || s->kind == 0)
		return;
	buf_puts(b, " (");
	json_decode(b, set_key(values, s->kind));
	buf_putc(b, ')');
}

static bool
goes_on(const struct shares_step *a, const struct shares_step *b)
{
	return a->source == b->source && a->dim == b->dim &&
	    (a->after > a->before) == (b->after > b->before);
}

static int
newest_first(const void *a, const void *b)
{
	const struct shares_step *x = ((const struct change *)a)->last;
	const struct shares_step *y = ((const struct change *)b)->last;

	if (x->from != y->from)
		return x->from > y->from ? -1 : 1;
	return (x > y) - (x < y);
}

/* The changes that ended in the last year; returns how many. */
static size_t
list(struct change *c, const struct origins *o)
{
	const struct shares *s = &o->shares;
	size_t n = 0;
	bool later;

	for (size_t i = 0; i < s->n; i++) {
		later = i + 1 < s->n && s->step[i + 1].dim == s->step[i].dim &&
		    s->step[i + 1].source == s->step[i].source;
		if (later || s->step[i].from <= o->cells->until - YEAR)
			continue;
		c[n] = (struct change){ &s->step[i], &s->step[i] };
		while (c[n].first > s->step &&
		    c[n].first[-1].from > o->cells->until - YEAR &&
		    goes_on(c[n].first - 1, c[n].first))
			c[n].first--;
		n++;
	}
	if (n > 1)
		qsort(c, n, sizeof(*c), newest_first);
	return n;
}

static void
tell(struct warnings *w, const struct origins *o, const struct change *c)
{
	const char *name = tally_dim_name(c->last->dim);
	struct slice dim = { name, strlen(name) };
	struct buf b = { 0 };
	struct slice who;

	name_source(&b, o, c->last->source);
	who = buf_slice(&b);
	if (c->last->after > c->last->before)
		warnings_add(w,
		    "%s vult %s sinds %d vaker in: bij %p van de signalen, "
		    "daarvoor bij %p. Wat normaal is, is daarnaar omgerekend.",
		    "%s fills in %s more often since %d: in %p of the signals, "
		    "before in %p. What is normal was converted by that.",
		    &who, &dim, c->first->from, c->last->after,
		    c->first->before);
	else
		warnings_add(w,
		    "%s vult %s sinds %d minder vaak in: bij %p van de "
		    "signalen, daarvoor bij %p. Wat normaal is, is daarnaar "
		    "omgerekend.",
		    "%s fills in %s less often since %d: in %p of the signals, "
		    "before in %p. What is normal was converted by that.",
		    &who, &dim, c->first->from, c->last->after,
		    c->first->before);
	buf_release(&b);
}

void
warnings_shares(struct warnings *w, const struct look *l)
{
	const struct origins *o = &l->origins;
	struct change *c = xmalloc((o->shares.n + 1) * sizeof(*c));
	size_t n = list(c, o);

	for (size_t i = 0; i < n && i < MOST; i++)
		tell(w, o, &c[i]);
	free(c);
}
