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
