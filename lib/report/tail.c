/* tail - what could not be recognised, and how the figures were made */

#include "lib/base/date.h"
#include "lib/privacy/disclose.h"
#include "lib/report/grid.h"
#include "lib/report/sections.h"

static struct cell
grid_cell(const struct report *r, const struct grid *g, const char *name)
{
	double x;

	if (!grid_num(g, grid_column(g, name), &x))
		return (struct cell){ .kind = CELL_NONE };
	return cell_of(r, x);
}

static enum phrase
member_phrase(struct slice member)
{
	static const struct {
		const char *name;
		enum phrase key;
	} table[] = {
		{ "org", PH_ORG },
		{ "kind", PH_KIND },
		{ "channel", PH_CHANNEL },
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
		if (slice_eq(member, slice_of(table[i].name)))
			return table[i].key;
	return PH_TOTAL;
}

static void
put_unknown_row(struct report *r, const struct grid *g)
{
	struct slice value = grid_text(g, grid_column(g, "value"));
	enum phrase member = member_phrase(
	    grid_text(g, grid_column(g, "member")));
	struct cell cell[4];
	double part;
	double whole;

	if (!grid_num(g, grid_column(g, "n"), &whole) ||
	    !grid_num(g, grid_column(g, "unknown"), &part) ||
	    (r->public && !disclose_shown((int64_t)whole)))
		return;
	talk_phrase(&r->t, member);
	talk_text(&r->t, say_value(r->lang, value));
	cell[0] = cell_text(
	    talk_say(&r->t, member == PH_TOTAL ? PH_ONE : PH_NAMED));
	cell[1] = cell_of(r, part);
	cell[2] = cell_of(r, whole);
	cell[3] = cell_share(r, part, whole);
	r->page->f->row(r->page, cell);
}

/* The rows of one member, or of none of the three. */
static void
put_unknown_of(struct report *r, enum phrase member)
{
	struct grid g;

	grid_open(&g, &r->sum, F_UNKNOWN);
	while (grid_next(&g))
		if (member_phrase(grid_text(&g, grid_column(&g, "member"))) ==
		    member)
			put_unknown_row(r, &g);
	grid_release(&g);
}

/* The total, then by organisation, kind and channel; each as they come. */
static void
put_unknown(struct report *r)
{
	static const enum phrase members[] = { PH_TOTAL, PH_ORG, PH_KIND,
		PH_CHANNEL };
	struct column col[4] = {
		{ slice_of(phrase(r->lang, PH_WHERE)), false },
		{ slice_of(phrase(r->lang, PH_NOT_LABELLED)), true },
		{ slice_of(phrase(r->lang, PH_BREAK_OF)), true },
		{ slice_of(phrase(r->lang, PH_SHARE)), true },
	};

	if (!rec_has(&r->sum, F_UNKNOWN)) {
		put_para(r, PARA_PLAIN, PH_NO_FIGURES);
		return;
	}
	r->page->f->table(r->page,
	    slice_of(phrase(r->lang, PH_UNKNOWN_CAPTION)), col, 4, false);
	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++)
		put_unknown_of(r, members[i]);
	r->page->f->table_end(r->page);
}

static void
put_unknown_words(struct report *r)
{
	struct column col[3] = {
		{ slice_of(phrase(r->lang, PH_WORDS)), false },
		{ slice_of(phrase(r->lang, PH_SIGNALS)), true },
		{ slice_of(phrase(r->lang, PH_F_PERSONS)), true },
	};
	struct grid g;
	struct cell cell[3];
	size_t n = 0;

	grid_open(&g, &r->sum, F_UNKNOWN_WORDS);
	while (!r->public && grid_next(&g)) {
		if (n++ == 0)
			r->page->f->table(r->page,
			    slice_of(phrase(r->lang, PH_WORDS_CAPTION)), col, 3,
			    false);
		cell[0] = cell_text(grid_text(&g, grid_column(&g, "words")));
		cell[1] = grid_cell(r, &g, "n");
		cell[2] = grid_cell(r, &g, "persons");
		if (cell[2].kind == CELL_NONE)
			cell[2] = cell_text(
			    slice_of(phrase(r->lang, PH_UNKNOWN)));
		r->page->f->row(r->page, cell);
	}
	if (n)
		r->page->f->table_end(r->page);
	grid_release(&g);
}

void
section_unknown(struct report *r)
{
	put_section(r, "onbekend", PH_H_UNKNOWN);
	put_para(r, PARA_NOTE, PH_UNKNOWN_INTRO);
	put_unknown(r);
	put_unknown_words(r);
}

static void
put_tests(struct report *r)
{
	static const char *const names[] = { "cells", "tests", "found",
		"shown" };
	struct column col[5] = {
		{ slice_of(phrase(r->lang, PH_SORT)), false },
		{ slice_of(phrase(r->lang, PH_CELLS)), true },
		{ slice_of(phrase(r->lang, PH_TESTS)), true },
		{ slice_of(phrase(r->lang, PH_FOUND)), true },
		{ slice_of(phrase(r->lang, PH_SHOWN)), true },
	};
	struct grid g;
	struct cell cell[5];

	grid_open(&g, &r->sum, F_TESTS);
	if (g.n) {
		r->page->f->table(r->page,
		    slice_of(phrase(r->lang, PH_TESTS_CAPTION)), col, 5, false);
		while (grid_next(&g)) {
			cell[0] = cell_text(say_value(r->lang,
			    grid_text(&g, grid_column(&g, "kind"))));
			for (size_t i = 0; i < 4; i++)
				cell[i + 1] = grid_cell(r, &g, names[i]);
			r->page->f->row(r->page, cell);
		}
		r->page->f->table_end(r->page);
	}
	grid_release(&g);
}

static struct cell
day_cell(const struct report *r, const struct grid *g, const char *name)
{
	return cell_day(r, date_parse_day(grid_text(g, grid_column(g, name))));
}

static void
put_books(struct report *r)
{
	struct column col[4] = {
		{ slice_of(phrase(r->lang, PH_F_BOOK)), false },
		{ slice_of(phrase(r->lang, PH_FIRST)), false },
		{ slice_of(phrase(r->lang, PH_LAST)), false },
		{ slice_of(phrase(r->lang, PH_SIGNALS)), true },
	};
	struct grid g;
	struct cell cell[4];

	grid_open(&g, &r->sum, F_BOOKS);
	if (g.n) {
		r->page->f->table(r->page,
		    slice_of(phrase(r->lang, PH_BOOKS_CAPTION)), col, 4, false);
		while (grid_next(&g)) {
			cell[0] = cell_text(
			    grid_text(&g, grid_column(&g, "book")));
			cell[1] = day_cell(r, &g, "first");
			cell[2] = day_cell(r, &g, "last");
			cell[3] = grid_cell(r, &g, "n");
			r->page->f->row(r->page, cell);
		}
		r->page->f->table_end(r->page);
	}
	grid_release(&g);
}

static void
put_limits(struct report *r)
{
	static const enum phrase limits[] = { PH_LIMIT_HEARD, PH_LIMIT_WORDS,
		PH_LIMIT_CAUSE, PH_LIMIT_PERSONS };
	struct page *p = r->page;

	p->f->heading(p, slice_of(phrase(r->lang, PH_H_LIMITS)));
	p->f->list(p, false);
	for (size_t i = 0; i < sizeof(limits) / sizeof(*limits); i++)
		p->f->item(p, slice_of(phrase(r->lang, limits[i])), NULL);
	p->f->list_end(p);
}

void
section_method(struct report *r)
{
	struct page *p = r->page;
	struct json_walk w;
	double x;

	put_section(r, "methode", PH_H_METHOD);
	put_para(r, PARA_PLAIN, PH_METHOD);
	if (rec_num(&r->sum, F_ALPHA, &x)) {
		talk_num(&r->t, 100 * x, 1);
		put_para(r, PARA_PLAIN, PH_ALPHA);
	}
	if (rec_num(&r->sum, F_BUDGET, &x) && x > 0) {
		talk_num(&r->t, 1 / x, 1);
		put_para(r, PARA_PLAIN, PH_BUDGET);
	}
	for (rec_items(&w, &r->sum,
		 r->lang == LANG_NL ? F_WARNINGS_NL : F_WARNINGS_EN);
	     !r->public && json_next(&w);)
		p->f->para(p, PARA_WARN, rec_item_text(&r->sum, w.value));
	if (!r->public)
		put_tests(r);
	put_books(r);
	put_limits(r);
	talk_text(&r->t, rec_text(&r->sum, F_TOOL));
	talk_text(&r->t, rec_text(&r->sum, F_VERSION));
	talk_text(&r->t, SLICE(VERSION));
	put_para(r, PARA_NOTE, r->have_summary ? PH_MADE_BY : PH_MADE);
}
