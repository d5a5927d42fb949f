#include "lib/report/report.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/report/sections.h"

static const char *
add_summary(struct report *r, const struct rec *rec)
{
	if (r->have_summary)
		return "second summary";
	r->have_summary = true;
	rec_format(&r->line, rec);
	return rec_parse(&r->sum, buf_slice(&r->line));
}

static enum part
part_of(struct slice kind)
{
	if (slice_eq(kind, SLICE("grave")))
		return PART_GRAVE;
	if (slice_eq(kind, SLICE("positive")))
		return PART_GOOD;
	if (slice_eq(kind, SLICE("silence")))
		return PART_SILENT;
	return PART_RANK;
}

static bool
above(const struct rec *rec, int field, double least)
{
	double x;

	return rec_num(rec, field, &x) && x >= least;
}

/* A rise with urgency, or terms that pass: what cannot wait. */
static bool
needs_now(struct rec *rec, struct slice kind)
{
	if (above(rec, F_OVERDUE, 1) || above(rec, F_DUE_SOON, 1))
		return true;
	if (rec_true(rec, F_CHANCE))
		return false;
	return slice_eq(kind, SLICE("burst")) &&
	    (above(rec, F_GRAVITY, 1) || above(rec, F_URGENT, 1));
}

/* Ids become parts of the page and of commands: letters and digits only. */
static bool
keep_id(struct finding *f, struct slice id)
{
	if (id.n == 0 || id.n + FINDING_ID >= sizeof(f->id))
		return false;
	for (size_t i = 0; i < id.n; i++)
		if (!(id.p[i] >= 'a' && id.p[i] <= 'z') &&
		    !(id.p[i] >= '0' && id.p[i] <= '9'))
			return false;
	memcpy(f->id, "p-", FINDING_ID);
	memcpy(f->id + FINDING_ID, id.p, id.n);
	f->id[FINDING_ID + id.n] = '\0';
	return true;
}

static const char *
add_pattern(struct report *r, struct rec *rec)
{
	struct finding f = { 0 };
	struct buf line = { 0 };
	struct slice kind = rec_text(rec, F_KIND);
	bool isnew;

	if (!keep_id(&f, rec_text(rec, F_ID)))
		return "no id of a pattern";
	if (kind.n == 0)
		return "no kind";
	if (r->pile.n == UINT32_MAX)
		return "too many patterns";
	set_add(&r->ids, slice_of(f.id), &isnew);
	if (!isnew)
		return "second pattern of this id";
	f.part = (uint8_t)part_of(kind);
	f.known = slice_eq(rec_text(rec, F_STATE), SLICE("bekend"));
	f.until = date_parse_day(rec_text(rec, F_UNTIL));
	f.from = date_parse_day(rec_text(rec, F_FROM));
	f.to = date_parse_day(rec_text(rec, F_TO));
	f.now = f.part == PART_RANK && needs_now(rec, kind);
	f.tested = !rec_true(rec, F_CHANCE);
	rec_num(rec, F_SCORE, &f.score);
	rec_format(&line, rec);
	f.line = (uint32_t)pile_add(&r->pile, buf_slice(&line));
	buf_release(&line);
	if (r->n == r->cap) {
		r->cap = r->cap ? r->cap * 2 : 64;
		r->finding = xrealloc(r->finding, r->cap, sizeof(f));
	}
	r->finding[r->n++] = f;
	return NULL;
}

const char *
report_add(struct report *r, struct rec *rec)
{
	if (rec->type == LINE_SUMMARY)
		return add_summary(r, rec);
	return add_pattern(r, rec);
}

static int
compare(const void *a, const void *b)
{
	const struct finding *x = a;
	const struct finding *y = b;

	if (x->part != y->part)
		return x->part < y->part ? -1 : 1;
	if (x->known != y->known)
		return x->known ? 1 : -1;
	if (x->score < y->score || x->score > y->score)
		return x->score > y->score ? -1 : 1;
	return strcmp(x->id, y->id);
}

/* Keep the patterns that were there in the month asked for. */
static void
keep_month(struct report *r)
{
	struct civil c = { r->month / 12, r->month % 12 + 1, 1 };
	int32_t first = date_day(c);
	int32_t last;
	size_t n = 0;

	if (r->month == 0)
		return;
	c = (struct civil){ (r->month + 1) / 12, (r->month + 1) % 12 + 1, 1 };
	last = date_day(c) - 1;
	for (size_t i = 0; i < r->n; i++)
		if (r->finding[i].from <= last && r->finding[i].to >= first)
			r->finding[n++] = r->finding[i];
	r->outside = r->n - n;
	r->n = n;
}

void
report_order(struct report *r)
{
	int32_t as_of;

	if (!r->have_summary)
		rec_new(&r->sum, LINE_SUMMARY);
	keep_month(r);
	as_of = date_parse_day(rec_text(&r->sum, F_AS_OF));
	for (size_t i = 0; i < r->n; i++)
		if (as_of != DATE_NONE && r->finding[i].until != DATE_NONE &&
		    r->finding[i].until < as_of)
			r->finding[i].known = false;
	if (r->n)
		qsort(r->finding, r->n, sizeof(*r->finding), compare);
}

bool
report_pattern(struct report *r, size_t i, struct rec *rec)
{
	struct slice line = pile_get(&r->pile, r->finding[i].line);

	return r->pile.why == NULL && rec_parse(rec, line) == NULL;
}

void
report_write(struct report *r, struct page *page)
{
	r->page = page;
	r->t.lang = r->lang;
	r->t.public = r->public;
	section_head(r);
	section_changes(r);
	section_base(r);
	section_breaks(r);
	section_now(r);
	section_rank(r);
	section_good(r);
	section_unknown(r);
	section_silent(r);
	section_method(r);
}

void
report_release(struct report *r)
{
	before_release(&r->before);
	rec_release(&r->sum);
	pile_release(&r->pile);
	buf_release(&r->line);
	talk_release(&r->t);
	set_release(&r->ids);
	free(r->finding);
	*r = (struct report){ 0 };
}
