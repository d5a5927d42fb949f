#include "lib/pattern/tally.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/hash.h"
#include "lib/base/xalloc.h"
#include "lib/line/ended.h"

/* The fields behind the members of a cell. */
static const int16_t dim_field[TALLY_DIMS] = { F_ORG, F_SYSTEM, F_KIND,
	F_CHANNEL, F_PRODUCT, F_REGION, F_SENTIMENT, F_THEME, F_NORM, F_LEVEL,
	F_TERM, F_BOOK, F_DELAY, F_FLOOR };

void
tally_open(struct tally *t, unsigned by, bool week, struct slice salt)
{
	t->by = by | 1u << TALLY_BOOK;
	t->week = week;
	t->salt = salt;
	(void)set_add(&t->values, (struct slice){ NULL, 0 }, NULL);
}

void
tally_release(struct tally *t)
{
	for (size_t i = 0; i < t->nrows; i++)
		sketch_release(&t->rows[i].senders);
	set_release(&t->values);
	set_release(&t->cells);
	set_release(&t->lists);
	buf_release(&t->scratch);
	free(t->rows);
	free(t->cell);
	free(t->slot);
	free(t->list);
	free(t->item);
	*t = (struct tally){ 0 };
}

int
tally_dim(struct slice name)
{
	for (int i = 0; i < TALLY_TERM; i++)
		if (slice_eq(name, slice_of(tally_dim_name(i))))
			return i;
	return -1;
}

const char *
tally_dim_name(int dim)
{
	return field_name(dim_field[dim]);
}

int32_t
tally_day(struct rec *r)
{
	return came_day(r);
}

/* Does R say a day in F that is none? */
static bool
is_no_day(struct rec *r, int f)
{
	return rec_has(r, f) && !slice_eq(rec_raw(r, f), SLICE("\"\"")) &&
	    date_parse_day(rec_text(r, f)) == DATE_NONE;
}

/* What is wrong with the day of R, or NULL; that it has none is no fault. */
static const char *
bad_day(struct rec *r)
{
	if (is_no_day(r, F_RECEIVED))
		return "received: no date";
	return tally_day(r) == DATE_NONE && is_no_day(r, F_OCCURRED) ?
	    "occurred: no date" :
	    NULL;
}

static bool
is_superseded(const struct rec *r)
{
	return rec_has(r, F_SUPERSEDED) &&
	    !slice_eq(rec_raw(r, F_SUPERSEDED), SLICE("false"));
}

bool
tally_uncounted(const struct rec *r)
{
	return rec_has(r, F_COPY_OF) || rec_has(r, F_STATE_OF) ||
	    is_superseded(r);
}

bool
tally_is_state(const struct rec *r)
{
	return rec_has(r, F_STATE_OF) && !rec_has(r, F_COPY_OF) &&
	    !is_superseded(r);
}

/* Rows by cell and day. */

static uint64_t
row_hash(uint32_t cell, int32_t day)
{
	return hash_mix((uint64_t)cell << 32 | (uint32_t)day);
}

static void
rehash(struct tally *t)
{
	size_t slots = t->slots ? 2 * t->slots : 1 << 10;
	size_t at;

	free(t->slot);
	t->slot = xcalloc(slots, sizeof(*t->slot));
	t->slots = slots;
	for (size_t i = 0; i < t->nrows; i++) {
		at = row_hash(t->rows[i].cell, t->rows[i].day) & (slots - 1);
		while (t->slot[at] != 0)
			at = (at + 1) & (slots - 1);
		t->slot[at] = (uint32_t)i + 1;
	}
}

static uint32_t
cell_number(struct tally *t, const struct tally_cell *c)
{
	struct slice key = { (const char *)c, sizeof(*c) };
	bool isnew;
	size_t i = set_add(&t->cells, key, &isnew);

	if (!isnew)
		return (uint32_t)i;
	if (i == t->cell_cap) {
		t->cell_cap = t->cell_cap ? t->cell_cap * 3 / 2 : 256;
		t->cell = xrealloc(t->cell, t->cell_cap, sizeof(*t->cell));
	}
	t->cell[i] = *c;
	t->ncells = i + 1;
	return (uint32_t)i;
}

struct tally_row *
tally_row(struct tally *t, const struct tally_cell *c, int32_t day)
{
	uint32_t cell = cell_number(t, c);
	struct tally_row *r;
	size_t at;

	if (4 * (t->nrows + 1) > 3 * t->slots)
		rehash(t);
	at = row_hash(cell, day) & (t->slots - 1);
	for (; t->slot[at] != 0; at = (at + 1) & (t->slots - 1)) {
		r = &t->rows[t->slot[at] - 1];
		if (r->cell == cell && r->day == day)
			return r;
	}
	if (t->nrows == t->row_cap) {
		t->row_cap = t->row_cap ? t->row_cap * 3 / 2 : 1024;
		t->rows = xrealloc(t->rows, t->row_cap, sizeof(*t->rows));
	}
	r = &t->rows[t->nrows];
	*r = (struct tally_row){ .cell = cell, .day = day };
	t->slot[at] = (uint32_t)++t->nrows;
	return r;
}

void
tally_count(struct tally_row *r, int what, uint64_t n)
{
	uint64_t sum = r->c[what] + n;

	r->c[what] = sum > UINT32_MAX ? UINT32_MAX : (uint32_t)sum;
}

/* Values. */

/* The number of text S as a value. */
static uint32_t
text_value(struct tally *t, struct slice s)
{
	if (s.n == 0)
		return 0;
	buf_reset(&t->scratch);
	json_quote(&t->scratch, s);
	return (uint32_t)set_add(&t->values, buf_slice(&t->scratch), NULL);
}

static int
by_bytes(const void *a, const void *b)
{
	return slice_cmp(*(const struct slice *)a, *(const struct slice *)b);
}

/* The number of the N texts of ITEM as a sorted array, each once. */
static uint32_t
set_value(struct tally *t, struct slice *item, size_t n)
{
	size_t kept = 0;

	if (n == 0)
		return 0;
	qsort(item, n, sizeof(*item), by_bytes);
	buf_reset(&t->scratch);
	buf_putc(&t->scratch, '[');
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && slice_eq(item[i], item[i - 1]))
			continue;
		if (kept++ > 0)
			buf_putc(&t->scratch, ',');
		json_quote(&t->scratch, item[i]);
	}
	buf_putc(&t->scratch, ']');
	return (uint32_t)set_add(&t->values, buf_slice(&t->scratch), NULL);
}

/* The items of array F of R, as texts in T. */
static size_t
gather(struct tally *t, struct rec *r, int f)
{
	struct json_walk w;
	size_t n = 0;

	for (rec_items(&w, r, f); json_next(&w);) {
		if (n == t->item_cap) {
			t->item_cap = t->item_cap ? t->item_cap * 2 : 16;
			t->item = xrealloc(t->item, t->item_cap,
			    sizeof(*t->item));
		}
		if (json_kind(w.value) == JSON_STRING)
			t->item[n++] = rec_item_text(r, w.value);
		else if (json_kind(w.value) == JSON_NUMBER)
			t->item[n++] = w.value;
	}
	return n;
}

/* The number of array F of R; arrays recur, so their bytes are looked up. */
static uint32_t
list_value(struct tally *t, struct rec *r, int f)
{
	struct slice raw = rec_raw(r, f);
	bool isnew;
	size_t i, n;

	if (!rec_has(r, f))
		return 0;
	i = set_add(&t->lists, raw, &isnew);
	if (!isnew)
		return t->list[i];
	if (i >= t->list_cap) {
		t->list_cap = t->list_cap ? t->list_cap * 2 : 256;
		t->list = xrealloc(t->list, t->list_cap, sizeof(*t->list));
	}
	/* it may move the items: not as an argument beside them */
	n = gather(t, r, f);
	t->list[i] = set_value(t, t->item, n);
	return t->list[i];
}

/* What labelled R: the members of `by', sorted and joined. */
static uint32_t
book_value(struct tally *t, struct rec *r)
{
	struct buf joined = { 0 };
	size_t n;
	uint32_t v;

	if (!rec_has(r, F_BY))
		return 0;
	n = gather(t, r, F_BY);
	qsort(t->item, n, sizeof(*t->item), by_bytes);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_putc(&joined, '+');
		buf_put(&joined, t->item[i]);
	}
	v = text_value(t, buf_slice(&joined));
	buf_release(&joined);
	return v;
}

void
tally_fill(struct tally *t, struct rec *r, unsigned by, struct tally_cell *c)
{
	memset(c, 0, sizeof(*c));
	for (int i = 0; i < TALLY_DIMS; i++) {
		if ((by & 1u << i) == 0)
			continue;
		if (i == TALLY_BOOK && r->type == LINE_SIGNAL)
			c->dim[i] = book_value(t, r);
		else if (i == TALLY_THEME || i == TALLY_NORM ||
		    i == TALLY_LEVEL)
			c->dim[i] = list_value(t, r, dim_field[i]);
		else
			c->dim[i] = text_value(t, rec_text(r, dim_field[i]));
	}
}

/* Signals. */

void
tally_sender(struct tally *t, struct tally_row *row, struct rec *r)
{
	bool person = rec_has(r, F_WHO);
	struct slice token;

	if (person)
		token = rec_text(r, F_WHO);
	else if (rec_has(r, F_GROUP))
		token = rec_text(r, F_GROUP);
	else
		token = rec_text(r, F_ID);
	if (token.n > 0)
		sketch_add(&row->senders, sketch_hash(t->salt, token, person));
	tally_count(row, TALLY_KNOWN, person);
}

static bool
urgent(struct rec *r)
{
	struct slice u = rec_text(r, F_URGENCY);
	struct json_walk w;

	if (slice_eq(u, SLICE("spoed")) || slice_eq(u, SLICE("hoog")))
		return true;
	for (rec_items(&w, r, F_FLAGS); json_next(&w);)
		if (slice_eq(w.value, SLICE("\"spoed\"")))
			return true;
	return false;
}

void
tally_widen(struct tally_row *r, int32_t from, int32_t to)
{
	bool empty = r->c[TALLY_KNOWN] == 0;

	if (empty || from < (int32_t)r->c[TALLY_FIRST])
		r->c[TALLY_FIRST] = (uint32_t)from;
	if (empty || to > (int32_t)r->c[TALLY_LAST])
		r->c[TALLY_LAST] = (uint32_t)to;
	r->c[TALLY_KNOWN] = 1; /* the days are known */
}

static void
put_delivery(struct tally *t, struct rec *r, int32_t seen, int32_t day)
{
	struct tally_cell c;
	struct tally_row *row;

	tally_fill(t, r, TALLY_BY_SOURCE, &c);
	c.what = TALLY_DELIVERIES;
	row = tally_row(t, &c, seen);
	if (day != DATE_NONE)
		tally_widen(row, day, day);
	tally_count(row, TALLY_N, 1);
}

static int32_t
period(const struct tally *t, int32_t day)
{
	return t->week && day != DATE_NONE ? date_monday(day) : day;
}

static void
put_delay(struct tally *t, struct rec *r, int32_t day, int32_t then)
{
	struct tally_cell c;
	int32_t delay;

	if (day == DATE_NONE || then == DATE_NONE || then < day)
		return;
	delay = then - day;
	if (delay > TALLY_MAX_DELAY)
		delay = TALLY_MAX_DELAY;
	tally_fill(t, r, tally_delay_by(t), &c);
	c.what = TALLY_DELAYS;
	c.week = t->week;
	buf_reset(&t->scratch);
	buf_put_u64(&t->scratch, (uint64_t)delay);
	c.dim[TALLY_DELAY] = (uint32_t)set_add(&t->values,
	    buf_slice(&t->scratch), NULL);
	tally_count(tally_row(t, &c, period(t, day)), TALLY_N, 1);
}

/* Count a moment of follow-up on its own day. */
static void
put_moment(struct tally *t, struct rec *r, const struct tally_cell *c, int f)
{
	int32_t day = ended_day_in(r, f);

	if (ended_known(day))
		tally_count(tally_row(t, c, period(t, day)),
		    f == F_TOLD ? TALLY_TOLD : TALLY_CLOSED, 1);
}

static void
put_moments(struct tally *t, struct rec *r, const struct tally_cell *c)
{
	put_moment(t, r, c, F_CLOSED);
	put_moment(t, r, c, F_TOLD);
}

const char *
tally_signal(struct tally *t, struct rec *r, size_t *where)
{
	int32_t day = tally_day(r);
	int32_t seen = date_parse_day(rec_text(r, F_SEEN));
	struct tally_cell c;
	struct tally_row *row;
	const char *why = bad_day(r);

	if (why != NULL)
		return why;
	if (seen != DATE_NONE)
		put_delivery(t, r, seen, day);
	tally_fill(t, r, t->by, &c);
	c.week = t->week;
	row = tally_row(t, &c, period(t, day));
	if (row->c[TALLY_N] == UINT32_MAX || row->c[TALLY_STATES] == UINT32_MAX)
		return tally_full;
	if (where != NULL)
		*where = (size_t)(row - t->rows);
	if (tally_uncounted(r)) {
		tally_count(row,
		    rec_has(r, F_COPY_OF) ? TALLY_COPIES : TALLY_STATES, 1);
		if (tally_is_state(r))
			put_moments(t, r, &c);
		return NULL;
	}
	tally_count(row, TALLY_N, 1);
	tally_count(row, TALLY_REPEATS, rec_has(r, F_REPEAT));
	tally_count(row, TALLY_URGENT, urgent(r));
	tally_sender(t, row, r);
	put_moments(t, r, &c);
	if (seen != DATE_NONE)
		put_delay(t, r, day, seen);
	else
		put_delay(t, r, date_parse_day(rec_text(r, F_OCCURRED)),
		    date_parse_day(rec_text(r, F_RECEIVED)));
	return NULL;
}
