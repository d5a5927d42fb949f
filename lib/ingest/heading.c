#include "lib/ingest/heading.h"

#include "lib/ingest/value.h"

enum { AHEAD = 40 }; /* rows that are looked at behind one */

/* What the rows behind a row say of it. */
struct outlook {
	const struct choose *c;
	size_t columns; /* of the table */
	size_t known; /* of the row */
	size_t rows; /* that were looked at */
	bool better; /* one of them is known better */
	bool names; /* the first that is full has names alone */
	bool data; /* and one behind that has not */
	bool full; /* one was full */
};

static size_t
filled(const struct slice *field, size_t n)
{
	size_t full = 0;

	for (size_t i = 0; i < n; i++)
		full += !value_empty(field[i]);
	return full;
}

/* How many cells of FIELD are what rows have: numbers, dates, addresses. */
static size_t
data(const struct slice *field, size_t n)
{
	size_t found = 0;

	for (size_t i = 0; i < n; i++)
		found += sniff_is_data(field[i]) && !value_empty(field[i]);
	return found;
}

static size_t
known(const struct choose *c, struct header *columns, const struct slice *field,
    size_t n)
{
	header_reset(columns);
	for (size_t i = 0; i < n; i++)
		header_add(columns, field[i]);
	return choose_known(c, columns);
}

static bool
see(void *arg, const struct slice *field, size_t n)
{
	struct outlook *o = arg;
	struct header columns = { 0 };
	size_t values = data(field, n);
	size_t have = filled(field, n);
	size_t now = 0;

	if (n == o->columns && have == n) {
		if (!o->full)
			o->names = values == 0;
		else
			o->data = o->data || values > 0;
		o->full = true;
	}
	if (have > 1 && values * 3 <= have)
		now = known(o->c, &columns, field, n);
	header_release(&columns);
	o->better = now >= 2 && now > 2 * o->known;
	return !o->better && ++o->rows < AHEAD;
}

/* Is ROW, of which the mappings know KNOWN columns, a title all the same? */
static bool
is_title(const struct choose *c, struct table *t, const struct table_row *row,
    size_t known_columns)
{
	size_t have = filled(row->field, row->n);
	struct outlook o = { .c = c,
		.columns = t->sniff.columns,
		.known = known_columns };

	if (known_columns * 2 >= have && have * 2 > row->n)
		return false;
	table_ahead(t, see, &o);
	return o.better ||
	    (known_columns == 0 && have * 2 <= row->n && o.names && o.data);
}

bool
heading_is(const struct choose *c, struct table *t, const struct table_row *row,
    struct header *columns)
{
	bool whole = row->n == t->sniff.columns;
	size_t have, knows;

	header_reset(columns);
	if (row->kind != TABLE_ROW)
		return false;
	have = filled(row->field, row->n);
	knows = known(c, columns, row->field, row->n);
	if (!(whole && t->sniff.columns == 1) &&
	    !(have > 1 && (whole || knows >= 2)))
		return false;
	return !is_title(c, t, row, knows);
}
