#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/num.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/tally.h"

static const char *const what_name[TALLY_WHATS] = { "", "delay", "delivery",
	"term" };
static const int16_t count_field[TALLY_COUNTS] = { F_N, F_KNOWN, F_REPEATS,
	F_URGENT, F_CLOSED_N, F_TOLD_N, F_COPIES, F_STATES };
/* The order in which counts are written, and where persons come in it. */
static const int count_order[] = { TALLY_N, TALLY_COPIES, TALLY_STATES,
	TALLY_KNOWN, -1, TALLY_REPEATS, TALLY_URGENT, TALLY_CLOSED,
	TALLY_TOLD };

static int
find_what(struct rec *r)
{
	struct slice what = rec_text(r, F_WHAT);

	for (int i = 0; i < TALLY_WHATS; i++)
		if (slice_eq(what, slice_of(what_name[i])))
			return i;
	return -1;
}

/* The members that tell the cells of WHAT apart, when T counts. */
static unsigned
cell_by(const struct tally *t, int what)
{
	switch (what) {
	case TALLY_DELAYS:
		return tally_delay_by(t);
	case TALLY_DELIVERIES:
		return TALLY_BY_SOURCE;
	case TALLY_TERMS:
		return (t->by &
			   (1u << TALLY_ORG | 1u << TALLY_THEME |
			       1u << TALLY_BOOK)) |
		    1u << TALLY_TERM;
	default:
		return t->by;
	}
}

static const char *
read_counts(struct rec *r, uint64_t c[TALLY_COUNTS])
{
	int64_t n;

	for (int i = 0; i < TALLY_COUNTS; i++) {
		c[i] = 0;
		if (!rec_has(r, count_field[i]))
			continue;
		if (!rec_int(r, count_field[i], &n) || n < 0 || n > UINT32_MAX)
			return "tally: a count that is no whole number";
		c[i] = (uint64_t)n;
	}
	if (c[TALLY_KNOWN] > c[TALLY_N] || c[TALLY_REPEATS] > c[TALLY_N] ||
	    c[TALLY_URGENT] > c[TALLY_N])
		return "tally: more known, repeats or urgent than n";
	return NULL;
}

/* The period of R: whether weeks, and the day it begins. */
static const char *
read_period(struct rec *r, bool *week, int32_t *day)
{
	struct slice p = rec_text(r, F_PERIOD);

	*week = slice_eq(p, SLICE("week"));
	if (!*week && !slice_eq(p, SLICE("day")))
		return "tally: period is not day or week";
	*day = date_parse_day(rec_text(r, F_DAY));
	if (rec_has(r, F_DAY) && *day == DATE_NONE)
		return "tally: day is no day";
	if (*week && *day != DATE_NONE && date_weekday(*day) != 0)
		return "tally: a week that begins on no Monday";
	return NULL;
}

static void
read_delivery(struct tally_row *row, struct rec *r, uint64_t n)
{
	int32_t from = date_parse_day(rec_text(r, F_FIRST));
	int32_t to = date_parse_day(rec_text(r, F_LAST));

	tally_count(row, TALLY_N, n);
	if (from != DATE_NONE && to != DATE_NONE)
		tally_widen(row, from, to);
}

/* Number N as a value, as text that stands by itself. */
static uint32_t
number_value(struct tally *t, int64_t n)
{
	buf_reset(&t->scratch);
	buf_put_i64(&t->scratch, n);
	return (uint32_t)set_add(&t->values, buf_slice(&t->scratch), NULL);
}

static const char *
read_delay(struct tally *t, struct rec *r, struct tally_cell *c)
{
	int64_t delay;

	if (!rec_int(r, F_DELAY, &delay) || delay < 0 ||
	    delay > TALLY_MAX_DELAY)
		return "tally: delay is not from 0 to 60";
	c->dim[TALLY_DELAY] = number_value(t, delay);
	return NULL;
}

/* Counts of which the small ones were left out are no others' past. */
static const char *
read_floor(struct tally *t, struct rec *r, struct tally_cell *c)
{
	int64_t floor;

	if (!rec_has(r, F_FLOOR))
		return NULL;
	if (!rec_int(r, F_FLOOR, &floor) || floor < 1 ||
	    floor > TALLY_MAX_FLOOR)
		return "tally: floor is not from 1 to 1000000";
	c->dim[TALLY_FLOOR] = number_value(t, floor);
	return NULL;
}

static const char *
read_sketch(struct rec *r, struct sketch *s)
{
	if (sketch_read(s, rec_text(r, F_SKETCH)))
		return NULL;
	sketch_release(s);
	return "tally: sketch is none";
}

/* All of R but what goes into a row. */
static const char *
read_cell(struct tally *t, struct rec *r, struct tally_cell *c, int32_t *day)
{
	int what = find_what(r);
	bool week;
	const char *why;

	if (what < 0)
		return "tally: what is not known here";
	why = read_period(r, &week, day);
	if (why != NULL)
		return why;
	tally_fill(t, r, cell_by(t, what), c);
	c->what = (uint32_t)what;
	c->week = week ||
	    (t->week && (what == TALLY_SIGNALS || what == TALLY_DELAYS));
	if (c->week && *day != DATE_NONE)
		*day = date_monday(*day);
	return what == TALLY_DELAYS ? read_delay(t, r, c) : read_floor(t, r, c);
}

const char tally_full[] = "tally: a count above 4294967295";

/* Would the counts N be too much for ROW, a row of cell C? */
static bool
overflow(const struct tally_row *row, const struct tally_cell *c,
    const uint64_t n[TALLY_COUNTS])
{
	int counts = c->what == TALLY_DELIVERIES ? 1 : TALLY_COUNTS;

	for (int i = 0; i < counts; i++)
		if (row->c[i] + n[i] > UINT32_MAX)
			return true;
	return false;
}

const char *
tally_line(struct tally *t, struct rec *r, size_t *where)
{
	struct tally_cell c;
	struct tally_row *row;
	struct sketch s = { 0 };
	uint64_t n[TALLY_COUNTS];
	int32_t day;
	const char *why = read_cell(t, r, &c, &day);

	if (why == NULL)
		why = read_counts(r, n);
	if (why == NULL)
		why = read_sketch(r, &s);
	if (why != NULL)
		return why;
	row = tally_row(t, &c, day);
	if (where != NULL)
		*where = (size_t)(row - t->rows);
	why = overflow(row, &c, n) ? tally_full : NULL;
	if (why != NULL) {
		sketch_release(&s);
		return why;
	}
	if (c.what == TALLY_DELIVERIES) {
		read_delivery(row, r, n[TALLY_N]);
	} else {
		for (int i = 0; i < TALLY_COUNTS; i++)
			tally_count(row, i, n[i]);
		sketch_merge(&row->senders, &s);
	}
	sketch_release(&s);
	return NULL;
}

/* Sorting: values are compared by their place among all values. */

struct order {
	size_t row;
	uint32_t *key; /* what, week, day, members */
};

enum { KEY = 3 + TALLY_DIMS };

static int
by_key(const void *a, const void *b)
{
	const struct order *x = a;
	const struct order *y = b;

	for (int i = 0; i < KEY; i++)
		if (x->key[i] != y->key[i])
			return x->key[i] < y->key[i] ? -1 : 1;
	return 0;
}

struct named {
	struct slice text;
	uint32_t number;
};

static int
by_text(const void *a, const void *b)
{
	const struct named *x = a;
	const struct named *y = b;

	return slice_cmp(x->text, y->text);
}

/* The place of each value of T in the order of their bytes. */
static uint32_t *
places(const struct tally *t)
{
	size_t n = t->values.len;
	struct named *v = xmalloc((n + 1) * sizeof(*v));
	uint32_t *place = xmalloc((n + 1) * sizeof(*place));

	for (size_t i = 0; i < n; i++)
		v[i] = (struct named){ set_key(&t->values, i), (uint32_t)i };
	qsort(v, n, sizeof(*v), by_text);
	for (size_t i = 0; i < n; i++)
		place[v[i].number] = (uint32_t)i;
	free(v);
	return place;
}

static void
make_key(const struct tally_cell *c, int32_t day, const uint32_t *place,
    uint32_t *key)
{
	key[0] = c->what;
	key[1] = c->week;
	key[2] = (uint32_t)day ^ UINT32_C(0x80000000);
	for (int k = 0; k < TALLY_DIMS; k++)
		key[3 + k] = place[c->dim[k]];
}

static void
sort_cells(struct tally *t, const uint32_t *place, uint32_t *map)
{
	struct order *o = xmalloc((t->ncells + 1) * sizeof(*o));
	uint32_t *keys = xmalloc((t->ncells + 1) * KEY * sizeof(*keys));
	struct tally_cell *cell = xmalloc((t->ncells + 1) * sizeof(*cell));

	for (size_t i = 0; i < t->ncells; i++) {
		o[i] = (struct order){ i, keys + i * KEY };
		make_key(&t->cell[i], 0, place, o[i].key);
	}
	qsort(o, t->ncells, sizeof(*o), by_key);
	for (size_t i = 0; i < t->ncells; i++) {
		cell[i] = t->cell[o[i].row];
		map[o[i].row] = (uint32_t)i;
	}
	free(t->cell);
	t->cell = cell;
	free(o);
	free(keys);
}

/* A row by what is counted, week, day and cell, cells being in order. */
struct placed {
	uint64_t key;
	uint32_t cell;
	uint32_t row;
};

static int
by_place(const void *a, const void *b)
{
	const struct placed *x = a;
	const struct placed *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (x->cell > y->cell) - (x->cell < y->cell);
}

/* Put the rows where O says, in place: along each circle of changes. */
static void
permute(struct tally *t, struct placed *o)
{
	struct tally_row first;
	size_t to, from;

	for (size_t i = 0; i < t->nrows; i++) {
		if (o[i].row == i)
			continue;
		first = t->rows[i];
		for (to = i; o[to].row != i; to = from) {
			from = o[to].row;
			t->rows[to] = t->rows[from];
			o[to].row = (uint32_t)to;
		}
		t->rows[to] = first;
		o[to].row = (uint32_t)to;
	}
}

static void
sort_rows(struct tally *t)
{
	struct placed *o = xmalloc((t->nrows + 1) * sizeof(*o));
	const struct tally_row *r;
	const struct tally_cell *c;

	for (size_t i = 0; i < t->nrows; i++) {
		r = &t->rows[i];
		c = &t->cell[r->cell];
		o[i].key = (uint64_t)(c->what * 2 + c->week) << 32 |
		    ((uint32_t)r->day ^ UINT32_C(0x80000000));
		o[i].cell = r->cell;
		o[i].row = (uint32_t)i;
	}
	qsort(o, t->nrows, sizeof(*o), by_place);
	permute(t, o);
	free(o);
}

void
tally_sort(struct tally *t, uint32_t *map)
{
	uint32_t *place = places(t);
	uint32_t *own = xmalloc((t->ncells + 1) * sizeof(*own));

	sort_cells(t, place, own);
	for (size_t i = 0; i < t->nrows; i++)
		t->rows[i].cell = own[t->rows[i].cell];
	sort_rows(t);
	if (map != NULL)
		memcpy(map, own, t->ncells * sizeof(*map));
	free(own);
	free(place);
}

/* Writing. */

static void
put_name(struct buf *b, int f)
{
	buf_puts(b, ",\"");
	buf_puts(b, field_name(f));
	buf_puts(b, "\":");
}

static void
put_text(struct buf *b, int f, const char *text)
{
	put_name(b, f);
	buf_putc(b, '"');
	buf_puts(b, text);
	buf_putc(b, '"');
}

static void
put_day(struct buf *b, int f, int32_t day)
{
	put_name(b, f);
	buf_putc(b, '"');
	date_put_day(b, day);
	buf_putc(b, '"');
}

static void
put_number(struct buf *b, int f, double x)
{
	put_name(b, f);
	buf_printf(b, "%.0f", x);
}

static void
put_counts(struct buf *b, const struct tally_row *r, bool sketch)
{
	int what;

	for (size_t i = 0; i < sizeof(count_order) / sizeof(int); i++) {
		what = count_order[i];
		if (what >= 0) {
			if (r->c[what] != 0 || what == TALLY_N)
				put_number(b, count_field[what], r->c[what]);
			continue;
		}
		/* of a minority it says nothing: known tells how many */
		if (r->c[TALLY_KNOWN] != 0 && r->senders.len > 0 &&
		    r->c[TALLY_KNOWN] >= .8 * r->c[TALLY_N])
			put_number(b, F_PERSONS, sketch_persons(&r->senders));
		if (sketch && r->senders.len > 0) {
			put_text(b, F_SKETCH, "");
			b->len--;
			sketch_put(b, &r->senders);
			buf_putc(b, '"');
		}
	}
}

void
tally_put(struct buf *out, const struct tally *t, size_t i, bool sketch)
{
	const struct tally_row *r = &t->rows[i];
	const struct tally_cell *c = &t->cell[r->cell];
	int dim;

	buf_puts(out, "{\"sig\":\"tally/1\"");
	if (c->what != TALLY_SIGNALS)
		put_text(out, F_WHAT, what_name[c->what]);
	put_text(out, F_PERIOD, c->week ? "week" : "day");
	if (r->day != DATE_NONE)
		put_day(out, F_DAY, r->day);
	for (dim = 0; dim < TALLY_DIMS; dim++) {
		if (c->dim[dim] == 0)
			continue;
		buf_puts(out, ",\"");
		buf_puts(out, tally_dim_name(dim));
		buf_puts(out, "\":");
		buf_put(out, set_key(&t->values, c->dim[dim]));
	}
	if (c->what == TALLY_DELIVERIES) {
		if (r->c[TALLY_KNOWN] != 0) {
			put_day(out, F_FIRST, (int32_t)r->c[TALLY_FIRST]);
			put_day(out, F_LAST, (int32_t)r->c[TALLY_LAST]);
		}
		put_number(out, F_N, r->c[TALLY_N]);
	} else {
		put_counts(out, r, sketch);
	}
	buf_puts(out, "}\n");
}
