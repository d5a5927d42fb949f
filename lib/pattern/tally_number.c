/* Cells of a tally by number, and rows by the number of their cell. */

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/pattern/tally.h"

size_t
tally_number(const struct tally *t, unsigned by, uint32_t *of)
{
	struct set keys = { 0 };
	uint32_t key[TALLY_DIMS];
	size_t n;

	for (size_t i = 0; i < t->ncells; i++) {
		for (int d = 0; d < TALLY_DIMS; d++)
			key[d] = by & 1u << d ? t->cell[i].dim[d] : 0;
		of[i] = (uint32_t)set_add(&keys,
		    (struct slice){ (const char *)key, sizeof(key) }, NULL);
	}
	n = keys.len;
	set_release(&keys);
	return n;
}

void
tally_rows(struct tally_rows *r, const struct tally *t, const uint32_t *of,
    size_t n)
{
	size_t *fill = xmalloc((n + 1) * sizeof(*fill));
	uint32_t cell;

	r->at = xcalloc(n + 2, sizeof(*r->at));
	r->row = xmalloc((t->nrows + 1) * sizeof(*r->row));
	for (size_t i = 0; i < t->nrows; i++) {
		cell = t->rows[i].cell;
		r->at[of[cell] + 1] += t->cell[cell].what == TALLY_SIGNALS;
	}
	for (size_t k = 0; k < n; k++)
		r->at[k + 1] += r->at[k];
	memcpy(fill, r->at, (n + 1) * sizeof(*fill));
	for (size_t i = 0; i < t->nrows; i++) {
		cell = t->rows[i].cell;
		if (t->cell[cell].what == TALLY_SIGNALS)
			r->row[fill[of[cell]]++] = (uint32_t)i;
	}
	free(fill);
}

void
tally_rows_release(struct tally_rows *r)
{
	free(r->at);
	free(r->row);
	*r = (struct tally_rows){ 0 };
}
