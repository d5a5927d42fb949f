/* sig-report - write patterns as a report for people */

#include <stdio.h>
#include <string.h>

#include "lib/base/date.h"
#include "lib/base/num.h"
#include "lib/base/opt.h"
#include "lib/line/stream.h"
#include "lib/report/lines.h"
#include "lib/report/tables.h"
#include "lib/report/year.h"

enum {
	O_LANG = OPT_LONG,
	O_QUOTES,
	O_TITLE,
	O_PUBLIC,
	O_PATTERNS,
	O_SIGNALS,
	O_TABLE,
	O_COMPARE,
	O_YEAR,
	O_PERIOD,
	O_DIR
};

static const struct opt options[] = {
	{ 'f', "format", "name", "html, text, markdown, csv or jsonl" },
	{ 'l', "ledger", "file", "name of the ledger in commands" },
	{ 'n', "number", "n", "tell at most n patterns a part in full" },
	{ O_LANG, "lang", "nl|en", "the language, nl unless told" },
	{ O_QUOTES, "quotes", "which", "none, reviewed or redacted (default)" },
	{ O_PUBLIC, "public", NULL, "round counts, hide small groups" },
	{ O_TITLE, "title", "text", "the title of the report" },
	{ O_PATTERNS, "patterns", "file", "name of the patterns in commands" },
	{ O_SIGNALS, "signals", "file", "name of the signals in commands" },
	{ O_COMPARE, "compare", "file", "patterns of the last report" },
	{ O_PERIOD, "period", "month", "report of a month, such as 2026-10" },
	{ O_YEAR, "year", "year", "read signals: written complaints of it" },
	{ O_TABLE, "table", "name", "which table -f csv writes (patterns)" },
	{ O_DIR, "dir", "directory", "write all tables of -f csv here" },
	{ 0 },
};

static const struct opt_tool tool = { "sig-report",
	"write patterns as a report for people", options, OPT_INPUT, NULL };

enum { HTML, TEXT, MARKDOWN, CSV, JSONL };

static const char *const formats[] = { "html", "text", "markdown", "csv",
	"jsonl", NULL };
static const char *const langs[] = { "nl", "en", NULL };
static const char *const policies[] = { "none", "reviewed", "redacted", NULL };

static const struct page_format *const writers[] = { &page_html, &page_plain,
	&page_markdown };

struct opts {
	int format;
	int table;
	const char *dir;
	const char *before; /* the name of the last report's file */
	struct year year; /* if year.year is not 0 */
	struct report report;
};

/* What the report holds; false if C is about how it is written. */
static bool
set_content(struct report *r, const struct opt_scan *s, int c)
{
	switch (c) {
	case 'n':
		r->full = (size_t)opt_num(s, 0, INT32_MAX);
		return true;
	case 'l':
		r->ledger = s->arg;
		return true;
	case O_LANG:
		r->lang = (enum lang)opt_word(s, langs);
		return true;
	case O_QUOTES:
		r->quotes = (enum quotes)opt_word(s, policies);
		return true;
	case O_PUBLIC:
		r->public = true;
		return true;
	case O_TITLE:
		r->title = s->arg;
		return true;
	case O_PATTERNS:
		r->patterns = s->arg;
		return true;
	case O_SIGNALS:
		r->signals = s->arg;
		return true;
	default:
		return false;
	}
}

static void
set_period(struct report *r, const struct opt_scan *s)
{
	struct slice arg = slice_of(s->arg);
	uint64_t year = 0;
	uint64_t month = 0;

	if (arg.n != 7 || arg.p[4] != '-' ||
	    !num_u64((struct slice){ arg.p, 4 }, &year) ||
	    !num_u64((struct slice){ arg.p + 5, 2 }, &month) || year < 1 ||
	    month < 1 || month > 12)
		opt_bad(s, "must be a month, such as 2026-10");
	r->month = (int)(year * 12 + month - 1);
}

static void
set_before(struct report *r, const struct opt_scan *s)
{
	const char *why = before_read(&r->before, s->arg);

	if (why != NULL)
		opt_bad(s, why);
}

/* Lines of the last report that could not be read. */
static void
say_before(struct stream *st, const struct before *b, const char *path)
{
	if (b->unfit)
		stream_say(st, ST_REFUSED, "%s:%zu: no line of a report", path,
		    b->first_unfit);
}

static void
set_option(struct opts *o, const struct opt_scan *s, int c)
{
	if (set_content(&o->report, s, c))
		return;
	switch (c) {
	case 'f':
		o->format = opt_word(s, formats);
		break;
	case O_YEAR:
		o->year.year = (int)opt_num(s, 1, 9999);
		break;
	case O_PERIOD:
		set_period(&o->report, s);
		break;
	case O_COMPARE:
		set_before(&o->report, s);
		o->before = s->arg;
		break;
	case O_TABLE:
		o->table = opt_word(s, csv_tables);
		break;
	default:
		o->dir = s->arg;
	}
}

static void
gather(struct stream *st, struct report *r)
{
	struct rec rec = { 0 };
	const char *why;

	while (stream_next(st, &rec)) {
		if (rec.type != LINE_SUMMARY && rec.type != LINE_PATTERN) {
			stream_ignore(st);
			continue;
		}
		why = report_add(r, &rec);
		if (why != NULL)
			stream_refuse(st, why);
		else
			stream_use(st);
	}
	rec_release(&rec);
}

static void
sink(void *arg, struct slice bytes)
{
	stream_write(arg, bytes);
}

static void
put_out(void *arg, struct slice bytes)
{
	out_put(arg, bytes);
}

/* Write table T, or the metadata if it is below 0, to DIR. */
static void
write_file(struct stream *st, struct opts *o, const char *name, int t)
{
	struct out out = { 0 };
	struct buf path = { 0 };
	struct buf meta = { 0 };
	const char *why;

	buf_printf(&path, "%s/%s", o->dir, name);
	why = out_open(&out, buf_cstr(&path), 0666);
	if (why == NULL) {
		if (t < 0)
			csv_metadata(&o->report, &meta);
		else
			csv_write(&o->report, t, put_out, &out);
		out_put(&out, buf_slice(&meta));
		why = out_close(&out);
	} else {
		out_abandon(&out);
	}
	if (why != NULL)
		stream_say(st, ST_ERROR, "%s: %s", buf_cstr(&path), why);
	buf_release(&path);
	buf_release(&meta);
}

static void
write_csv(struct stream *st, struct opts *o)
{
	char name[64];

	if (o->dir == NULL) {
		csv_write(&o->report, o->table, sink, st);
		return;
	}
	for (int t = 0; csv_tables[t] != NULL; t++) {
		snprintf(name, sizeof(name), "%s.csv", csv_tables[t]);
		write_file(st, o, name, t);
	}
	write_file(st, o, "csv-metadata.json", -1);
}

static void
write_page(struct stream *st, struct opts *o)
{
	struct page page;

	page_open(&page, writers[o->format], o->report.lang, sink, st);
	report_write(&o->report, &page);
	page_close(&page);
}

/* Complaints of the year are used, other signals are of no use. */
static void
gather_year(struct stream *st, struct year *y)
{
	struct rec rec = { 0 };

	while (stream_next(st, &rec))
		if (rec.type == LINE_SIGNAL && year_add(y, &rec))
			stream_use(st);
		else
			stream_ignore(st);
	rec_release(&rec);
}

static void
write_year(struct stream *st, struct opts *o)
{
	struct page page;

	o->year.public = o->report.public;
	page_open(&page, writers[o->format], o->report.lang, sink, st);
	year_write(&o->year, &page, o->report.title);
	page_close(&page);
}

static int
default_table(void)
{
	int t = 0;

	while (strcmp(csv_tables[t], "patterns") != 0)
		t++;
	return t;
}

int
main(int argc, char *argv[])
{
	struct opts o = { .table = default_table(),
		.report = { .quotes = QUOTES_REDACTED,
		    .full = 100,
		    .patterns = "patterns.jsonl",
		    .signals = "signals.jsonl",
		    .ledger = "ledger.jsonl" } };
	struct opt_scan s;
	struct stream st;
	int c;

	opt_open(&s, &tool, argc, argv);
	while ((c = opt_next(&s)) != -1)
		set_option(&o, &s, c);
	if (o.year.year && o.format > MARKDOWN)
		opt_usage(&s, "--year is html, text or markdown");
	stream_open(&st, &s, opt_files(&s));
	say_before(&st, &o.report.before, o.before);
	if (o.year.year)
		gather_year(&st, &o.year);
	else
		gather(&st, &o.report);
	report_order(&o.report);
	if (o.year.year)
		write_year(&st, &o);
	else if (o.format == CSV)
		write_csv(&st, &o);
	else if (o.format == JSONL)
		lines_write(&o.report, sink, &st);
	else
		write_page(&st, &o);
	if (o.report.pile.why != NULL)
		stream_say(&st, ST_ERROR, "temporary file: %s",
		    o.report.pile.why);
	report_release(&o.report);
	year_release(&o.year);
	return stream_close(&st);
}
