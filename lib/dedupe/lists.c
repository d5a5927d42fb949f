#include "lib/dedupe/lists.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/hash.h"
#include "lib/base/xalloc.h"
#include "lib/line/listed.h"

/* An export is of its whole list if it lacks at most one for so many it has. */
enum { WHOLE = 3 };

struct lists_list {
	uint64_t key;
	uint64_t file; /* its name but for digits, 0 if it has none */
	bool formal; /* of what has terms by law */
	int32_t newest; /* export */
	int32_t reach; /* the first day that the newest has */
	uint32_t there; /* dated ids in the newest */
	uint32_t gone; /* since that day, of which nothing else tells why */
};

struct lists_id {
	int32_t seen; /* or DATE_NONE */
	int32_t day; /* or DATE_NONE */
	uint32_t list; /* or TABLE_NONE */
	bool alike; /* there is another of its number and words */
};

static bool
is_formal(struct slice kind)
{
	return slice_eq(kind, SLICE("klacht")) ||
	    slice_eq(kind, SLICE("bezwaar")) || slice_eq(kind, SLICE("beroep"));
}

/* The number of the list that R is of. */
static uint32_t
list_of(struct lists *l, struct rec *r)
{
	struct slice kind = rec_text(r, F_KIND);
	uint64_t file = listed_form(rec_text(r, F_FILE));
	uint64_t key;
	uint32_t *at;

	key = hash_bytes(kind, hash_bytes(rec_text(r, F_ORG), file));
	at = table_at(&l->at, key);
	if (*at != TABLE_NONE)
		return *at;
	*at = (uint32_t)l->lists;
	if ((l->lists & (l->lists - 1)) == 0) /* full, at 0, 1, 2, 4 ... */
		l->list = xrealloc(l->list, l->lists * 2 + 1, sizeof(*l->list));
	l->list[l->lists++] = (struct lists_list){ .key = key,
		.file = file,
		.formal = is_formal(kind),
		.newest = DATE_NONE,
		.reach = INT32_MAX };
	return *at;
}

static void
make_room(struct lists *l, uint32_t id)
{
	size_t n = l->ids;

	if (id < n)
		return;
	while (id >= l->ids)
		l->ids = l->ids ? l->ids * 2 : 1024;
	l->id = xrealloc(l->id, l->ids, sizeof(*l->id));
	for (; n < l->ids; n++)
		l->id[n] = (struct lists_id){ DATE_NONE, DATE_NONE, TABLE_NONE,
			false };
}

/* Is state X to be known, not Y?  Whatever came first. */
static bool
newer(const struct lists *l, const struct lists_id *x, const struct lists_id *y)
{
	if (y->list == TABLE_NONE)
		return true;
	if (x->seen != y->seen)
		return x->seen > y->seen;
	if (x->list != y->list)
		return l->list[x->list].key < l->list[y->list].key;
	return x->day < y->day;
}

void
lists_add(struct lists *l, struct rec *r, const struct fact *f)
{
	struct lists_id x = { f->seen, f->day, list_of(l, r), false };

	make_room(l, f->id);
	if (newer(l, &x, &l->id[f->id]))
		l->id[f->id] = x;
}

void
lists_alike(struct lists *l, uint32_t id)
{
	l->id[id].alike = true;
}

void
lists_close(struct lists *l)
{
	const struct lists_id *end = l->id + l->ids;
	struct lists_list *of;

	for (const struct lists_id *x = l->id; x < end; x++)
		if (x->list != TABLE_NONE && x->seen > l->list[x->list].newest)
			l->list[x->list].newest = x->seen;
	for (const struct lists_id *x = l->id; x < end; x++) {
		if (x->list == TABLE_NONE || x->day == DATE_NONE)
			continue;
		of = &l->list[x->list];
		if (x->seen != of->newest)
			continue;
		of->there++;
		if (x->day < of->reach)
			of->reach = x->day;
	}
	for (const struct lists_id *x = l->id; x < end; x++) {
		if (x->list == TABLE_NONE || x->alike)
			continue;
		of = &l->list[x->list];
		of->gone += x->seen < of->newest && x->day >= of->reach;
	}
}

bool
lists_here(const struct lists *l, uint32_t id)
{
	const struct lists_id *x = &l->id[id];

	return x->seen != DATE_NONE && x->seen == l->list[x->list].newest;
}

bool
lists_later(const struct lists *l, uint32_t b, uint32_t a)
{
	return newer(l, &l->id[b], &l->id[a]);
}

bool
lists_passed(const struct lists *l, uint32_t a, uint32_t b)
{
	const struct lists_id *x = &l->id[a];
	const struct lists_id *y = &l->id[b];
	const struct lists_list *of = &l->list[x->list];
	const struct lists_list *by = &l->list[y->list];

	if (x->seen == DATE_NONE || x->seen >= of->newest ||
	    x->seen >= y->seen || x->day < of->reach ||
	    of->there / WHOLE < of->gone)
		return false;
	return !of->formal ||
	    (of->file != 0 && of->file == by->file && of->newest == by->newest);
}

void
lists_release(struct lists *l)
{
	table_release(&l->at);
	free(l->list);
	free(l->id);
	*l = (struct lists){ 0 };
}
