#include "lib/ingest/mapping.h"

#include <stdlib.h>

#include "lib/base/num.h"
#include "lib/base/xalloc.h"
#include "lib/ingest/charset.h"
#include "lib/ingest/header.h"
#include "lib/ingest/hint.h"
#include "lib/ingest/maps.h"
#include "lib/ingest/maptable.h"
#include "lib/ingest/mapword.h"
#include "lib/ingest/value.h"
#include "lib/line/fields.h"

enum { TERMS = 256, ALIASES = 64, DEPTH = 4 };

static const char *const persons[] = { "customer", "bsn", "email", "phone",
	"iban", "name", "address", NULL };

const char *const *
map_person_names(void)
{
	return persons;
}

/* What is said so far is the reason. */
static bool
said(struct mapping *m)
{
	m->why = buf_cstr(&m->said);
	return false;
}

static bool
fail(struct mapping *m, const char *what, struct slice word)
{
	buf_reset(&m->said);
	if (word.n > 0) {
		buf_put(&m->said, word);
		buf_puts(&m->said, ": ");
	}
	buf_puts(&m->said, what);
	return said(m);
}

/* NAME { or NAME } */
static bool
read_term(struct mapping *m, struct mapword *w, struct map_term *t)
{
	struct slice name[ALIASES];

	t->n = 0;
	do {
		if (!mapword_next(w) || mapword_is(w, ",") ||
		    mapword_is(w, "="))
			return fail(m, "a column name was expected",
			    (struct slice){ 0 });
		if (t->n == ALIASES)
			return fail(m, "too many names", w->word);
		name[t->n++] = arena_copy(&m->mem, w->word);
	} while (mapword_peek(w, "or") && mapword_next(w));
	t->name = arena_alloc(&m->mem, t->n * sizeof(*t->name));
	memcpy(t->name, name, t->n * sizeof(*name));
	return true;
}

/* TERM { , TERM } */
static bool
read_terms(struct mapping *m, struct mapword *w, struct map_term **term,
    size_t *n)
{
	struct map_term t[TERMS];

	*n = 0;
	do {
		if (*n == TERMS)
			return fail(m, "too many columns", w->word);
		if (!read_term(m, w, &t[(*n)++]))
			return false;
	} while (mapword_peek(w, ",") && mapword_next(w));
	*term = arena_alloc(&m->mem, *n * sizeof(**term));
	memcpy(*term, t, *n * sizeof(*t));
	return true;
}

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

/* The words that may follow `as date'. */
static bool
read_date(struct mapping *m, struct mapword *w, struct map_rule *r)
{
	static const char *const names[] = { "month-first", "short-year",
		"serial", "utc", "day", "epoch", NULL };
	struct mapword ahead;
	int i;

	(void)m;
	for (;;) {
		ahead = *w;
		if (!mapword_next(&ahead) || ahead.quoted)
			return true;
		i = mapword_find(ahead.word, names);
		if (i < 0)
			return true;
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
		return fail(m,
		    "text, value, date, number, boolean or list "
		    "was expected behind `as'",
		    (struct slice){ 0 });
	i = mapword_find(w->word, names);
	if (i < 0)
		return fail(m,
		    "text, value, date, number, boolean or list "
		    "was expected",
		    w->word);
	r->as = (enum map_as)i;
	return i != AS_DATE || read_date(m, w, r);
}

/* An option that takes a word behind it. */
static bool
read_given(struct mapping *m, struct mapword *w, struct map_rule *r, int option)
{
	struct slice s;

	if (!mapword_next(w))
		return fail(m, "something was expected behind it", w->word);
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
		return fail(m, "one character was expected", s);
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
		return fail(m, "`=' and a value were expected behind `if'",
		    (struct slice){ 0 });
	do {
		if (n == ALIASES || !mapword_next(w))
			return fail(m, "a value was expected",
			    (struct slice){ 0 });
		value[n++] = arena_copy(&m->mem, w->word);
	} while (mapword_peek(w, "or") && mapword_next(w));
	r->only.n = n;
	r->only.value = arena_alloc(&m->mem, n * sizeof(*value));
	memcpy(r->only.value, value, n * sizeof(*value));
	return true;
}

static bool
read_options(struct mapping *m, struct mapword *w, struct map_rule *r)
{
	static const char *const given[] = { "by", "split", "join", "default",
		NULL };
	static const char *const flags[] = { "required", "filled", "first",
		"labelled", "raw", "comma", NULL };
	int i;

	while (mapword_next(w)) {
		if (mapword_is(w, "as")) {
			if (!read_as(m, w, r))
				return false;
		} else if (mapword_is(w, "if")) {
			if (!read_if(m, w, r))
				return false;
		} else if ((i = mapword_find(w->word, given)) >= 0) {
			if (!read_given(m, w, r, i))
				return false;
		} else if ((i = mapword_find(w->word, flags)) >= 0) {
			r->flags |= 1u << i;
		} else {
			return fail(m,
			    "no such option (quotes go around names of "
			    "several words)",
			    w->word);
		}
	}
	return true;
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
	(void)fail(m, "no member that a mapping may fill", word);
	if (field_find(word) == F_NONE)
		(void)hint_nearest(&m->said, word, names);
	return said(m);
}

static bool
read_member(struct mapping *m, struct mapword *w, struct map_rule *r)
{
	if (!mapword_next(w))
		return fail(m, "the name of a member was expected",
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
		return fail(m, "`from' and column names were expected",
		    (struct slice){ 0 });
	return read_terms(m, w, &r->term, &r->n) && read_options(m, w, r);
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

static bool
suits(struct mapping *m, const struct map_rule *r)
{
	struct buf scratch = { 0 };
	const char *why;

	if (r->value.n == 0)
		return true;
	why = expected(r, &scratch);
	buf_release(&scratch);
	if (why != NULL)
		return fail(m, why, r->value);
	if (field_allows(r->f, r->value))
		return true;
	(void)fail(m, "not one of the values of ", r->value);
	buf_puts(&m->said, field_name(r->f));
	hint_value(&m->said, r->value, r->f);
	return said(m);
}

static bool
read_set(struct mapping *m, struct mapword *w)
{
	struct map_rule *r = new_rule(m, MAP_SET);

	if (!read_member(m, w, r))
		return false;
	if (mapword_peek(w, "="))
		(void)mapword_next(w);
	if (!mapword_next(w))
		return fail(m, "a value was expected", (struct slice){ 0 });
	r->value = arena_copy(&m->mem, w->word);
	return suits(m, r);
}

static bool
read_take(struct mapping *m, struct mapword *w)
{
	struct map_rule *r = new_rule(m, MAP_TAKE);

	return read_member(m, w, r) && read_from(m, w, r) && suits(m, r);
}

static bool
read_person(struct mapping *m, struct mapword *w, enum map_verb verb)
{
	struct map_rule *r = new_rule(m, verb);

	if (!mapword_next(w) || mapword_find(w->word, persons) < 0)
		return fail(m,
		    "customer, bsn, email, phone, iban, name or "
		    "address was expected",
		    (struct slice){ 0 });
	r->f = mapword_find(w->word, persons);
	r->as = AS_VALUE;
	r->join = SLICE(" ");
	if (!read_from(m, w, r))
		return false;
	/* One value for many people would make them one person. */
	return (r->by.n == 0 && r->value.n == 0) ||
	    fail(m, "people have no table and no default", (struct slice){ 0 });
}

static bool
read_when(struct mapping *m, struct mapword *w)
{
	struct map_term *t;
	size_t n;

	if (!read_terms(m, w, &t, &n))
		return false;
	if (mapword_next(w))
		return fail(m, "a comma or `or' was expected", w->word);
	if (m->depth > 0)
		return true; /* of what is included it does not count */
	m->when = xrealloc(m->when, m->whens + n, sizeof(*m->when));
	memcpy(m->when + m->whens, t, n * sizeof(*t));
	m->whens += n;
	return true;
}

static bool
read_table(struct mapping *m, struct mapword *w)
{
	struct map_table *t;

	if (!mapword_next(w))
		return fail(m, "the name of the table was expected",
		    (struct slice){ 0 });
	if (m->tables == sizeof(m->table) / sizeof(*m->table))
		return fail(m, "too many tables", w->word);
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
		if (*n == ALIASES || !mapword_next(w))
			return fail(m, "a value was expected",
			    (struct slice){ 0 });
		from[(*n)++] = mapword_is(w, "*") ? (struct slice){ 0 } :
						    w->word;
	} while (mapword_peek(w, ",") && mapword_next(w));
	if (mapword_next(w) && mapword_is(w, "="))
		return true;
	return fail(m,
	    "`=' was expected (quotes go around values of several "
	    "words)",
	    (struct slice){ 0 });
}

/* FROM { , FROM } = TO, indented, under its table */
static bool
read_entry(struct mapping *m, struct mapword *w)
{
	struct slice from[ALIASES];
	struct slice to = { 0 };
	size_t n;

	if (m->current == NULL)
		return fail(m, "an indented line stands under a table only",
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

static bool
read_separator(struct mapping *m, struct slice s)
{
	if (slice_eq(s, SLICE("tab")))
		m->delim = '\t';
	else if (s.n == 1 && s.p[0] != '"')
		m->delim = s.p[0];
	else
		return fail(m, "one character or `tab' was expected", s);
	return true;
}

/* separator, encoding, backslash, header, quotes, short-rows */
static bool
read_manner(struct mapping *m, struct mapword *w, int what)
{
	struct slice s;
	int yes;

	if (!mapword_next(w))
		return fail(m, "a value was expected", (struct slice){ 0 });
	s = w->word;
	yes = value_bool(s);
	switch (what) {
	case 0:
		return read_separator(m, s);
	case 1:
		m->charset = charset_find(s);
		return m->charset >= 0 || fail(m, "no such encoding", s);
	case 2:
		m->backslash = (signed char)yes;
		return yes >= 0 || fail(m, "yes or no was expected", s);
	case 3:
		m->no_header = yes == 0;
		return yes >= 0 || fail(m, "yes or no was expected", s);
	case 4:
		m->bare = yes == 0;
		return yes >= 0 || fail(m, "yes or no was expected", s);
	default:
		m->pad = slice_eq(s, SLICE("fill"));
		return m->pad || slice_eq(s, SLICE("refuse")) ||
		    fail(m, "fill or refuse was expected", s);
	}
}

static bool
read_title(struct mapping *m, struct mapword *w)
{
	if (m->depth == 0)
		m->title = arena_copy(&m->mem, slice_trim(w->rest));
	w->rest.n = 0; /* quotes and signs too: all of it is the title */
	return true;
}

static bool
no_map(struct mapping *m, struct slice word)
{
	(void)fail(m, "no such mapping is built in", word);
	hint_map(&m->said, word);
	return said(m);
}

static bool
read_include(struct mapping *m, struct mapword *w)
{
	struct buf text = { 0 };
	unsigned line = m->line;
	bool good;

	if (!mapword_next(w))
		return fail(m, "the name of a mapping was expected",
		    (struct slice){ 0 });
	good = maps_put(&text, w->word);
	if (!good)
		(void)no_map(m, w->word);
	else if (m->depth == DEPTH)
		good = fail(m, "included too deeply", w->word);
	if (good) {
		m->depth++;
		good = mapping_add(m, buf_slice(&text));
		m->depth--;
	}
	m->line = line;
	buf_release(&text);
	return good;
}

/* join NAME on COLUMN = COLUMN */
static bool
read_join(struct mapping *m, struct mapword *w)
{
	struct slice part[3];

	if (m->joins == MAP_JOINS)
		return fail(m, "too many files", (struct slice){ 0 });
	for (int i = 0; i < 3; i++) {
		if (i > 0 &&
		    (!mapword_next(w) || !mapword_is(w, i == 1 ? "on" : "=")))
			return fail(m, "NAME on COLUMN = COLUMN was expected",
			    (struct slice){ 0 });
		if (!mapword_next(w))
			return fail(m, "NAME on COLUMN = COLUMN was expected",
			    (struct slice){ 0 });
		part[i] = arena_copy(&m->mem, w->word);
	}
	for (size_t i = 0; i < m->joins; i++)
		if (slice_eq(m->join[i].name, part[0]))
			return fail(m, "joined already", part[0]);
	m->join[m->joins++] = (struct map_join){ part[0], part[1], part[2] };
	return true;
}

static bool
read_persons(struct mapping *m, struct mapword *w)
{
	return read_person(m, w, MAP_PERSON);
}

static bool
read_know(struct mapping *m, struct mapword *w)
{
	return read_person(m, w, MAP_KNOW);
}

static bool
read_statement(struct mapping *m, struct mapword *w)
{
	static const char *const manner[] = { "separator", "encoding",
		"backslash", "header", "quotes", "short-rows", NULL };

	static const struct {
		const char *word;
		bool (*read)(struct mapping *m, struct mapword *w);
	} verbs[] = { { "set", read_set }, { "take", read_take },
		{ "person", read_persons }, { "know", read_know },
		{ "when", read_when }, { "table", read_table },
		{ "title", read_title }, { "include", read_include },
		{ "join", read_join } };

	int i;

	m->current = NULL;
	for (size_t k = 0; k < sizeof(verbs) / sizeof(*verbs); k++)
		if (mapword_is(w, verbs[k].word))
			return verbs[k].read(m, w);
	i = mapword_find(w->word, manner);
	return i >= 0 ?
	    read_manner(m, w, i) :
	    fail(m, "no such statement (see sig-mapping(5))", w->word);
}

static bool
read_line(struct mapping *m, struct slice line)
{
	struct mapword w = { .rest = line };
	bool indented = line.n > 0 && (line.p[0] == ' ' || line.p[0] == '\t');
	bool good;

	if (indented) {
		struct mapword ahead = w;

		if (!mapword_next(&ahead) && !ahead.open)
			return true; /* blank, or a comment */
		good = read_entry(m, &w);
	} else {
		if (!mapword_next(&w) && !w.open)
			return true;
		good = read_statement(m, &w);
	}
	if (good && mapword_next(&w))
		good = fail(m,
		    "nothing more was expected (quotes go around what has "
		    "several words)",
		    w.word);
	if (w.open)
		return fail(m, "a quote is not closed", (struct slice){ 0 });
	return good;
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
		if (!suits(m, &r))
			return false;
	}
	r.value = t->other_value;
	m->line = t->other_line;
	return t->other != ELSE_VALUE || suits(m, &r);
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

/* A table may stand below the statement that names it. */
static bool
resolve(struct mapping *m)
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
			return fail(m, "no such table", r->by);
		}
		if (r->verb == MAP_TAKE && !check_table(m, r->table, *r))
			return false;
	}
	return true;
}

void
mapping_init(struct mapping *m)
{
	*m = (struct mapping){ .charset = -1, .backslash = -1 };
}

bool
mapping_add(struct mapping *m, struct slice text)
{
	struct slice line;

	m->line = 0;
	m->current = NULL;
	if (slice_starts(text, SLICE("\xef\xbb\xbf"))) {
		text.p += 3;
		text.n -= 3;
	}
	while (text.n > 0) {
		m->line++;
		if (!slice_cut(&text, '\n', &line)) {
			line = text;
			text.n = 0;
		}
		if (line.n > 0 && line.p[line.n - 1] == '\r')
			line.n--;
		if (!read_line(m, line))
			return false;
	}
	return m->depth > 0 || resolve(m);
}

void
mapping_release(struct mapping *m)
{
	for (size_t i = 0; i < m->tables; i++) {
		map_table_free(m->table[i]);
	}
	free(m->rule);
	free(m->when);
	arena_release(&m->mem);
	buf_release(&m->said);
	mapping_init(m);
}
