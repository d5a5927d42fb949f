#include "lib/pattern/heard.h"

#include "lib/base/date.h"
#include "lib/pattern/heirs.h"

/* The deliveries of systems, of all kinds together, and what took over. */
struct heard {
	int32_t until;
	struct delivered_by by;
	const struct delivered_by *system; /* of one kind */
	struct heirs heirs;
};

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

/*
 * Did the system of CELL, delivered as S says, stop?  What others took over is
 * not waited for.
 */
static bool
is_over(const struct heard *h, uint32_t cell, const struct delivered *s)
{
	uint32_t i = h->system->of[cell];

	return delivered_stopped(s, h->until) ||
	    (h->heirs.heir[i] != i && delivered_overdue(s, h->until));
}

/* The deliveries of D; where no system is named each kind is a list apart. */
static const struct delivered *
list_of(const struct corpus *c, const struct detail *d, const struct heard *h)
{
	bool named = c->tally.cell[d->cell].dim[TALLY_SYSTEM] != 0;

	return deliveries_of(named ? &h->by : h->system, d->cell);
}

static void
mark(struct corpus *c, struct detail *d, const struct heard *h)
{
	const struct delivered *s = deliveries_of(&h->by, d->cell);
	const struct delivered *list = list_of(c, d, h);

	/* what was there later was so on the day to judge too */
	if (d->seen < c->until && listed_gone(&c->listed, d->list, d->seen)) {
		d->heard = d->seen;
		forget(c, d);
		return;
	}
	if (list->last > d->heard)
		d->heard = list->last;
	if (list->last == DATE_NONE || list->untold || d->heard > c->until)
		d->heard = DATE_NONE;
	else if (c->until - d->heard >= DELIVERIES_SILENT &&
	    is_over(h, d->cell, s))
		forget(c, d);
}

/* Which of those that wait for long are not known to. */
static void
mark_aged(struct corpus *c, const struct heard *h)
{
	const struct delivered *s;
	struct aged_one *a;

	for (size_t i = 0; i < c->aged.n; i++) {
		a = &c->aged.one[i];
		s = deliveries_of(&h->by, a->cell);
		if (a->seen < c->until &&
		    listed_gone(&c->listed, a->list, a->seen)) {
			a->heard = a->seen;
			count_unheard(c, a->heard);
			continue;
		}
		if (!is_over(h, a->cell, s))
			continue;
		a->heard = s->last;
		count_unheard(c, s->last);
	}
}

void
heard_mark(struct corpus *c, const struct cells *x, const struct deliveries *d)
{
	struct heard h = { .until = c->until, .system = &d->system };

	c->heard = DATE_NONE;
	deliveries_find_by(&h.by, &c->tally, c->until,
	    1u << TALLY_ORG | 1u << TALLY_SYSTEM);
	heirs_find(&h.heirs, d, x, NULL);
	for (size_t i = 0; i < c->ndetails; i++)
		mark(c, &c->detail[i], &h);
	mark_aged(c, &h);
	heirs_release(&h.heirs);
	deliveries_release_by(&h.by);
}
