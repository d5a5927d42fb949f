/* breaks - the four places where a signal can get lost, in figures */

#include "lib/report/grid.h"
#include "lib/report/ledger.h"
#include "lib/report/sections.h"

enum { BREAKS = 5, PERIODS = 3 };

struct share {
	bool known; /* a line of the data could have said it */
	bool asked; /* the summary has the row */
	double part;
	double whole;
};

static const char *const break_name[BREAKS] = { "ingedeeld", "beoordeeld",
	"afgewezen", "opgepakt", "teruggekoppeld" };
static const char *const period_name[PERIODS] = { "now", "before", "year" };

static const enum phrase break_phrase[BREAKS] = { PH_BREAK_LABELLED,
	PH_BREAK_JUDGED, PH_BREAK_REJECTED, PH_BREAK_TAKEN_UP, PH_BREAK_TOLD };

static size_t
index_of(struct slice s, const char *const *name, size_t n)
{
	size_t i = 0;

	while (i < n && !slice_eq(s, slice_of(name[i])))
		i++;
	return i;
}

static void
read_breaks(const struct report *r, struct share share[BREAKS][PERIODS])
{
	struct grid g;
	struct share *at;
	size_t b;
	size_t p;

	grid_open(&g, &r->sum, F_BREAKS);
	while (grid_next(&g)) {
		b = index_of(grid_text(&g, grid_column(&g, "break")),
		    break_name, BREAKS);
		p = index_of(grid_text(&g, grid_column(&g, "period")),
		    period_name, PERIODS);
		if (b == BREAKS || p == PERIODS)
			continue;
		at = &share[b][p];
		at->asked = true;
		at->known = grid_num(&g, grid_column(&g, "numerator"),
		    &at->part);
		if (!grid_num(&g, grid_column(&g, "denominator"), &at->whole))
			at->known = false;
	}
	grid_release(&g);
}

static struct cell
share_cell(const struct report *r, const struct share *s)
{
	if (!s->known || !(s->whole > 0))
		return (struct cell){ .kind = CELL_NONE };
	return cell_share(r, s->part, s->whole);
}

static void
put_row(struct report *r, size_t b, const struct share *s)
{
	struct cell cell[6];

	cell[0] = cell_text(slice_of(phrase(r->lang, break_phrase[b])));
	cell[1] = s[0].known ? cell_of(r, s[0].part) :
			       (struct cell){ .kind = CELL_NONE };
	cell[2] = s[0].asked ? cell_of(r, s[0].whole) :
			       (struct cell){ .kind = CELL_NONE };
	for (size_t i = 0; i < PERIODS; i++)
		cell[3 + i] = share_cell(r, &s[i]);
	r->page->f->row(r->page, cell);
}

bool
break_now(const struct report *r, const char *name, double *part, double *whole)
{
	struct share share[BREAKS][PERIODS] = { 0 };
	size_t b = index_of(slice_of(name), break_name, BREAKS);

	read_breaks(r, share);
	*part = share[b][0].part;
	*whole = share[b][0].whole;
	return share[b][0].known && *whole > 0;
}

/* How far the patterns got, as the ledger has it. */
static void
count_patterns(const struct report *r, size_t n[BREAKS])
{
	for (size_t i = 0; i < r->n; i++) {
		const struct finding *f = &r->finding[i];

		n[0] += f->state != STATE_NEW;
		n[1] += f->state != STATE_NEW && !f->refused;
		n[2] += f->refused;
		n[3] += f->taken;
		n[4] += f->told;
	}
}

static void
put_patterns(struct report *r)
{
	static const enum phrase name[BREAKS] = { PH_MAX, PH_BREAK_P_JUDGED,
		PH_BREAK_REJECTED, PH_BREAK_TAKEN_UP, PH_BREAK_TOLD };
	struct column col[4] = {
		{ slice_of(phrase(r->lang, PH_BREAK)), false },
		{ slice_of(phrase(r->lang, PH_BREAK_N)), true },
		{ slice_of(phrase(r->lang, PH_BREAK_OF_PATTERNS)), true },
		{ slice_of(phrase(r->lang, PH_SHARE)), true },
	};
	struct cell cell[4];
	size_t n[BREAKS] = { 0 };

	count_patterns(r, n);
	if (n[0] == 0) {
		put_para(r, PARA_NOTE, PH_BREAKS_NO_LEDGER);
		return;
	}
	r->page->f->table(r->page,
	    slice_of(phrase(r->lang, PH_BREAKS_PATTERNS)), col, 4, false);
	for (size_t b = 1; b < BREAKS; b++) {
		cell[0] = cell_text(slice_of(phrase(r->lang, name[b])));
		cell[1] = cell_of(r, (double)n[b]);
		cell[2] = cell_of(r, (double)r->n);
		cell[3] = cell_share(r, (double)n[b], (double)r->n);
		r->page->f->row(r->page, cell);
	}
	r->page->f->table_end(r->page);
}

static bool
any_asked(struct share share[BREAKS][PERIODS])
{
	for (size_t b = 0; b < BREAKS; b++)
		for (size_t p = 0; p < PERIODS; p++)
			if (share[b][p].asked)
				return true;
	return false;
}

void
section_breaks(struct report *r)
{
	struct column col[6] = {
		{ slice_of(phrase(r->lang, PH_BREAK)), false },
		{ slice_of(phrase(r->lang, PH_BREAK_N_NOW)), true },
		{ slice_of(phrase(r->lang, PH_BREAK_OF)), true },
		{ slice_of(phrase(r->lang, PH_BREAK_NOW)), true },
		{ slice_of(phrase(r->lang, PH_BREAK_BEFORE)), true },
		{ slice_of(phrase(r->lang, PH_BREAK_YEAR)), true },
	};
	struct share share[BREAKS][PERIODS] = { 0 };

	put_section(r, "breuken", PH_H_BREAKS);
	put_para(r, PARA_PLAIN, PH_BREAKS_INTRO);
	read_breaks(r, share);
	if (any_asked(share)) {
		r->page->f->table(r->page,
		    slice_of(phrase(r->lang, PH_BREAKS_CAPTION)), col, 6,
		    false);
		for (size_t b = 0; b < BREAKS; b++)
			put_row(r, b, share[b]);
		r->page->f->table_end(r->page);
		put_para(r, PARA_NOTE, PH_BREAKS_RECENT);
		put_para(r, PARA_NOTE, PH_BREAKS_NOTE);
	} else {
		put_para(r, PARA_PLAIN, PH_NO_FIGURES);
	}
	if (!r->public && r->n)
		put_patterns(r);
}
