/* Where names are more than are listed: one row of those that are left. */

#include <stdlib.h>

#include "lib/pattern/gist.h"

/* The rest of a group: how many names, and the last column of each of them. */
enum { NAMES = COLUMNS - 2, SIZE = COLUMNS - 1 };

/* What NAME is one of: the member before its tab; of a plain list, nothing. */
static struct slice
group_of(const struct gist_list *list, struct slice name)
{
	struct slice head = { "", 0 };

	if (list->members)
		(void)slice_cut(&name, '\t', &head);
	return head;
}

/* The row of T for all that are left of GROUP. */
static uint64_t *
rest_of(struct sums *t, const struct gist_list *list, struct slice group)
{
	struct buf b = { 0 };
	uint64_t *n;

	buf_put(&b, group);
	buf_puts(&b, list->rest);
	n = gist_sums(t, buf_slice(&b));
	buf_release(&b);
	return n;
}

uint64_t
gist_rest(struct sums *s, const struct gist_list *list)
{
	struct sums kept = { 0 };
	struct sums groups = { 0 };
	struct sum *v;
	uint64_t left = 0;
	uint64_t *n;

	if (s->names.len <= GIST_MOST)
		return 0;
	for (size_t i = 0; i < s->names.len; i++)
		s->n[i][SIZE] = s->n[i][list->size];
	v = gist_sorted(s, gist_by_size);
	for (size_t i = 0; i < s->names.len; i++) {
		struct slice group = group_of(list, v[i].name);

		if (gist_sums(&groups, group)[0]++ < GIST_MOST) {
			n = gist_sums(&kept, v[i].name);
			memcpy(n, v[i].n, sizeof(*s->n));
			continue;
		}
		n = rest_of(&kept, list, group);
		for (int k = 0; k < NAMES; k++)
			n[k] += list->adds & 1U << k ? v[i].n[k] : 0;
		n[NAMES]++;
		n[SIZE] += list->adds & 1U << SIZE ? v[i].n[SIZE] : 0;
		left++;
	}
	free(v);
	gist_release(&groups);
	gist_release(s);
	*s = kept;
	return left;
}

uint64_t
gist_rest_names(const struct sums *s, const char *name)
{
	ptrdiff_t i = s->names.len ? set_find(&s->names, slice_of(name)) : -1;

	return i < 0 ? 0 : s->n[i][NAMES];
}

bool
gist_is_rest(const struct sum *v)
{
	return v->n[NAMES] > 0;
}
