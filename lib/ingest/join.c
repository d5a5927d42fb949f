#include "lib/ingest/join.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/ingest/table.h"
#include "lib/ingest/value.h"

enum { MAX_ROW = 16 << 20 };

static void
keep(struct join *j, const struct table_row *row, struct slice key)
{
	struct slice *field;
	size_t i = set_add(&j->keys, value_trim(key), NULL);

	if (i >= j->cap) {
		j->cap = j->cap ? j->cap * 2 : 256;
		j->row = xrealloc(j->row, j->cap, sizeof(*j->row));
	}
	field = arena_alloc(&j->mem, j->header.n * sizeof(*field));
	for (size_t k = 0; k < j->header.n; k++)
		field[k] = arena_copy(&j->mem, row->field[k]);
	j->row[i] = field;
}

static const char *
read_rows(struct join *j, struct table *t, struct slice key)
{
	struct table_row row;
	ptrdiff_t at = -1;

	while (table_next(t, &row)) {
		if (row.kind != TABLE_ROW)
			continue;
		if (j->header.n == 0) {
			for (size_t i = 0; i < row.n; i++)
				header_add(&j->header, row.field[i]);
			at = header_find(&j->header, key);
			if (at < 0)
				return "no such key column";
		} else if (row.n >= j->header.n) {
			keep(j, &row, row.field[at]);
		}
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
	const char *why;

	table_open(&t, &asked);
	why = read_rows(j, &t, key);
	table_close(&t);
	return why;
}

const struct slice *
join_find(const struct join *j, struct slice key)
{
	ptrdiff_t i = set_find(&j->keys, value_trim(key));

	return i < 0 ? NULL : j->row[i];
}

void
join_release(struct join *j)
{
	header_release(&j->header);
	set_release(&j->keys);
	free(j->row);
	arena_release(&j->mem);
	*j = (struct join){ 0 };
}
