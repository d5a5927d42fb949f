#include "lib/pattern/heard.h"

#include "lib/base/date.h"
#include "lib/pattern/deliveries.h"

/* The system of D stopped: what was open then may not be by now. */
static void
forget(struct corpus *c, struct detail *d)
{
	if (detail_open(d, c->until)) {
		d->flags &= (uint16_t)~DETAIL_CLOSES;
		c->unheard++;
		if (c->heard == DATE_NONE || d->heard > c->heard)
			c->heard = d->heard;
	}
	if (d->told == DATE_NONE || d->told > c->until)
		d->flags &= (uint16_t)~DETAIL_TELLS;
}

/* D is of a system that was delivered as S says. */
static void
mark(struct corpus *c, struct detail *d, const struct delivered *s)
{
	if (s->last > d->heard)
		d->heard = s->last;
	if (s->last == DATE_NONE || s->untold || d->heard > c->until)
		d->heard = DATE_NONE;
	else if (delivered_stopped(s, c->until) &&
	    c->until - d->heard >= DELIVERIES_SILENT)
		forget(c, d);
}

/* Of what waits for long, only what is known to. */
static void
forget_aged(struct aged *a, const struct delivered_by *by, int32_t until)
{
	size_t kept = 0;

	for (size_t i = 0; i < a->n; i++)
		if (!delivered_stopped(deliveries_of(by, a->one[i].cell),
			until))
			a->one[kept++] = a->one[i];
	a->n = kept;
}

void
heard_mark(struct corpus *c)
{
	struct delivered_by by;

	c->heard = DATE_NONE;
	deliveries_find_by(&by, &c->tally, c->until,
	    1u << TALLY_ORG | 1u << TALLY_SYSTEM);
	for (size_t i = 0; i < c->ndetails; i++)
		mark(c, &c->detail[i], deliveries_of(&by, c->detail[i].cell));
	forget_aged(&c->aged, &by, c->until);
	deliveries_release_by(&by);
}
