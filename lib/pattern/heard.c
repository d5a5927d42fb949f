#include "lib/pattern/heard.h"

#include "lib/base/date.h"
#include "lib/pattern/deliveries.h"

/* One more that may be closed by now, as it was last heard of on DAY. */
static void
count_unheard(struct corpus *c, int32_t day)
{
	c->unheard++;
	if (c->heard == DATE_NONE || day > c->heard)
		c->heard = day;
}

/* The system of D stopped: what was open then may not be by now. */
static void
forget(struct corpus *c, struct detail *d)
{
	if (detail_open(d, c->until)) {
		d->flags &= (uint16_t)~DETAIL_CLOSES;
		count_unheard(c, d->heard);
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

/* Which of those that wait for long are not known to. */
static void
mark_aged(struct corpus *c, const struct delivered_by *by)
{
	const struct delivered *s;

	for (size_t i = 0; i < c->aged.n; i++) {
		s = deliveries_of(by, c->aged.one[i].cell);
		if (!delivered_stopped(s, c->until))
			continue;
		c->aged.one[i].heard = s->last;
		count_unheard(c, s->last);
	}
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
	mark_aged(c, &by);
	deliveries_release_by(&by);
}
