#include "lib/pattern/overlap.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"

enum { LEAST = 30, FEW = 10 /* signals; where a warning is enough */ };

struct key {
	uint32_t org;
	uint32_t kind;
	int32_t day;
};

static struct slice
key_of(const struct key *k)
{
	return (struct slice){ (const char *)k, sizeof(*k) };
}

void
overlap_add(struct overlap *o, int how, uint32_t org, uint32_t kind,
    int32_t day, uint64_t n)
{
	struct key k = { org, kind, day };
	bool isnew;
	size_t i;

	if (day == DATE_NONE)
		return;
	i = set_add(&o->days, key_of(&k), &isnew);
	if (i == o->cap) {
		o->cap = o->cap ? o->cap * 2 : 256;
		o->n = xrealloc(o->n, o->cap, sizeof(*o->n));
	}
	if (isnew)
		memset(o->n[i], 0, sizeof(o->n[i]));
	o->n[i][how] += n;
}

struct overlap_day
overlap_day(const struct overlap *o, size_t i)
{
	struct key k;

	memcpy(&k, set_key(&o->days, i).p, sizeof(k));
	return (struct overlap_day){ k.org, k.kind, k.day,
		o->n[i][OVERLAP_SIGNALS] };
}

/* Signals and tallies of days in the week of Monday K, and the days. */
static uint64_t
week_of(const struct overlap *o, struct key k, uint64_t *days)
{
	uint64_t sum = 0;
	ptrdiff_t at;

	*days = 0;
	for (int d = 0; d < 7; d++, k.day++) {
		at = set_find(&o->days, key_of(&k));
		if (at < 0)
			continue;
		sum += o->n[at][OVERLAP_SIGNALS] + o->n[at][OVERLAP_DAY];
		*days += o->n[at][OVERLAP_SIGNALS] + o->n[at][OVERLAP_DAY] > 0;
	}
	return sum;
}

uint64_t
overlap_count(const struct overlap *o, uint64_t least)
{
	uint64_t days = 0;
	uint64_t both = 0;
	uint64_t twice = 0;
	uint64_t some, n;
	const uint64_t *c;
	struct key k;

	for (size_t i = 0; i < o->days.len; i++) {
		c = o->n[i];
		both += c[OVERLAP_SIGNALS] > 0 && c[OVERLAP_DAY] > 0;
		if (c[OVERLAP_SIGNALS] > 0 && c[OVERLAP_DAY] > 0 &&
		    2 * c[OVERLAP_SIGNALS] >= c[OVERLAP_DAY]) {
			days++;
			twice += c[OVERLAP_SIGNALS] < c[OVERLAP_DAY] ?
			    c[OVERLAP_SIGNALS] :
			    c[OVERLAP_DAY];
		}
		if (c[OVERLAP_WEEK] == 0)
			continue;
		memcpy(&k, set_key(&o->days, i).p, sizeof(k));
		n = week_of(o, k, &some);
		both += some;
		if (2 * n >= c[OVERLAP_WEEK]) {
			days += some;
			twice += n < c[OVERLAP_WEEK] ? n : c[OVERLAP_WEEK];
		}
	}
	return days >= least && 2 * days >= both &&
		twice >= (least < OVERLAP_DAYS ? FEW : LEAST) ?
	    twice :
	    0;
}

/*
 * To WIDE, of tallies that name no kind, what O has, and all signals of their
 * organisation; with ALL also of those that name no organisation.
 */
static void
widen(struct overlap *wide, const struct overlap *o, bool all)
{
	const uint64_t *c;
	struct key k;

	for (size_t i = 0; i < o->days.len; i++) {
		c = o->n[i];
		memcpy(&k, set_key(&o->days, i).p, sizeof(k));
		if (k.org != 0)
			overlap_add(wide, OVERLAP_SIGNALS, k.org, 0, k.day,
			    c[OVERLAP_SIGNALS]);
		if (all)
			overlap_add(wide, OVERLAP_SIGNALS, 0, 0, k.day,
			    c[OVERLAP_SIGNALS]);
		if (k.kind != 0 || (k.org == 0 && !all))
			continue;
		for (int how = OVERLAP_DAY; how < OVERLAP_HOWS; how++)
			overlap_add(wide, how, k.org, 0, k.day, c[how]);
	}
}

uint64_t
overlap_same(const struct overlap *o)
{
	struct overlap wide = { 0 };
	uint64_t days = 0;
	uint64_t same = 0;
	uint64_t n = 0;
	uint64_t signals, some;
	const uint64_t *c;
	struct key k;

	widen(&wide, o, true);
	for (size_t i = 0; i < wide.days.len; i++) {
		c = wide.n[i];
		memcpy(&k, set_key(&wide.days, i).p, sizeof(k));
		signals = c[OVERLAP_SIGNALS];
		some = 1;
		if (c[OVERLAP_WEEK] > 0)
			signals = week_of(&wide, k, &some);
		if (signals == 0 || c[OVERLAP_DAY] + c[OVERLAP_WEEK] == 0)
			continue;
		days += some;
		if (signals == c[OVERLAP_DAY] + c[OVERLAP_WEEK]) {
			same += some;
			n += signals;
		}
	}
	overlap_release(&wide);
	if (same < OVERLAP_DAYS || 10 * same < 9 * days || n < LEAST)
		n = 0;
	return n;
}

uint64_t
overlap_alike(const struct overlap *o)
{
	struct overlap wide = { 0 };
	uint64_t n;

	widen(&wide, o, false);
	n = overlap_count(&wide, OVERLAP_DAYS);
	overlap_release(&wide);
	return n;
}

/* The sources that have signals, to S. */
static void
take_sources(const struct overlap *o, struct set *s)
{
	struct key k;

	for (size_t i = 0; i < o->days.len; i++) {
		memcpy(&k, set_key(&o->days, i).p, sizeof(k));
		k.day = 0;
		if (o->n[i][OVERLAP_SIGNALS] > 0)
			(void)set_add(s, key_of(&k), NULL);
	}
}

/* The days, from that of K, of which number I of O has tallies alone. */
static int
tallied_days(const struct overlap *o, size_t i, struct key k)
{
	uint64_t some;

	if (o->n[i][OVERLAP_WEEK] > 0 && week_of(o, k, &some) == 0)
		return 7;
	return o->n[i][OVERLAP_DAY] > 0 && o->n[i][OVERLAP_SIGNALS] == 0;
}

uint64_t
overlap_tallied(const struct overlap *o, int32_t from, int32_t to)
{
	struct set sources = { 0 };
	uint32_t seen = 0; /* a bit a day */
	uint64_t n = 0;
	struct key k;
	int32_t first;
	int days;

	take_sources(o, &sources);
	for (size_t i = 0; i < o->days.len; i++) {
		memcpy(&k, set_key(&o->days, i).p, sizeof(k));
		first = k.day;
		days = tallied_days(o, i, k);
		k.day = 0;
		if (sources.len > 0 && set_find(&sources, key_of(&k)) < 0)
			continue;
		for (int32_t d = first; d < first + days; d++)
			if (d >= from && d <= to && d - from < 28)
				seen |= 1u << (d - from);
	}
	for (; seen != 0; seen &= seen - 1)
		n++;
	set_release(&sources);
	return n;
}

void
overlap_release(struct overlap *o)
{
	set_release(&o->days);
	free(o->n);
	*o = (struct overlap){ 0 };
}
