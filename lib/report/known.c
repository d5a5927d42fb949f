#include "lib/report/known.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/date.h"
#include "lib/base/parts.h"
#include "lib/base/xalloc.h"
#include "lib/line/ended.h"

enum { SLIP_SHARE = 50, SLIPS_MOST = 5, DELIVERY_LEAST = 5 };

enum what { SAID, DELIVERED, AFTER /* its delivery, so a mistake */ };

struct known_key {
	int32_t place;
	int32_t day;
	int32_t what;
	int32_t seen; /* of AFTER; or DATE_NONE */
};

struct known_place {
	int32_t last; /* day that is known; or DATE_NONE */
	uint64_t dates; /* said, up to the end of all */
	bool closes;
	bool ends; /* whether on a day or not */
};

struct known_count {
	uint64_t lines; /* each once where its days are near each other */
	uint64_t dates; /* of signals that count */
	uint64_t early; /* lines of this delivery that came after it */
};

static struct known_count *
take(struct known *k, struct known_key key, bool line, bool date)
{
	bool isnew;
	size_t i = set_add(&k->days,
	    (struct slice){ (const char *)&key, sizeof(key) }, &isnew);

	if (i >= k->cap) {
		k->cap = k->cap ? k->cap * 2 : 64;
		k->count = xrealloc(k->count, k->cap, sizeof(*k->count));
	}
	if (isnew)
		k->count[i] = (struct known_count){ 0 };
	k->count[i].lines += line;
	k->count[i].dates += date;
	return &k->count[i];
}

static bool
is_near(int32_t a, int32_t b)
{
	return a != DATE_NONE && b != DATE_NONE && a - b <= PARTS_GAP &&
	    b - a <= PARTS_GAP;
}

bool
known_believes(const struct known *k, size_t place, int32_t day, int32_t seen)
{
	struct known_key key = { (int32_t)place, seen, DELIVERED, DATE_NONE };
	const struct known_count *c;
	ptrdiff_t i;

	if (seen == DATE_NONE || day <= seen)
		return true;
	i = set_find(&k->days,
	    (struct slice){ (const char *)&key, sizeof(key) });
	if (i == SET_NONE)
		return false;
	c = &k->count[i];
	return c->lines >= DELIVERY_LEAST && c->early > c->lines / 2;
}

/* The number of the place that R is of. */
static size_t
place_of(struct known *k, struct rec *r)
{
	static const enum field fields[] = { F_ORG, F_KIND, F_SYSTEM };

	bool isnew;
	size_t i;

	buf_reset(&k->scratch);
	for (i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		buf_put(&k->scratch, rec_text(r, fields[i]));
		buf_putc(&k->scratch, '\0');
	}
	i = set_add(&k->places, buf_slice(&k->scratch), &isnew);
	if (i >= k->place_cap) {
		k->place_cap = k->place_cap ? k->place_cap * 2 : 64;
		k->place = xrealloc(k->place, k->place_cap, sizeof(*k->place));
	}
	if (isnew)
		k->place[i] = (struct known_place){ .last = DATE_NONE };
	k->place[i].closes |= rec_has(r, F_CLOSED);
	k->place[i].ends |= ended_day(r) != DATE_NONE;
	return i;
}

size_t
known_add(struct known *k, struct rec *r)
{
	static const enum field fields[] = { F_RECEIVED, F_CLOSED };

	size_t place = place_of(k, r);
	bool counts = !rec_has(r, F_COPY_OF) && !rec_has(r, F_STATE_OF) &&
	    !rec_has(r, F_SUPERSEDED);
	int32_t seen = date_parse_day(rec_text(r, F_SEEN));
	int32_t before = DATE_NONE;
	int32_t day;
	bool after;
	bool early = false;

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		day = date_parse_day(rec_text(r, fields[i]));
		if (day == DATE_NONE)
			continue;
		after = seen != DATE_NONE && day > seen;
		early |= after && fields[i] == F_RECEIVED;
		take(k,
		    (struct known_key){ (int32_t)place, day,
			after ? AFTER : SAID, after ? seen : DATE_NONE },
		    counts && !is_near(before, day), counts);
		before = day;
	}
	if (seen != DATE_NONE)
		take(k,
		    (struct known_key){ (int32_t)place, seen, DELIVERED,
			DATE_NONE },
		    true, counts)
		    ->early += early;
	return place;
}

struct slice
known_org(const struct known *k, size_t place)
{
	struct slice key = set_key(&k->places, place);
	struct slice org;

	(void)slice_cut(&key, '\0', &org);
	return org;
}

/* Key I, once all is taken in: what is believed is said. */
static struct known_key
key_of(const struct known *k, size_t i)
{
	struct known_key key;

	memcpy(&key, set_key(&k->days, i).p, sizeof(key));
	if (key.what == AFTER &&
	    known_believes(k, (size_t)key.place, key.day, key.seen))
		key.what = SAID;
	return key;
}

/* Is PLACE of signals of KIND? */
static bool
is_of(const struct known *k, size_t place, struct slice kind)
{
	struct slice key = set_key(&k->places, place);
	struct slice org;
	struct slice of;

	return slice_cut(&key, '\0', &org) && slice_cut(&key, '\0', &of) &&
	    slice_eq(of, kind);
}

/*
 * The days of all places, or those of KIND if it is not empty, in order, and
 * the lines of each.
 */
static struct part_day *
days_of(const struct known *k, int32_t what, struct slice kind, size_t *len)
{
	struct part_day *d = xmalloc((k->days.len + 1) * sizeof(*d));
	struct known_key key;
	size_t n = 0;

	for (size_t i = 0; i < k->days.len; i++) {
		key = key_of(k, i);
		if (key.what == what &&
		    (kind.n == 0 || is_of(k, (size_t)key.place, kind)))
			d[n++] = (struct part_day){ key.day, key.day,
				k->count[i].lines };
	}
	*len = parts_sort(d, n);
	return d;
}

/*
 * The last day on which something came or was closed: that of a part of more
 * than one line, or where there is none the first.
 */
static int32_t
end_said(const struct known *k)
{
	size_t n;
	struct part_day *d = days_of(k, SAID, (struct slice){ 0 }, &n);
	struct part_ends p;
	int32_t end = DATE_NONE;

	do {
		parts_find(&p, d, n);
		if (p.last != DATE_NONE)
			end = p.last;
		n = p.at;
	} while (p.n == 1 && n > 0);
	free(d);
	return end;
}

/* The last day on which more than one line was delivered. */
static int32_t
end_delivered(const struct known *k)
{
	size_t n;
	struct part_day *d = days_of(k, DELIVERED, (struct slice){ 0 }, &n);
	int32_t end = DATE_NONE;

	for (size_t i = 0; i < n; i++)
		if (d[i].n > 1)
			end = d[i].day;
	free(d);
	return end;
}

static void
doubt(struct known *k, struct known_key key, uint64_t dates)
{
	size_t place = (size_t)key.place;

	if (dates == 0)
		return;
	if (k->doubted == 0 || key.day > k->furthest ||
	    (key.day == k->furthest &&
		slice_cmp(known_org(k, place),
		    known_org(k, k->furthest_place)) < 0)) {
		k->furthest = key.day;
		k->furthest_place = place;
	}
	k->doubted += dates;
}

struct said {
	int32_t place;
	int32_t day;
	uint64_t dates;
};

static int
by_place(const void *a, const void *b)
{
	const struct said *x = a;
	const struct said *y = b;

	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	return (x->day < y->day) - (x->day > y->day);
}

/* How many of DATES may be slips of the pen. */
static uint64_t
slips_of(uint64_t dates)
{
	uint64_t n = 1 + dates / SLIP_SHARE;

	return n < SLIPS_MOST ? n : SLIPS_MOST;
}

/*
 * The last day that each place says itself, of the LEN days S, the last of a
 * place first: no more dates than may be slips are after it, unless there are
 * no others.
 */
static void
end_places(struct known *k, const struct said *s, size_t len)
{
	struct known_place *p;
	uint64_t n = 0;

	for (size_t i = 0; i < len; i++) {
		p = &k->place[s[i].place];
		if (i == 0 || s[i].place != s[i - 1].place)
			n = 0;
		if (n <= slips_of(p->dates))
			p->last = s[i].day;
		n += s[i].dates;
	}
}

/* What each place said up to the end of all. */
static void
close_places(struct known *k)
{
	struct said *s = xmalloc((k->days.len + 1) * sizeof(*s));
	struct known_key key;
	size_t n = 0;

	for (size_t i = 0; i < k->days.len; i++) {
		key = key_of(k, i);
		if (key.what != SAID || key.day > k->end)
			continue;
		s[n++] = (struct said){ key.place, key.day, k->count[i].dates };
		k->place[key.place].dates += k->count[i].dates;
	}
	qsort(s, n, sizeof(*s), by_place);
	end_places(k, s, n);
	free(s);
}

void
known_close(struct known *k)
{
	int32_t delivered = end_delivered(k);
	struct known_key key;

	k->end = end_said(k);
	if (delivered > k->end)
		k->end = delivered;
	close_places(k);
	for (size_t i = 0; i < k->days.len; i++) {
		key = key_of(k, i);
		if (key.what == AFTER || key.day > k->end)
			doubt(k, key, k->count[i].dates);
		else if (key.what == DELIVERED &&
		    key.day > k->place[key.place].last)
			k->place[key.place].last = key.day;
	}
}

int32_t
known_open(const struct known *k, size_t place)
{
	const struct known_place *p = &k->place[place];

	return p->closes ? p->last : DATE_NONE;
}

bool
known_ending(const struct known *k, size_t place)
{
	return k->place[place].ends;
}

/* The last of the N days D up to the end of all; DATE_NONE without any. */
static int32_t
last_of(const struct known *k, const struct part_day *d, size_t n)
{
	while (n > 0 && d[n - 1].day > k->end)
		n--;
	return n > 0 ? d[n - 1].day : DATE_NONE;
}

struct known_ends
known_ends(const struct known *k, struct slice kind)
{
	size_t nsaid, ndelivered;
	struct part_day *said = days_of(k, SAID, kind, &nsaid);
	struct part_day *delivered = days_of(k, DELIVERED, kind, &ndelivered);
	struct part_ends p;
	int32_t last = last_of(k, said, nsaid);
	int32_t seen = last_of(k, delivered, ndelivered);

	parts_find(&p, said, nsaid);
	free(said);
	free(delivered);
	return (struct known_ends){ p.first, seen > last ? seen : last };
}

/* The last day that each place has up to the end of all. */
static int32_t *
last_days(const struct known *k)
{
	int32_t *last = xmalloc((k->places.len + 1) * sizeof(*last));
	struct known_key key;

	for (size_t i = 0; i < k->places.len; i++)
		last[i] = DATE_NONE;
	for (size_t i = 0; i < k->days.len; i++) {
		key = key_of(k, i);
		if (key.what != AFTER && key.day <= k->end &&
		    key.day > last[key.place])
			last[key.place] = key.day;
	}
	return last;
}

static int
by_org(const void *a, const void *b)
{
	const struct known_last *x = a;
	const struct known_last *y = b;
	int c = slice_cmp(x->org, y->org);

	return c != 0 ? c : (x->last < y->last) - (x->last > y->last);
}

size_t
known_lasts(const struct known *k, struct slice kind, struct known_last **to)
{
	struct known_last *o = xmalloc((k->places.len + 1) * sizeof(*o));
	char *delivered = xcalloc(k->places.len + 1, 1);
	int32_t *last = last_days(k);
	struct known_key key;
	size_t n = 0;
	size_t orgs = 0;

	for (size_t i = 0; i < k->days.len; i++) {
		key = key_of(k, i);
		if (key.what == DELIVERED)
			delivered[key.place] = 1;
	}

	for (size_t i = 0; i < k->places.len; i++)
		if (delivered[i] && is_of(k, i, kind) && last[i] != DATE_NONE)
			o[n++] = (struct known_last){ known_org(k, i),
				last[i] };
	qsort(o, n, sizeof(*o), by_org);
	for (size_t i = 0; i < n; i++)
		if (orgs == 0 || !slice_eq(o[i].org, o[orgs - 1].org))
			o[orgs++] = o[i];
	free(last);
	free(delivered);
	*to = o;
	return orgs;
}

void
known_release(struct known *k)
{
	set_release(&k->places);
	set_release(&k->days);
	buf_release(&k->scratch);
	free(k->place);
	free(k->count);
	*k = (struct known){ 0 };
}
