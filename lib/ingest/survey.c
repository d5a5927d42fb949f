#include "lib/ingest/survey.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/ingest/foot.h"
#include "lib/ingest/heading.h"
#include "lib/ingest/trouble.h"
#include "lib/ingest/value.h"

enum { SAMPLE_ROWS = 10000 };

/* What the names of the columns that are new say. */
static void
name_columns(struct survey *s)
{
	struct buf folded = { 0 };

	s->look = xrealloc(s->look, s->columns.n, sizeof(*s->look));
	for (size_t i = s->looks; i < s->columns.n; i++) {
		buf_reset(&folded);
		header_fold(&folded, header_name(&s->columns, i));
		column_init(&s->look[i], buf_slice(&folded));
	}
	s->looks = s->columns.n;
	buf_release(&folded);
}

static void
look_along(struct survey *s, const struct table_row *row, struct buf *scratch)
{
	s->rows++;
	for (size_t i = 0; i < row->n && i < s->columns.n; i++)
		column_at(&s->look[i], row->field[i], scratch);
}

bool
survey_json(struct survey *s, struct jsonin *j)
{
	struct buf scratch = { 0 };
	struct table_row row;

	s->json = true;
	while (s->rows < SAMPLE_ROWS && jsonin_next(j, &row)) {
		if (row.kind != TABLE_ROW || row.n == 0)
			continue;
		for (size_t i = s->columns.n; i < j->header.n; i++)
			header_add(&s->columns, header_name(&j->header, i));
		if (s->looks < s->columns.n)
			name_columns(s);
		look_along(s, &row, &scratch);
	}
	buf_release(&scratch);
	return s->look != NULL;
}

/* Is NAME no name but a date, a number or an address, as all of K are? */
static bool
is_value(struct slice name, const struct column *k)
{
	size_t letters = 0;
	size_t digits = 0;
	struct when w;

	for (size_t i = 0; i < name.n; i++) {
		letters += (name.p[i] | 0x20) >= 'a' &&
		    (name.p[i] | 0x20) <= 'z';
		digits += name.p[i] >= '0' && name.p[i] <= '9';
	}
	if (value_date(name, 0, &w))
		return column_date(k) > 0;
	if (letters == 0 && digits > 4)
		return k->filled > 0 && k->letters == 0;
	return k->contacts > 0 && memchr(name.p, '@', name.n) != NULL;
}

/* Is there no header: does its row hold what the others hold? */
static bool
has_values(const struct survey *s)
{
	bool is = false;

	for (size_t i = 0; i < s->columns.n; i++)
		is = is || is_value(header_name(&s->columns, i), &s->look[i]);
	return is;
}

/* Has ROW one cell that is filled, as notes beside a table have? */
static bool
lone(const struct table_row *row)
{
	size_t n = 0;

	for (size_t i = 0; i < row->n; i++)
		n += !value_empty(row->field[i]);
	return n < 2;
}

/* Is ROW one that is not read, or is refused, when the table is? */
static bool
skips(struct survey *s, const struct table_row *row)
{
	size_t columns = s->columns.n;
	bool odd = trouble_ragged(row, columns, false) != NULL ||
	    (columns > 2 && lone(row));
	size_t at;

	if ((row->n == columns &&
		header_again(&s->columns, row->field, columns)) ||
	    foot_judge(row, columns, false, &at) != FOOT_NONE ||
	    (odd && s->whole))
		return true;
	s->whole |= !odd;
	return false;
}

bool
survey_table(struct survey *s, struct table *t)
{
	struct buf scratch = { 0 };
	struct choose none = { 0 };
	struct table_row row;

	while (s->rows < SAMPLE_ROWS && table_next(t, &row)) {
		if (row.kind != TABLE_ROW)
			continue;
		if (s->look == NULL) {
			if (heading_is(&none, t, &row, &s->columns))
				name_columns(s);
			continue;
		}
		if (skips(s, &row))
			continue;
		look_along(s, &row, &scratch);
	}
	buf_release(&scratch);
	s->values = s->look != NULL && has_values(s);
	return s->look != NULL;
}

void
survey_release(struct survey *s)
{
	for (size_t i = 0; i < s->looks; i++)
		column_release(&s->look[i]);
	free(s->look);
	header_release(&s->columns);
	*s = (struct survey){ 0 };
}
