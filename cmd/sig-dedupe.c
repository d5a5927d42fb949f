/* sig-dedupe - mark copies, repeats and families of signals */

#include <err.h>
#include <math.h>

#include "lib/base/date.h"
#include "lib/dedupe/batch.h"
#include "lib/dedupe/explain.h"
#include "lib/dedupe/spool.h"
#include "lib/line/stream.h"
#include "lib/privacy/keyring.h"
#include "lib/privacy/pseudonym.h"

enum {
	OPT_DROP = OPT_LONG,
	OPT_EXPLAIN,
	OPT_KEEP,
	OPT_KEY_FD,
	OPT_LATEST,
	OPT_MEMORY,
	OPT_NIGHT,
	OPT_TEMP,
	OPT_WINDOW
};

/* Ids of signals of several days are said if more than one in so many are. */
enum { APART_LEAST = 3, APART_SHARE = 20 };

static const struct opt options[] = {
	{ OPT_DROP, "drop", NULL, "leave out copies and older states" },
	{ OPT_EXPLAIN, "explain", "file", "write what was set aside as frame" },
	{ OPT_KEEP, "keep-days", "days", "forget what came longer ago" },
	{ 'k', "key", "file", "the key that made the persons' tokens" },
	{ OPT_KEY_FD, "key-fd", "n", "the key, from this open descriptor" },
	{ OPT_LATEST, "latest", NULL, "one line an id: its newest state" },
	{ OPT_MEMORY, "memory", "file", "what earlier nights said" },
	{ OPT_NIGHT, "night", "date", "which night this is, with --memory" },
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
	char key_id[KEY_ID + 1]; /* of --key; empty without */
	const char *explain;
	struct key_from key;
	const char *memory;
	const char *temp;
	int32_t keep;
	int32_t night;
	int32_t window;
};

static void
parse_opts(struct opt_scan *s, struct opts *o)
{
	int c;

	*o = (struct opts){ .window = 180, .night = DATE_NONE };
	while ((c = opt_next(s)) != -1) {
		switch (c) {
		case OPT_DROP:
			o->drop = true;
			break;
		case OPT_EXPLAIN:
			o->explain = s->arg;
			break;
		case OPT_KEEP:
			o->keep = (int32_t)opt_num(s, 1, 100000);
			break;
		case 'k':
		case OPT_KEY_FD:
			key_option(&o->key, s, c == 'k');
			break;
		case OPT_LATEST:
			o->latest = true;
			break;
		case OPT_MEMORY:
			o->memory = s->arg;
			break;
		case OPT_NIGHT:
			o->night = opt_day(s);
			break;
		case OPT_TEMP:
			o->temp = s->arg;
			break;
		case OPT_WINDOW:
			o->window = (int32_t)opt_num(s, 1, 100000);
			break;
		}
	}
	if ((o->memory == NULL) != (o->night == DATE_NONE))
		opt_usage(s, "--memory and --night go together");
	if (o->memory == NULL && (o->keep > 0 || key_asked(&o->key)))
		opt_usage(s, "--keep-days and --key are for --memory");
}

static void
set_name(struct rec *r, int field, const struct set *names, uint32_t n)
{
	if (n != FACT_NONE)
		rec_set_text(r, field, set_key(names, n));
}

/*
 * Does what F says of R, which has no words, stay?  Its words may have told
 * it: what family it is of, and of which other signal that is here a copy.
 */
static bool
told_by_words(struct rec *r, int f, const struct names *names)
{
	struct slice of = rec_text(r, F_COPY_OF);

	if (f != F_COPY_OF)
		return f == F_GROUP || f == F_SIMILARITY;
	return !slice_eq(of, rec_text(r, F_ID)) &&
	    set_find(&names->id, of) != SET_NONE;
}

/* Take out the marks that R has, and put in those of V. */
static void
mark(struct rec *r, const struct names *names, const struct verdict *v)
{
	bool words = fact_text(r).n > 0;
	bool named = v->name != FACT_NONE;

	for (int f = F_COPY_OF; f <= F_REPEAT_OF; f++)
		if (words ? !named || f != F_SIMILARITY :
			    !told_by_words(r, f, names))
			rec_drop(r, f);
	set_name(r, F_COPY_OF, &names->id, v->copy_of);
	if (v->state_of)
		rec_set_text(r, F_STATE_OF, rec_text(r, F_ID));
	if (v->superseded)
		rec_set_bool(r, F_SUPERSEDED, true);
	set_name(r, F_WHO, &names->token, v->who);
	if (named)
		set_name(r, F_GROUP, &names->family, v->name);
	else
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

/*
 * Hold back all lines, and learn what is to be known of them; the reason if
 * the tokens in them cannot be compared.
 */
static const char *
read_all(struct stream *st, struct spool *sp, struct batch *b,
    const struct opts *o)
{
	struct keyring ring = { 0 };
	struct rec r = { 0 };
	struct buf note = { 0 };
	const char *why = NULL;

	while (sp->why == NULL && stream_next(st, &r)) {
		buf_reset(&note);
		rec_note(&note, &r);
		spool_add(sp, r.line, buf_slice(&note), st->source);
		if (r.type != LINE_SIGNAL)
			continue;
		batch_add(b, &r);
		(void)keyring_note(&ring, &r);
		if (o->key_id[0] != '\0' && rec_has(&r, F_KEY_ID) &&
		    !slice_eq(rec_text(&r, F_KEY_ID), slice_of(o->key_id)))
			why = "tokens were made with another key than --key";
	}
	if (ring.mixed)
		why = "signals of one organisation have tokens of two keys";
	keyring_release(&ring);
	buf_release(&note);
	rec_release(&r);
	return why;
}

/* Write what EX has. */
static void
put_explain(struct stream *st, const char *path, const struct explain *ex)
{
	struct buf b = { 0 };
	struct out o = { 0 };
	const char *why;

	explain_format(ex, &b);
	why = out_open(&o, path, 0600);
	if (why == NULL) {
		out_put(&o, buf_slice(&b));
		why = out_close(&o);
	}
	if (why != NULL)
		stream_say(st, ST_ERROR, "%s: %s", path, why);
	buf_release(&b);
}

/* Of N lines it is not known whether they are newer than another state. */
static void
say_unsure(struct stream *st, size_t n)
{
	if (n > 0)
		stream_say(st, ST_OK,
		    "%zu lines have the id of another but other content, and "
		    "no later \"seen\": which is newer is a guess; give "
		    "sig-ingest --seen",
		    n);
}

/* N ids are of what has another id too, as its kind is another now. */
static void
say_joined(struct stream *st, size_t n)
{
	if (n > 0)
		stream_say(st, ST_OK,
		    "%zu ids have the number and the words of another, as "
		    "of what is called otherwise later: they count once",
		    n);
}

/* Of N of all IDS the signals came on different days. */
static void
say_apart(struct stream *st, size_t n, size_t ids)
{
	if (n >= APART_LEAST && n > ids / APART_SHARE)
		stream_say(st, ST_OK,
		    "%zu ids stand for signals of different days, and count "
		    "once each: lists that are numbered apart need a system "
		    "each, by sig-ingest --system",
		    n);
}

static void
write_all(struct stream *st, struct spool *sp, const struct opts *o,
    struct batch *b)
{
	struct explain ex = { .group = &b->decide.group };
	const struct verdict *v;
	struct rec r = { 0 };
	struct slice line;
	struct slice note;
	size_t i = 0;
	size_t unsure = 0;

	if (o->explain != NULL)
		batch_end(b); /* what is frame, is known at the end */
	while (spool_next(sp, &line, &note, &st->source)) {
		(void)rec_again(&r, line, note);
		if (r.type == LINE_SIGNAL && o->explain != NULL)
			explain_add(&ex, fact_text(&r));
		if (r.type == LINE_SIGNAL) {
			v = batch_verdict(b, i++);
			unsure += v != NULL && v->unsure;
			put(st, &r, o, b, v);
		} else {
			stream_put(st, &r);
		}
	}
	say_unsure(st, unsure + b->guessed);
	say_joined(st, b->kinds.joined);
	say_apart(st, b->apart, b->names.id.len);
	if (o->explain != NULL)
		put_explain(st, o->explain, &ex);
	explain_release(&ex);
	rec_release(&r);
}

/* Which key is in use, without saying anything of the key itself. */
static void
check_key(struct opts *o, unsigned char check[MEMORY_CHECK])
{
	struct pseudonym p = { 0 };
	const char *why;

	if (!key_asked(&o->key))
		return;
	why = pseudonym_open(&p, &o->key, SLICE("memory"), SLICE("0"));
	if (why != NULL)
		errx(ST_ERROR, "%s: %s", key_name(&o->key), why);
	memcpy(check, p.id, KEY_ID);
	memcpy(o->key_id, p.id, sizeof(p.id));
	pseudonym_close(&p);
}

/* Learn the earlier nights, before anything is read or written. */
static void
open_memory(struct batch *b, const struct opts *o, struct remember *rem,
    struct memory *m, const unsigned char check[MEMORY_CHECK])
{
	const char *why;

	if (o->memory == NULL)
		return;
	*rem = (struct remember){ .memory = m,
		.night = o->night,
		.keep = o->keep };
	b->remember = rem;
	why = memory_open(m, o->memory, check);
	if (why == NULL && m->lost)
		warnx("%s: damaged: the last night is lost; run it again",
		    o->memory);
	if (why == NULL)
		why = remember_load(rem, &b->decide);
	if (why != NULL)
		errx(ST_ERROR, "%s: %s", o->memory, why);
}

/* Keep this night, if it is GOOD and all was written. */
static void
close_memory(struct stream *st, const struct opts *o, struct remember *rem,
    bool good)
{
	const char *why = NULL;

	if (o->memory == NULL)
		return;
	if (good)
		out_flush(&st->out);
	if (good && st->out.why == NULL)
		why = remember_commit(rem);
	if (why != NULL)
		stream_say(st, ST_ERROR, "%s: %s", o->memory, why);
	memory_close(rem->memory);
	remember_release(rem);
}

/* Read all; decide and write all.  The reason if that was not done. */
static const char *
run(struct stream *st, struct spool *sp, const struct opts *o, struct batch *b)
{
	const char *why;

	why = read_all(st, sp, b, o);
	if (why != NULL) {
		stream_abandon(st, "key_id: %s", why);
		return why;
	}
	why = spool_rewind(sp);
	if (why != NULL)
		return why;
	batch_begin(b);
	write_all(st, sp, o, b);
	batch_end(b);
	return sp->why;
}

/* The spool failed: what is to be replaced by the output stays. */
static void
give_up(struct stream *st, const char *why)
{
	stream_say(st, ST_ERROR, "temporary file: %s", why);
	st->out.why = "not written whole";
}

int
main(int argc, char *argv[])
{
	struct opt_scan scan;
	struct opts o;
	struct stream st;
	struct spool sp;
	struct batch b = { 0 };
	struct remember rem = { 0 };
	struct memory m;
	unsigned char check[MEMORY_CHECK] = { 0 };
	const char *why;

	opt_open(&scan, &tool, argc, argv);
	parse_opts(&scan, &o);
	b.latest = o.latest;
	b.decide.names = &b.names;
	b.decide.window = o.window;
	check_key(&o, check);
	why = spool_open(&sp, o.temp);
	if (why != NULL)
		errx(ST_ERROR, "temporary file: %s", why);
	open_memory(&b, &o, &rem, &m, check);
	stream_open(&st, &scan, opt_files(&scan));
	if (o.key_id[0] != '\0')
		st.acc.key_id = o.key_id;
	why = run(&st, &sp, &o, &b);
	close_memory(&st, &o, &rem, why == NULL);
	if (why != NULL && !st.abandoned)
		give_up(&st, why);
	batch_release(&b);
	spool_close(&sp);
	return stream_close(&st);
}
