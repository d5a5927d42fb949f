/* sig-classify - say what signals are about, by a codebook */

#include <inttypes.h>
#include <stdlib.h>

#include "lib/base/set.h"
#include "lib/base/xalloc.h"
#include "lib/classify/check.h"
#include "lib/classify/explain.h"
#include "lib/classify/judge.h"
#include "lib/classify/label.h"
#include "lib/classify/load.h"
#include "lib/classify/shelf.h"
#include "lib/classify/unknown.h"
#include "lib/line/filter.h"
#include "lib/line/stream.h"

enum {
	OPT_CHECK = OPT_LONG,
	OPT_CORRECTIONS,
	OPT_DISAGREE,
	OPT_EVAL,
	OPT_EXPLAIN,
	OPT_FILL,
	OPT_PRINT,
	OPT_THRESHOLD,
	OPT_UNKNOWN
};

static const struct opt options[] = {
	{ OPT_CHECK, "check", NULL, "run the tests of the codebooks" },
	{ 'c', "codebook", "book", "nl, en, none or a file; may be repeated" },
	{ OPT_CORRECTIONS, "corrections", "file", "themes by hand: id,theme" },
	{ OPT_DISAGREE, "disagree", NULL,
	    "only signals of which model and cues differ" },
	{ OPT_EVAL, "eval", NULL, "judge the labels by those in gold" },
	{ OPT_EXPLAIN, "explain", NULL,
	    "say what fired in each signal, and what not" },
	{ OPT_FILL, "fill", NULL, "let the model label what no cue does" },
	{ 'j', "jobs", "n", "use n threads; 1" },
	{ 'm', "model", "file", "what sig-learn learned: a second opinion" },
	{ 'n', "number", "n", "word pairs shown by --unknown; 20" },
	{ OPT_PRINT, "print-codebook", NULL, "print the codebook and exit" },
	{ OPT_THRESHOLD, "threshold", "p", "how sure the model must be" },
	{ OPT_UNKNOWN, "unknown", NULL, "what was not recognised, in words" },
	{ 0 },
};

static const struct opt_tool tool = { "sig-classify",
	"say what signals are about, by a codebook", options, OPT_INPUT, NULL };

struct opts {
	const char **book;
	size_t books;
	const char *model;
	const char *corrections;
	double threshold; /* negative if not given */
	int jobs;
	size_t number;
	bool check;
	bool disagree;
	bool eval;
	bool explain;
	bool fill;
	bool print;
	bool unknown;
};

/* What labels, and by what; threads share it and do not change it. */
struct work {
	const struct opts *o;
	struct shelf shelf;
	struct learned model;
	struct corrections corrections;
	uint64_t limited; /* signals of which a cue ran beyond its limit */
};

/* What one thread labels with. */
struct worker {
	const struct work *w;
	struct label *label[SHELF_GROUPS];
	struct opinion opinion;
	uint64_t limited;
};

static void
add_book(struct opts *o, const char *name)
{
	o->book = xrealloc(o->book, o->books + 1, sizeof(*o->book));
	o->book[o->books++] = name;
}

/* What to do instead of labelling. */
static bool
set_task(struct opts *o, int c)
{
	switch (c) {
	case OPT_CHECK:
		o->check = true;
		return true;
	case OPT_DISAGREE:
		o->disagree = true;
		return true;
	case OPT_EVAL:
		o->eval = true;
		return true;
	case OPT_EXPLAIN:
		o->explain = true;
		return true;
	case OPT_PRINT:
		o->print = true;
		return true;
	case OPT_UNKNOWN:
		o->unknown = true;
		return true;
	default:
		return false;
	}
}

static void
set_option(struct opts *o, const struct opt_scan *s, int c)
{
	switch (c) {
	case 'c':
		add_book(o, s->arg);
		break;
	case OPT_CORRECTIONS:
		o->corrections = s->arg;
		break;
	case OPT_FILL:
		o->fill = true;
		break;
	case 'j':
		o->jobs = (int)opt_num(s, 1, FILTER_JOBS);
		break;
	case 'm':
		o->model = s->arg;
		break;
	case 'n':
		o->number = (size_t)opt_num(s, 0, 100000);
		break;
	case OPT_THRESHOLD:
		o->threshold = opt_real(s, 0, 1);
		break;
	}
}

static void
parse_opts(struct opt_scan *s, struct opts *o)
{
	int c;

	*o = (struct opts){ .threshold = -1, .jobs = 1, .number = 20 };
	while ((c = opt_next(s)) != -1)
		if (!set_task(o, c))
			set_option(o, s, c);
	if (o->check + o->disagree + o->eval + o->explain + o->print +
		o->unknown >
	    1)
		opt_usage(s,
		    "one of --check, --disagree, --eval, --explain, "
		    "--print-codebook and --unknown");
	if (o->model == NULL && o->disagree)
		opt_usage(s, "--disagree needs --model");
	if (o->model == NULL && (o->fill || o->threshold >= 0))
		opt_usage(s, "--fill and --threshold need --model");
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
	bool sound = shelf_load(&w->shelf, o->book, o->books, &why);

	say(st, ST_ERROR, &why);
	buf_release(&why);
	return sound;
}

static bool
load_others(struct stream *st, struct work *w, const struct opts *o)
{
	struct buf why = { 0 };
	const char *reason = NULL;
	bool sound = true;

	if (o->model != NULL)
		reason = opinion_read(&w->model, o->model);
	if (reason != NULL)
		stream_say(st, ST_ERROR, "%s: %s", o->model, reason);
	if (o->corrections != NULL)
		sound = corrections_read(&w->corrections, o->corrections, &why);
	say(st, ST_ERROR, &why);
	/* They are obeyed, but it may be a slip. */
	if (sound && w->shelf.group[0].book.sections > 0)
		corrections_check(&w->corrections, o->corrections,
		    shelf_has_theme, &w->shelf, &why);
	say(st, ST_OK, &why);
	buf_release(&why);
	return reason == NULL && sound;
}

static void *
open_worker(void *shared)
{
	struct worker *k = xcalloc(1, sizeof(*k));
	struct work *w = shared;
	const struct opts *o = w->o;
	size_t cues = 0;

	k->w = w;
	for (size_t i = 0; i < w->shelf.n; i++) {
		k->label[i] = label_new(&w->shelf.group[i].book,
		    w->shelf.group[i].matcher);
		label_correct(k->label[i], &w->corrections);
		cues += w->shelf.group[i].book.cues;
	}
	if (o->model != NULL) {
		k->opinion.model = &w->model;
		k->opinion.threshold = o->threshold >= 0 ? o->threshold :
							   w->model.threshold;
		/* Without a codebook the model labels. */
		k->opinion.fill = o->fill || cues == 0;
	}
	return k;
}

static void
close_worker(void *shared, void *state)
{
	struct worker *k = state;
	struct work *w = shared;

	w->limited += k->limited;
	for (size_t i = 0; i < w->shelf.n; i++)
		label_free(k->label[i]);
	opinion_release(&k->opinion);
	free(k);
}

/* What labels R: the codebooks for its language. */
static struct label *
label_for(struct worker *k, struct rec *r)
{
	return k->label[shelf_pick(&k->w->shelf, r)];
}

/* Is the likeliest label of the model none of R's themes? */
static bool
disagree(const struct opinion *o, struct rec *r)
{
	struct slice best = o->model->label[o->state.best];
	struct json_walk w;

	rec_items(&w, r, F_THEME);
	while (json_next(&w))
		if (slice_eq(rec_item_text(r, w.value), best))
			return false;
	return true;
}

static const char *
label(void *state, struct rec *r)
{
	struct worker *k = state;

	k->limited += label_signal(label_for(k, r), r);
	if (k->w->o->model != NULL) {
		opinion_signal(&k->opinion, r);
		if (k->w->o->disagree && !disagree(&k->opinion, r))
			return filter_drop;
	}
	return NULL;
}

static void
classify(struct stream *st, struct work *w, const struct opts *o)
{
	const struct filter f = { .one = label,
		.open = open_worker,
		.close = close_worker,
		.shared = w };

	filter_run(st, &f, o->jobs);
	if (w->limited > 0)
		stream_say(st, ST_REFUSED,
		    "signals with a cue that took too long, see limit: "
		    "%" PRIu64,
		    w->limited);
}

static void
explain_all(struct stream *st, struct worker *k)
{
	struct buf out = { 0 };
	struct rec r = { 0 };
	size_t g;

	while (stream_next(st, &r)) {
		buf_reset(&out);
		g = shelf_pick(&k->w->shelf, &r);
		explain(&out, &k->w->shelf.group[g].book, k->label[g], &r);
		stream_put_line(st, buf_slice(&out));
	}
	rec_release(&r);
	buf_release(&out);
}

static void
evaluate(struct stream *st, struct work *w, struct worker *k)
{
	struct opinion *op = w->o->model ? &k->opinion : NULL;
	bool rules = w->shelf.n > 1 || w->shelf.group[0].book.cues;
	bool any = false;
	struct judge judge = { 0 };
	struct buf out = { 0 };
	struct rec r = { 0 };

	while (stream_next(st, &r))
		if (judge_signal(&judge, rules ? label_for(k, &r) : NULL, op,
			&r)) {
			stream_use(st);
			any = true;
		} else
			stream_ignore(st);
	if (!any)
		stream_say(st, ST_REFUSED, "no signal has gold to judge by");
	judge_write(&out, &judge);
	stream_write(st, buf_slice(&out));
	judge_release(&judge);
	rec_release(&r);
	buf_release(&out);
}

/* Does R have a theme, once it is labelled? */
static bool
recognised(struct worker *k, struct rec *r)
{
	struct json_walk w;

	(void)label(k, r);
	rec_items(&w, r, F_THEME);
	return json_next(&w) &&
	    !slice_eq(rec_item_text(r, w.value), SLICE("onbepaald"));
}

static void
show_unknown(struct stream *st, struct worker *k)
{
	struct unknown u = { 0 };
	struct buf out = { 0 };
	struct rec r = { 0 };

	while (stream_next(st, &r))
		if (r.type == LINE_SIGNAL) {
			unknown_add(&u, &r, recognised(k, &r));
			stream_use(st);
		} else
			stream_ignore(st);
	unknown_write(&out, &u, k->w->o->number);
	stream_write(st, buf_slice(&out));
	unknown_release(&u);
	rec_release(&r);
	buf_release(&out);
}

/* Say what was not said before: a codebook may be for several languages. */
static void
say_once(struct stream *st, struct set *said, int status, struct buf *why)
{
	struct slice rest = buf_slice(why);
	struct slice line;
	bool isnew;

	while (slice_cut(&rest, '\n', &line)) {
		set_add(said, line, &isnew);
		if (isnew)
			stream_say(st, status, "%.*s", (int)line.n, line.p);
	}
	buf_reset(why);
}

/* Check the codebooks for each language, with those for all. */
static void
run_tests(struct stream *st, struct work *w, struct worker *k)
{
	const struct shelf_group *g = w->shelf.group;
	struct set known = { 0 };
	struct buf why = { 0 };
	struct buf said = { 0 };

	for (size_t i = 0; i < w->shelf.n; i++) {
		if (i > 0 && g[i].lang[0] == '\0')
			break;
		check_slips(&g[i].book, &why);
		matcher_warnings(g[i].matcher, &why);
		say_once(st, &known, ST_OK, &why);
		check_tests(&g[i].book, k->label[i], &said, &why);
		say_once(st, &known, ST_REFUSED, &why);
	}
	stream_write(st, buf_slice(&said));
	set_release(&known);
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
	struct worker *k;

	if (!load_books(st, w, o) || !load_others(st, w, o))
		return;
	w->o = o;
	if (!o->check && !o->eval && !o->explain && !o->unknown) {
		classify(st, w, o);
		return;
	}
	k = open_worker(w);
	if (o->check)
		run_tests(st, w, k);
	else if (o->eval)
		evaluate(st, w, k);
	else if (o->explain)
		explain_all(st, k);
	else
		show_unknown(st, k);
	close_worker(w, k);
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
	if (o.books == 0) {
		add_book(&o, "nl");
		if (!o.print && !o.check)
			add_book(&o, "en");
	}
	if (o.print)
		print(&st, &o);
	else
		work(&st, &w, &o);
	model_release(&w.model);
	corrections_release(&w.corrections);
	shelf_release(&w.shelf);
	free(o.book);
	return stream_close(&st);
}
