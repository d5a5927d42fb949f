/* line_cat - pass lines on, for tests and measuring */

#include "lib/line/stream.h"

enum { OPT_SET = OPT_LONG, OPT_DROP };

static const struct opt options[] = {
	{ OPT_SET, "set", "text", "set lang to text on every signal" },
	{ OPT_DROP, "drop", NULL, "drop lang from every signal" },
	{ 0 },
};

static const struct opt_tool tool = { "line_cat", "pass lines on", options,
	OPT_INPUT, NULL };

int
main(int argc, char *argv[])
{
	struct opt_scan scan;
	struct stream st;
	struct rec r = { 0 };
	const char *lang = NULL;
	bool drop = false;
	int c;

	opt_open(&scan, &tool, argc, argv);
	while ((c = opt_next(&scan)) != -1) {
		if (c == OPT_SET)
			lang = scan.arg;
		else
			drop = true;
	}
	stream_open(&st, &scan, opt_files(&scan));
	while (stream_next(&st, &r)) {
		if (lang != NULL && r.type == LINE_SIGNAL)
			rec_set_text(&r, F_LANG, slice_of(lang));
		if (drop && r.type == LINE_SIGNAL)
			rec_drop(&r, F_LANG);
		stream_put(&st, &r);
	}
	rec_release(&r);
	return stream_close(&st);
}
