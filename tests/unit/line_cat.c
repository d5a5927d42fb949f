/* line_cat - pass lines on, for tests and measuring */

#include "lib/line/filter.h"

enum { OPT_SET = OPT_LONG, OPT_DROP, OPT_LEAVE };

static const struct opt options[] = {
	{ 'j', "jobs", "n", "use n threads" },
	{ OPT_SET, "set", "text", "set lang to text on every signal" },
	{ OPT_DROP, "drop", NULL, "drop lang from every signal" },
	{ OPT_LEAVE, "leave", "id", "leave out signals with this id" },
	{ 0 },
};

static const struct opt_tool tool = { "line_cat", "pass lines on", options,
	OPT_INPUT, NULL };

struct opts {
	const char *lang;
	const char *leave;
	bool drop;
	int jobs;
};

static const char *
one(void *state, struct rec *r)
{
	const struct opts *o = state;

	if (o->leave != NULL && slice_eq(rec_text(r, F_ID), slice_of(o->leave)))
		return filter_drop;
	if (o->lang != NULL)
		rec_set_text(r, F_LANG, slice_of(o->lang));
	if (o->drop)
		rec_drop(r, F_LANG);
	return NULL;
}

static void
parse_opts(struct opts *o, struct opt_scan *scan)
{
	int c;

	*o = (struct opts){ .jobs = 1 };
	while ((c = opt_next(scan)) != -1) {
		if (c == OPT_SET)
			o->lang = scan->arg;
		else if (c == OPT_LEAVE)
			o->leave = scan->arg;
		else if (c == OPT_DROP)
			o->drop = true;
		else
			o->jobs = (int)opt_num(scan, 1, FILTER_JOBS);
	}
}

int
main(int argc, char *argv[])
{
	struct opt_scan scan;
	struct stream st;
	struct opts o;
	struct filter f = { .one = one, .shared = &o };

	opt_open(&scan, &tool, argc, argv);
	parse_opts(&o, &scan);
	stream_open(&st, &scan, opt_files(&scan));
	filter_run(&st, &f, o.jobs);
	return stream_close(&st);
}
