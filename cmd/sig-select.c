/* sig-select - print the signals behind a pattern */

#include "lib/base/date.h"
#include "lib/line/stream.h"
#include "lib/report/desks.h"
#include "lib/report/sample.h"
#include "lib/report/show.h"
#include "lib/report/signal_text.h"
#include "lib/report/want.h"

enum {
	O_PATTERNS = OPT_LONG,
	O_FROM,
	O_TO,
	O_SEED,
	O_ALL,
	O_TEXT,
	O_CSV,
	O_UNTOLD,
	O_OPEN,
	O_OVERDUE,
	O_REVIEW,
	O_FAIL,
	O_LANG
};

static const struct opt options[] = {
	{ 'p', "pattern", "id", "the signals of this pattern" },
	{ 'w', "where", "member=value", "those with this; may be repeated" },
	{ 'n', "number", "n", "a sample of at most n" },
	{ O_PATTERNS, "patterns", "file", "where the pattern of -p stands" },
	{ O_FROM, "from", "date", "from this day" },
	{ O_TO, "to", "date", "up to and including this day" },
	{ O_SEED, "seed", "number", "another sample (0)" },
	{ O_UNTOLD, "untold", NULL, "only those whose sender was not told" },
	{ O_OPEN, "open", NULL, "only those not closed" },
	{ O_OVERDUE, "overdue", NULL, "only those open after their term" },
	{ O_ALL, "all", NULL, "copies and older states too" },
	{ O_TEXT, "text", NULL, "for reading, not as lines" },
	{ O_CSV, "csv", NULL, "a table of where to find them" },
	{ O_LANG, "lang", "nl|en", "the language of --text (nl)" },
	{ O_REVIEW, "review", NULL, "mark them as read; pass on all lines" },
	{ O_FAIL, "fail-if-empty", NULL, "exit 1 if there are none" },
	{ 0 },
};

static const struct opt_tool tool = { "sig-select",
	"print the signals behind a pattern", options, OPT_INPUT, NULL };

static const char *const langs[] = { "nl", "en", NULL };

enum how { AS_LINES, AS_TEXT, AS_CSV, AS_REVIEW };

struct opts {
	const char *pattern;
	const char *patterns;
	enum how how;
	bool fail;
	int lang;
	struct want want;
	struct sample sample;
};

/* What is carried from signal to signal. */
struct work {
	struct opts *o;
	struct stream *st;
	struct page page;
	struct buf b;
	struct desks desks;
	uint64_t found;
};

static void
set_how(struct opts *o, const struct opt_scan *s, enum how how)
{
	if (o->how != AS_LINES && o->how != how)
		opt_usage(s, "one of --text, --csv and --review is enough");
	o->how = how;
}

static void
set_where(struct opts *o, const struct opt_scan *s)
{
	const char *why = want_pair(&o->want, slice_of(s->arg));

	if (why != NULL)
		opt_bad(s, why);
}

/* What is shown and how; false if C is about which. */
static bool
set_output(struct opts *o, const struct opt_scan *s, int c)
{
	switch (c) {
	case 'n':
		o->sample.most = (size_t)opt_num(s, 1, INT32_MAX);
		return true;
	case O_SEED:
		o->sample.seed = (uint64_t)opt_num(s, 0, INT32_MAX);
		return true;
	case O_TEXT:
		set_how(o, s, AS_TEXT);
		return true;
	case O_CSV:
		set_how(o, s, AS_CSV);
		return true;
	case O_REVIEW:
		set_how(o, s, AS_REVIEW);
		return true;
	case O_LANG:
		o->lang = opt_word(s, langs);
		return true;
	case O_FAIL:
		o->fail = true;
		return true;
	default:
		return false;
	}
}

static void
set_option(struct opts *o, const struct opt_scan *s, int c)
{
	if (set_output(o, s, c))
		return;
	switch (c) {
	case 'p':
		o->pattern = s->arg;
		break;
	case 'w':
		set_where(o, s);
		break;
	case O_PATTERNS:
		o->patterns = s->arg;
		break;
	case O_FROM:
		o->want.from = opt_day(s);
		break;
	case O_TO:
		o->want.to = opt_day(s);
		break;
	case O_ALL:
		o->want.all = true;
		break;
	case O_OPEN:
		want_pair(&o->want, SLICE("open=true"));
		break;
	case O_OVERDUE:
		want_pair(&o->want, SLICE("overdue=true"));
		break;
	default:
		o->want.untold = true;
	}
}

static void
read_pattern(struct opts *o, const struct opt_scan *s)
{
	struct rec rec = { 0 };
	struct buf line = { 0 };
	const char *why;

	if (o->pattern == NULL)
		return;
	if (o->patterns == NULL)
		opt_usage(s, "-p needs --patterns");
	why = want_find(o->patterns, slice_of(o->pattern), &rec, &line);
	if (why == NULL)
		why = want_pattern(&o->want, &rec);
	if (why != NULL) {
		buf_reset(&line);
		buf_printf(&line, "%s: %s", o->patterns, why);
		opt_usage(s, buf_cstr(&line));
	}
	rec_release(&rec);
	buf_release(&line);
}

static void
sink(void *arg, struct slice bytes)
{
	stream_write(arg, bytes);
}

/* Write R, which is wanted, in the way that was asked. */
static void
put(struct work *w, struct rec *r)
{
	buf_reset(&w->b);
	switch (w->o->how) {
	case AS_TEXT:
		signal_text(&w->page, r);
		page_flush(&w->page);
		return;
	case AS_CSV:
		signal_csv(&w->b, r);
		break;
	case AS_LINES:
	case AS_REVIEW:
	default:
		rec_format(&w->b, r);
		buf_putc(&w->b, '\n');
	}
	stream_write(w->st, buf_slice(&w->b));
}

/* Put what was wanted aside for a sample, or write it. */
static void
take(struct work *w, struct rec *r)
{
	w->found++;
	if (w->o->sample.most == 0) {
		put(w, r);
	} else {
		buf_reset(&w->b);
		rec_format(&w->b, r);
		sample_add(&w->o->sample, rec_text(r, F_ID), buf_slice(&w->b));
	}
	stream_use(w->st);
}

/* Is R, a signal, wanted? */
static bool
is_wanted(struct work *w, struct rec *r)
{
	const struct want *want = &w->o->want;
	bool wanted = want_has(&w->o->want, r);

	if (want->untold || want_open(want))
		desks_add(&w->desks, r, wanted);
	return wanted;
}

/* Who never says that a signal is closed has open ones that nobody knows. */
static void
say_silent(struct work *w)
{
	const struct want *want = &w->o->want;
	uint64_t open = want_open(want) ? desks_silent(&w->desks, F_CLOSED) : 0;
	uint64_t gone = want_open(want) ? desks_gone(&w->desks) : 0;
	uint64_t untold = want->untold ? desks_silent(&w->desks, F_TOLD) : 0;

	if (open > 0)
		stream_say(w->st, ST_OK,
		    "%llu of %llu may be closed: their source says of no "
		    "signal that it is",
		    (unsigned long long)open, (unsigned long long)w->found);
	if (gone > 0)
		stream_say(w->st, ST_OK,
		    "%llu of %llu may be closed: a list of what is open has "
		    "them no more",
		    (unsigned long long)gone, (unsigned long long)w->found);
	if (untold > 0)
		stream_say(w->st, ST_OK,
		    "of %llu of %llu the sender may have been told: their "
		    "source says of no signal that it was",
		    (unsigned long long)untold, (unsigned long long)w->found);
}

static void
review(struct work *w, struct rec *r)
{
	if (r->type == LINE_SIGNAL && is_wanted(w, r)) {
		w->found++;
		rec_set_bool(r, F_REVIEWED, true);
	}
	stream_put(w->st, r);
}

static void
select_all(struct work *w)
{
	struct rec r = { 0 };
	const char *name;
	const char *why;

	if (w->o->how == AS_CSV)
		stream_write(w->st, signal_csv_head);
	while (stream_next(w->st, &r))
		if (w->o->how == AS_REVIEW)
			review(w, &r);
		else if (r.type != LINE_SIGNAL)
			stream_ignore(w->st);
		else if (is_wanted(w, &r))
			take(w, &r);
		else
			stream_drop(w->st);
	say_silent(w);
	name = NULL;
	why = want_unmet(&w->o->want, &name);
	if (why != NULL && w->st->acc.total.read)
		stream_say(w->st, ST_ERROR, "-w %s: %s", name, why);
	sample_end(&w->o->sample);
	for (size_t i = 0; i < w->o->sample.n; i++)
		if (rec_parse(&r, sample_line(&w->o->sample, i)) == NULL)
			put(w, &r);
	rec_release(&r);
}

int
main(int argc, char *argv[])
{
	struct opts o = { .want = { .from = DATE_NONE, .to = DATE_NONE } };
	struct work w = { .o = &o };
	struct opt_scan s;
	struct stream st;
	int status;
	int c;

	opt_open(&s, &tool, argc, argv);
	while ((c = opt_next(&s)) != -1)
		set_option(&o, &s, c);
	if (o.how == AS_REVIEW && o.sample.most)
		opt_usage(&s, "--review marks all that are selected, not -n");
	read_pattern(&o, &s);
	if (want_needs_day(&o.want))
		opt_usage(&s, "overdue needs the day: --to, or that of -p");
	stream_open(&st, &s, opt_files(&s));
	w.st = &st;
	page_open(&w.page, &page_plain, (enum lang)o.lang, sink, &st);
	select_all(&w);
	page_close(&w.page);
	buf_release(&w.b);
	desks_release(&w.desks);
	sample_release(&o.sample);
	want_release(&o.want);
	status = stream_close(&st);
	return status == ST_OK && o.fail && w.found == 0 ? ST_REFUSED : status;
}
