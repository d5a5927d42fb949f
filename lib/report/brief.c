/* brief - the report in a few lines */

#include "lib/base/date.h"
#include "lib/report/sections.h"

static void
item(struct report *r, enum phrase key, const char *link)
{
	r->page->f->item(r->page, talk_say(&r->t, key), link);
}

static void
put_size(struct report *r)
{
	int32_t first = date_parse_day(rec_text(&r->sum, F_FIRST));
	int32_t last = date_parse_day(rec_text(&r->sum, F_LAST));
	double n;

	if (!rec_num(&r->sum, F_N, &n))
		return;
	talk_count(&r->t, n);
	if (first == DATE_NONE || last == DATE_NONE) {
		item(r, PH_BRIEF_N, NULL);
		return;
	}
	talk_span(&r->t, first, last);
	item(r, PH_BRIEF_N_SPAN, NULL);
}

/* The first pattern by rank. */
static void
put_top(struct report *r)
{
	struct rec rec = { 0 };
	size_t first;

	if (part_count(r, PART_RANK, &first) == 0)
		return;
	if (report_pattern(r, first, &rec) &&
	    finding_shown(r, &r->finding[first])) {
		talk_text(&r->t, finding_title(r, &rec));
		item(r, PH_BRIEF_TOP, finding_link(&r->finding[first]));
	}
	rec_release(&rec);
}

static void
put_told(struct report *r)
{
	double part;
	double whole;

	if (!r->have_summary)
		return;
	if (!break_now(r, "teruggekoppeld", &part, &whole)) {
		item(r, PH_BRIEF_TOLD_UNKNOWN, "breuken");
		return;
	}
	talk_count(&r->t, part);
	talk_count(&r->t, whole);
	talk_share(&r->t, part, whole);
	item(r, PH_BRIEF_TOLD, "breuken");
}

/* How many patterns PART has, if it has any. */
static void
put_many(struct report *r, enum part part, enum phrase key, const char *link)
{
	size_t n = part_count(r, part, NULL);

	if (n == 0)
		return;
	talk_num(&r->t, (double)n, 0);
	item(r, key, link);
}

/*
 * Grave signals, not patterns of them: a letter counts as often as it came.
 * What is known to be closed waits no more.
 */
static void
put_grave(struct report *r)
{
	struct buf b = { 0 };
	double wait = 0;
	double sent = 0;
	double closed = 0;

	for (size_t i = 0; i < r->n; i++) {
		const struct finding *f = &r->finding[i];

		if (f->part != PART_GRAVE)
			continue;
		wait += f->n - f->closed;
		closed += f->closed;
		if (f->many)
			sent += f->n - f->closed;
	}
	if (wait > 0) {
		talk_count(&r->t, wait);
		talk_count(&r->t, sent);
		buf_put(&b,
		    talk_say(&r->t,
			sent > 0 ? PH_BRIEF_GRAVE_SENT : PH_BRIEF_GRAVE));
	}
	if (closed > 0) {
		buf_puts(&b, b.len ? " " : "");
		talk_count(&r->t, closed);
		buf_put(&b,
		    talk_say(&r->t,
			b.len ? PH_BRIEF_GRAVE_CLOSED :
				PH_BRIEF_GRAVE_ALL_CLOSED));
	}
	if (b.len)
		r->page->f->item(r->page, buf_slice(&b), "nu");
	buf_release(&b);
}

/* Silence is no decision above: what is silent has its name here. */
static void
put_silent(struct report *r)
{
	struct rec rec = { 0 };
	size_t first;
	size_t n = part_count(r, PART_SILENT, &first);

	if (n > 0 && report_pattern(r, first, &rec)) {
		talk_text(&r->t, finding_title(r, &rec));
		talk_num(&r->t, (double)n, 0);
		item(r, n > 1 ? PH_BRIEF_SILENT : PH_ONE, "stil");
	}
	rec_release(&rec);
}

static void
put_parts(struct report *r)
{
	size_t quiet;

	put_grave(r);
	if (part_count(r, PART_RANK, NULL) == 0)
		item(r,
		    part_sought(r, PART_RANK) ? PH_BRIEF_RANK_0 :
						PH_BRIEF_RANK_NOT,
		    "patronen");
	put_many(r, PART_RANK, PH_BRIEF_RANK, "patronen");
	put_many(r, PART_GOOD, PH_BRIEF_GOOD, "goed");
	put_silent(r);
	quiet = quiet_sources(r);
	if (quiet && part_count(r, PART_SILENT, NULL) == 0) {
		talk_num(&r->t, (double)quiet, 0);
		item(r, PH_BRIEF_QUIET, "stil");
	}
}

void
section_brief(struct report *r)
{
	put_section(r, "kort", PH_H_BRIEF);
	r->page->f->list(r->page, false);
	if (r->blind) {
		item(r, PH_BRIEF_BLIND, NULL);
		r->page->f->list_end(r->page);
		return;
	}
	put_top(r);
	put_size(r);
	if (!r->public)
		put_parts(r);
	put_told(r);
	r->page->f->list_end(r->page);
}
