#include "lib/report/lines.h"

#include "lib/base/date.h"
#include "lib/privacy/disclose.h"
#include "lib/report/sections.h"

enum { QUOTES = 64, PAIRS = 64 };

/* The members of a pattern that a public report keeps; counts are rounded. */
static const int open_members[] = { F_ID, F_KIND, F_CHANCE, F_ORGS, F_LEVEL,
	F_NORM, F_CHANGE, F_STATE, F_ROUTE };
static const int open_counts[] = { F_N, F_EXPECTED, F_PERSONS, F_PERSONS_LEAST,
	F_TOLD_N };
static const int open_summary[] = { F_TOOL, F_VERSION, F_AS_OF, F_FROM, F_TO,
	F_ALPHA, F_BUDGET };

static void
put(const struct rec *rec, page_sink *sink, void *arg)
{
	struct buf b = { 0 };

	rec_format(&b, rec);
	buf_putc(&b, '\n');
	sink(arg, buf_slice(&b));
	buf_release(&b);
}

static void
keep(struct rec *to, const struct rec *from, const int *f, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (rec_has(from, f[i]))
			rec_set_raw(to, f[i], rec_raw(from, f[i]));
}

/* The pairs of a cell that name no signal and no words of people. */
static void
public_where(struct rec *to, struct rec *from)
{
	struct slice kept[PAIRS];
	struct json_walk w;
	size_t n = 0;

	if (!rec_has(from, F_WHERE))
		return;
	for (rec_items(&w, from, F_WHERE); n < PAIRS && json_next(&w);) {
		kept[n] = rec_item_text(from, w.value);
		n += public_pair(kept[n]);
	}
	rec_set_list(to, F_WHERE, kept, n);
}

/* Whole months around the days. */
static void
public_days(struct rec *to, struct rec *from)
{
	static const int days[] = { F_FROM, F_TO };
	struct buf b = { 0 };

	for (size_t i = 0; i < 2; i++) {
		int32_t day = date_parse_day(rec_text(from, days[i]));

		if (day == DATE_NONE)
			continue;
		buf_reset(&b);
		date_put_day(&b, public_day(day, i == 1));
		rec_set_text(to, days[i], buf_slice(&b));
	}
	buf_release(&b);
}

static void
public_pattern(struct report *r, struct rec *to, struct rec *from)
{
	double x;

	rec_new(to, LINE_PATTERN);
	keep(to, from, open_members,
	    sizeof(open_members) / sizeof(*open_members));
	public_where(to, from);
	public_days(to, from);
	rec_set_text(to, r->lang == LANG_NL ? F_TITLE_NL : F_TITLE_EN,
	    finding_title(r, from));
	for (size_t i = 0; i < sizeof(open_counts) / sizeof(*open_counts); i++)
		if (rec_num(from, open_counts[i], &x) &&
		    disclose_shown((int64_t)x))
			rec_set_int(to, open_counts[i],
			    disclose_round((int64_t)x));
}

/* Take out the quotes of REC that may not be shown. */
static void
drop_quotes(const struct report *r, struct rec *rec)
{
	struct slice kept[QUOTES];
	struct slice quote;
	struct json_walk w;
	size_t n = 0;
	bool reviewed;

	if (!rec_has(rec, F_QUOTES))
		return;
	for (rec_items(&w, rec, F_QUOTES); n < QUOTES && json_next(&w);) {
		kept[n] = quote = rec_item_text(rec, w.value);
		if (quote_allowed(r, &quote, &reviewed))
			n++;
	}
	rec_set_list(rec, F_QUOTES, kept, n);
}

static void
put_summary(struct report *r, page_sink *sink, void *arg)
{
	struct rec open = { 0 };

	if (!r->have_summary)
		return;
	if (!r->public) {
		put(&r->sum, sink, arg);
		return;
	}
	rec_new(&open, LINE_SUMMARY);
	keep(&open, &r->sum, open_summary,
	    sizeof(open_summary) / sizeof(*open_summary));
	put(&open, sink, arg);
	rec_release(&open);
}

void
lines_write(struct report *r, page_sink *sink, void *arg)
{
	struct rec rec = { 0 };
	struct rec open = { 0 };

	put_summary(r, sink, arg);
	for (size_t i = 0; i < r->n; i++) {
		if (!report_pattern(r, i, &rec) ||
		    !finding_shown(r, &r->finding[i]))
			continue;
		if (r->public) {
			rec_set_text(&rec, F_ID,
			    slice_of(page_id(r->finding[i].id)));
			public_pattern(r, &open, &rec);
			put(&open, sink, arg);
		} else {
			drop_quotes(r, &rec);
			put(&rec, sink, arg);
		}
	}
	rec_release(&rec);
	rec_release(&open);
}
