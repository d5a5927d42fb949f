#include "lib/report/told.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/report/grid.h"

/* Pattern ID was a part of IN, or of none; TOLD is empty if it never was. */
static void
add(struct told *t, struct slice id, struct slice told, struct slice in)
{
	bool isnew;
	size_t i = set_add(&t->ids, id, &isnew);

	if (!isnew)
		return;
	if (i == t->cap) {
		t->cap = t->cap ? t->cap * 2 : 64;
		t->one = xrealloc(t->one, t->cap, sizeof(*t->one));
	}
	t->one[i].in = arena_copy(&t->own, in);
	t->one[i].apart = in.n == 0 || told.n > 0;
	t->known = true;
}

void
told_read(struct told *t, const struct rec *r)
{
	struct grid g;
	int id, told, part;

	grid_open(&g, r, F_EPISODES);
	id = grid_column(&g, "id");
	told = grid_column(&g, "told");
	part = grid_column(&g, "part_of");
	/* older tables do not say what each was a part of */
	while (part != GRID_NONE && grid_next(&g))
		add(t, grid_text(&g, id), grid_text(&g, told),
		    grid_text(&g, part));
	grid_release(&g);
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
