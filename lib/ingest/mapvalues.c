#include "lib/ingest/mapvalues.h"

#include "lib/base/xalloc.h"
#include "lib/ingest/maprule.h"
#include "lib/ingest/mapsay.h"
#include "lib/line/fields.h"

enum { MOST = 64 };

bool
mapvalues_table(struct mapping *m, struct mapword *w)
{
	struct map_table *t;

	if (!mapword_next(w))
		return mapsay_fail(m, "the name of the table was expected",
		    (struct slice){ 0 });
	if (m->tables == sizeof(m->table) / sizeof(*m->table))
		return mapsay_fail(m, "too many tables", w->word);
	t = xcalloc(1, sizeof(*t));
	t->name = arena_copy(&m->mem, w->word);
	m->table[m->tables++] = t;
	m->current = t;
	return true;
}

/* The values before the equals sign of an entry; a star is NULL. */
static bool
read_values(struct mapping *m, struct mapword *w, struct slice *from, size_t *n)
{
	*n = 0;
	do {
		if (*n == MOST || !mapword_next(w))
			return mapsay_fail(m, "a value was expected",
			    (struct slice){ 0 });
		from[(*n)++] = mapword_is(w, "*") ? (struct slice){ 0 } :
						    w->word;
	} while (mapword_peek(w, ",") && mapword_next(w));
	if (mapword_next(w) && mapword_is(w, "="))
		return true;
	return mapsay_fail(m,
	    "`=' was expected (quotes go around values of several "
	    "words)",
	    (struct slice){ 0 });
}

bool
mapvalues_entry(struct mapping *m, struct mapword *w)
{
	struct slice from[MOST];
	struct slice to = { 0 };
	size_t n;

	if (m->current == NULL)
		return mapsay_fail(m,
		    "an indented line stands under a table only",
		    (struct slice){ 0 });
	if (!read_values(m, w, from, &n))
		return false;
	if (mapword_next(w))
		to = arena_copy(&m->mem, w->word);
	for (size_t i = 0; i < n; i++) {
		if (from[i].p == NULL)
			map_table_other(m->current, to, w->quoted, m->line);
		else
			map_table_add(m->current, &m->said, from[i], to,
			    m->line);
	}
	return true;
}

static const struct map_table *
find_table(const struct mapping *m, struct slice name)
{
	for (size_t i = m->tables; i-- > 0;)
		if (slice_eq(m->table[i]->name, name))
			return m->table[i];
	return NULL;
}

/* Are the values that T gives those of rule R? */
static bool
check_table(struct mapping *m, const struct map_table *t, struct map_rule r)
{
	for (size_t i = 0; i < t->from.len; i++) {
		r.value = t->to[i];
		m->line = t->line[i];
		if (!maprule_suits(m, &r))
			return false;
	}
	r.value = t->other_value;
	m->line = t->other_line;
	return t->other != ELSE_VALUE || maprule_suits(m, &r);
}

/* Do tables that are called as a member have its values? */
static bool
check_usual(struct mapping *m)
{
	struct map_rule r = { .verb = MAP_TAKE, .as = AS_VALUE };

	for (; m->checked < m->tables; m->checked++) {
		r.f = field_find(m->table[m->checked]->name);
		if (r.f != F_NONE && field_values(r.f) != NULL &&
		    !check_table(m, m->table[m->checked], r))
			return false;
	}
	return true;
}

bool
mapvalues_resolve(struct mapping *m)
{
	struct map_rule *r;

	if (!check_usual(m))
		return false;
	for (size_t i = 0; i < m->n; i++) {
		r = &m->rule[i];
		if (r->by.n == 0)
			continue;
		r->table = find_table(m, r->by);
		if (r->table == NULL) {
			m->line = r->line;
			return mapsay_fail(m, "no such table", r->by);
		}
		if (r->verb == MAP_TAKE && !check_table(m, r->table, *r))
			return false;
	}
	return true;
}
