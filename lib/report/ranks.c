/* ranks - what needs attention, and the patterns in their order */

#include "lib/base/date.h"
#include "lib/report/sections.h"

enum { MOST_NOW = 20 }; /* rows of what cannot wait, unless all are told */

/* The columns of a pattern that is told in one row. */
static void
open_rows(struct report *r, struct column *col, enum phrase caption)
{
	col[0] = (struct column){ slice_of(phrase(r->lang, PH_PATTERN)),
		false };
	col[1] = (struct column){ slice_of(phrase(r->lang, PH_SORT)), false };
	col[2] = (struct column){ slice_of(phrase(r->lang, PH_SIGNALS)), true };
	col[3] = (struct column){ slice_of(phrase(r->lang, PH_EXPECTED)),
		true };
	col[4] = (struct column){ slice_of(phrase(r->lang, PH_STATE)), false };
	r->page->f->table(r->page, slice_of(phrase(r->lang, caption)), col, 5,
	    false);
}

static void
put_short(struct report *r, struct rec *rec)
{
	struct cell cell[5];
	struct slice state = rec_text(rec, F_STATE);
	double expected;

	cell[0] = cell_text(finding_title(r, rec));
	cell[1] = cell_text(say_value(r->lang, rec_text(rec, F_KIND)));
	cell[2] = cell_count(r, rec, F_N);
	cell[3] = cell_count(r, rec, F_EXPECTED);
	if (!r->public && rec_num(rec, F_EXPECTED, &expected) && expected > 0 &&
	    expected < .5)
		cell[3] = cell_text(slice_of(phrase(r->lang, PH_HARDLY)));
	cell[4] = cell_text(state.n ?
		say_value(r->lang, state) :
		slice_of(phrase(r->lang, PH_NOT_RECORDED)));
	r->page->f->row(r->page, cell);
}

/* What the columns of put_short are when the rows are grave signals. */
static void
open_grave_rows(struct report *r, struct column *col)
{
	static const enum phrase heads[] = { PH_PATTERN, PH_F_DAY, PH_F_OLD,
		PH_F_OPEN, PH_STATE };

	for (size_t i = 0; i < 5; i++)
		col[i] = (struct column){ slice_of(phrase(r->lang, heads[i])),
			i == 2 };
	r->page->f->table(r->page, slice_of(phrase(r->lang, PH_GRAVE_OTHERS)),
	    col, 5, false);
}

static void
put_grave_short(struct report *r, struct rec *rec)
{
	struct cell cell[5];
	struct slice state = rec_text(rec, F_STATE);
	int32_t day = date_parse_day(rec_text(rec, F_FROM));
	double x;

	cell[0] = cell_text(finding_title(r, rec));
	cell[1] = (struct cell){ .kind = day == DATE_NONE ? CELL_NONE :
							    CELL_DAY,
		.x = day };
	cell[2] = cell_count(r, rec, F_AGE);
	cell[3] = cell_text(slice_of(phrase(r->lang,
	    !rec_num(rec, F_OPEN, &x) ? PH_UNKNOWN :
		x > 0                 ? PH_YES :
					PH_NO)));
	cell[4] = cell_text(state.n ?
		say_value(r->lang, state) :
		slice_of(phrase(r->lang, PH_NOT_RECORDED)));
	r->page->f->row(r->page, cell);
}

/* A row of what is not told in full; COL to begin the table. */
static void
put_other(struct report *r, enum part part, struct column *col, struct rec *rec)
{
	if (part == PART_GRAVE) {
		if (col != NULL)
			open_grave_rows(r, col);
		put_grave_short(r, rec);
		return;
	}
	if (col != NULL)
		open_rows(r, col, PH_OTHERS);
	put_short(r, rec);
}

void
put_part(struct report *r, enum part part)
{
	struct rec rec = { 0 };
	struct column col[5];
	size_t rows = 0;
	size_t hidden = 0;

	for (size_t i = 0; i < r->n; i++) {
		const struct finding *f = &r->finding[i];

		if (f->part != part || !report_pattern(r, i, &rec))
			continue;
		if (!finding_shown(r, f))
			hidden++;
		else if (f->full)
			finding_full(r, f, &rec);
		else
			put_other(r, part, rows++ == 0 ? col : NULL, &rec);
	}
	if (rows)
		r->page->f->table_end(r->page);
	if (hidden)
		put_para(r, PARA_NOTE, PH_HIDDEN);
	rec_release(&rec);
}

static void
put_now_row(struct report *r, const struct finding *f, struct rec *rec)
{
	struct cell cell[5];

	cell[0] = cell_text(finding_title(r, rec));
	cell[0].link = finding_link(f);
	cell[1] = cell_count(r, rec, F_N);
	cell[2] = cell_count(r, rec, F_URGENT);
	cell[3] = cell_count(r, rec, F_OVERDUE);
	cell[4] = cell_count(r, rec, F_DUE_SOON);
	r->page->f->row(r->page, cell);
}

/* What the rows of what cannot wait are called: by what there is of it. */
static enum phrase
now_caption(const struct report *r)
{
	unsigned now = 0;

	for (size_t i = 0; i < r->n; i++)
		if (finding_shown(r, &r->finding[i]))
			now |= r->finding[i].now;
	return now == NOW_RISES ? PH_NOW_RISES :
	    now == NOW_TERMS    ? PH_NOW_TERMS :
				  PH_NOW_BOTH;
}

/* Rises with urgency, and terms that pass: a row and a link each. */
static void
put_now(struct report *r)
{
	struct column col[5] = {
		{ slice_of(phrase(r->lang, PH_PATTERN)), false },
		{ slice_of(phrase(r->lang, PH_SIGNALS)), true },
		{ slice_of(phrase(r->lang, PH_F_URGENT)), true },
		{ slice_of(phrase(r->lang, PH_F_OVERDUE)), true },
		{ slice_of(phrase(r->lang, PH_F_DUE_SOON)), true },
	};
	struct rec rec = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++) {
		if (!r->finding[i].now || !finding_shown(r, &r->finding[i]))
			continue;
		n++;
		if ((r->full && n > MOST_NOW) || !report_pattern(r, i, &rec))
			continue;
		if (n == 1)
			r->page->f->table(r->page,
			    slice_of(phrase(r->lang, now_caption(r))), col, 5,
			    false);
		put_now_row(r, &r->finding[i], &rec);
	}
	if (n)
		r->page->f->table_end(r->page);
	else
		put_para(r, PARA_PLAIN,
		    kind_sought(r, "burst") ? PH_NOW_NONE : PH_NOW_NONE_TERMS);
	if (r->full && n > MOST_NOW) {
		talk_num(&r->t, (double)(n - MOST_NOW), 0);
		put_para(r, PARA_PLAIN, PH_NOW_MORE);
	}
	put_para(r, PARA_NOTE, PH_TERMS_NOTE);
	rec_release(&rec);
}

/* How many of the grave signals are one letter, sent by many. */
static void
put_same(struct report *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++)
		n += r->finding[i].family;
	if (n == 0)
		return;
	talk_count(&r->t, (double)n);
	put_para(r, PARA_PLAIN, PH_GRAVE_SAME);
}

void
section_now(struct report *r)
{
	size_t grave = part_count(r, PART_GRAVE, NULL);

	put_section(r, "nu", PH_H_NOW);
	if (r->blind) {
		put_para(r, PARA_PLAIN, PH_BLIND);
		return;
	}
	put_para(r, PARA_NOTE, PH_GRAVE_NOTE);
	if (grave == 0)
		put_none_of(r, PART_GRAVE, PH_GRAVE_NONE);
	else if (r->public)
		put_para(r, PARA_PLAIN, PH_GRAVE_PUBLIC);
	else {
		put_same(r);
		put_part(r, PART_GRAVE);
	}
	put_now(r);
}

void
section_rank(struct report *r)
{
	put_section(r, "patronen", PH_H_RANK);
	if (part_count(r, PART_RANK, NULL) == 0) {
		put_none_of(r, PART_RANK, PH_RANK_NONE);
		return;
	}
	put_para(r, PARA_NOTE, PH_RANK_INTRO);
	put_part(r, PART_RANK);
}

void
section_good(struct report *r)
{
	put_section(r, "goed", PH_H_GOOD);
	if (part_count(r, PART_GOOD, NULL) == 0)
		put_none_of(r, PART_GOOD, PH_GOOD_NONE);
	else
		put_part(r, PART_GOOD);
}
