/* sig-redact - take personal data out of signals */

#include "lib/base/digest.h"
#include "lib/line/stream.h"
#include "lib/privacy/mask.h"
#include "lib/privacy/pseudonym.h"

enum { O_SPANS = OPT_LONG, O_CHECK, O_EXPLAIN, O_EPOCH };

static const struct opt options[] = {
	{ O_CHECK, "check", NULL, "only say whether anything is found" },
	{ O_EPOCH, "epoch", "name", "the epoch of the tokens (0)" },
	{ O_EXPLAIN, "explain", NULL,
	    "print which rule found what, and where" },
	{ 'k', "key", "file", "turn case numbers into tokens with this key" },
	{ O_SPANS, "spans", NULL, "print where something was found" },
	{ 0 },
};

static const struct opt_tool tool = { "sig-redact",
	"take personal data out of signals", options, OPT_INPUT, NULL };

struct opts {
	int mode; /* 'r' to redact, or the option that says otherwise */
	const char *key;
	const char *epoch;
};

/* What is carried from line to line. */
struct work {
	struct opts o;
	struct mask mask;
	unsigned char key[DIGEST_KEY];
	struct pseudonym token; /* of org */
	struct buf org;
	struct buf out;
	bool found;
};

static void
parse_opts(struct opts *o, struct opt_scan *s)
{
	int c;

	*o = (struct opts){ .mode = 'r', .epoch = "0" };
	while ((c = opt_next(s)) != -1) {
		switch (c) {
		case 'k':
			o->key = s->arg;
			break;
		case O_EPOCH:
			o->epoch = s->arg;
			break;
		default:
			if (o->mode != 'r' && o->mode != c)
				opt_usage(s,
				    "one of --check, --explain and "
				    "--spans is enough");
			o->mode = c;
		}
	}
}

/* Tokens are of one organisation: make ready that of REC. */
static void
choose_org(struct work *w, struct rec *rec)
{
	struct slice org = rec_text(rec, F_ORG);
	struct buf domain = { 0 };

	if (w->o.key == NULL ||
	    (w->mask.redact.key != NULL && slice_eq(buf_slice(&w->org), org)))
		return;
	buf_reset(&w->org);
	buf_put(&w->org, org);
	buf_puts(&domain, "org:");
	buf_put(&domain, org);
	pseudonym_derive(&w->token, w->key, buf_slice(&domain),
	    slice_of(w->o.epoch));
	w->mask.redact.key = &w->token;
	buf_release(&domain);
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

/* Append ,"NAME":[spans of PART]. */
static void
put_spans(struct buf *b, const struct redact *r, struct slice name, size_t part)
{
	bool first = true;

	buf_puts(b, ",\"");
	buf_put(b, name);
	buf_puts(b, "\":[");
	for (size_t i = 0; i < r->n; i++) {
		if (r->span[i].part != part)
			continue;
		if (!first)
			buf_putc(b, ',');
		first = false;
		put_span(b, &r->span[i]);
	}
	buf_putc(b, ']');
}

static void
spans(struct work *w, const struct rec *rec)
{
	struct slice name;

	put_id(&w->out, rec);
	if (rec_raw(rec, F_TEXT).n == 0)
		buf_puts(&w->out, ",\"pred\":[]");
	for (size_t i = 0; i < w->mask.n; i++) {
		name = mask_member(&w->mask, i);
		if (slice_eq(name, SLICE("text")))
			name = SLICE("pred");
		put_spans(&w->out, &w->mask.redact, name, i);
	}
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

		if (slice_starts(name, SLICE("x_")))
			name = SLICE("an unmapped column");
		stream_say(st, ST_OK, "%.*s:%llu: %s in %.*s", (int)file.n,
		    file.p, (unsigned long long)st->line,
		    redact_name(r->span[i].type), (int)name.n, name.p);
	}
	w->found = w->found || r->n != 0;
}

static void
one(struct work *w, struct stream *st, struct rec *rec)
{
	choose_org(w, rec);
	mask_find(&w->mask, rec);
	buf_reset(&w->out);
	switch (w->o.mode) {
	case 'r':
		mask_apply(&w->mask, rec);
		stream_put(st, rec);
		return;
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

static void
other(struct work *w, struct stream *st, const struct rec *rec)
{
	if (w->o.mode == 'r')
		stream_put(st, rec);
	else
		stream_ignore(st);
}

static int
redact(struct work *w, struct opt_scan *scan, char *const *files)
{
	struct stream st;
	struct rec rec = { 0 };
	const char *why;
	int status;

	stream_open(&st, scan, files);
	why = w->o.key == NULL ? NULL : pseudonym_load(w->o.key, w->key);
	if (why != NULL)
		stream_say(&st, ST_ERROR, "%s: %s", w->o.key, why);
	while (why == NULL && stream_next(&st, &rec))
		if (rec.type == LINE_SIGNAL)
			one(w, &st, &rec);
		else
			other(w, &st, &rec);
	rec_release(&rec);
	status = stream_close(&st);
	if (w->o.mode == O_CHECK && status == ST_REFUSED)
		status = ST_ERROR;
	if (w->o.mode == O_CHECK && status == ST_OK && w->found)
		status = ST_REFUSED;
	return status;
}

int
main(int argc, char *argv[])
{
	struct work w = { 0 };
	struct opt_scan scan;
	int status;

	opt_open(&scan, &tool, argc, argv);
	parse_opts(&w.o, &scan);
	status = redact(&w, &scan, opt_files(&scan));
	if (w.o.key != NULL)
		digest_wipe(w.key, sizeof(w.key));
	mask_release(&w.mask);
	buf_release(&w.org);
	buf_release(&w.out);
	return status;
}
