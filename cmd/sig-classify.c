/* sig-classify - say what signals are about, by a codebook */

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/classify/check.h"
#include "lib/classify/explain.h"
#include "lib/classify/judge.h"
#include "lib/classify/label.h"
#include "lib/classify/load.h"
#include "lib/line/stream.h"

enum {
	OPT_CHECK = OPT_LONG,
	OPT_EVAL,
	OPT_EXPLAIN,
	OPT_FILL,
	OPT_PRINT,
	OPT_THRESHOLD
};

static const struct opt options[] = {
	{ OPT_CHECK, "check", NULL, "run the tests of the codebooks" },
	{ 'c', "codebook", "book", "nl, en, none or a file; may be repeated" },
	{ OPT_EVAL, "eval", NULL, "judge the labels by those in gold" },
	{ OPT_EXPLAIN, "explain", NULL, "say what fired in each signal" },
	{ OPT_FILL, "fill", NULL, "let the model label what no cue does" },
	{ 'm', "model", "file", "what sig-learn learned: a second opinion" },
	{ OPT_PRINT, "print-codebook", NULL, "print the codebook and exit" },
	{ OPT_THRESHOLD, "threshold", "p", "how sure the model must be" },
	{ 0 },
};

static const struct opt_tool tool = { "sig-classify",
	"say what signals are about, by a codebook", options, OPT_INPUT, NULL };

struct opts {
	const char **book;
	size_t books;
	const char *model;
	double threshold; /* negative if not given */
	bool check;
	bool eval;
	bool explain;
	bool fill;
	bool print;
};

/* What labels, and by what. */
struct work {
	struct codebook book;
	struct matcher *matcher;
	struct label *label;
	struct opinion opinion;
	struct judge judge;
};

static void
add_book(struct opts *o, const char *name)
{
	o->book = xrealloc(o->book, o->books + 1, sizeof(*o->book));
	o->book[o->books++] = name;
}

static void
parse_opts(struct opt_scan *s, struct opts *o)
{
	int c;

	*o = (struct opts){ .threshold = -1 };
	while ((c = opt_next(s)) != -1) {
		switch (c) {
		case OPT_CHECK:
			o->check = true;
			break;
		case 'c':
			add_book(o, s->arg);
			break;
		case OPT_EVAL:
			o->eval = true;
			break;
		case OPT_FILL:
			o->fill = true;
			break;
		case 'm':
			o->model = s->arg;
			break;
		case OPT_THRESHOLD:
			o->threshold = opt_real(s, 0, 1);
			break;
		case OPT_EXPLAIN:
			o->explain = true;
			break;
		case OPT_PRINT:
			o->print = true;
			break;
		}
	}
}

/* Say the lines in WHY, each by itself. */
static void
say(struct stream *st, int status, struct buf *why)
{
	struct slice rest = buf_slice(why);
	struct slice line;

	while (slice_cut(&rest, '\n', &line))
		stream_say(st, status, "%.*s", (int)line.n, line.p);
	buf_reset(why);
}

static bool
load_books(struct stream *st, struct work *w, const struct opts *o)
{
	struct buf why = { 0 };
	bool sound = true;

	for (size_t i = 0; i < o->books; i++)
		if (strcmp(o->book[i], "none") != 0)
			sound = load_book(&w->book, o->book[i], &why) && sound;
	codebook_end(&w->book);
	if (sound)
		w->matcher = matcher_new(&w->book, &why);
	say(st, ST_ERROR, &why);
	if (w->matcher != NULL && o->check)
		matcher_warnings(w->matcher, &why);
	say(st, ST_OK, &why);
	buf_release(&why);
	return w->matcher != NULL;
}

/* Without a codebook the model labels. */
static bool
load_model(struct stream *st, struct work *w, const struct opts *o)
{
	const char *why;

	if (o->model == NULL)
		return true;
	why = opinion_open(&w->opinion, o->model);
	if (why != NULL) {
		stream_say(st, ST_ERROR, "%s: %s", o->model, why);
		return false;
	}
	if (o->threshold >= 0)
		w->opinion.threshold = o->threshold;
	w->opinion.fill = o->fill || w->book.cues == 0;
	return true;
}

static void
label(struct stream *st, struct work *w, const struct opts *o, struct rec *r)
{
	if (label_signal(w->label, r) && st->status == ST_OK)
		st->status = ST_REFUSED;
	if (o->model != NULL)
		opinion_signal(&w->opinion, r);
}

static void
classify(struct stream *st, struct work *w, const struct opts *o)
{
	struct buf out = { 0 };
	struct rec r = { 0 };

	while (stream_next(st, &r)) {
		if (o->explain) {
			buf_reset(&out);
			explain(&out, w->label, &r);
			stream_put_line(st, buf_slice(&out));
			continue;
		}
		if (r.type == LINE_SIGNAL)
			label(st, w, o, &r);
		stream_put(st, &r);
	}
	rec_release(&r);
	buf_release(&out);
}

static void
evaluate(struct stream *st, struct work *w, const struct opts *o)
{
	struct opinion *op = o->model ? &w->opinion : NULL;
	struct label *l = w->book.cues ? w->label : NULL;
	struct buf out = { 0 };
	struct rec r = { 0 };

	while (stream_next(st, &r))
		if (judge_signal(&w->judge, l, op, &r))
			stream_use(st);
		else
			stream_ignore(st);
	judge_write(&out, &w->judge);
	stream_write(st, buf_slice(&out));
	rec_release(&r);
	buf_release(&out);
}

static void
run_tests(struct stream *st, struct work *w)
{
	struct buf why = { 0 };
	struct buf said = { 0 };

	check_tests(&w->book, w->label, &said, &why);
	say(st, ST_REFUSED, &why);
	stream_write(st, buf_slice(&said));
	buf_release(&why);
	buf_release(&said);
}

static void
print(struct stream *st, const struct opts *o)
{
	struct buf text = { 0 };
	const char *why;

	for (size_t i = 0; i < o->books; i++) {
		buf_reset(&text);
		why = load_text(o->book[i], &text);
		if (why != NULL)
			stream_say(st, ST_ERROR, "%s: %s", o->book[i], why);
		else
			stream_write(st, buf_slice(&text));
	}
	buf_release(&text);
}

static void
work(struct stream *st, struct work *w, const struct opts *o)
{
	if (!load_books(st, w, o) || !load_model(st, w, o))
		return;
	w->label = label_new(&w->book, w->matcher);
	if (o->check)
		run_tests(st, w);
	else if (o->eval)
		evaluate(st, w, o);
	else
		classify(st, w, o);
	label_free(w->label);
}

int
main(int argc, char *argv[])
{
	struct opt_scan scan;
	struct stream st;
	struct work w = { 0 };
	struct opts o;
	char *const *files;

	opt_open(&scan, &tool, argc, argv);
	parse_opts(&scan, &o);
	files = opt_files(&scan);
	stream_open(&st, &scan, files);
	/* What is checked is a codebook, not signals. */
	for (; o.check && *files != NULL; files++)
		add_book(&o, *files);
	if (o.books == 0)
		add_book(&o, "nl");
	if (o.print)
		print(&st, &o);
	else
		work(&st, &w, &o);
	matcher_free(w.matcher);
	opinion_release(&w.opinion);
	judge_release(&w.judge);
	codebook_release(&w.book);
	free(o.book);
	return stream_close(&st);
}
