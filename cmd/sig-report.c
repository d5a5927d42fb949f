/* sig-report - write patterns as a report for people */

#include "lib/base/opt.h"
#include "lib/line/stream.h"
#include "lib/report/report.h"

enum { O_LANG = OPT_LONG, O_QUOTES, O_TITLE, O_PUBLIC, O_PATTERNS, O_SIGNALS };

static const struct opt options[] = {
	{ 'f', "format", "name", "html (default) or text" },
	{ 'n', "number", "n", "tell at most n patterns a part in full" },
	{ O_LANG, "lang", "nl|en", "the language, nl unless told" },
	{ O_QUOTES, "quotes", "which", "none, reviewed or redacted (default)" },
	{ O_PUBLIC, "public", NULL, "round counts, hide small groups" },
	{ O_TITLE, "title", "text", "the title of the report" },
	{ O_PATTERNS, "patterns", "file", "name of the patterns in commands" },
	{ O_SIGNALS, "signals", "file", "name of the signals in commands" },
	{ 0 },
};

static const struct opt_tool tool = { "sig-report",
	"write patterns as a report for people", options, OPT_INPUT, NULL };

static const char *const formats[] = { "html", "text", NULL };
static const char *const langs[] = { "nl", "en", NULL };
static const char *const policies[] = { "none", "reviewed", "redacted", NULL };

struct opts {
	int format;
	struct report report;
};

static void
set_option(struct opts *o, const struct opt_scan *s, int c)
{
	struct report *r = &o->report;

	switch (c) {
	case 'f':
		o->format = opt_word(s, formats);
		break;
	case 'n':
		r->full = (size_t)opt_num(s, 0, INT32_MAX);
		break;
	case O_LANG:
		r->lang = (enum lang)opt_word(s, langs);
		break;
	case O_QUOTES:
		r->quotes = (enum quotes)opt_word(s, policies);
		break;
	case O_PUBLIC:
		r->public = true;
		break;
	case O_TITLE:
		r->title = s->arg;
		break;
	case O_PATTERNS:
		r->patterns = s->arg;
		break;
	case O_SIGNALS:
		r->signals = s->arg;
		break;
	default:
		break;
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

int
main(int argc, char *argv[])
{
	static const struct page_format *const writers[] = { &page_html,
		&page_plain };
	struct opts o = { .report = { .quotes = QUOTES_REDACTED,
			      .full = 100,
			      .patterns = "patterns.jsonl",
			      .signals = "signals.jsonl" } };
	struct opt_scan s;
	struct stream st;
	struct page page;
	int c;

	opt_open(&s, &tool, argc, argv);
	while ((c = opt_next(&s)) != -1)
		set_option(&o, &s, c);
	stream_open(&st, &s, opt_files(&s));
	gather(&st, &o.report);
	report_order(&o.report);
	page_open(&page, writers[o.format], o.report.lang, sink, &st);
	report_write(&o.report, &page);
	page_close(&page);
	if (o.report.pile.why != NULL)
		stream_say(&st, ST_ERROR, "temporary file: %s",
		    o.report.pile.why);
	report_release(&o.report);
	return stream_close(&st);
}
