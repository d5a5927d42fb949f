#include "lib/report/told.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/line/json.h"

/* Rows are id, since, loud, told, places, part_of; older ones lack the last. */
static void
read_row(struct told *t, struct slice row)
{
	struct slice id, skip, told, places;
	bool isnew;
	size_t i;

	if (!slice_cut(&row, '\t', &id) || !slice_cut(&row, '\t', &skip) ||
	    !slice_cut(&row, '\t', &skip) || !slice_cut(&row, '\t', &told) ||
	    !slice_cut(&row, '\t', &places))
		return;
	i = set_add(&t->ids, id, &isnew);
	if (!isnew)
		return;
	if (i == t->cap) {
		t->cap = t->cap ? t->cap * 2 : 64;
		t->one = xrealloc(t->one, t->cap, sizeof(*t->one));
	}
	t->one[i].in = arena_copy(&t->own, row);
	t->one[i].apart = row.n == 0 || told.n > 0;
	t->known = true;
}

void
told_read(struct told *t, const struct rec *r)
{
	struct buf row = { 0 };
	struct json_walk w;
	size_t n = 0;

	for (rec_items(&w, r, F_EPISODES); json_next(&w);) {
		buf_reset(&row);
		json_decode(&row, w.value);
		/* the first row names the columns */
		if (n++ > 0)
			read_row(t, buf_slice(&row));
	}
	buf_release(&row);
}

const struct told_one *
told_of(const struct told *t, struct slice id)
{
	ptrdiff_t i = t->ids.len > 0 ? set_find(&t->ids, id) : SET_NONE;

	return i == SET_NONE ? NULL : &t->one[i];
}

void
told_release(struct told *t)
{
	set_release(&t->ids);
	free(t->one);
	arena_release(&t->own);
	*t = (struct told){ 0 };
}
