/* ranks - what needs attention, and the patterns in their order */

#include "lib/report/sections.h"

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

	cell[0] = cell_text(finding_title(r, rec));
	cell[1] = cell_text(say_value(r->lang, rec_text(rec, F_KIND)));
	cell[2] = cell_count(r, rec, F_N);
	cell[3] = cell_count(r, rec, F_EXPECTED);
	cell[4] = cell_text(state.n ?
		say_value(r->lang, state) :
		slice_of(phrase(r->lang, PH_NOT_RECORDED)));
	r->page->f->row(r->page, cell);
}

/* The patterns of PART: in full up to r->full, the others a row each. */
static void
put_part(struct report *r, enum part part)
{
	struct rec rec = { 0 };
	struct column col[5];
	size_t told = 0;
	size_t hidden = 0;
	bool rows = false;

	for (size_t i = 0; i < r->n; i++) {
		if (r->finding[i].part != part || !report_pattern(r, i, &rec))
			continue;
		if (!finding_shown(r, &r->finding[i], &rec)) {
			hidden++;
		} else if (r->full == 0 || told < r->full) {
			finding_full(r, &r->finding[i], &rec);
			told++;
		} else {
			if (!rows)
				open_rows(r, col, PH_OTHERS);
			rows = true;
			put_short(r, &rec);
		}
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
	cell[0].link = f->id;
	cell[1] = cell_count(r, rec, F_N);
	cell[2] = cell_count(r, rec, F_URGENT);
	cell[3] = cell_count(r, rec, F_OVERDUE);
	cell[4] = cell_count(r, rec, F_DUE_SOON);
	r->page->f->row(r->page, cell);
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
		if (!r->finding[i].now || !report_pattern(r, i, &rec) ||
		    !finding_shown(r, &r->finding[i], &rec))
			continue;
		if (n++ == 0)
			r->page->f->table(r->page,
			    slice_of(phrase(r->lang, PH_NOW_CAPTION)), col, 5,
			    false);
		put_now_row(r, &r->finding[i], &rec);
	}
	if (n)
		r->page->f->table_end(r->page);
	else
		put_para(r, PARA_PLAIN, PH_NOW_NONE);
	rec_release(&rec);
}

void
section_now(struct report *r)
{
	size_t grave = part_count(r, PART_GRAVE, NULL);

	put_section(r, "nu", PH_H_NOW);
	put_para(r, PARA_NOTE, PH_GRAVE_NOTE);
	if (grave == 0)
		put_para(r, PARA_PLAIN, PH_GRAVE_NONE);
	else if (r->public)
		put_para(r, PARA_PLAIN, PH_GRAVE_PUBLIC);
	else
		put_part(r, PART_GRAVE);
	put_now(r);
}

void
section_rank(struct report *r)
{
	put_section(r, "patronen", PH_H_RANK);
	if (part_count(r, PART_RANK, NULL) == 0) {
		put_para(r, PARA_PLAIN, PH_RANK_NONE);
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
		put_para(r, PARA_PLAIN, PH_GOOD_NONE);
	else
		put_part(r, PART_GOOD);
}

void
section_silent(struct report *r)
{
	put_section(r, "stil", PH_H_SILENT);
	put_para(r, PARA_NOTE, PH_SILENT_INTRO);
	if (part_count(r, PART_SILENT, NULL) == 0)
		put_para(r, PARA_PLAIN, PH_SILENT_NONE);
	else
		put_part(r, PART_SILENT);
}
