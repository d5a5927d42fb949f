#include "lib/classify/codebook.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"

bool
codebook_is_lang(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((s.p[i] | 0x20) < 'a' || (s.p[i] | 0x20) > 'z')
			return false;
	return s.n == 2;
}

static int
by_kind_and_id(const void *a, const void *b)
{
	const struct book_section *x = *(const struct book_section *const *)a;
	const struct book_section *y = *(const struct book_section *const *)b;

	return x->kind != y->kind ? x->kind - y->kind : slice_cmp(x->id, y->id);
}

void
codebook_end(struct codebook *b)
{
	struct book_section **order = xcalloc(b->sections + 1, sizeof(*order));

	for (size_t i = 0; i < b->sections; i++)
		order[i] = &b->section[i];
	qsort(order, b->sections, sizeof(*order), by_kind_and_id);
	for (size_t i = 0; i < b->sections; i++)
		order[i]->place = i;
	free(order);
}

void
codebook_release(struct codebook *b)
{
	buf_release(&b->by);
	set_release(&b->atoms);
	set_release(&b->names);
	set_release(&b->section_ids);
	set_release(&b->cue_ids);
	set_release(&b->books);
	arena_release(&b->mem);
	free(b->section);
	free(b->cue);
	free(b->test);
	free(b->fragment);
	*b = (struct codebook){ 0 };
}
