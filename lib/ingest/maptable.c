#include "lib/ingest/maptable.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/ingest/header.h"
#include "lib/ingest/mapword.h"
#include "lib/ingest/value.h"

/* Lower case letters and digits; of a value without any, the value. */
static void
fold_value(struct buf *out, struct slice s)
{
	buf_reset(out);
	header_fold(out, s);
	if (out->len == 0)
		buf_put(out, value_trim(s));
}

void
map_table_add(struct map_table *t, struct buf *scratch, struct slice from,
    struct slice to, unsigned line)
{
	size_t i;

	fold_value(scratch, from);
	i = set_add(&t->from, buf_slice(scratch), NULL);
	if (i >= t->cap) {
		t->cap = t->cap ? t->cap * 2 : 32;
		t->to = xrealloc(t->to, t->cap, sizeof(*t->to));
		t->line = xrealloc(t->line, t->cap, sizeof(*t->line));
	}
	t->to[i] = to;
	t->line[i] = line;
}

void
map_table_other(struct map_table *t, struct slice to, bool quoted,
    unsigned line)
{
	static const char *const names[] = { "keep", "drop", "refuse", NULL };
	int i = quoted ? -1 : mapword_find(to, names);

	t->other = i < 0 ? ELSE_VALUE : (enum map_else)i;
	t->other_value = to;
	t->other_line = line;
}

enum map_found
map_lookup(const struct map_table *t, struct slice s, struct buf *scratch,
    struct slice *to)
{
	ptrdiff_t i;

	fold_value(scratch, s);
	i = set_find(&t->from, buf_slice(scratch));
	if (i >= 0)
		*to = t->to[i];
	else if (t->other == ELSE_KEEP)
		*to = s;
	else if (t->other == ELSE_VALUE)
		*to = t->other_value;
	else
		*to = (struct slice){ "", 0 };
	if (i >= 0)
		return MAP_FOUND;
	return t->other == ELSE_REFUSE ? MAP_REFUSED : MAP_OTHER;
}

void
map_table_free(struct map_table *t)
{
	set_release(&t->from);
	free(t->to);
	free(t->line);
	free(t);
}
