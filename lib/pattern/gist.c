#include "lib/pattern/gist.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"

/* Sums by a name, in several columns. */

uint64_t *
gist_sums(struct sums *s, struct slice name)
{
	bool isnew;
	size_t i = set_add(&s->names, name, &isnew);

	if (i == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 32;
		s->n = xrealloc(s->n, s->cap, sizeof(*s->n));
	}
	if (isnew)
		memset(s->n[i], 0, sizeof(s->n[i]));
	return s->n[i];
}

int
gist_by_name(const void *a, const void *b)
{
	const struct sum *x = a;
	const struct sum *y = b;

	return slice_cmp(x->name, y->name);
}

/* By the last column, largest first. */
int
gist_by_size(const void *a, const void *b)
{
	const struct sum *x = a;
	const struct sum *y = b;

	if (x->n[COLUMNS - 1] != y->n[COLUMNS - 1])
		return x->n[COLUMNS - 1] > y->n[COLUMNS - 1] ? -1 : 1;
	return gist_by_name(a, b);
}

struct sum *
gist_sorted(const struct sums *s, int (*cmp)(const void *, const void *))
{
	struct sum *v = xmalloc((s->names.len + 1) * sizeof(*v));

	for (size_t i = 0; i < s->names.len; i++)
		v[i] = (struct sum){ set_key(&s->names, i), s->n[i] };
	if (s->names.len > 1)
		qsort(v, s->names.len, sizeof(*v), cmp);
	return v;
}

void
gist_release(struct sums *s)
{
	set_release(&s->names);
	free(s->n);
	*s = (struct sums){ 0 };
}

/* Days as unsigned numbers that are 0 when not there. */
uint64_t
gist_code(int32_t day)
{
	return (uint64_t)((int64_t)day + 1000000);
}

int32_t
gist_day(uint64_t code)
{
	return code == 0 ? DATE_NONE : (int32_t)((int64_t)code - 1000000);
}

static void
widen(uint64_t *from, uint64_t *to, int32_t first, int32_t last)
{
	if (*from == 0 || gist_code(first) < *from)
		*from = gist_code(first);
	if (gist_code(last) > *to)
		*to = gist_code(last);
}

int32_t
gist_month(int32_t day, int months)
{
	struct civil c = date_civil(day);
	int m = c.year * 12 + c.month - 1 + months;

	return date_day((struct civil){ m / 12, m % 12 + 1, 1 });
}

int32_t
gist_year(int32_t day, int years)
{
	return date_day((struct civil){ date_civil(day).year + years, 1, 1 });
}

void
gist_open(struct gist *d)
{
	struct gist_days *t = &d->day;
	int32_t u = d->until;

	if (u == DATE_NONE)
		return;
	t->month = gist_month(u, 0);
	t->previous = gist_month(u, -1);
	t->last_year = gist_month(u, -12);
	t->last_year_end = gist_month(u, -11);
	t->year = gist_year(u, 0);
	t->year_ago = gist_year(u, -1);
	t->year_ago_last = t->last_year + (u - t->month);
}

static void
add_base(struct gist *d, struct slice name, const struct tally_row *r)
{
	const struct gist_days *t = &d->day;
	uint64_t *n = gist_sums(&d->base, name);
	uint64_t k = r->c[TALLY_N];

	if (r->day >= t->month)
		n[BASE_MONTH] += k;
	else if (r->day >= t->previous)
		n[BASE_PREVIOUS] += k;
	if (r->day >= t->last_year && r->day < t->last_year_end)
		n[BASE_LAST_YEAR] += k;
	if (r->day >= t->year)
		n[BASE_YEAR] += k;
	if (r->day >= t->year_ago && r->day <= t->year_ago_last)
		n[BASE_YEAR_AGO] += k;
	if (r->day > d->until - 365)
		n[COLUMNS - 1] += k;
	if (k > 0 && r->day >= d->l->cells->corpus->first &&
	    (n[BASE_FIRST] == 0 || gist_code(r->day) < n[BASE_FIRST]))
		n[BASE_FIRST] = gist_code(r->day);
}

/* Append the text of JSON, if there is one, as a column: without tabs. */
static void
put_column(struct buf *b, struct slice json)
{
	size_t at = b->len;

	if (json.n > 0)
		json_decode(b, json);
	for (; at < b->len; at++)
		if (b->s[at] == '\t')
			b->s[at] = ' ';
}

/* member TAB value, the value decoded from JSON. */
static struct slice
label(struct buf *b, const char *member, struct slice json)
{
	buf_reset(b);
	buf_puts(b, member);
	buf_putc(b, '\t');
	put_column(b, json);
	return buf_slice(b);
}

static void
add_bases(struct gist *d, const struct tally_cell *c, const struct tally_row *r)
{
	const struct set *values = &d->l->cells->corpus->tally.values;
	struct buf b = { 0 };
	struct json_walk w;

	add_base(d, SLICE("total\t"), r);
	if (c->dim[TALLY_KIND] != 0)
		add_base(d,
		    label(&b, "kind", set_key(values, c->dim[TALLY_KIND])), r);
	if (c->dim[TALLY_ORG] != 0)
		add_base(d,
		    label(&b, "org", set_key(values, c->dim[TALLY_ORG])), r);
	if (c->dim[TALLY_THEME] != 0)
		for (json_items(&w, set_key(values, c->dim[TALLY_THEME]));
		     json_next(&w);)
			add_base(d, label(&b, "theme", w.value), r);
	buf_release(&b);
}

static void
add_unknown(struct gist *d, const struct tally_cell *c,
    const struct tally_row *r)
{
	static const int dims[] = { TALLY_ORG, TALLY_KIND, TALLY_CHANNEL };
	const struct set *values = &d->l->cells->corpus->tally.values;
	struct slice theme = set_key(values, c->dim[TALLY_THEME]);
	bool unknown = theme.n == 0 ||
	    slice_eq(theme, SLICE("[\"onbepaald\"]")) ||
	    slice_eq(theme, SLICE("[]"));
	struct buf b = { 0 };
	uint64_t *n;

	if (r->day <= d->until - GIST_UNKNOWN_DAYS)
		return;
	for (int i = -1; i < 3; i++) {
		if (i >= 0 && c->dim[dims[i]] == 0)
			continue;
		n = gist_sums(&d->unknown,
		    i < 0 ? SLICE("total\t") :
			    label(&b, tally_dim_name(dims[i]),
				set_key(values, c->dim[dims[i]])));
		n[0] += unknown ? r->c[TALLY_N] : 0;
		n[COLUMNS - 1] += r->c[TALLY_N];
	}
	buf_release(&b);
}

uint64_t *
gist_source(struct sums *s, const struct tally *t, uint32_t cell)
{
	static const int dims[] = { TALLY_ORG, TALLY_SYSTEM, TALLY_KIND };
	const struct tally_cell *c = &t->cell[cell];
	struct buf b = { 0 };
	uint64_t *n;

	for (int i = 0; i < 3; i++) {
		if (i > 0)
			buf_putc(&b, '\t');
		if (c->dim[dims[i]] != 0)
			put_column(&b, set_key(&t->values, c->dim[dims[i]]));
	}
	n = gist_sums(s, buf_slice(&b));
	buf_release(&b);
	return n;
}

static void
add_book(struct gist *d, const struct tally_cell *c, const struct tally_row *r,
    bool meant)
{
	struct buf b = { 0 };
	uint64_t *n;

	if (c->dim[TALLY_BOOK] == 0 || r->c[TALLY_N] == 0)
		return;
	json_decode(&b,
	    set_key(&d->l->cells->corpus->tally.values, c->dim[TALLY_BOOK]));
	n = gist_sums(&d->books, buf_slice(&b));
	if (meant)
		widen(&n[0], &n[1], r->day, tally_end(c, r));
	n[2] += r->c[TALLY_N];
	buf_release(&b);
}

void
gist_row(struct gist *d, const struct tally_row *r)
{
	const struct tally *t = &d->l->cells->corpus->tally;
	const struct tally_cell *c = &t->cell[r->cell];
	uint64_t *src;
	bool meant;

	if (c->what != TALLY_SIGNALS || r->day > d->until)
		return;
	src = gist_source(&d->source, t, r->cell);
	src[SRC_N] += r->c[TALLY_N];
	src[SRC_COPIES] += r->c[TALLY_COPIES];
	src[SRC_STATES] += r->c[TALLY_STATES];
	d->copies += r->c[TALLY_COPIES];
	d->states += r->c[TALLY_STATES];
	d->n += r->c[TALLY_N];
	if (r->day == DATE_NONE) {
		src[SRC_UNDATED] += r->c[TALLY_N];
		d->undated += r->c[TALLY_N];
		return;
	}
	if (r->c[TALLY_N] == 0)
		return;
	/* what lies long before the rest is thought a mistake in a date */
	meant = r->day >= d->l->cells->corpus->first;
	if (meant) {
		widen(&src[SRC_FIRST], &src[SRC_LAST], r->day, tally_end(c, r));
		if (d->first == DATE_NONE || r->day < d->first)
			d->first = r->day;
	}
	if (d->last == DATE_NONE || tally_end(c, r) > d->last)
		d->last = tally_end(c, r);
	add_bases(d, c, r);
	add_unknown(d, c, r);
	add_book(d, c, r, meant);
}
