#include "lib/report/report.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/hash.h"
#include "lib/base/xalloc.h"
#include "lib/privacy/disclose.h"
#include "lib/report/course.h"
#include "lib/report/ledger.h"
#include "lib/report/sections.h"
#include "lib/text/words.h"

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
static uint8_t
needs_now(struct rec *rec, struct slice kind)
{
	uint8_t now = 0;

	if (above(rec, F_OVERDUE, 1) || above(rec, F_DUE_SOON, 1))
		now |= NOW_TERMS;
	if (!rec_true(rec, F_CHANCE) && slice_eq(kind, SLICE("burst")) &&
	    (above(rec, F_GRAVITY, 1) || above(rec, F_URGENT, 1)))
		now |= NOW_RISES;
	return now;
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

/*
 * A number made of the words of a grave signal, from the fifth to the
 * twelfth, so that letters that differ in their greeting only are the same;
 * 0 if there are no words to see.
 */
static uint64_t
words_of(struct rec *rec)
{
	enum { SKIP = 4, USE = 8 };
	struct json_walk w;
	struct slice quote;
	struct slice head;
	struct word word;
	uint64_t hash = 0;
	size_t n = 0;

	rec_items(&w, rec, F_QUOTES);
	if (!json_next(&w))
		return 0;
	quote = rec_item_text(rec, w.value);
	if (!slice_cut(&quote, '\t', &head))
		return 0;
	for (; n < SKIP + USE && words_next(&quote, &word); n++)
		if (n >= SKIP)
			hash = hash_bytes(word.s, hash);
	return n == SKIP + USE ? hash : 0;
}

/* What was decided about it, and what still waits. */
static void
add_follow(struct finding *f, struct rec *rec, struct slice kind, bool public)
{
	enum state state = state_find(rec_text(rec, F_STATE));

	f->state = state == STATE_MAX ? STATE_NEW : (uint8_t)state;
	f->refused = rec_has(rec, F_REASON) &&
	    (state == STATE_REJECTED || state == STATE_TOLD);
	f->taken = rec_has(rec, F_OWNER) && rec_has(rec, F_ACTION_DATE);
	f->told = state == STATE_TOLD || above(rec, F_TOLD_N, 1);
	f->known = state == STATE_KNOWN;
	f->late = slice_eq(kind, SLICE("unanswered"));
	f->n = 1;
	f->few = disclose_few(rec, DISCLOSE_BASE);
	if (public)
		disclose_counted(rec, DISCLOSE_BASE);
	rec_num(rec, F_N, &f->n);
	f->open_known = rec_num(rec, F_OPEN, &f->open);
	if (f->open_known)
		f->closed = f->n - f->open;
	f->untold_known = rec_num(rec, F_UNTOLD, &f->untold);
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
	add_follow(&f, rec, kind, r->public);
	f.until = date_parse_day(rec_text(rec, F_UNTIL));
	f.from = date_parse_day(rec_text(rec, F_FROM));
	/* what came up in its window was not there on all days of that */
	if (f.part == PART_RANK)
		f.from = course_begin(rec, f.from);
	f.to = date_parse_day(rec_text(rec, F_TO));
	f.now = f.part == PART_RANK ? needs_now(rec, kind) : 0;
	f.tested = !rec_true(rec, F_CHANCE);
	rec_num(rec, F_SCORE, &f.score);
	if (f.part == PART_GRAVE)
		f.words = words_of(rec);
	f.many = f.part == PART_GRAVE && f.n > 2;
	r->quoted |= rec_has(rec, F_QUOTES);
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

bool
report_pattern(struct report *r, size_t i, struct rec *rec)
{
	struct slice line = pile_get(&r->pile, r->finding[i].line);

	if (r->pile.why != NULL || rec_parse(rec, line) != NULL)
		return false;
	if (r->public)
		finding_round(rec);
	return true;
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
