/* head - what the report is about, and the figures that come first */

#include "lib/base/date.h"
#include "lib/base/num.h"
#include "lib/privacy/disclose.h"
#include "lib/report/grid.h"
#include "lib/report/sections.h"
#include "lib/report/show.h"

/* The pair NAME of F_COUNTS. */
static bool
pair_count(struct report *r, const char *name, double *x)
{
	struct json_walk w;
	struct slice s;
	struct slice head;

	for (rec_items(&w, &r->sum, F_COUNTS); json_next(&w);) {
		s = rec_item_text(&r->sum, w.value);
		if (slice_cut(&s, '=', &head) && slice_eq(head, slice_of(name)))
			return num_double(s, x);
	}
	return false;
}

bool
sum_day(struct report *r, int f, int32_t *day)
{
	*day = date_parse_day(rec_text(&r->sum, f));
	return *day != DATE_NONE;
}

/* Read and counted, and what lies between. */
static void
put_account(struct report *r)
{
	static const char *const names[] = { "read", "counted", "copies",
		"states", "undated", "later", "tallied" };
	double x = 0;
	double read = 0;
	double undated = 0;

	if (!pair_count(r, "read", &read))
		return;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (!pair_count(r, names[i], &x))
			x = 0;
		talk_count(&r->t, x);
	}
	/* x is what was tallied, and counts too */
	put_para(r, PARA_PLAIN,
	    x <= 0       ? PH_ACCOUNT :
		read > 0 ? PH_ACCOUNT_TALLIED :
			   PH_ACCOUNT_TALLIES);
	if (pair_count(r, "undated", &undated) && undated > 0) {
		talk_count(&r->t, undated);
		put_para(r, PARA_PLAIN, PH_ACCOUNT_UNDATED);
	}
}

static void
put_contents(struct report *r)
{
	static const struct {
		const char *id;
		enum phrase head;
	} part[] = {
		{ "anders", PH_H_CHANGES }, /* if there is a last report */
		{ "cijfers", PH_H_BASE },
		{ "breuken", PH_H_BREAKS },
		{ "nu", PH_H_NOW },
		{ "patronen", PH_H_RANK },
		{ "goed", PH_H_GOOD },
		{ "onbekend", PH_H_UNKNOWN },
		{ "stil", PH_H_SILENT },
		{ "methode", PH_H_METHOD },
	};

	enum { PARTS = sizeof(part) / sizeof(*part) };
	struct slice item[2 * PARTS];
	size_t n = 0;

	for (size_t i = r->before.read ? 0 : 1; i < PARTS; i++) {
		item[n++] = slice_of(part[i].id);
		item[n++] = slice_of(phrase(r->lang, part[i].head));
	}
	r->page->f->contents(r->page, item, n);
}

/* Whose signals they are: by size, at most three by name. */
static void
put_made_of(struct report *r)
{
	enum { NAMED = 3 };
	struct grid g;
	struct buf names = { 0 };
	size_t orgs = 0;
	double more = 0;
	double n;

	grid_open(&g, &r->sum, F_BASE);
	while (grid_next(&g)) {
		if (!slice_eq(grid_text(&g, grid_column(&g, "member")),
			SLICE("org")))
			continue;
		/* the row of all that are not listed */
		if (slice_eq(grid_text(&g, grid_column(&g, "value")),
			SLICE("*")) &&
		    pair_count(r, "unlisted_orgs", &more))
			continue;
		if (orgs++ < NAMED) {
			if (names.len)
				buf_puts(&names, ", ");
			buf_put(&names,
			    grid_text(&g, grid_column(&g, "value")));
		}
	}
	grid_release(&g);
	if (orgs > NAMED)
		buf_puts(&names, ", ...");
	if (orgs && names.len && rec_num(&r->sum, F_N, &n)) {
		talk_count(&r->t, n);
		talk_num(&r->t, (double)orgs + more, 0);
		talk_text(&r->t, buf_slice(&names));
		put_para(r, PARA_PLAIN, PH_PERIOD_FROM);
	}
	buf_release(&names);
}

static void
put_period(struct report *r)
{
	int32_t from;
	int32_t to;

	if (r->month) {
		put_month(r);
	} else if (sum_day(r, F_FROM, &from) && sum_day(r, F_TO, &to)) {
		talk_span(&r->t, from, to);
		put_para(r, PARA_LEAD, PH_PERIOD);
	}
	if (!r->public)
		put_made_of(r);
}

/* Who may read it.  What holds nothing may be read by all. */
static void
put_status(struct report *r)
{
	if (r->public)
		put_para(r, PARA_NOTE, PH_PUBLIC);
	else if (r->have_summary || r->n)
		put_para(r, PARA_WARN,
		    r->quotes == QUOTES_NONE || !r->quoted ?
			PH_INTERN_NO_QUOTES :
			PH_INTERN);
}

void
section_head(struct report *r)
{
	struct page *p = r->page;

	p->f->open(p,
	    slice_of(r->title != NULL && !show_nothing(slice_of(r->title)) ?
		    r->title :
		    phrase(r->lang, PH_TITLE)));
	put_period(r);
	put_status(r);
	if (r->blind && r->month == 0)
		put_para(r, PARA_WARN, PH_EMPTY);
	else if (!r->have_summary)
		put_para(r, PARA_WARN, PH_NO_SUMMARY);
	section_first(r);
	section_brief(r);
	put_contents(r);
}

void
source_name(const struct report *r, const struct grid *g, struct buf *b)
{
	static const char *const names[] = { "org", "system", "kind" };

	for (int i = 0; i < 3; i++) {
		struct slice s = grid_text(g, grid_column(g, names[i]));

		if (s.n == 0)
			continue;
		if (b->len)
			buf_puts(b, " - ");
		buf_put(b, i == 2 ? say_value(r->lang, s) : s);
	}
}

/* AT: its columns n, copies, states, undated, seen, complete, state. */
static void
put_source(struct report *r, const struct grid *g, const int *at)
{
	struct cell cell[8];
	struct buf name = { 0 };
	double x;

	source_name(r, g, &name);
	cell[0] = cell_text(buf_slice(&name));
	for (int i = 0; i < 4; i++)
		cell[1 + i] = grid_num(g, at[i], &x) ?
		    cell_of(r, x) :
		    (struct cell){ .kind = CELL_NONE };
	for (int i = 4; i < 6; i++)
		cell[1 + i] = cell_day(r, date_parse_day(grid_text(g, at[i])));
	cell[7] = cell_text(say_value(r->lang, grid_text(g, at[6])));
	r->page->f->row(r->page, cell);
	buf_release(&name);
}

static void
put_sources(struct report *r)
{
	static const char *const names[] = { "n", "copies", "states", "undated",
		"seen", "complete", "state" };
	struct column col[8] = {
		{ slice_of(phrase(r->lang, PH_SOURCE)), false },
		{ slice_of(phrase(r->lang, PH_COUNTED)), true },
		{ slice_of(phrase(r->lang, PH_COPIES)), true },
		{ slice_of(phrase(r->lang, PH_STATES)), true },
		{ slice_of(phrase(r->lang, PH_UNDATED)), true },
		{ slice_of(phrase(r->lang, PH_SEEN)), false },
		{ slice_of(phrase(r->lang, PH_COMPLETE)), false },
		{ slice_of(phrase(r->lang, PH_STATE)), false },
	};
	struct grid g;
	int at[7];

	grid_open(&g, &r->sum, F_SOURCES);
	for (size_t i = 0; i < 7; i++)
		at[i] = grid_column(&g, names[i]);
	if (g.n) {
		r->page->f->table(r->page,
		    slice_of(phrase(r->lang, PH_SOURCES)), col, 8, true);
		while (grid_next(&g))
			put_source(r, &g, at);
		r->page->f->table_end(r->page);
	}
	grid_release(&g);
}

/* The heads of the five columns of the base table. */
static void
base_heads(struct report *r, struct buf *head, struct column *col)
{
	struct json_walk w;
	struct slice s;
	size_t i = 0;

	for (rec_items(&w, &r->sum, F_BASE_MONTHS); i < 3 && json_next(&w);
	     i++) {
		uint64_t year;
		uint64_t month;

		s = rec_item_text(&r->sum, w.value);
		if (s.n == 7 && num_u64((struct slice){ s.p, 4 }, &year) &&
		    num_u64((struct slice){ s.p + 5, 2 }, &month) && month > 0)
			say_month(&head[i], r->lang,
			    (int)(year * 12 + month - 1));
		else
			buf_put(&head[i], s);
		if (i == 0 && rec_true(&r->sum, F_BASE_PARTIAL))
			buf_puts(&head[i], phrase(r->lang, PH_PARTIAL));
	}
	for (i = 0; i < 3; i++)
		col[1 + i] = (struct column){ buf_slice(&head[i]), true };
	col[4] = (struct column){ slice_of(phrase(r->lang, PH_YEAR)), true };
	col[5] = (struct column){ slice_of(phrase(r->lang, PH_LAST_YEAR)),
		true };
}

/* Total and kinds are one table, themes and organisations each another. */
static enum phrase
base_group(struct slice member)
{
	if (slice_eq(member, SLICE("theme")))
		return PH_BY_THEME;
	if (slice_eq(member, SLICE("org")))
		return PH_BY_ORG;
	return PH_BY_KIND;
}

static void
base_row(struct report *r, const struct grid *g, const int *at)
{
	struct slice member = grid_text(g, at[0]);
	struct slice value = grid_text(g, at[1]);
	struct cell cell[6];
	double year;
	double x;

	if (r->public && grid_num(g, at[5], &year) &&
	    !disclose_shown((int64_t)year))
		return;
	if (slice_eq(member, SLICE("total")))
		value = slice_of(phrase(r->lang, PH_TOTAL));
	else if (value.n == 0)
		value = slice_of(phrase(r->lang, PH_NOT_FILLED));
	cell[0] = cell_text(say_value(r->lang, value));
	for (int i = 1; i < 6; i++)
		cell[i] = grid_num(g, at[i + 1], &x) ?
		    cell_of(r, x) :
		    (struct cell){ .kind = CELL_NONE };
	r->page->f->row(r->page, cell);
}

/* Of a row, as of the total: which of its counts are known, by bits. */
static unsigned
known_counts(const struct grid *g, const int *at)
{
	unsigned known = 0;
	double x;

	for (int i = 2; i < 7; i++)
		known |= grid_num(g, at[i], &x) ? 1U << i : 0;
	return known;
}

/* Of how many organisations fewer periods are known than of all. */
static void
put_later(struct report *r, const int *at)
{
	struct grid g;
	struct slice member;
	unsigned total = 0;
	size_t later = 0;

	grid_open(&g, &r->sum, F_BASE);
	while (grid_next(&g)) {
		member = grid_text(&g, at[0]);
		if (slice_eq(member, SLICE("total")))
			total = known_counts(&g, at);
		else if (slice_eq(member, SLICE("org")))
			later += (total & ~known_counts(&g, at)) != 0;
	}
	grid_release(&g);
	if (later) {
		talk_num(&r->t, (double)later, 0);
		put_para(r, PARA_NOTE, PH_BASE_LATER);
	}
}

/* So few days more or less are no matter, as in sig-pattern's table. */
enum { BASE_DAYS = 4 };

/* Of how many sources are the latest figures not complete? */
static void
put_base_behind(struct report *r)
{
	size_t n = behind_sources(r, BASE_DAYS, true);

	if (n > 0) {
		talk_count(&r->t, (double)n);
		put_para(r, PARA_NOTE, PH_BASE_BEHIND);
	}
}

static void
put_base(struct report *r, struct column *col)
{
	static const char *const names[] = { "member", "value", "month",
		"previous", "last_year", "year", "last_year_to_date" };
	struct page *p = r->page;
	struct grid g;
	enum phrase group = PH_MAX;
	int at[7];

	grid_open(&g, &r->sum, F_BASE);
	for (size_t i = 0; i < 7; i++)
		at[i] = grid_column(&g, names[i]);
	put_later(r, at);
	put_base_behind(r);
	while (grid_next(&g)) {
		enum phrase now = base_group(grid_text(&g, at[0]));

		if (now != group) {
			if (group != PH_MAX)
				p->f->table_end(p);
			group = now;
			col[0].head = slice_of(phrase(r->lang,
			    now == PH_BY_KIND      ? PH_KIND :
				now == PH_BY_THEME ? PH_THEME :
						     PH_ORG));
			p->f->table(p, slice_of(phrase(r->lang, now)), col, 6,
			    false);
		}
		base_row(r, &g, at);
	}
	if (group != PH_MAX)
		p->f->table_end(p);
	else
		put_para(r, PARA_PLAIN, PH_NO_FIGURES);
	grid_release(&g);
}

void
section_base(struct report *r)
{
	struct column col[6] = { 0 };
	struct buf head[3] = { 0 };

	put_section(r, "cijfers", PH_H_BASE);
	put_account(r);
	put_chart(r, &r->sum, PH_CHART_TABLE_ALL);
	put_sources(r);
	base_heads(r, head, col);
	put_base(r, col);
	for (size_t i = 0; i < 3; i++)
		buf_release(&head[i]);
}
