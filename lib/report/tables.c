#include "lib/report/tables.h"

#include "lib/base/date.h"
#include "lib/base/num.h"
#include "lib/privacy/disclose.h"
#include "lib/report/course.h"
#include "lib/report/grid.h"
#include "lib/report/sections.h"
#include "lib/report/show.h"

enum { BLOCK = 1 << 16, GRIDS = 8 };

enum { T_PATTERNS = GRIDS, T_SERIES, T_EVIDENCE, T_QUOTES };

const char *const csv_tables[] = { "sources", "deliveries", "base", "breaks",
	"tests", "unknown", "unknown_words", "books", "patterns", "series",
	"evidence", "quotes", NULL };

static const int grids[GRIDS] = { F_SOURCES, F_DELIVERIES, F_BASE, F_BREAKS,
	F_TESTS, F_UNKNOWN, F_UNKNOWN_WORDS, F_BOOKS };

/* What a table is written to. */
struct csv {
	struct report *r;
	struct buf b;
	page_sink *sink;
	void *arg;
	bool first; /* no cell of the row was written yet */
};

static void
flush(struct csv *c, size_t least)
{
	if (c->b.len < least)
		return;
	c->sink(c->arg, buf_slice(&c->b));
	buf_reset(&c->b);
}

static void
separate(struct csv *c)
{
	if (!c->first)
		buf_putc(&c->b, ',');
	c->first = false;
}

static void
text(struct csv *c, struct slice s)
{
	separate(c);
	show_csv(&c->b, s);
}

static void
number(struct csv *c, double x)
{
	separate(c);
	num_put(&c->b, x);
}

/* A count in a public table: nothing where it is small. */
static void
rounded(struct csv *c, double x)
{
	if (disclose_shown((int64_t)x))
		number(c, (double)disclose_round((int64_t)x));
	else
		separate(c);
}

static void
count(struct csv *c, double x)
{
	if (c->r->public)
		rounded(c, x);
	else
		number(c, x);
}

static void
day(struct csv *c, int32_t d)
{
	separate(c);
	date_put_day(&c->b, d);
}

static void
end_row(struct csv *c)
{
	buf_puts(&c->b, "\r\n");
	c->first = true;
	flush(c, BLOCK);
}

/* The columns of grids that hold counts of signals or people. */
static bool
is_count(struct slice name)
{
	static const char *const names[] = { "n", "copies", "states", "undated",
		"month", "previous", "last_year", "year", "last_year_to_date",
		"numerator", "denominator", "unknown", "persons" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (slice_eq(name, slice_of(names[i])))
			return true;
	return false;
}

/* The count that decides whether a row of a public table is shown. */
static bool
row_shown(const struct grid *g)
{
	static const char *const bases[] = { "year", "denominator", "n" };
	double x;

	for (size_t i = 0; i < sizeof(bases) / sizeof(*bases); i++)
		if (grid_num(g, grid_column(g, bases[i]), &x))
			return disclose_shown((int64_t)x);
	return true;
}

/* The days of the first and last signal are those of one person. */
static bool
of_a_signal(struct slice name)
{
	return slice_eq(name, SLICE("first")) || slice_eq(name, SLICE("last"));
}

static void
put_grid_row(struct csv *c, const struct grid *g)
{
	double x;

	for (size_t i = 0; i < g->n; i++)
		if (c->r->public && of_a_signal(grid_name(g, i)))
			separate(c);
		else if (!grid_num(g, (int)i, &x))
			text(c, g->cell[i]);
		else if (c->r->public && is_count(grid_name(g, i)))
			rounded(c, x);
		else
			number(c, x);
	end_row(c);
}

/* The names of the columns of a grid; none if the summary has no such table. */
static void
put_grid_names(struct csv *c, const struct grid *g)
{
	for (size_t i = 0; i < g->n; i++)
		text(c, grid_name(g, i));
	if (g->n)
		end_row(c);
}

static void
put_grid(struct csv *c, int table)
{
	bool closed = grids[table] == F_UNKNOWN_WORDS ||
	    grids[table] == F_TESTS;
	struct grid g;

	grid_open(&g, &c->r->sum, grids[table]);
	put_grid_names(c, &g);
	while (grid_next(&g))
		if (!c->r->public || (!closed && row_shown(&g)))
			put_grid_row(c, &g);
	grid_release(&g);
}

/* The columns of patterns; a public table has only the first OPEN. */
static const int columns[] = { F_ID, F_KIND, F_TITLE_NL, F_TITLE_EN, F_WHERE,
	F_FROM, F_TO, F_N, F_EXPECTED, F_PERSONS, F_ORGS, F_LEVEL, F_NORM,
	F_STATE, F_ROUTE, F_TOLD_N, F_CHANGE, F_SINCE, F_OWNER, F_ACTION_DATE,
	F_WHY_NL, F_WHY_EN, F_CHANCE, F_OBSERVED, F_LOW, F_HIGH, F_RATIO,
	F_RATIO_LOW, F_RATIO_HIGH, F_P, F_Q, F_PERSONS_LEAST, F_PERSONS_KNOWN,
	F_REPEATS, F_COPIES, F_URGENCY, F_URGENT, F_OPEN, F_UNTOLD, F_OVERDUE,
	F_DUE_SOON, F_AGE, F_GRAVITY, F_SCORE, F_FIRST_SEEN, F_LAST_SEEN,
	F_EFFECT, F_EFFECT_RATIO, F_EFFECT_LOW, F_EFFECT_HIGH, F_FORWARDED_TO,
	F_UNTIL, F_REASON, F_NOTE, F_NOTE_BY, F_NOTE_DATE };

enum { COLUMNS = sizeof(columns) / sizeof(*columns), OPEN = 17 };

/* Member F of REC as one cell; arrays with semicolons between. */
static void
put_member(struct csv *c, struct rec *rec, int f)
{
	struct buf b = { 0 };
	struct json_walk w;
	double x;

	if (rec_num(rec, f, &x)) {
		count(c, x);
		return;
	}
	for (rec_items(&w, rec, f); json_next(&w);) {
		if (c->r->public && f == F_WHERE &&
		    !public_pair(rec_item_text(rec, w.value)))
			continue;
		if (b.len)
			buf_putc(&b, ';');
		if (json_kind(w.value) == JSON_STRING)
			buf_put(&b, rec_item_text(rec, w.value));
		else
			buf_put(&b, w.value);
	}
	if (b.len == 0 && json_kind(rec_raw(rec, f)) == JSON_BOOL)
		buf_put(&b, rec_raw(rec, f));
	text(c, buf_slice(&b));
	buf_release(&b);
}

/* Title and days in a public table; false if F is none of these. */
static bool
put_coarse(struct csv *c, struct rec *rec, int f)
{
	int32_t d;

	if (f == F_TITLE_NL || f == F_TITLE_EN) {
		if ((f == F_TITLE_NL) == (c->r->lang == LANG_NL))
			text(c, finding_title(c->r, rec));
		else
			separate(c);
		return true;
	}
	if (f != F_FROM && f != F_TO)
		return false;
	d = date_parse_day(rec_text(rec, f));
	if (d != DATE_NONE)
		day(c, public_day(d, f == F_TO));
	else
		separate(c);
	return true;
}

static void
put_pattern(struct csv *c, struct rec *rec)
{
	for (size_t i = 0; i < (c->r->public ? OPEN : COLUMNS); i++)
		if (!c->r->public || !put_coarse(c, rec, columns[i]))
			put_member(c, rec, columns[i]);
	end_row(c);
}

static void
put_series(struct csv *c, struct rec *rec)
{
	struct course course;
	const struct chart *ch = &course.chart;

	if (!course_read(&course, rec))
		return;
	if (c->r->public && !course_round(&course))
		return;
	for (size_t i = 0; i < ch->n; i++) {
		bool known = ch->expected != NULL && i >= ch->skip;

		text(c, rec_text(rec, F_ID));
		day(c, ch->from + (int32_t)i * ch->step);
		number(c, ch->step);
		count(c, ch->seen[i]);
		if (known)
			count(c, ch->expected[i]);
		else
			separate(c);
		if (known && ch->low != NULL) {
			count(c, ch->low[i]);
			count(c, ch->high[i]);
		} else {
			separate(c);
			separate(c);
		}
		text(c, ch->flagged[i] ? SLICE("true") : SLICE("false"));
		text(c, ch->early[i] ? SLICE("true") : SLICE("false"));
		end_row(c);
	}
}

static void
put_evidence(struct csv *c, struct rec *rec)
{
	struct json_walk w;

	if (c->r->public)
		return;
	for (rec_items(&w, rec, F_EVIDENCE); json_next(&w);) {
		text(c, rec_text(rec, F_ID));
		text(c, rec_item_text(rec, w.value));
		end_row(c);
	}
}

static void
put_quotes(struct csv *c, struct rec *rec)
{
	struct json_walk w;
	struct slice quote;
	bool reviewed;

	for (rec_items(&w, rec, F_QUOTES); json_next(&w);) {
		quote = rec_item_text(rec, w.value);
		if (!quote_allowed(c->r, &quote, &reviewed))
			continue;
		text(c, rec_text(rec, F_ID));
		text(c, reviewed ? SLICE("true") : SLICE("false"));
		text(c, quote);
		end_row(c);
	}
}

/* The names of the columns of TABLE, which is no grid, up to NULL. */
static void
put_names(struct csv *c, int table)
{
	static const char *const series[] = { "id", "from", "step", "seen",
		"expected", "low", "high", "flagged", "provisional", NULL };
	static const char *const evidence[] = { "id", "signal", NULL };
	static const char *const quotes[] = { "id", "reviewed", "quote", NULL };
	const char *const *name = table == T_SERIES ? series :
	    table == T_EVIDENCE                     ? evidence :
						      quotes;

	if (table == T_PATTERNS)
		for (size_t i = 0; i < (c->r->public ? OPEN : COLUMNS); i++)
			text(c, slice_of(field_name(columns[i])));
	else
		for (; *name != NULL; name++)
			text(c, slice_of(*name));
	end_row(c);
}

static void
put_findings(struct csv *c, int table)
{
	static void (*const put[])(struct csv * c,
	    struct rec * rec) = { put_pattern, put_series, put_evidence,
		put_quotes };
	struct rec rec = { 0 };

	put_names(c, table);
	for (size_t i = 0; i < c->r->n; i++)
		if (report_pattern(c->r, i, &rec) &&
		    finding_shown(c->r, &c->r->finding[i])) {
			rec_set_text(&rec, F_ID,
			    slice_of(page_id(c->r->finding[i].id)));
			put[table - GRIDS](c, &rec);
		}
	rec_release(&rec);
}

void
csv_write(struct report *r, int table, page_sink *sink, void *arg)
{
	struct csv c = { .r = r, .sink = sink, .arg = arg, .first = true };

	if (table < GRIDS)
		put_grid(&c, table);
	else
		put_findings(&c, table);
	flush(&c, 1);
	buf_release(&c.b);
}

/* What a column of this name holds. */
static const char *
datatype(struct slice name)
{
	static const char *const days[] = { "from", "to", "day", "first",
		"last", "seen", "complete", "since", "action_date", "until",
		"first_seen", "last_seen", "note_date" };
	int f = field_find(name);

	if (is_count(name))
		return "integer";
	for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++)
		if (slice_eq(name, slice_of(days[i])))
			return "date";
	if (f != F_NONE && field_kind(LINE_PATTERN, f) == FIELD_NUMBER)
		return "number";
	if (f != F_NONE && field_kind(LINE_PATTERN, f) == FIELD_BOOL)
		return "boolean";
	return "string";
}

static void
keep(void *arg, struct slice bytes)
{
	buf_put(arg, bytes);
}

/* The first row of TABLE into B, or nothing. */
static void
put_head(struct report *r, int table, struct buf *b)
{
	struct csv c = { .r = r, .sink = keep, .arg = b, .first = true };
	struct grid g;

	if (table < GRIDS) {
		grid_open(&g, &r->sum, grids[table]);
		put_grid_names(&c, &g);
		grid_release(&g);
	} else {
		put_names(&c, table);
	}
	flush(&c, 1);
	buf_release(&c.b);
}

static void
put_column(struct buf *b, struct slice name, const char *type, bool first)
{
	buf_puts(b, first ? "" : ",");
	buf_puts(b, "\n\t{\"name\":");
	json_quote(b, name);
	buf_puts(b, ",\"titles\":");
	json_quote(b, name);
	buf_printf(b, ",\"datatype\":\"%s\"}", type);
}

static void
put_schema(struct buf *b, struct slice row, int table)
{
	struct slice name;
	bool first = true;
	bool more = true;

	for (; more; first = false) {
		more = slice_cut(&row, ',', &name);
		if (!more)
			name = row;
		/* seen is a count in series, a day in sources */
		put_column(b, name,
		    table == T_SERIES && slice_eq(name, SLICE("seen")) ?
			"number" :
			datatype(name),
		    first);
	}
}

void
csv_metadata(struct report *r, struct buf *b)
{
	struct buf all = { 0 };
	struct slice rest;
	struct slice row;
	bool first = true;

	buf_puts(b,
	    "{\"@context\":\"http://www.w3.org/ns/csvw\","
	    "\"tables\":[");
	for (int t = 0; csv_tables[t] != NULL; t++) {
		buf_reset(&all);
		put_head(r, t, &all);
		rest = buf_slice(&all);
		if (!slice_cut(&rest, '\r', &row))
			continue;
		buf_printf(b, "%s\n{\"url\":\"%s.csv\",", first ? "" : ",",
		    csv_tables[t]);
		buf_puts(b, "\"tableSchema\":{\"columns\":[");
		put_schema(b, row, t);
		buf_puts(b, "]}}");
		first = false;
	}
	buf_puts(b, "]}\n");
	buf_release(&all);
}
