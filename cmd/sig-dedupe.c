/* sig-dedupe - mark copies, repeats and families of signals */

#include <math.h>

#include "lib/dedupe/batch.h"
#include "lib/dedupe/spool.h"
#include "lib/line/stream.h"

enum { OPT_DROP = OPT_LONG, OPT_LATEST, OPT_TEMP, OPT_WINDOW };

static const struct opt options[] = {
	{ OPT_DROP, "drop", NULL, "leave out copies and older states" },
	{ OPT_LATEST, "latest", NULL, "one line an id: its newest state" },
	{ OPT_TEMP, "temp", "dir", "where to hold lines back; /var/tmp" },
	{ OPT_WINDOW, "window", "days", "longest wait of a repeat; 180" },
	{ 0 },
};

static const struct opt_tool tool = { "sig-dedupe",
	"mark copies, repeats and families of signals", options, OPT_INPUT,
	NULL };

struct opts {
	bool drop;
	bool latest;
	const char *temp;
	int32_t window;
};

static void
parse_opts(struct opt_scan *s, struct opts *o)
{
	int c;

	*o = (struct opts){ .window = 180 };
	while ((c = opt_next(s)) != -1) {
		switch (c) {
		case OPT_DROP:
			o->drop = true;
			break;
		case OPT_LATEST:
			o->latest = true;
			break;
		case OPT_TEMP:
			o->temp = s->arg;
			break;
		case OPT_WINDOW:
			o->window = (int32_t)opt_num(s, 1, 100000);
			break;
		}
	}
}

static void
set_name(struct rec *r, int field, const struct set *names, uint32_t n)
{
	if (n != FACT_NONE)
		rec_set_text(r, field, set_key(names, n));
}

/* Take out the marks that R has, and put in those of V. */
static void
mark(struct rec *r, const struct names *names, const struct verdict *v)
{
	for (int f = F_COPY_OF; f <= F_REPEAT_OF; f++)
		rec_drop(r, f);
	set_name(r, F_COPY_OF, &names->id, v->copy_of);
	if (v->state_of)
		rec_set_text(r, F_STATE_OF, rec_text(r, F_ID));
	if (v->superseded)
		rec_set_bool(r, F_SUPERSEDED, true);
	set_name(r, F_WHO, &names->token, v->who);
	set_name(r, F_GROUP, &names->id, v->group);
	if (v->group != FACT_NONE)
		rec_set_num(r, F_SIMILARITY,
		    floor((double)v->similarity * 100 + 0.5) / 100);
	if (v->repeat > 0) {
		rec_set_int(r, F_REPEAT, v->repeat);
		set_name(r, F_REPEAT_OF, &names->id, v->repeat_of);
	}
}

static void
put(struct stream *st, struct rec *r, const struct opts *o,
    const struct batch *b, const struct verdict *v)
{
	if (v == NULL ||
	    (o->drop && (v->copy_of != FACT_NONE || v->superseded))) {
		stream_drop(st);
		return;
	}
	mark(r, &b->names, v);
	stream_put(st, r);
}

/* Hold back all lines, and learn what is to be known of them. */
static void
read_all(struct stream *st, struct spool *sp, struct batch *b)
{
	struct rec r = { 0 };

	while (sp->why == NULL && stream_next(st, &r)) {
		spool_add(sp, r.line, st->source);
		if (r.type == LINE_SIGNAL)
			batch_add(b, &r);
	}
	rec_release(&r);
}

static void
write_all(struct stream *st, struct spool *sp, const struct opts *o,
    const struct batch *b)
{
	struct rec r = { 0 };
	struct slice line;
	size_t i = 0;

	while (spool_next(sp, &line, &st->source)) {
		(void)rec_parse(&r, line); /* it was parsed before */
		if (r.type == LINE_SIGNAL)
			put(st, &r, o, b, batch_verdict(b, i++));
		else
			stream_put(st, &r);
	}
	rec_release(&r);
}

int
main(int argc, char *argv[])
{
	struct opt_scan scan;
	struct opts o;
	struct stream st;
	struct spool sp;
	struct batch b = { 0 };
	const char *why;

	opt_open(&scan, &tool, argc, argv);
	parse_opts(&scan, &o);
	stream_open(&st, &scan, opt_files(&scan));
	b.latest = o.latest;
	b.decide.names = &b.names;
	b.decide.window = o.window;
	why = spool_open(&sp, o.temp);
	if (why == NULL) {
		read_all(&st, &sp, &b);
		batch_decide(&b);
		why = spool_rewind(&sp);
	}
	if (why == NULL)
		write_all(&st, &sp, &o, &b);
	if (why != NULL || sp.why != NULL)
		stream_say(&st, ST_ERROR, "temporary file: %s",
		    why != NULL ? why : sp.why);
	batch_release(&b);
	spool_close(&sp);
	return stream_close(&st);
}
