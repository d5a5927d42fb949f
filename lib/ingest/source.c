#include "lib/ingest/source.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/ingest/fit.h"
#include "lib/ingest/foot.h"
#include "lib/ingest/heading.h"
#include "lib/ingest/ident.h"
#include "lib/ingest/trouble.h"
#include "lib/ingest/value.h"

enum { SAMPLE = 1 << 12 };

const char source_no_header[] =
    "no header row was found: is it a table, and what separates its columns "
    "(--delimiter)?";

/* What need not be sniffed, by the options or else by the mapping. */
static struct sniff_asked
all_asked(const struct source *s, const struct sniff_asked *asked)
{
	struct sniff_asked a = *asked;
	const struct mapping *m = s->choose->m;

	if (!s->choose->asked)
		return a;
	a.charset = a.charset >= 0 ? a.charset : m->charset;
	a.delim = a.delim != '\0' ? a.delim : m->delim;
	a.backslash = a.backslash >= 0 ? a.backslash : m->backslash;
	a.bare = m->bare;
	return a;
}

/* If SAMPLE is of JSON in UTF-16, which JSON cannot be in, what to do. */
static const char *
wide_json(struct source *s, struct slice sample)
{
	enum charset cs = charset_sniff(sample);
	struct buf text = { 0 };
	struct slice as_utf8;
	bool json;

	if (charset_unit(cs) == 1)
		return NULL;
	(void)charset_decode(cs, sample, &text, &as_utf8);
	json = jsonin_is(as_utf8);
	buf_release(&text);
	if (!json)
		return NULL;
	buf_reset(&s->why);
	buf_printf(&s->why,
	    "JSON that is not UTF-8: use `iconv -f %s -t utf-8 FILE | "
	    "sig-ingest --name FILE'",
	    charset_name(cs));
	return buf_cstr(&s->why);
}

void
source_open(struct source *s, size_t (*read)(void *arg, void *to, size_t n),
    void *arg, size_t max, const struct sniff_asked *asked)
{
	struct lines lines = { .read = read, .arg = arg, .max = max };
	struct sniff_asked all = all_asked(s, asked);
	struct slice sample = lines_sample(&lines, SAMPLE);

	s->fail = trouble_file(sample);
	if (s->fail == NULL)
		s->fail = wide_json(s, sample);
	s->readable = s->fail == NULL;
	s->json = jsonin_is(sample);
	s->separated = !s->json && all.delim != '\0';
	s->ready = false;
	s->chosen = NULL;
	s->note = NULL;
	s->mended = 0;
	s->header_line = 0;
	s->own = 0;
	s->nameless = 0;
	s->signals = s->early = 0;
	s->apply.no_status = 0;
	set_reset(&s->apply.strange.shape);
	set_reset(&s->apply.style.shape);
	s->looked = false;
	s->of_persons = false;
	s->ids = (struct idlook){ 0 };
	buf_reset(&s->header);
	header_reset(&s->columns);
	if (s->json) {
		s->jsonin.lines = lines;
	} else {
		s->table.lines = lines;
		if (s->fail == NULL)
			table_open(&s->table, &all);
	}
}

static bool
fail(struct source *s, const char *why)
{
	buf_reset(&s->why);
	buf_puts(&s->why, why);
	s->fail = buf_cstr(&s->why);
	return false;
}

/* Put the columns of file J, named by M, behind those that are there. */
static bool
add_join(struct source *s, size_t i, const struct map_join *m)
{
	struct tables_file *j = tables_find(s->joins, m->name);
	struct buf name = { 0 };
	const char *why;

	s->joined[i] = NULL;
	s->join_at[i] = header_find(&s->columns, m->column);
	if (j == NULL || s->join_at[i] < 0)
		return true;
	why = tables_load(s->joins, j, m->key);
	if (why != NULL)
		return fail(s, why);
	for (size_t k = 0; k < j->join.header.n; k++) {
		buf_reset(&name);
		buf_put(&name, m->name);
		buf_putc(&name, '.');
		buf_put(&name, header_name(&j->join.header, k));
		header_add(&s->columns, buf_slice(&name));
	}
	buf_release(&name);
	s->joined[i] = j;
	j->used = true;
	return true;
}

static void
see_id(void *arg, struct slice cell)
{
	cell = value_trim(cell);
	if (!value_empty(cell) && !foot_cell(cell))
		idlook_see(arg, cell);
}

/* A row ahead of which column AT may be a source id. */
struct id_ahead {
	struct idlook *ids;
	size_t at;
};

static bool
see_row(void *arg, const struct slice *field, size_t n)
{
	struct id_ahead *a = arg;

	if (a->at < n)
		see_id(a->ids, field[a->at]);
	return true;
}

static bool
called_bsn(const struct source *s, size_t column)
{
	struct buf folded = { 0 };
	bool is;

	header_fold(&folded, header_name(&s->columns, column));
	is = idlook_named(buf_slice(&folded));
	buf_release(&folded);
	return is;
}

/*
 * Refuse a file whose first source ids are of persons, unless there is a key:
 * then they are not written.  What comes from several columns shows itself row
 * by row.
 */
static bool
check_ids(struct source *s)
{
	ptrdiff_t at = apply_column(&s->apply, F_SRC_ID);
	struct idlook ids = { 0 };
	const char *why;

	if (at < 0 || (size_t)at >= s->own || s->looked)
		return true;
	s->looked = true;
	if (s->json) {
		jsonin_ahead(&s->jsonin, header_name(&s->columns, (size_t)at),
		    see_id, &ids);
		see_id(&ids, s->row.field[at]);
	} else {
		table_ahead(&s->table, see_row,
		    &(struct id_ahead){ &ids, (size_t)at });
		s->row.raw = lines_kept(&s->table.lines);
	}
	why = idlook_why(&ids);
	if (ids.all > 0 && called_bsn(s, (size_t)at))
		why = "src_id: the column is called after the BSN; give --key, "
		      "or map another column";
	s->of_persons = why != NULL;
	return s->keyed || !s->of_persons || fail(s, why);
}

/* The source id of the row just read: enough to know what they are? */
static void
watch_id(struct source *s)
{
	struct slice id = s->apply.v[F_SRC_ID];

	const char *why;

	if (id.n == 0)
		return;
	idlook_see(&s->ids, id);
	why = idlook_sure(&s->ids);
	s->of_persons |= why != NULL;
	if (s->keyed || why == NULL)
		return;
	s->reason = why;
	(void)fail(s, why);
}

/*
 * Where the mapping knows who signals, and no key makes tokens of that, every
 * figure of persons and repeats would be unknown: that must be a choice.
 */
static bool
check_persons(struct source *s)
{
	ptrdiff_t at = apply_person_column(&s->apply);

	if (s->keyed || s->no_person || at < 0)
		return true;
	s->note = NULL; /* it stands in why */
	buf_reset(&s->why);
	if (header_plain(&s->columns, (size_t)at))
		buf_puts(&s->why, "column ");
	header_say(&s->why, &s->columns, (size_t)at);
	buf_puts(&s->why,
	    " says who signals: make a key with `sig-share keygen' and give "
	    "it with --key, or give --no-person");
	s->fail = buf_cstr(&s->why);
	return false;
}

/*
 * Where the header is one column, and holds another separator than was said,
 * that is what is wrong; else true.
 */
static bool
check_separator(struct source *s)
{
	static const char marks[] = ";,\t|";
	char was = s->table.sniff.delim;
	char best = '\0';
	struct slice name;
	size_t most = 0;
	size_t n;

	if (!s->separated || s->own != 1)
		return true;
	name = header_name(&s->columns, 0);
	for (const char *c = marks; *c != '\0'; c++) {
		n = 0;
		for (size_t i = 0; i < name.n; i++)
			n += name.p[i] == *c;
		if (n > most && *c != was) {
			most = n;
			best = *c;
		}
	}
	if (best == '\0')
		return true;
	buf_reset(&s->why);
	buf_puts(&s->why, "separator is ");
	sniff_put_delim(&s->why, best);
	buf_puts(&s->why, " here, not ");
	sniff_put_delim(&s->why, was);
	s->fail = buf_cstr(&s->why);
	return false;
}

/* A mapping that was named, or fits by one column, may be of other tables. */
static bool
check_fit(struct source *s)
{
	enum fit fit = fit_judge(&s->apply, s->choose->asked, &s->columns,
	    &s->why);

	/* Members of JSON may come yet. */
	if (s->json && fit != FIT_KINDLESS)
		return true;
	if (fit == FIT_POOR || fit == FIT_KINDLESS)
		s->note = buf_cstr(&s->why);
	if (fit == FIT_NONE && check_separator(s))
		s->fail = buf_cstr(&s->why);
	return fit != FIT_NONE;
}

/* The columns without those at the end that have no name and no use. */
static size_t
count_named(const struct source *s)
{
	size_t n = s->own;

	if (s->header.len == 0) /* JSON, or a table without a header */
		return n;
	while (n > 1 && n <= s->row.n && value_empty(s->row.field[n - 1]) &&
	    !apply_uses(&s->apply, n - 1))
		n--;
	return n;
}

/* Choose a mapping for the columns, and bind it. */
static bool
bind(struct source *s)
{
	const struct mapping *m = s->chosen;

	if (m == NULL)
		m = s->chosen = choose_mapping(s->choose, &s->columns);
	s->own = s->columns.n;
	if (m == NULL)
		return check_separator(s) && fail(s, buf_cstr(&s->choose->why));
	for (size_t i = 0; i < m->joins; i++)
		if (!add_join(s, i, &m->join[i]))
			return false;
	s->wide = xrealloc(s->wide, s->columns.n + 1, sizeof(*s->wide));
	s->ready = true;
	s->apply.open = s->json;
	if (!apply_bind(&s->apply, m, &s->columns))
		return check_separator(s) && fail(s, s->apply.why);
	s->counts = apply_column(&s->apply, F_N) >= 0;
	s->named = count_named(s);
	return check_fit(s) && check_ids(s) && check_persons(s);
}

/* Columns without names. */
static void
number_columns(struct source *s)
{
	while (s->columns.n < s->table.sniff.columns)
		header_add(&s->columns, (struct slice){ NULL, 0 });
}

/*
 * The columns of JSON are those of all objects so far; what is joined stands
 * behind them and is joined anew.
 */
static void
take_members(struct source *s)
{
	if (s->columns.n > s->own)
		header_reset(&s->columns);
	for (size_t i = s->columns.n; i < s->jsonin.header.n; i++)
		header_add(&s->columns, header_name(&s->jsonin.header, i));
}

static bool
read_row(struct source *s)
{
	return s->json ? jsonin_next(&s->jsonin, &s->row) :
			 table_next(&s->table, &s->row);
}

/* Bind a mapping if the row just read makes that possible. */
static void
try_bind(struct source *s)
{
	if (s->row.kind != TABLE_ROW)
		return;
	if (s->json) {
		take_members(s);
	} else if (s->choose->asked && s->choose->m->no_header) {
		number_columns(s);
	} else {
		if (!heading_is(s->choose, &s->table, &s->row, &s->columns))
			return;
		s->row.raw = lines_kept(&s->table.lines);
		buf_put(&s->header, s->row.raw);
		s->header_line = s->row.line;
	}
	(void)bind(s);
}

/* S->row with the fields of the files that are joined. */
static const struct slice *
widen(struct source *s)
{
	const struct mapping *m = s->apply.m;
	const struct slice *other;
	size_t n = s->own;
	size_t more;

	if (s->columns.n == s->own)
		return s->row.field;
	for (size_t i = 0; i < n; i++)
		s->wide[i] = i < s->row.n ? s->row.field[i] :
					    (struct slice){ "", 0 };
	for (size_t i = 0; i < m->joins; i++) {
		if (s->joined[i] == NULL)
			continue;
		other = join_find(&s->joined[i]->join, s->wide[s->join_at[i]]);
		more = s->joined[i]->join.header.n;
		for (size_t k = 0; k < more; k++)
			s->wide[n + k] = other != NULL ?
			    other[k] :
			    (struct slice){ "", 0 };
		n += more;
	}
	return s->wide;
}

/*
 * Is the row just read one of those below a table?  What may be someone's
 * words is not passed over: a part of a total is then a row as any, and a note
 * is refused, for the reason in S.
 */
static bool
is_foot(struct source *s)
{
	size_t at;
	enum foot foot = foot_judge(&s->row, s->own, s->counts, &at);

	if (foot == FOOT_NONE)
		return false;
	if (foot == FOOT_SUM || !apply_words(&s->apply, at))
		return true;
	if (foot == FOOT_NOTE)
		s->reason = "nothing in it but what may be a note below the "
			    "table";
	return false;
}

static bool
skips(struct source *s)
{
	return s->row.kind == TABLE_BLANK ||
	    (s->header.len > 0 && s->row.kind == TABLE_ROW &&
		s->row.n == s->own &&
		header_again(&s->columns, s->row.field, s->own)) ||
	    (!s->json && is_foot(s));
}

/* Why the row has other columns than the table, or NULL. */
static const char *
ragged(const struct source *s)
{
	bool whole = s->row.n >= s->own || s->row.n < s->named;

	return trouble_ragged(&s->row, whole ? s->own : s->row.n,
	    s->apply.m->pad);
}

/* Has the row something under no name, that is not kept either? */
static bool
has_nameless(const struct source *s)
{
	size_t n = s->row.n < s->own ? s->row.n : s->own;

	if (s->json || s->apply.any)
		return false;
	for (size_t i = s->named; i < n; i++)
		if (!value_empty(s->row.field[i]))
			return true;
	return false;
}

/* What becomes of the row just read. */
static void
judge(struct source *s)
{
	s->kind = SOURCE_REFUSE;
	s->reason = s->row.reason;
	if (skips(s)) {
		s->kind = SOURCE_SKIP;
		return;
	}
	if (s->row.kind == TABLE_BAD || s->reason != NULL)
		return;
	if (!s->json)
		s->reason = ragged(s);
	s->apply.row = s->row.line;
	if (s->reason == NULL)
		s->reason = apply_row(&s->apply, widen(s),
		    s->columns.n > s->own ? s->columns.n : s->row.n);
	if (s->reason == NULL)
		watch_id(s);
	if (s->reason != NULL)
		return;
	s->kind = SOURCE_SIGNAL;
	s->mended += s->row.mended;
	s->nameless += has_nameless(s);
	s->signals++;
	s->early += apply_early(&s->apply);
}

/* Bind if that can be done now; true if the row was the header. */
static bool
was_header(struct source *s)
{
	if (s->json && s->jsonin.header.n > s->own)
		s->ready = false;
	if (!s->ready)
		try_bind(s);
	return s->ready && s->row.line == s->header_line;
}

bool
source_next(struct source *s)
{
	bool header = true;

	while (header && s->fail == NULL && read_row(s))
		header = was_header(s);
	if (s->fail != NULL)
		return false;
	s->kind = SOURCE_SKIP;
	if (!header && (s->ready || s->row.kind == TABLE_BAD))
		judge(s);
	if (header && !s->ready && !s->json)
		(void)fail(s, source_no_header);
	return !header;
}

bool
source_rest(struct source *s, struct slice *raw)
{
	if (!s->row.more)
		return false;
	return s->json ? jsonin_rest(&s->jsonin, raw) :
			 table_rest(&s->table, raw);
}

void
source_close(struct source *s)
{
	table_close(&s->table);
	jsonin_release(&s->jsonin);
	s->table = (struct table){ 0 };
}

void
source_release(struct source *s)
{
	header_release(&s->columns);
	apply_release(&s->apply);
	buf_release(&s->header);
	buf_release(&s->why);
	free(s->wide);
}
