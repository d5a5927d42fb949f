#include "lib/line/listed.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/date.h"
#include "lib/base/hash.h"
#include "lib/base/xalloc.h"
#include "lib/line/ended.h"

/* Of a list of what is open fewer than one line in so many has ended. */
enum { ENDED_SHARE = 20, AGAIN_SHARE = 5, AGAIN_LEAST = 5 };

uint64_t
listed_form(struct slice s)
{
	uint64_t h = s.n > 0;
	size_t n;

	while (s.n > 0) {
		for (n = 0; n < s.n && (s.p[n] < '0' || s.p[n] > '9'); n++)
			;
		if (n > 0)
			h = hash_bytes((struct slice){ s.p, n }, h);
		n += n < s.n;
		s.p += n;
		s.n -= n;
	}
	return h;
}

/* A line that has not ended. */
struct listed_day {
	uint32_t list;
	int32_t seen;
	int32_t came;
};

/* How many digits S begins with at AT. */
static size_t
digits(struct slice s, size_t at)
{
	size_t n = 0;

	while (at + n < s.n && s.p[at + n] >= '0' && s.p[at + n] <= '9')
		n++;
	return n;
}

/* How many digits come behind a separator at AT, or 0. */
static size_t
more_digits(struct slice s, size_t at)
{
	bool parted = at < s.n && memchr("-_.", s.p[at], 3) != NULL;

	return parted ? digits(s, at + 1) : 0;
}

/* The length of a day that begins at AT with its year, or of its month. */
static size_t
year_first(struct slice s, size_t at)
{
	size_t len = 4;

	for (size_t i = 0; i < 2; i++) {
		size_t n = more_digits(s, at + len);

		if (n < 1 || n > 2)
			break;
		len += 1 + n;
	}
	return len;
}

/* The same of one that ends with it; 0 if it is none. */
static size_t
year_last(struct slice s, size_t at, size_t n)
{
	size_t len = n;

	for (size_t i = 0; i < 2; i++) {
		n = more_digits(s, at + len);
		len += 1 + n;
		if (n == 4)
			return len;
		if (n < 1 || n > 2)
			break;
	}
	return 0;
}

/* The length of the day, month or time that begins at AT; or 0. */
static size_t
day_at(struct slice s, size_t at)
{
	size_t n = digits(s, at);
	bool inside = at > 0 &&
	    ((s.p[at - 1] | 32) >= 'a' && (s.p[at - 1] | 32) <= 'z');

	if (n >= 6)
		return n;
	if (n == 4 && (s.p[at] == '1' || s.p[at] == '2'))
		return year_first(s, at);
	return n > 0 && n <= 2 && !inside ? year_last(s, at, n) : 0;
}

/* Append S without its days. */
static void
put_undated(struct buf *b, struct slice s)
{
	size_t n;

	for (size_t i = 0; i < s.n; i += n) {
		n = day_at(s, i);
		if (n > 0)
			continue;
		n = digits(s, i);
		n += n == 0;
		buf_put(b, (struct slice){ s.p + i, n });
	}
}

uint64_t
listed_undated(struct slice s)
{
	struct buf b = { 0 };
	uint64_t h;

	put_undated(&b, s);
	h = hash_bytes(buf_slice(&b), 0);
	buf_release(&b);
	return h;
}

static void
put_fields(struct buf *b, struct rec *r, const enum field *f)
{
	for (; *f != F_FILE; f++) {
		buf_put(b, rec_raw(r, *f));
		buf_putc(b, '\0');
	}
}

/* The list of R, whose file is named FILE. */
static size_t
find(struct listed *l, struct rec *r, struct slice file)
{
	static const enum field fields[] = { F_ORG, F_KIND, F_SYSTEM, F_FILE };

	bool isnew;
	size_t i;

	buf_reset(&l->key);
	put_fields(&l->key, r, fields);
	put_undated(&l->key, file);
	i = set_add(&l->names, buf_slice(&l->key), &isnew);
	if (i == l->cap) {
		l->cap = l->cap ? l->cap * 2 : 16;
		l->list = xrealloc(l->list, l->cap, sizeof(*l->list));
	}
	if (isnew)
		l->list[i] = (struct listed_list){ 0 };
	return i;
}

static void
count_day(struct listed *l, struct listed_day key)
{
	bool isnew;
	size_t i = set_add(&l->days,
	    (struct slice){ (const char *)&key, sizeof(key) }, &isnew);

	if (i == l->days_cap) {
		l->days_cap = l->days_cap ? l->days_cap * 2 : 64;
		l->days_n = xrealloc(l->days_n, l->days_cap,
		    sizeof(*l->days_n));
	}
	l->days_n[i] = isnew ? 1 : l->days_n[i] + 1;
}

uint32_t
listed_add(struct listed *l, struct rec *r)
{
	static const enum field fields[] = { F_ORG, F_KIND, F_SYSTEM, F_FILE };
	struct slice file = rec_text(r, F_FILE);
	int32_t seen = date_parse_day(rec_text(r, F_SEEN));
	bool ended = ended_day(r) != DATE_NONE;

	/* most lines are of the file of the one before */
	buf_reset(&l->now);
	put_fields(&l->now, r, fields);
	buf_put(&l->now, file);
	if (l->names.len == 0 ||
	    !slice_eq(buf_slice(&l->now), buf_slice(&l->before))) {
		l->at = find(l, r, file);
		buf_reset(&l->before);
		buf_put(&l->before, buf_slice(&l->now));
	}
	l->list[l->at].lines++;
	l->list[l->at].ended += ended;
	if (!ended && seen != DATE_NONE)
		count_day(l,
		    (struct listed_day){ (uint32_t)l->at, seen,
			date_parse_day(rec_text(r, F_RECEIVED)) });
	return (uint32_t)l->at;
}

static struct listed_day
day_of(const struct listed *l, size_t i)
{
	struct listed_day d;

	memcpy(&d, set_key(&l->days, i).p, sizeof(d));
	return d;
}

/* D may be among the last deliveries of OF. */
static void
take_day(struct listed_list *of, int32_t day)
{
	int32_t had;

	for (size_t k = 0; k < 3 && day != of->day[k]; k++)
		if (day > of->day[k]) {
			had = of->day[k];
			of->day[k] = day;
			day = had;
		}
}

/* The last days on which each list was delivered. */
static void
find_days(struct listed *l)
{
	struct listed_day d;

	for (size_t i = 0; i < l->names.len; i++) {
		l->list[i] = (struct listed_list){ .lines = l->list[i].lines,
			.ended = l->list[i].ended,
			.day = { DATE_NONE, DATE_NONE, DATE_NONE } };
	}
	for (size_t i = 0; i < l->days.len; i++) {
		d = day_of(l, i);
		take_day(&l->list[d.list], d.seen);
	}
}

/* Since when what was not delivered has gone. */
static void
find_since(struct listed *l)
{
	struct listed_list *of;
	struct listed_day d;

	for (size_t i = 0; i < l->days.len; i++) {
		d = day_of(l, i);
		of = &l->list[d.list];
		for (size_t k = 0; k < 2; k++)
			of->n[k] += d.seen == of->day[k] ? l->days_n[i] : 0;
	}
	for (size_t i = 0; i < l->names.len; i++) {
		of = &l->list[i];
		of->since = of->day[of->n[0] < of->n[1]];
	}
}

void
listed_close(struct listed *l)
{
	struct listed_list *of;
	struct listed_day d;

	find_days(l);
	find_since(l);
	for (size_t i = 0; i < l->days.len; i++) {
		d = day_of(l, i);
		of = &l->list[d.list];
		if (d.seen < of->since)
			continue;
		of->here += l->days_n[i];
		if (d.came < of->day[of->since == of->day[0] ? 1 : 2])
			of->again += l->days_n[i];
	}
}

bool
listed_gone(const struct listed *l, uint32_t list, int32_t seen)
{
	const struct listed_list *of = &l->list[list];

	return seen != DATE_NONE && seen < of->since &&
	    of->ended * ENDED_SHARE < of->lines && of->again >= AGAIN_LEAST &&
	    of->again * AGAIN_SHARE >= of->here;
}

void
listed_release(struct listed *l)
{
	set_release(&l->names);
	set_release(&l->days);
	buf_release(&l->key);
	buf_release(&l->now);
	buf_release(&l->before);
	free(l->list);
	free(l->days_n);
	*l = (struct listed){ 0 };
}
