#include "lib/dedupe/kept.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"

/* Which ids have words here. */
static bool *
worded(const struct names *names, const struct fact *f, size_t n)
{
	bool *has = xcalloc(names->id.len + 1, sizeof(*has));

	for (size_t i = 0; i < n; i++)
		if (f[i].id != FACT_NONE && f[i].text != 0)
			has[f[i].id] = true;
	return has;
}

/*
 * Of each name whether its first has no words here; their ids are put in
 * FIRST.
 */
static bool *
firsts_gone(const struct names *names, const bool *has, struct table *first)
{
	bool *gone = xcalloc(names->family.len + 1, sizeof(*gone));
	ptrdiff_t id;

	for (size_t i = 0; i < names->family.len; i++) {
		id = set_find(&names->id, set_key(&names->family, i));
		gone[i] = id == SET_NONE || !has[id];
		if (gone[i] && id != SET_NONE)
			*table_at(first, (uint64_t)id + 1) = (uint32_t)i;
	}
	return gone;
}

/* Of two names under one key the lower stays, whatever the order is. */
static void
take(struct table *t, uint64_t key, uint32_t name, const struct set *family)
{
	uint32_t *at = table_at(t, key);

	if (*at == TABLE_NONE ||
	    slice_cmp(set_key(family, name), set_key(family, *at)) < 0)
		*at = name;
}

void
kept_settle(const struct names *names, struct fact *f, size_t n,
    struct group *g)
{
	bool *has = worded(names, f, n);
	struct table first = { 0 };
	struct table of = { 0 };
	bool *gone = firsts_gone(names, has, &first);

	/* Another state of it may come without. */
	for (size_t i = 0; i < n; i++)
		if (f[i].name != FACT_NONE && gone[f[i].name] &&
		    f[i].id != FACT_NONE)
			take(&of, (uint64_t)f[i].id + 1, f[i].name,
			    &names->family);
	for (size_t i = 0; i < n; i++) {
		f[i].name = FACT_NONE;
		if (f[i].id == FACT_NONE)
			continue;
		f[i].name = table_get(f[i].text != 0 ? &of : &first,
		    (uint64_t)f[i].id + 1);
		if (f[i].text != 0 && f[i].name != FACT_NONE)
			take(&g->named, f[i].text, f[i].name, &names->family);
	}
	table_release(&first);
	table_release(&of);
	free(gone);
	free(has);
}
