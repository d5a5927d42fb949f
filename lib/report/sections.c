/* sections - what all parts of a report share */

#include "lib/report/sections.h"

#include "lib/base/date.h"
#include "lib/privacy/disclose.h"

size_t
part_count(const struct report *r, enum part part, size_t *first)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++)
		if (r->finding[i].part == part && n++ == 0 && first != NULL)
			*first = i;
	return n;
}

bool
finding_shown(const struct report *r, const struct finding *f)
{
	if (!r->public)
		return true;
	return f->part != PART_GRAVE && !f->few &&
	    disclose_shown((int64_t)f->n);
}

const char *
finding_link(const struct finding *f)
{
	return f->full ? f->id : NULL;
}

bool
quote_allowed(const struct report *r, struct slice *quote, bool *reviewed)
{
	struct slice head;

	if (r->quotes == QUOTES_NONE || !slice_cut(quote, '\t', &head))
		return false;
	*reviewed = slice_eq(head, SLICE("reviewed=true"));
	return *reviewed || (r->quotes == QUOTES_REDACTED && !r->public);
}

struct cell
cell_of(const struct report *r, double x)
{
	if (r->public && !disclose_shown((int64_t)x))
		return (struct cell){ .kind = CELL_FEW };
	if (r->public)
		x = (double)disclose_round((int64_t)x);
	return (struct cell){ .kind = CELL_COUNT, .x = x };
}

struct cell
cell_day(const struct report *r, int32_t day)
{
	struct civil c;

	if (day == DATE_NONE)
		return (struct cell){ .kind = CELL_NONE };
	if (!r->public)
		return (struct cell){ .kind = CELL_DAY, .x = day };
	c = date_civil(day);
	return (
	    struct cell){ .kind = CELL_MONTH, .x = c.year * 12 + c.month - 1 };
}

struct cell
cell_count(const struct report *r, const struct rec *rec, int f)
{
	double x;

	if (!rec_num(rec, f, &x))
		return (struct cell){ .kind = CELL_NONE };
	return cell_of(r, x);
}

struct cell
cell_share(const struct report *r, double part, double whole)
{
	double share;

	if (!r->public)
		return (struct cell){ .kind = CELL_SHARE,
			.x = part,
			.whole = whole };
	if (!disclose_share((int64_t)part, (int64_t)whole, &share))
		return (struct cell){ .kind = CELL_HIDDEN };
	return (struct cell){ .kind = CELL_SHARE, .x = share, .whole = 1 };
}

struct cell
cell_text(struct slice s)
{
	return (struct cell){ .kind = CELL_TEXT, .text = s };
}

void
put_section(struct report *r, const char *id, enum phrase head)
{
	r->page->f->section(r->page, id, slice_of(phrase(r->lang, head)));
}

void
put_para(struct report *r, enum para kind, enum phrase key)
{
	r->page->f->para(r->page, kind, talk_say(&r->t, key));
}

void
put_none(struct report *r, enum phrase key)
{
	put_para(r, PARA_PLAIN, r->blind ? PH_BLIND : key);
}

/* Kinds of which something is told whatever the budget of false findings. */
static bool
needs_budget(const char *kind)
{
	static const char *const without[] = { "grave", "campaign",
		"unanswered", "disproportion", "combination" };

	for (size_t i = 0; i < sizeof(without) / sizeof(*without); i++)
		if (strcmp(kind, without[i]) == 0)
			return false;
	return true;
}

bool
kind_sought(const struct report *r, const char *kind)
{
	static const char *const names[] = { "tests", "found" };
	struct grid g;
	double n;
	double budget;
	bool sought = false;

	if (!rec_has(&r->sum, F_TESTS))
		return true;
	if (rec_num(&r->sum, F_BUDGET, &budget) && budget <= 0 &&
	    needs_budget(kind))
		return false;
	grid_open(&g, &r->sum, F_TESTS);
	while (grid_next(&g)) {
		if (!slice_eq(grid_text(&g, grid_column(&g, "kind")),
			slice_of(kind)))
			continue;
		for (size_t i = 0; i < 2; i++)
			sought |= grid_num(&g, grid_column(&g, names[i]), &n) &&
			    n > 0;
	}
	grid_release(&g);
	return sought;
}

bool
part_sought(const struct report *r, enum part part)
{
	static const struct {
		enum part part;
		const char *kind;
	} table[] = {
		{ PART_GRAVE, "grave" },
		{ PART_RANK, "burst" },
		{ PART_RANK, "trend" },
		{ PART_RANK, "persistent" },
		{ PART_RANK, "cross-org" },
		{ PART_RANK, "repeat" },
		{ PART_RANK, "campaign" },
		{ PART_RANK, "unanswered" },
		{ PART_RANK, "disproportion" },
		{ PART_RANK, "combination" },
		{ PART_RANK, "emerging" },
		/* what is positive is found among these */
		{ PART_GOOD, "burst" },
		{ PART_GOOD, "trend" },
		{ PART_SILENT, "silence" },
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
		if (table[i].part == part && kind_sought(r, table[i].kind))
			return true;
	return false;
}

void
put_none_of(struct report *r, enum part part, enum phrase key)
{
	put_none(r, part_sought(r, part) ? key : PH_NOT_SOUGHT);
}

void
put_fact(struct report *r, enum phrase name, enum phrase key)
{
	r->page->f->fact(r->page, slice_of(phrase(r->lang, name)),
	    talk_say(&r->t, key));
}

void
put_word(struct buf *b, const char *s)
{
	if (strspn(s,
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
		"0123456789_./-+,:@%") == strlen(s) &&
	    *s != '\0') {
		buf_puts(b, s);
		return;
	}
	buf_putc(b, '\'');
	for (; *s != '\0'; s++)
		if (*s == '\'')
			buf_puts(b, "'\\''");
		else
			buf_putc(b, *s);
	buf_putc(b, '\'');
}

bool
public_pair(struct slice pair)
{
	static const char *const single[] = { "id", "group", "words", "person",
		"who" };
	struct slice name = pair;

	slice_cut(&pair, '=', &name);
	for (size_t i = 0; i < sizeof(single) / sizeof(*single); i++)
		if (slice_eq(name, slice_of(single[i])))
			return false;
	return true;
}

int32_t
public_day(int32_t day, bool last)
{
	struct civil c = date_civil(day);

	c.day = 1;
	if (!last)
		return date_day(c);
	c = c.month == 12 ? (struct civil){ c.year + 1, 1, 1 } :
			    (struct civil){ c.year, c.month + 1, 1 };
	return date_day(c) - 1;
}
