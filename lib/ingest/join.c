#include "lib/ingest/join.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/ingest/table.h"
#include "lib/ingest/trouble.h"
#include "lib/ingest/value.h"

enum { MAX_ROW = 16 << 20, SAMPLE = 1 << 12 };

/* Keep ROW by KEY; false if it takes the place of an earlier one. */
static bool
keep(struct join *j, const struct table_row *row, struct slice key)
{
	struct slice *field;
	bool isnew;
	size_t i = set_add(&j->keys, key, &isnew);

	if (i >= j->cap) {
		j->cap = j->cap ? j->cap * 2 : 256;
		j->row = xrealloc(j->row, j->cap, sizeof(*j->row));
	}
	field = arena_alloc(&j->mem, j->header.n * sizeof(*field));
	for (size_t k = 0; k < j->header.n; k++)
		field[k] = arena_copy(&j->mem, row->field[k]);
	j->row[i] = field;
	return isnew;
}

/* Keep ROW by its column AT; NULL, or what is odd about it. */
static const char *
add_row(struct join *j, const struct table_row *row, size_t at)
{
	const char *why = row->reason;
	struct slice key;

	if (row->kind == TABLE_ROW)
		why = trouble_ragged(row, j->header.n, false);
	if (why != NULL)
		return why;
	key = value_trim(row->field[at]);
	if (value_empty(key))
		return "no key";
	return keep(j, row, key) ? NULL : "a key again: this row counts";
}

static void
note(struct join *j, uint64_t line, const char *why)
{
	if (j->odds < JOIN_ODD)
		j->odd[j->odds] = (struct join_odd){ line, why };
	j->odds++;
}

/* Take ROW for the header, and find column KEY. */
static ptrdiff_t
read_header(struct join *j, const struct table_row *row, struct slice key)
{
	for (size_t i = 0; i < row->n; i++)
		header_add(&j->header, row->field[i]);
	return header_find(&j->header, key);
}

static const char *
no_key(struct join *j, struct slice key)
{
	buf_puts(&j->why, "no column called ");
	buf_put(&j->why, key);
	buf_puts(&j->why, ", by which it is joined");
	return buf_cstr(&j->why);
}

static const char *
read_rows(struct join *j, struct table *t, struct slice key)
{
	struct table_row row;
	const char *why;
	ptrdiff_t at = -1;

	while (table_next(t, &row)) {
		if (row.kind == TABLE_BLANK)
			continue;
		if (at < 0) {
			if (row.kind != TABLE_ROW)
				return row.reason;
			at = read_header(j, &row, key);
			if (at < 0)
				return no_key(j, key);
			continue;
		}
		j->rows++;
		why = add_row(j, &row, (size_t)at);
		if (why != NULL)
			note(j, row.line, why);
	}
	return j->header.n > 0 ? NULL : "empty: nothing to join";
}

const char *
join_load(struct join *j, size_t (*read)(void *arg, void *to, size_t n),
    void *arg, struct slice key)
{
	struct table t = {
		.lines = { .read = read, .arg = arg, .max = MAX_ROW }
	};
	struct sniff_asked asked = { .charset = -1, .backslash = -1 };
	const char *why = trouble_file(lines_sample(&t.lines, SAMPLE));

	if (why == NULL) {
		table_open(&t, &asked);
		why = read_rows(j, &t, key);
	}
	table_close(&t);
	return why;
}

const struct slice *
join_find(const struct join *j, struct slice key)
{
	ptrdiff_t i;

	key = value_trim(key);
	i = value_empty(key) ? -1 : set_find(&j->keys, key);
	return i < 0 ? NULL : j->row[i];
}

void
join_release(struct join *j)
{
	header_release(&j->header);
	set_release(&j->keys);
	free(j->row);
	arena_release(&j->mem);
	buf_release(&j->why);
	*j = (struct join){ 0 };
}
