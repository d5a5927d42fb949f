#include "lib/ingest/maprule.h"

#include "lib/base/num.h"
#include "lib/base/xalloc.h"
#include "lib/ingest/hint.h"
#include "lib/ingest/mapoption.h"
#include "lib/ingest/mapsay.h"
#include "lib/ingest/value.h"
#include "lib/line/fields.h"

static enum map_as
usual_as(int f)
{
	switch (f) {
	case F_OCCURRED:
	case F_RECEIVED:
	case F_DUE:
	case F_CLOSED:
	case F_TOLD:
	case F_SEEN:
	case F_DAY:
		return AS_DATE;
	case F_SUBJECT:
	case F_TEXT:
	case F_WISH:
	case F_REASON:
	case F_ACTION:
		return AS_TEXT;
	case F_SOLICITED:
		return AS_BOOL;
	case F_STANDS_FOR:
	case F_N:
		return AS_NUMBER;
	default:
		return field_kind(LINE_SIGNAL, f) == FIELD_ARRAY ? AS_LIST :
								   AS_VALUE;
	}
}

/* May a mapping say what F is? */
static bool
may_map(int f)
{
	if (f == F_N || f == F_GOLD || f == F_SEEN || f == F_URGENCY)
		return true;
	return f >= F_ORG && f <= F_SATISFIED && f != F_FILE && f != F_ROW &&
	    f != F_PERSON && f != F_KEY_ID && f != F_QUOTED && f != F_SIGNATURE;
}

static struct map_rule *
new_rule(struct mapping *m, enum map_verb verb)
{
	if (m->n == m->cap) {
		m->cap = m->cap ? m->cap * 2 : 32;
		m->rule = xrealloc(m->rule, m->cap, sizeof(*m->rule));
	}
	m->rule[m->n] = (struct map_rule){ .verb = verb, .line = m->line };
	return &m->rule[m->n++];
}

/* Say that WORD is no member to fill, and which was probably meant. */
static bool
no_member(struct mapping *m, struct slice word)
{
	const char *names[F_MAX + 1];
	size_t n = 0;

	for (int f = 0; f < F_MAX; f++)
		if (may_map(f))
			names[n++] = field_name(f);
	names[n] = NULL;
	(void)mapsay_fail(m, "no member that a mapping may fill", word);
	if (field_find(word) == F_NONE)
		(void)hint_nearest(&m->said, word, names);
	return mapsay_said(m);
}

static bool
read_member(struct mapping *m, struct mapword *w, struct map_rule *r)
{
	if (!mapword_next(w))
		return mapsay_fail(m, "the name of a member was expected",
		    (struct slice){ 0 });
	r->f = field_find(w->word);
	if (r->f == F_NONE || !may_map(r->f))
		return no_member(m, w->word);
	r->as = usual_as(r->f);
	if (r->f == F_N || r->f == F_STANDS_FOR)
		r->flags |=
		    MAP_COMMA; /* whole numbers: 1.234 is over a thousand */
	return true;
}

static bool
read_from(struct mapping *m, struct mapword *w, struct map_rule *r)
{
	if (!mapword_next(w) || !mapword_is(w, "from"))
		return mapsay_fail(m, "`from' and column names were expected",
		    (struct slice){ 0 });
	return mapoption_terms(m, w, &r->term, &r->n) &&
	    mapoption_read(m, w, r);
}

/* What the value of R, for some rows or for those without one, must be. */
static const char *
expected(const struct map_rule *r, struct buf *scratch)
{
	struct when w;
	uint64_t n;

	buf_reset(scratch);
	switch (r->as) {
	case AS_DATE:
		return value_date(r->value, r->date, &w) ?
		    NULL :
		    "not a day, such as 2026-03-31";
	case AS_BOOL:
		return value_bool(r->value) >= 0 ? NULL :
						   "neither true nor false";
	case AS_NUMBER:
		if (!value_number(r->value, r->flags & MAP_COMMA, scratch))
			return "not a number";
		return (r->f != F_N && r->f != F_STANDS_FOR) ||
			num_u64(buf_slice(scratch), &n) ?
		    NULL :
		    "not a whole number of 0 or more";
	default:
		return NULL;
	}
}

bool
maprule_suits(struct mapping *m, const struct map_rule *r)
{
	struct buf scratch = { 0 };
	const char *why;

	if (r->value.n == 0)
		return true;
	why = expected(r, &scratch);
	buf_release(&scratch);
	if (why != NULL)
		return mapsay_fail(m, why, r->value);
	if (field_allows(r->f, r->value))
		return true;
	(void)mapsay_fail(m, "not one of the values of ", r->value);
	buf_puts(&m->said, field_name(r->f));
	hint_value(&m->said, r->value, r->f);
	return mapsay_said(m);
}

bool
maprule_set(struct mapping *m, struct mapword *w)
{
	struct map_rule *r = new_rule(m, MAP_SET);

	if (!read_member(m, w, r))
		return false;
	if (mapword_peek(w, "="))
		(void)mapword_next(w);
	if (!mapword_next(w))
		return mapsay_fail(m, "a value was expected",
		    (struct slice){ 0 });
	r->value = arena_copy(&m->mem, w->word);
	return maprule_suits(m, r);
}

/* Can a member that USUAL is made of hold what AS makes? */
static bool
may_be(int f, enum map_as usual, enum map_as as)
{
	if (as == usual)
		return true;
	if ((usual != AS_TEXT && usual != AS_VALUE) || field_values(f) != NULL)
		return false;
	return as == AS_TEXT || as == AS_VALUE || as == AS_DATE;
}

/* Say that member F holds nothing such as R makes. */
static bool
check_kind(struct mapping *m, const struct map_rule *r)
{
	static const char *const made[] = { "text", "value", "date", "number",
		"boolean", "list" };
	enum map_as usual = usual_as(r->f);

	if (r->split.n > 0 && usual != AS_LIST)
		(void)mapsay_fail(m, "only a list is split, which is not ",
		    SLICE("split"));
	else if (may_be(r->f, usual, r->as))
		return true;
	else
		(void)mapsay_fail(m, "not what there may be in ",
		    slice_of(made[r->as]));
	buf_puts(&m->said, field_name(r->f));
	buf_puts(&m->said, ": that is a ");
	buf_puts(&m->said, made[usual]);
	return mapsay_said(m);
}

bool
maprule_take(struct mapping *m, struct mapword *w)
{
	struct map_rule *r = new_rule(m, MAP_TAKE);

	return read_member(m, w, r) && read_from(m, w, r) && check_kind(m, r) &&
	    maprule_suits(m, r);
}

static bool
read_person(struct mapping *m, struct mapword *w, enum map_verb verb)
{
	struct map_rule *r = new_rule(m, verb);

	if (!mapword_next(w) || mapword_find(w->word, map_person_names()) < 0)
		return mapsay_fail(m,
		    "customer, bsn, email, phone, iban, name or "
		    "address was expected",
		    (struct slice){ 0 });
	r->f = mapword_find(w->word, map_person_names());
	r->as = AS_VALUE;
	r->join = SLICE(" ");
	if (!read_from(m, w, r))
		return false;
	/* One value for many people would make them one person. */
	return (r->by.n == 0 && r->value.n == 0) ||
	    mapsay_fail(m, "people have no table and no default",
		(struct slice){ 0 });
}

bool
maprule_person(struct mapping *m, struct mapword *w)
{
	return read_person(m, w, MAP_PERSON);
}

bool
maprule_know(struct mapping *m, struct mapword *w)
{
	return read_person(m, w, MAP_KNOW);
}
