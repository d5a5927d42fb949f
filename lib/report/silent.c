/* silent - who has gone quiet */

#include "lib/base/date.h"
#include "lib/report/grid.h"
#include "lib/report/sections.h"

/* Has the source of this row given nothing for long? */
static bool
is_quiet(const struct grid *g)
{
	struct slice state = grid_text(g, grid_column(g, "state"));

	return slice_eq(state, SLICE("late")) ||
	    slice_eq(state, SLICE("silent"));
}

size_t
quiet_sources(const struct report *r)
{
	struct grid g;
	size_t n = 0;

	grid_open(&g, &r->sum, F_SOURCES);
	while (grid_next(&g))
		n += is_quiet(&g);
	grid_release(&g);
	return n;
}

/* What lags for longer may have stopped, or another took its place. */
enum { SOON = 35 };

size_t
behind_sources(struct report *r, int32_t days, bool quiet)
{
	int32_t as_of = date_parse_day(rec_text(&r->sum, F_AS_OF));
	int32_t day;
	struct grid g;
	size_t n = 0;

	grid_open(&g, &r->sum, F_SOURCES);
	while (as_of != DATE_NONE && grid_next(&g)) {
		day = date_parse_day(
		    grid_text(&g, grid_column(&g, "complete")));
		n += day != DATE_NONE && day <= as_of - days &&
		    day > as_of - SOON && (quiet || !is_quiet(&g));
	}
	grid_release(&g);
	return n;
}

/* Say of how many others the last week is not complete. */
static void
put_behind(struct report *r)
{
	size_t n = behind_sources(r, 7, false);

	if (n == 0)
		return;
	talk_count(&r->t, (double)n);
	put_para(r, PARA_PLAIN, PH_SILENT_BEHIND);
}

static void
put_row(struct report *r, const struct grid *g)
{
	static const char *const days[] = { "last", "seen" };
	struct buf name = { 0 };
	struct cell cell[4];

	source_name(r, g, &name);
	cell[0] = cell_text(buf_slice(&name));
	for (size_t i = 0; i < 2; i++)
		cell[1 + i] = cell_day(r,
		    date_parse_day(grid_text(g, grid_column(g, days[i]))));
	cell[3] = cell_text(
	    say_value(r->lang, grid_text(g, grid_column(g, "state"))));
	r->page->f->row(r->page, cell);
	buf_release(&name);
}

/* Sources of which nothing came: that is not to be seen in any pattern. */
static void
put_sources(struct report *r)
{
	static const enum phrase heads[] = { PH_SOURCE, PH_LAST_SIGNAL, PH_SEEN,
		PH_STATE };
	struct column col[4];
	struct grid g;

	if (quiet_sources(r) == 0)
		return;
	for (size_t i = 0; i < 4; i++)
		col[i] = (struct column){ slice_of(phrase(r->lang, heads[i])),
			false };
	r->page->f->table(r->page, slice_of(phrase(r->lang, PH_QUIET)), col, 4,
	    false);
	grid_open(&g, &r->sum, F_SOURCES);
	while (grid_next(&g))
		if (is_quiet(&g))
			put_row(r, &g);
	grid_release(&g);
	r->page->f->table_end(r->page);
}

void
section_silent(struct report *r)
{
	size_t patterns = part_count(r, PART_SILENT, NULL);

	put_section(r, "stil", PH_H_SILENT);
	put_para(r, PARA_NOTE, PH_SILENT_INTRO);
	if (patterns)
		put_part(r, PART_SILENT);
	else if (quiet_sources(r) == 0)
		put_none_of(r, PART_SILENT, PH_SILENT_NONE);
	put_behind(r);
	put_sources(r);
}
