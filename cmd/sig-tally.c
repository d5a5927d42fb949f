/* sig-tally - count signals in cells, and add such counts up */

#include <err.h>

#include "lib/base/date.h"
#include "lib/line/stream.h"
#include "lib/pattern/terms.h"
#include "lib/privacy/key.h"
#include "lib/privacy/keyring.h"

enum {
	OPT_BY = OPT_LONG,
	OPT_COARSEN,
	OPT_KEY_FD,
	OPT_NO_SKETCH,
	OPT_PERIOD,
	OPT_SINCE,
	OPT_TERMS
};

static const struct opt options[] = {
	{ 'k', "key", "file", "the salt under which senders are hashed" },
	{ OPT_BY, "by", "members", "count by these, comma-separated" },
	{ OPT_COARSEN, "coarsen", "members", "sum over these" },
	{ OPT_KEY_FD, "key-fd", "n", "the salt, from this open descriptor" },
	{ OPT_NO_SKETCH, "no-sketch", NULL, "leave sketches out" },
	{ OPT_PERIOD, "period", "day|week", "count by day or by week" },
	{ OPT_SINCE, "since", "date", "leave earlier days out" },
	{ OPT_TERMS, "terms", NULL, "count words and phrases too" },
	{ 0 },
};
static const struct opt_tool tool = { "sig-tally",
	"count signals in cells, and add such counts up", options, OPT_INPUT,
	NULL };

struct opts {
	unsigned by;
	bool week;
	bool sketch;
	bool terms;
	int32_t since;
	struct key_from key;
};

/* The members named in the argument, as bits. */
static unsigned
members(const struct opt_scan *s)
{
	struct slice rest = slice_of(s->arg);
	struct slice name;
	unsigned by = 0;
	bool more = true;
	int dim;

	while (more) {
		more = slice_cut(&rest, ',', &name);
		dim = tally_dim(more ? name : rest);
		if (dim < 0)
			opt_bad(s, "not a member that can be counted by");
		if (by >> dim & 1)
			opt_bad(s, "names a member twice");
		by |= 1u << dim;
	}
	return by;
}

static void
parse_opts(struct opts *o, struct opt_scan *s)
{
	static const char *const periods[] = { "day", "week", NULL };
	unsigned not = 0;
	int c;

	*o = (struct opts){ .by = TALLY_DEFAULT,
		.sketch = true,
		.since = DATE_NONE };
	while ((c = opt_next(s)) != -1) {
		switch (c) {
		case 'k':
		case OPT_KEY_FD:
			key_option(&o->key, s, c == 'k');
			break;
		case OPT_BY:
			o->by = members(s);
			break;
		case OPT_COARSEN:
			not |= members(s);
			break;
		case OPT_NO_SKETCH:
			o->sketch = false;
			break;
		case OPT_PERIOD:
			o->week = opt_word(s, periods) == 1;
			break;
		case OPT_SINCE:
			o->since = opt_day(s);
			break;
		case OPT_TERMS:
			o->terms = true;
			break;
		}
	}
	o->by &= ~not ;
	if (o->by == 0)
		opt_usage(s, "--coarsen leaves nothing to count by");
}

static void
add(struct tally *t, struct terms *ts, struct keyring *ring, struct stream *st,
    struct rec *r)
{
	const char *why;

	if (r->type == LINE_SIGNAL) {
		why = tally_signal(t, r, NULL);
		(void)keyring_note(ring, r);
		if (why == NULL && ts != NULL)
			terms_signal(ts, t, r);
	} else if (r->type == LINE_TALLY) {
		why = tally_line(t, r, NULL);
	} else {
		stream_ignore(st);
		return;
	}
	if (why != NULL)
		stream_refuse(st, why);
	else
		stream_use(st);
}

static void
put_all(struct stream *st, struct tally *t, const struct opts *o)
{
	struct buf line = { 0 };

	tally_sort(t, NULL);
	for (size_t i = 0; i < t->nrows; i++) {
		if (t->rows[i].day != DATE_NONE && t->rows[i].day < o->since)
			continue;
		buf_reset(&line);
		tally_put(&line, t, i, o->sketch);
		stream_write(st, buf_slice(&line));
	}
	buf_release(&line);
}

int
main(int argc, char *argv[])
{
	struct opts o;
	struct opt_scan scan;
	struct stream st = { 0 };
	struct tally t = { 0 };
	struct terms ts = { 0 };
	struct rec r = { 0 };
	struct keyring ring = { 0 };
	struct key salt = { 0 };
	const char *why;

	opt_open(&scan, &tool, argc, argv);
	parse_opts(&o, &scan);
	if (key_asked(&o.key) && (why = key_open_salt(&salt, &o.key)) != NULL)
		errx(ST_ERROR, "%s: %s", key_name(&o.key), why);
	scan.io.secret = o.sketch;
	stream_open(&st, &scan, opt_files(&scan));
	tally_open(&t, o.by, o.week, key_slice(&salt));
	while (stream_next(&st, &r))
		add(&t, o.terms ? &ts : NULL, &ring, &st, &r);
	stream_judge(&st, "signal or tally");
	put_all(&st, &t, &o);
	if (ts.unread > 0)
		stream_say(&st, ST_OK,
		    "%llu texts are neither redacted nor reviewed: their "
		    "words are not counted",
		    (unsigned long long)ts.unread);
	if (ring.mixed)
		stream_say(&st, ST_OK, "%s", keyring_twice);
	keyring_release(&ring);
	terms_release(&ts);
	rec_release(&r);
	tally_release(&t);
	key_close(&salt);
	return stream_close(&st);
}
