#include "lib/pattern/keep.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"

/* Is the text of D one of the few of its day that are kept? */
static bool
sampled(const struct corpus *c, const struct detail *d)
{
	return quota_has(&c->sample, c->tally.cell[d->cell].dim[TALLY_ORG],
	    d->day, d->id);
}

void
keep_forget_text(struct detail *d)
{
	d->text.n = 0;
	if (d->urgency < URGENCY_NOW)
		d->cue.n = 0;
	d->flags |= DETAIL_FORGOTTEN;
}

void
keep_sample(struct corpus *c)
{
	for (size_t i = 0; i < c->ndetails; i++)
		if (c->detail[i].text.n > 0 && !sampled(c, &c->detail[i]))
			keep_forget_text(&c->detail[i]);
}

/* Keep details as AGE says: how many days before the end each is, at least. */
typedef int32_t age_fn(const void *ctx, int32_t day);

static void
prune(struct corpus *c, age_fn *age, const void *ctx)
{
	struct arena old = c->own;
	size_t kept = 0;
	struct detail d;
	int32_t days;

	c->own = (struct arena){ 0 };
	for (size_t i = 0; i < c->ndetails; i++) {
		d = c->detail[i];
		days = age(ctx, d.day);
		if (days >= CORPUS_DAYS) {
			aged_take(&c->aged, &c->tally, &d);
			continue;
		}
		if (days >= CORPUS_TEXT_DAYS)
			keep_forget_text(&d);
		d.id = arena_copy(&c->own, d.id);
		d.text = arena_copy(&c->own, d.text);
		d.cue = arena_copy(&c->own, d.cue);
		c->detail[kept++] = d;
	}
	c->ndetails = kept;
	arena_release(&old);
}

static int32_t
age_until(const void *ctx, int32_t day)
{
	return *(const int32_t *)ctx - day;
}

/* Days that have signals, rising, and the last one they hang together with. */
struct chain {
	int32_t *day;
	int32_t *end;
	size_t n;
};

static int
by_int(const void *a, const void *b)
{
	int32_t x = *(const int32_t *)a;
	int32_t y = *(const int32_t *)b;

	return (x > y) - (x < y);
}

/*
 * The end of the data is not known yet, but it is no earlier than where the
 * days that hang together with DAY end now: more lines only make that later.
 */
static int32_t
age_chain(const void *ctx, int32_t day)
{
	const struct chain *ch = ctx;
	const int32_t *at = bsearch(&day, ch->day, ch->n, sizeof(*ch->day),
	    by_int);

	return at == NULL ? 0 : ch->end[at - ch->day] - 1 - day;
}

static void
find_chain(struct chain *ch, const struct corpus *c)
{
	ch->n = 0;
	ch->day = xmalloc((c->follows.n + 1) * sizeof(*ch->day));
	ch->end = xmalloc((c->follows.n + 1) * sizeof(*ch->end));
	for (size_t i = 0; i < c->follows.n; i++)
		if (c->follows.day[i].day != DATE_NONE)
			ch->day[ch->n++] = c->follows.day[i].day;
	if (ch->n > 1)
		qsort(ch->day, ch->n, sizeof(*ch->day), by_int);
	for (size_t i = ch->n; i > 0; i--)
		ch->end[i - 1] = i < ch->n &&
			ch->day[i] - ch->day[i - 1] <= CORPUS_GAP ?
		    ch->end[i] :
		    ch->day[i - 1];
}

void
keep_early(struct corpus *c)
{
	struct chain ch;

	if (c->ndetails < c->limit)
		return;
	keep_sample(c);
	if (c->asked) {
		prune(c, age_until, &c->until);
	} else {
		find_chain(&ch, c);
		prune(c, age_chain, &ch);
		free(ch.day);
		free(ch.end);
	}
	c->limit = c->ndetails + c->ndetails / 2;
	if (c->limit < KEEP_FIRST)
		c->limit = KEEP_FIRST;
}

void
keep_recent(struct corpus *c)
{
	prune(c, age_until, &c->until);
}
