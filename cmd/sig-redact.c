/* sig-redact - take personal data out of signals */

#include <stdlib.h>

#include "lib/base/digest.h"
#include "lib/base/xalloc.h"
#include "lib/line/filter.h"
#include "lib/privacy/mask.h"
#include "lib/privacy/orgs.h"
#include "lib/privacy/rekey.h"

enum { O_SPANS = OPT_LONG, O_CHECK, O_EXPLAIN, O_EPOCH, O_KEY_FD, O_SCOPE };

static const struct opt options[] = {
	{ O_CHECK, "check", NULL, "only say whether anything is found" },
	{ O_EPOCH, "epoch", "name", "the epoch of the tokens (0)" },
	{ O_EXPLAIN, "explain", NULL,
	    "print which rule found what, and where" },
	{ 'j', "jobs", "n", "threads (1)" },
	{ 'k', "key", "file", "turn case numbers into tokens with this key" },
	{ O_KEY_FD, "key-fd", "n", "the key, from this open descriptor" },
	{ O_SCOPE, "scope", "org|release", "whose the tokens are (org)" },
	{ O_SPANS, "spans", NULL, "print where something was found" },
	{ 0 },
};

static const struct opt_tool tool = { "sig-redact",
	"take personal data out of signals", options, OPT_INPUT, NULL };

struct opts {
	int mode; /* 'r' to redact, or the option that says otherwise */
	struct key_from key;
	bool release; /* make all tokens anew */
	const char *epoch;
	int jobs;
};

/* What all threads share. */
struct shared {
	struct opts o;
	struct key key;
	char key_id[KEY_ID + 1];
};

/* What is carried from line to line. */
struct work {
	const struct shared *shared;
	struct mask mask;
	struct rekey rekey;
	struct orgs orgs;
	const struct pseudonym *token; /* of the organisation of the line */
	struct buf out;
	bool found;
};

static void
parse_opts(struct opts *o, struct opt_scan *s)
{
	static const char *const scopes[] = { "org", "release", NULL };
	int c;

	*o = (struct opts){ .mode = 'r', .jobs = 1 };
	while ((c = opt_next(s)) != -1) {
		switch (c) {
		case 'j':
			o->jobs = (int)opt_num(s, 1, FILTER_JOBS);
			break;
		case 'k':
		case O_KEY_FD:
			key_option(&o->key, s, c == 'k');
			break;
		case O_EPOCH:
			o->epoch = s->arg;
			break;
		case O_SCOPE:
			o->release = opt_word(s, scopes) == 1;
			break;
		default:
			if (o->mode != 'r' && o->mode != c)
				opt_usage(s,
				    "one of --check, --explain and "
				    "--spans is enough");
			o->mode = c;
		}
	}
	if (o->release &&
	    (o->mode != 'r' || key_asked(&o->key) || o->epoch != NULL))
		opt_usage(s,
		    "--scope release makes its own key, and goes with no "
		    "--epoch, --check, --explain and --spans");
	if (o->epoch == NULL)
		o->epoch = "0";
}

/* Tokens are of one organisation: make ready that of REC. */
static void
choose_org(struct work *w, struct rec *rec)
{
	if (w->shared->key.b == NULL || w->shared->o.release)
		return;
	w->token = orgs_key(&w->orgs, rec_text(rec, F_ORG));
	w->mask.redact.key = w->token;
}

static void
put_id(struct buf *b, const struct rec *rec)
{
	struct slice id = rec_raw(rec, F_ID);

	buf_puts(b, "{\"id\":");
	buf_put(b, id.n != 0 ? id : SLICE("null"));
}

static void
put_span(struct buf *b, const struct redact_span *span)
{
	buf_putc(b, '[');
	buf_put_u64(b, span->start);
	buf_putc(b, ',');
	buf_put_u64(b, span->end);
	buf_puts(b, ",\"");
	buf_puts(b, redact_name(span->type));
	buf_puts(b, "\"]");
}

/*
 * Append ,"NAME":[spans] of part I and those behind it of the same member;
 * returns the part behind these.
 */
static size_t
put_member(struct buf *b, const struct mask *m, size_t i)
{
	const struct redact *r = &m->redact;
	struct slice name = mask_member(m, i);
	size_t at = redact_first(r, i);
	size_t next = i;
	bool first = true;

	while (next < m->n && mask_member(m, next).p == name.p)
		next++;
	if (!mask_words(m, i) && at == redact_first(r, next))
		return next;
	if (slice_eq(name, SLICE("text")))
		name = SLICE("pred");
	buf_puts(b, ",\"");
	buf_put(b, name);
	buf_puts(b, "\":[");
	for (; at < r->n && r->span[at].part < next; at++) {
		if (!first)
			buf_putc(b, ',');
		first = false;
		put_span(b, &r->span[at]);
	}
	buf_putc(b, ']');
	return next;
}

static void
spans(struct work *w, const struct rec *rec)
{
	put_id(&w->out, rec);
	if (rec_raw(rec, F_TEXT).n == 0)
		buf_puts(&w->out, ",\"pred\":[]");
	for (size_t i = 0; i < w->mask.n;)
		i = put_member(&w->out, &w->mask, i);
	buf_puts(&w->out, "}\n");
}

static void
explain(struct work *w, const struct rec *rec)
{
	const struct redact *r = &w->mask.redact;

	for (size_t i = 0; i < r->n; i++) {
		put_id(&w->out, rec);
		buf_puts(&w->out, ",\"member\":\"");
		buf_put(&w->out, mask_member(&w->mask, r->span[i].part));
		buf_printf(&w->out,
		    "\",\"start\":%u,\"end\":%u,\"type\":\"%s\","
		    "\"rule\":\"%s\"}\n",
		    r->span[i].start, r->span[i].end,
		    redact_name(r->span[i].type), r->span[i].rule);
	}
}

/* Say where and of what kind; the names of columns may say too much. */
static void
check(struct work *w, struct stream *st)
{
	const struct redact *r = &w->mask.redact;
	struct slice file = stream_name(st);

	for (size_t i = 0; i < r->n; i++) {
		struct slice name = mask_member(&w->mask, r->span[i].part);

		if (field_find(name) == F_NONE)
			name = SLICE("an unmapped column");
		stream_say(st, ST_OK, "%.*s:%llu: %s in %.*s", (int)file.n,
		    file.p, (unsigned long long)st->line,
		    redact_name(r->span[i].type), (int)name.n, name.p);
	}
	w->found = w->found || r->n != 0;
}

/* Take personal data out of REC. */
static const char *
one(void *state, struct rec *rec)
{
	struct work *w = state;
	const char *why;

	if (w->shared->o.release) {
		if (rec->type != LINE_SIGNAL)
			return "not a signal: only these have tokens that can "
			       "be made anew";
		rekey_signal(&w->rekey, rec);
	}
	choose_org(w, rec);
	if (w->token != NULL && rec_has(rec, F_KEY_ID) &&
	    !slice_eq(rec_text(rec, F_KEY_ID), slice_of(w->token->id)))
		return "key_id: another key made its tokens";
	mask_find(&w->mask, rec);
	why = mask_unfit(&w->mask);
	if (why == NULL)
		mask_apply(&w->mask, rec);
	return why;
}

/*
 * Only say what there is of it.  What cannot be redacted has a name or an id
 * that cannot be said.
 */
static void
tell(struct work *w, struct stream *st, struct rec *rec)
{
	const char *why;

	mask_find(&w->mask, rec);
	why = mask_unfit(&w->mask);
	if (why != NULL &&
	    (w->shared->o.mode != O_CHECK || w->mask.n == MASK_PARTS)) {
		stream_refuse(st, why);
		return;
	}
	buf_reset(&w->out);
	switch (w->shared->o.mode) {
	case O_CHECK:
		check(w, st);
		break;
	case O_EXPLAIN:
		explain(w, rec);
		break;
	default:
		spans(w, rec);
	}
	stream_write(st, buf_slice(&w->out));
	stream_use(st);
}

static void *
open_work(void *shared)
{
	struct work *w = xcalloc(1, sizeof(*w));

	w->shared = shared;
	w->orgs.key = &w->shared->key;
	w->orgs.epoch = w->shared->o.epoch;
	if (w->shared->o.release) {
		rekey_open(&w->rekey, &w->shared->key);
		w->mask.redact.key = &w->rekey.token;
	}
	return w;
}

static void
close_work(void *shared, void *state)
{
	struct work *w = state;

	(void)shared;
	orgs_release(&w->orgs);
	rekey_release(&w->rekey);
	mask_release(&w->mask);
	buf_release(&w->out);
	free(w);
}

static int
tell_all(struct stream *st, struct shared *shared)
{
	struct work *w = open_work(shared);
	struct rec rec = { 0 };
	bool found;
	int status;

	while (stream_next(st, &rec))
		if (rec.type == LINE_SIGNAL)
			tell(w, st, &rec);
		else
			stream_ignore(st);
	rec_release(&rec);
	found = w->found;
	close_work(shared, w);
	status = stream_close(st);
	if (shared->o.mode != O_CHECK)
		return status;
	if (status == ST_REFUSED)
		return ST_ERROR;
	return status == ST_OK && found ? ST_REFUSED : status;
}

int
main(int argc, char *argv[])
{
	const char *why = NULL;
	struct shared s = { 0 };
	struct opt_scan scan;
	struct stream st;
	struct filter f = { .one = one,
		.open = open_work,
		.close = close_work,
		.shared = &s };
	int status;

	opt_open(&scan, &tool, argc, argv);
	parse_opts(&s.o, &scan);
	if (key_asked(&s.o.key))
		why = key_open(&s.key, &s.o.key);
	else if (s.o.release)
		why = key_random(&s.key);
	f.all = s.o.release;
	stream_open(&st, &scan, opt_files(&scan));
	if (key_asked(&s.o.key) && why == NULL) {
		key_id(&s.key, s.key_id);
		st.acc.key_id = s.key_id;
	}
	if (why != NULL)
		stream_say(&st, ST_ERROR, "%s: %s",
		    s.o.release ? "--scope" : key_name(&s.o.key), why);
	else if (s.o.mode == 'r')
		filter_run(&st, &f, s.o.jobs);
	status = why == NULL && s.o.mode != 'r' ? tell_all(&st, &s) :
						  stream_close(&st);
	key_close(&s.key);
	return status;
}
