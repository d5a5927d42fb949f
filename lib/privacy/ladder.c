#include "lib/privacy/ladder.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/digest.h"
#include "lib/base/hash.h"
#include "lib/base/xalloc.h"

/* What a row keeps of a signal, by numbers of values. */
enum {
	V_ORG,
	V_PRODUCT,
	V_PC4,
	V_WHO,
	V_THEME,
	V_NORM,
	V_LEVEL,
	V_SENTIMENT,
	V_TEXT,
	V_MAX
};

struct ladder_row {
	unsigned char id[16];
	int32_t day;
	int rung; /* -1 is none */
	uint32_t v[V_MAX]; /* 0 is none */
};

/* Days and places of a rung. */
static const struct rung {
	const char *period; /* month, quarter, year */
	int months;
	int digits; /* of the postcode */
} rungs[LADDER_RUNGS] = {
	{ "month", 1, 4 },
	{ "month", 1, 2 },
	{ "quarter", 3, 2 },
	{ "quarter", 3, 0 },
	{ "year", 12, 0 },
};

static uint32_t
value(struct ladder *l, struct slice s)
{
	if (l->values.len == 0)
		set_add(&l->values, SLICE(""), NULL);
	return (uint32_t)set_add(&l->values, s, NULL);
}

static uint32_t
raw(struct ladder *l, const struct rec *r, int f)
{
	struct slice s = rec_raw(r, f);

	if (s.n != 0 && json_kind(s) == JSON_NULL)
		s.n = 0;
	return value(l, s);
}

void
ladder_add(struct ladder *l, struct rec *r, int32_t day)
{
	struct ladder_row *row;
	struct slice pc4 = rec_text(r, F_PC4);

	if (l->n == l->cap) {
		l->cap = l->cap ? l->cap * 2 : 1024;
		l->row = xrealloc(l->row, l->cap, sizeof(*l->row));
	}
	row = &l->row[l->n++];
	*row = (struct ladder_row){ .day = day, .rung = -1 };
	row->v[V_PC4] = value(l,
	    pc4.n >= 4 ? (struct slice){ pc4.p, 4 } : SLICE(""));
	row->v[V_ORG] = raw(l, r, F_ORG);
	row->v[V_PRODUCT] = raw(l, r, F_PRODUCT);
	row->v[V_WHO] = raw(l, r, F_WHO);
	row->v[V_THEME] = raw(l, r, F_THEME);
	row->v[V_NORM] = raw(l, r, F_NORM);
	row->v[V_LEVEL] = raw(l, r, F_LEVEL);
	row->v[V_SENTIMENT] = raw(l, r, F_SENTIMENT);
	if (l->text && rec_true(r, F_REVIEWED) && rec_has(r, F_REDACTED))
		row->v[V_TEXT] = raw(l, r, F_TEXT);
}

/* The first day of the period of DAY on RUNG. */
static int32_t
period(int32_t day, const struct rung *rung)
{
	struct civil c = date_civil(day);

	c.month -= (c.month - 1) % rung->months;
	c.day = 1;
	return date_day(c);
}

/* Its last day. */
static int32_t
period_end(int32_t day, const struct rung *rung)
{
	struct civil c = date_civil(period(day, rung));

	c.month += rung->months;
	if (c.month > 12) {
		c.month -= 12;
		c.year++;
	}
	return date_day(c) - 1;
}

/*
 * Is the period of DAY on RUNG shared whole?  Of one that is not, the rest
 * comes in another release, and the two could be subtracted.
 */
static bool
whole(const struct ladder *l, int32_t day, const struct rung *rung)
{
	return period(day, rung) >= l->since &&
	    period_end(day, rung) <= l->until;
}

/* Is row I not yet let go, and may it be on RUNG? */
static bool
waits(const struct ladder *l, size_t i, int rung)
{
	return l->row[i].rung < 0 && whole(l, l->row[i].day, &rungs[rung]);
}

/* The class of ROW on RUNG in B. */
static struct slice class(const struct ladder *l, const struct ladder_row *row,
    int rung, struct buf *b)
{
	struct slice pc4 = set_key(&l->values, row->v[V_PC4]);
	size_t digits = (size_t)rungs[rung].digits;

	buf_reset(b);
	buf_putc(b, (char)('0' + rung));
	date_put_day(b, period(row->day, &rungs[rung]));
	buf_put(b, (struct slice){ pc4.p, pc4.n < digits ? pc4.n : digits });
	buf_putc(b, ' ');
	buf_put(b, set_key(&l->values, row->v[V_ORG]));
	buf_putc(b, ' ');
	buf_put(b, set_key(&l->values, row->v[V_PRODUCT]));
	return buf_slice(b);
}

/* The classes of one rung, and what is in each. */
struct classes {
	struct set keys;
	struct set in; /* "class, sort, value": each once */
	int64_t *rows, *persons, *themes;
	int32_t *day;
	size_t cap;
	struct buf b;
};

/* Count VALUE of SORT in class I once. */
static bool
once(struct classes *c, size_t i, char sort, uint32_t v)
{
	bool isnew;

	buf_reset(&c->b);
	buf_put_u64(&c->b, i);
	buf_putc(&c->b, sort);
	buf_put_u64(&c->b, v);
	set_add(&c->in, buf_slice(&c->b), &isnew);
	return isnew;
}

static void
count(struct classes *c, const struct ladder *l, const struct ladder_row *row,
    int rung)
{
	bool isnew;
	size_t i = set_add(&c->keys, class(l, row, rung, &c->b), &isnew);

	if (i >= c->cap) {
		c->cap = c->cap ? c->cap * 2 : 256;
		c->rows = xrealloc(c->rows, c->cap, sizeof(*c->rows));
		c->persons = xrealloc(c->persons, c->cap, sizeof(*c->persons));
		c->themes = xrealloc(c->themes, c->cap, sizeof(*c->themes));
		c->day = xrealloc(c->day, c->cap, sizeof(*c->day));
	}
	if (isnew) {
		c->rows[i] = c->persons[i] = c->themes[i] = 0;
		c->day[i] = period(row->day, &rungs[rung]);
	}
	c->rows[i]++;
	c->persons[i] += row->v[V_WHO] != 0 && once(c, i, 'p', row->v[V_WHO]);
	c->themes[i] += once(c, i, 't', row->v[V_THEME]);
}

static void
release(struct classes *c)
{
	set_release(&c->keys);
	set_release(&c->in);
	free(c->rows);
	free(c->persons);
	free(c->themes);
	free(c->day);
	buf_release(&c->b);
}

/*
 * Tell the ledger how large every class of RUNG is, shown or not; or, with
 * REST, what finer rungs left of it.
 */
static void
note(struct ladder *l, int rung, bool rest, struct releases *rel)
{
	struct releases_count size;
	struct classes c = { 0 };

	for (size_t i = 0; i < l->n; i++)
		if (rest ? waits(l, i, rung) :
			   whole(l, l->row[i].day, &rungs[rung]))
			count(&c, l, &l->row[i], rung);
	for (size_t i = 0; i < c.keys.len; i++) {
		buf_reset(&c.b);
		buf_puts(&c.b, rest ? "rest " : "");
		buf_put(&c.b, set_key(&c.keys, i));
		size = (struct releases_count){ c.day[i],
			period_end(c.day[i], &rungs[rung]), c.rows[i],
			c.persons[i] };
		releases_note(rel, buf_slice(&c.b), &size);
	}
	release(&c);
}

/* Let go what is safe on RUNG among the rows not yet let go. */
static void
step(struct ladder *l, int rung)
{
	struct classes c = { 0 };
	ptrdiff_t at;

	for (size_t i = 0; i < l->n; i++)
		if (waits(l, i, rung))
			count(&c, l, &l->row[i], rung);
	for (size_t i = 0; i < l->n; i++) {
		if (!waits(l, i, rung))
			continue;
		at = set_find(&c.keys, class(l, &l->row[i], rung, &c.b));
		if (c.persons[at] >= l->k && c.themes[at] >= l->l)
			l->row[i].rung = rung;
	}
	release(&c);
}

void
ladder_climb(struct ladder *l, struct releases *rel)
{
	for (int rung = 0; rung < LADDER_RUNGS; rung++) {
		if (rel != NULL) {
			note(l, rung, false, rel);
			note(l, rung, true, rel);
		}
		step(l, rung);
	}
	l->withheld = 0;
	for (size_t i = 0; i < l->n; i++)
		l->withheld += l->row[i].rung < 0;
}

static int
by_id(const void *a, const void *b)
{
	const struct ladder_row *x = a;
	const struct ladder_row *y = b;

	return memcmp(x->id, y->id, sizeof(x->id));
}

void
ladder_shuffle(struct ladder *l, int64_t seed)
{
	uint64_t x[2];

	for (size_t i = 0; i < l->n; i++) {
		x[0] = hash_mix(hash_mix((uint64_t)seed + 1) + 2 * i + 1);
		x[1] = hash_mix(x[0] + 2 * i + 2);
		if (seed < 0)
			digest_random(l->row[i].id, sizeof(x));
		else
			memcpy(l->row[i].id, x, sizeof(x));
	}
	if (l->n != 0)
		qsort(l->row, l->n, sizeof(*l->row), by_id);
}

static void
set(struct rec *r, int f, const struct ladder *l, uint32_t v)
{
	if (v != 0)
		rec_set_raw(r, f, set_key(&l->values, v));
}

bool
ladder_put(struct ladder *l, size_t i, struct buf *out, struct slice *id)
{
	const struct ladder_row *row = &l->row[i];
	const struct rung *rung = &rungs[row->rung < 0 ? 0 : row->rung];
	struct slice pc4 = set_key(&l->values, row->v[V_PC4]);
	struct rec r = { 0 };
	struct buf b = { 0 };

	if (row->rung < 0)
		return false;
	buf_reset(&l->id);
	digest_put_hex(&l->id, row->id, sizeof(row->id));
	*id = buf_slice(&l->id);
	rec_new(&r, LINE_SIGNAL);
	rec_set_text(&r, F_ID, *id);
	date_put_day(&b, period(row->day, rung));
	rec_set_text(&r, F_RECEIVED, buf_slice(&b));
	set(&r, F_ORG, l, row->v[V_ORG]);
	set(&r, F_TEXT, l, row->v[V_TEXT]);
	set(&r, F_PRODUCT, l, row->v[V_PRODUCT]);
	if (rung->digits == 4 && pc4.n == 4)
		rec_set_text(&r, F_PC4, pc4);
	set(&r, F_THEME, l, row->v[V_THEME]);
	set(&r, F_NORM, l, row->v[V_NORM]);
	set(&r, F_LEVEL, l, row->v[V_LEVEL]);
	set(&r, F_SENTIMENT, l, row->v[V_SENTIMENT]);
	buf_reset(&b);
	json_quote(&b, slice_of(rung->period));
	rec_add_other(&r, SLICE("coarse"), buf_slice(&b));
	if (rung->digits == 2 && pc4.n == 4) {
		buf_reset(&b);
		json_quote(&b, (struct slice){ pc4.p, 2 });
		rec_add_other(&r, SLICE("pc2"), buf_slice(&b));
	}
	rec_format(out, &r);
	rec_release(&r);
	buf_release(&b);
	return true;
}

void
ladder_release(struct ladder *l)
{
	free(l->row);
	buf_release(&l->id);
	set_release(&l->values);
	*l = (struct ladder){ 0 };
}
