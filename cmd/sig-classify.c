/* sig-classify - say what signals are about, by a codebook */

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/classify/check.h"
#include "lib/classify/explain.h"
#include "lib/classify/label.h"
#include "lib/classify/load.h"
#include "lib/line/stream.h"

enum { OPT_CHECK = OPT_LONG, OPT_EXPLAIN, OPT_PRINT };

static const struct opt options[] = {
	{ OPT_CHECK, "check", NULL, "run the tests of the codebooks" },
	{ 'c', "codebook", "book", "nl, en, none or a file; may be repeated" },
	{ OPT_EXPLAIN, "explain", NULL, "say what fired in each signal" },
	{ OPT_PRINT, "print-codebook", NULL, "print the codebook and exit" },
	{ 0 },
};

static const struct opt_tool tool = { "sig-classify",
	"say what signals are about, by a codebook", options, OPT_INPUT, NULL };

struct opts {
	const char **book;
	size_t books;
	bool check;
	bool explain;
	bool print;
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

	*o = (struct opts){ 0 };
	while ((c = opt_next(s)) != -1) {
		switch (c) {
		case OPT_CHECK:
			o->check = true;
			break;
		case 'c':
			add_book(o, s->arg);
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

static struct matcher *
load(struct stream *st, struct codebook *b, const struct opts *o)
{
	struct buf why = { 0 };
	struct matcher *m = NULL;
	bool sound = true;

	for (size_t i = 0; i < o->books; i++)
		if (strcmp(o->book[i], "none") != 0)
			sound = load_book(b, o->book[i], &why) && sound;
	codebook_end(b);
	if (sound)
		m = matcher_new(b, &why);
	say(st, ST_ERROR, &why);
	if (m != NULL && o->check)
		matcher_warnings(m, &why);
	say(st, ST_OK, &why);
	buf_release(&why);
	return m;
}

static void
classify(struct stream *st, struct label *l, const struct opts *o)
{
	struct buf out = { 0 };
	struct rec r = { 0 };

	while (stream_next(st, &r)) {
		if (o->explain) {
			buf_reset(&out);
			explain(&out, l, &r);
			stream_put_line(st, buf_slice(&out));
			continue;
		}
		if (r.type == LINE_SIGNAL && label_signal(l, &r))
			st->status = st->status > ST_REFUSED ? st->status :
							       ST_REFUSED;
		stream_put(st, &r);
	}
	rec_release(&r);
	buf_release(&out);
}

static void
run_tests(struct stream *st, const struct codebook *b, struct label *l)
{
	struct buf why = { 0 };
	struct buf said = { 0 };

	check_tests(b, l, &said, &why);
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

int
main(int argc, char *argv[])
{
	struct codebook book = { 0 };
	struct matcher *m = NULL;
	struct opt_scan scan;
	struct label *l;
	struct stream st;
	char *const *files;
	struct opts o;

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
		m = load(&st, &book, &o);
	if (m != NULL) {
		l = label_new(&book, m);
		if (o.check)
			run_tests(&st, &book, l);
		else
			classify(&st, l, &o);
		label_free(l);
	}
	matcher_free(m);
	codebook_release(&book);
	free(o.book);
	return stream_close(&st);
}
