#include "lib/ingest/mapping.h"

#include <stdlib.h>

#include "lib/base/utf8.h"
#include "lib/base/xalloc.h"
#include "lib/ingest/charset.h"
#include "lib/ingest/hint.h"
#include "lib/ingest/mapoption.h"
#include "lib/ingest/maprule.h"
#include "lib/ingest/maps.h"
#include "lib/ingest/mapsay.h"
#include "lib/ingest/mapvalues.h"
#include "lib/ingest/value.h"

enum { DEPTH = 4 };

static const char *const persons[] = { "customer", "bsn", "email", "phone",
	"iban", "name", "address", NULL };

const char *const *
map_person_names(void)
{
	return persons;
}

static bool
read_when(struct mapping *m, struct mapword *w)
{
	struct map_term *t;
	size_t n;

	if (!mapoption_terms(m, w, &t, &n))
		return false;
	if (mapword_next(w))
		return mapsay_fail(m, "a comma or `or' was expected", w->word);
	if (m->depth > 0)
		return true; /* of what is included it does not count */
	m->when = xrealloc(m->when, m->whens + n, sizeof(*m->when));
	memcpy(m->when + m->whens, t, n * sizeof(*t));
	m->whens += n;
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
		return mapsay_fail(m, "one character or `tab' was expected", s);
	return true;
}

/* separator, encoding, backslash, header, quotes, short-rows */
static bool
read_manner(struct mapping *m, struct mapword *w, int what)
{
	struct slice s;
	int yes;

	if (!mapword_next(w))
		return mapsay_fail(m, "a value was expected",
		    (struct slice){ 0 });
	s = w->word;
	yes = value_bool(s);
	switch (what) {
	case 0:
		return read_separator(m, s);
	case 1:
		m->charset = charset_find(s);
		return m->charset >= 0 || mapsay_fail(m, "no such encoding", s);
	case 2:
		m->backslash = (signed char)yes;
		return yes >= 0 || mapsay_fail(m, "yes or no was expected", s);
	case 3:
		m->no_header = yes == 0;
		return yes >= 0 || mapsay_fail(m, "yes or no was expected", s);
	case 4:
		m->bare = yes == 0;
		return yes >= 0 || mapsay_fail(m, "yes or no was expected", s);
	default:
		m->pad = slice_eq(s, SLICE("fill"));
		return m->pad || slice_eq(s, SLICE("refuse")) ||
		    mapsay_fail(m, "fill or refuse was expected", s);
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
	(void)mapsay_fail(m, "no such mapping is built in", word);
	hint_map(&m->said, word);
	return mapsay_said(m);
}

static bool
read_include(struct mapping *m, struct mapword *w)
{
	struct buf text = { 0 };
	unsigned line = m->line;
	bool good;

	if (!mapword_next(w))
		return mapsay_fail(m, "the name of a mapping was expected",
		    (struct slice){ 0 });
	good = maps_put(&text, w->word);
	if (!good)
		(void)no_map(m, w->word);
	else if (m->depth == DEPTH)
		good = mapsay_fail(m, "included too deeply", w->word);
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
		return mapsay_fail(m, "too many files", (struct slice){ 0 });
	for (int i = 0; i < 3; i++) {
		if (i > 0 &&
		    (!mapword_next(w) || !mapword_is(w, i == 1 ? "on" : "=")))
			return mapsay_fail(m,
			    "NAME on COLUMN = COLUMN was expected",
			    (struct slice){ 0 });
		if (!mapword_next(w))
			return mapsay_fail(m,
			    "NAME on COLUMN = COLUMN was expected",
			    (struct slice){ 0 });
		part[i] = arena_copy(&m->mem, w->word);
	}
	for (size_t i = 0; i < m->joins; i++)
		if (slice_eq(m->join[i].name, part[0]))
			return mapsay_fail(m, "joined already", part[0]);
	m->join[m->joins++] = (struct map_join){ part[0], part[1], part[2] };
	return true;
}

static bool
read_statement(struct mapping *m, struct mapword *w)
{
	static const char *const manner[] = { "separator", "encoding",
		"backslash", "header", "quotes", "short-rows", NULL };

	static const struct {
		const char *word;
		bool (*read)(struct mapping *m, struct mapword *w);
	} verbs[] = { { "set", maprule_set }, { "take", maprule_take },
		{ "person", maprule_person }, { "know", maprule_know },
		{ "when", read_when }, { "table", mapvalues_table },
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
	    mapsay_fail(m, "no such statement (see sig-mapping(5))", w->word);
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
		good = mapvalues_entry(m, &w);
	} else {
		if (!mapword_next(&w) && !w.open)
			return true;
		good = read_statement(m, &w);
	}
	if (good && mapword_next(&w))
		good = mapsay_fail(m,
		    "nothing more was expected (quotes go around what has "
		    "several words)",
		    w.word);
	if (w.open)
		return mapsay_fail(m, "a quote is not closed",
		    (struct slice){ 0 });
	return good;
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
	text = utf8_unmarked(text);
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
	return m->depth > 0 || mapvalues_resolve(m);
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
