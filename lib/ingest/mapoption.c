#include "lib/ingest/mapoption.h"

#include "lib/ingest/mapsay.h"
#include "lib/ingest/value.h"

enum { TERMS = 256, ALIASES = 64 };

/* NAME { or NAME } */
static bool
read_term(struct mapping *m, struct mapword *w, struct map_term *t)
{
	struct slice name[ALIASES];

	t->n = 0;
	do {
		if (!mapword_next(w) || mapword_is(w, ",") ||
		    mapword_is(w, "="))
			return mapsay_fail(m, "a column name was expected",
			    (struct slice){ 0 });
		if (t->n == ALIASES)
			return mapsay_fail(m, "too many names", w->word);
		name[t->n++] = arena_copy(&m->mem, w->word);
	} while (mapword_peek(w, "or") && mapword_next(w));
	t->name = arena_alloc(&m->mem, t->n * sizeof(*t->name));
	memcpy(t->name, name, t->n * sizeof(*name));
	return true;
}

bool
mapoption_terms(struct mapping *m, struct mapword *w, struct map_term **term,
    size_t *n)
{
	struct map_term t[TERMS];

	*n = 0;
	do {
		if (*n == TERMS)
			return mapsay_fail(m, "too many columns", w->word);
		if (!read_term(m, w, &t[(*n)++]))
			return false;
	} while (mapword_peek(w, ",") && mapword_next(w));
	*term = arena_alloc(&m->mem, *n * sizeof(**term));
	memcpy(*term, t, *n * sizeof(*t));
	return true;
}

/* The words that may follow `as date', as far as they do. */
static void
read_date(struct mapword *w, struct map_rule *r)
{
	static const char *const names[] = { "month-first", "short-year",
		"serial", "utc", "day", "epoch", NULL };
	struct mapword ahead = *w;
	int i;

	while (mapword_next(&ahead) && !ahead.quoted &&
	    (i = mapword_find(ahead.word, names)) >= 0) {
		r->date |= 1u << i;
		*w = ahead;
	}
}

static bool
read_as(struct mapping *m, struct mapword *w, struct map_rule *r)
{
	static const char *const names[] = { "text", "value", "date", "number",
		"boolean", "list", NULL };
	int i;

	if (!mapword_next(w))
		return mapsay_fail(m,
		    "text, value, date, number, boolean or list "
		    "was expected behind `as'",
		    (struct slice){ 0 });
	i = mapword_find(w->word, names);
	if (i < 0)
		return mapsay_fail(m,
		    "text, value, date, number, boolean or list "
		    "was expected",
		    w->word);
	r->as = (enum map_as)i;
	if (i == AS_DATE)
		read_date(w, r);
	return true;
}

/* An option that takes a word behind it. */
static bool
read_given(struct mapping *m, struct mapword *w, struct map_rule *r, int option)
{
	struct slice s;

	if (!mapword_next(w))
		return mapsay_fail(m, "something was expected behind it",
		    w->word);
	s = arena_copy(&m->mem, w->word);
	if (option == 0)
		r->by = s;
	else if (option == 1)
		r->split = s.n > 1 ? slice_trim(s) : s;
	else if (option == 2)
		r->join = s;
	else
		r->value = s;
	if (option == 1 && r->split.n != 1)
		return mapsay_fail(m, "one character was expected", s);
	if (option == 1 && r->as == AS_VALUE)
		r->as = AS_LIST;
	return true;
}

/* if TERM = VALUE { or VALUE } */
static bool
read_if(struct mapping *m, struct mapword *w, struct map_rule *r)
{
	struct slice value[ALIASES];
	size_t n = 0;

	if (!read_term(m, w, &r->only.column))
		return false;
	if (!mapword_next(w) || !mapword_is(w, "="))
		return mapsay_fail(m,
		    "`=' and a value were expected behind `if'",
		    (struct slice){ 0 });
	do {
		if (n == ALIASES || !mapword_next(w))
			return mapsay_fail(m, "a value was expected",
			    (struct slice){ 0 });
		value[n++] = arena_copy(&m->mem, w->word);
	} while (mapword_peek(w, "or") && mapword_next(w));
	r->only.n = n;
	r->only.value = arena_alloc(&m->mem, n * sizeof(*value));
	memcpy(r->only.value, value, n * sizeof(*value));
	return true;
}

/* after received */
static bool
read_after(struct mapping *m, struct mapword *w, struct map_rule *r)
{
	if (!mapword_next(w) || !mapword_is(w, "received"))
		return mapsay_fail(m, "`received' was expected behind `after'",
		    (struct slice){ 0 });
	if (r->as != AS_DATE)
		return mapsay_fail(m, "only a date is after received",
		    (struct slice){ 0 });
	r->flags |= MAP_AFTER;
	return true;
}

/* One of the options that have more behind them. */
static bool
read_long(struct mapping *m, struct mapword *w, struct map_rule *r, int option)
{
	if (option == 0)
		return read_as(m, w, r);
	return option == 1 ? read_if(m, w, r) : read_after(m, w, r);
}

bool
mapoption_read(struct mapping *m, struct mapword *w, struct map_rule *r)
{
	static const char *const longer[] = { "as", "if", "after", NULL };
	static const char *const given[] = { "by", "split", "join", "default",
		NULL };
	static const char *const flags[] = { "required", "filled", "first",
		"labelled", "raw", "comma", NULL };
	int i;

	while (mapword_next(w)) {
		if ((i = mapword_find(w->word, longer)) >= 0) {
			if (!read_long(m, w, r, i))
				return false;
		} else if ((i = mapword_find(w->word, given)) >= 0) {
			if (!read_given(m, w, r, i))
				return false;
		} else if ((i = mapword_find(w->word, flags)) >= 0) {
			r->flags |= 1u << i;
		} else {
			return mapsay_fail(m,
			    "no such option (quotes go around names of "
			    "several words)",
			    w->word);
		}
	}
	return true;
}
