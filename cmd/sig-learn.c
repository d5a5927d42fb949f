/* sig-learn - learn to label signals from signals with labels */

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/digest.h"
#include "lib/base/hash.h"
#include "lib/base/xalloc.h"
#include "lib/classify/corrections.h"
#include "lib/classify/train.h"
#include "lib/line/stream.h"

enum {
	OPT_CORRECTIONS = OPT_LONG,
	OPT_COST,
	OPT_DATA,
	OPT_DATE,
	OPT_MULTI,
	OPT_PRECISION,
	OPT_SEED,
	OPT_SINGLE
};

enum { MOST = 64 /* labels of one signal */ };

static const struct opt options[] = {
	{ OPT_CORRECTIONS, "corrections", "file", "labels by hand: id,theme" },
	{ OPT_COST, "cost", "number", "weight of mistakes; what judges best" },
	{ OPT_DATA, "data", "name", "what the signals are, for the card" },
	{ OPT_DATE, "date", "day", "the day to put in the model's card" },
	{ OPT_MULTI, "multi", NULL, "a signal may have several labels" },
	{ OPT_PRECISION, "precision", "share",
	    "of what is not abstained from; 0.9" },
	{ OPT_SEED, "seed", "number", "of the generator in learning; 1" },
	{ OPT_SINGLE, "single", NULL, "a signal has exactly one label" },
	{ 0 },
};

static const struct opt_tool tool = { "sig-learn",
	"learn to label signals from signals with labels", options, OPT_INPUT,
	NULL };

struct opts {
	struct train_how how;
	const char *corrections;
	const char *data;
	bool single;
	bool multi;
	int32_t date;
};

static void
parse_opts(struct opt_scan *s, struct opts *o)
{
	int c;

	*o = (struct opts){ .how = { .precision = 0.9, .seed = 1 },
		.date = DATE_NONE };
	while ((c = opt_next(s)) != -1) {
		switch (c) {
		case OPT_CORRECTIONS:
			o->corrections = s->arg;
			break;
		case OPT_COST:
			o->how.cost = opt_real(s, 1e-6, 1e6);
			break;
		case OPT_DATA:
			o->data = s->arg;
			if (strchr(o->data, '\n') != NULL)
				opt_usage(s, "--data takes one line");
			break;
		case OPT_DATE:
			o->date = opt_day(s);
			break;
		case OPT_MULTI:
			o->multi = true;
			break;
		case OPT_PRECISION:
			o->how.precision = opt_real(s, 0, 1);
			break;
		case OPT_SEED:
			o->how.seed = (unsigned)opt_num(s, 0, INT32_MAX);
			break;
		case OPT_SINGLE:
			o->single = true;
			break;
		}
	}
	if (s->io.output == NULL)
		opt_usage(s, "-o says where the model goes");
	if (o->single && o->multi)
		opt_usage(s, "--single or --multi, not both");
}

/* The labels of R: by hand, else its gold; SIZE_MAX if it has neither. */
static size_t
labels(const struct corrections *by_hand, struct rec *r,
    struct slice gold[MOST])
{
	struct json_walk w;
	size_t n = corrections_find(by_hand, rec_text(r, F_ID), gold);

	if (n == 0 && !rec_has(r, F_GOLD))
		return SIZE_MAX;
	if (n > 0)
		return n;
	rec_items(&w, r, F_GOLD);
	while (n < MOST && json_next(&w))
		gold[n++] = rec_item_text(r, w.value);
	return n == 1 && slice_eq(gold[0], SLICE("onbepaald")) ? 0 : n;
}

/* What is learned from, and what is said of it in the card. */
struct lesson {
	struct train t;
	struct set books; /* that labelled the signals, by `by' */
	uint64_t sum; /* of the texts and their labels, in any order */
};

/* Note which codebooks R was labelled by, and that R was there. */
static void
note(struct lesson *l, struct rec *r, struct slice text,
    const struct slice *gold, size_t n)
{
	struct json_walk w;
	struct slice by;
	uint64_t all = hash_bytes(text, hash_bytes(rec_text(r, F_ID), 7));

	for (size_t i = 0; i < n; i++)
		all += hash_bytes(gold[i], 8);
	l->sum += hash_mix(all);
	rec_items(&w, r, F_BY);
	while (json_next(&w)) {
		by = rec_item_text(r, w.value);
		if (memchr(by.p, '@', by.n) != NULL &&
		    memchr(by.p, '\n', by.n) == NULL &&
		    !slice_starts(by, SLICE("model@")))
			set_add(&l->books, by, NULL);
	}
}

/* Learn from R if it has labels. */
static bool
take(struct lesson *l, const struct corrections *by_hand, struct rec *r,
    struct buf *text)
{
	struct slice gold[MOST];
	size_t n;

	if (r->type != LINE_SIGNAL)
		return false;
	n = labels(by_hand, r, gold);
	if (n == SIZE_MAX)
		return false;
	buf_reset(text);
	buf_put(text, rec_text(r, F_SUBJECT));
	buf_putc(text, '\n');
	buf_put(text, rec_text(r, F_TEXT));
	train_add(&l->t, rec_text(r, F_ID), buf_slice(text), gold, n);
	note(l, r, buf_slice(text), gold, n);
	return true;
}

static int
by_bytes(const void *a, const void *b)
{
	return slice_cmp(*(const struct slice *)a, *(const struct slice *)b);
}

static void
put_books(struct buf *b, const struct set *books)
{
	struct slice *name = xcalloc(books->len + 1, sizeof(*name));

	for (size_t i = 0; i < books->len; i++)
		name[i] = set_key(books, i);
	qsort(name, books->len, sizeof(*name), by_bytes);
	for (size_t i = 0; i < books->len; i++) {
		buf_puts(b, "codebook ");
		buf_put(b, name[i]);
		buf_putc(b, '\n');
	}
	free(name);
}

static void
put_card(struct buf *b, const struct opts *o, const struct lesson *l,
    const struct eval *cv)
{
	const struct train *t = &l->t;
	uint64_t right = 0;

	buf_puts(b, "tool sig-learn " VERSION "\n");
	if (o->data != NULL) {
		buf_puts(b, "data ");
		buf_puts(b, o->data);
		buf_putc(b, '\n');
	}
	if (o->date != DATE_NONE) {
		buf_puts(b, "date ");
		date_put_day(b, o->date);
		buf_putc(b, '\n');
	}
	put_books(b, &l->books);
	for (size_t i = 0; i < cv->labels.len; i++)
		right += cv->count[i].tp;
	buf_printf(b, "texts %zu\ntexts-sum %016llx\nlabels %zu\n", t->n,
	    (unsigned long long)l->sum, t->labels.len);
	buf_printf(b, "cost %g\nseed %u\nprecision-wanted %g\n", o->how.cost,
	    o->how.seed, o->how.precision);
	buf_printf(b, "cv-exact %.4f\n", (double)cv->exact / (double)cv->n);
	buf_printf(b, "cv-right %llu\n", (unsigned long long)right);
}

static void
save(struct stream *st, const char *path, const struct buf *model)
{
	struct out out = { 0 };
	const char *why;

	/* The first failure is what out_close says. */
	(void)out_open(&out, path, 0666);
	out_put(&out, buf_slice(model));
	why = out_close(&out);
	if (why != NULL)
		stream_say(st, ST_ERROR, "%s: %s", path, why);
}

static void
learn(struct stream *st, struct lesson *l, struct opts *o, const char *path)
{
	struct train *t = &l->t;
	struct learned m = { 0 };
	struct eval cv = { 0 };
	struct buf card = { 0 };
	struct buf out = { 0 };
	const char *why = NULL;

	o->how.single = !o->multi && train_single(t);
	if (o->single && !o->how.single)
		why = "some signals have not exactly one label";
	if (why == NULL)
		why = train_ready(t);
	if (why != NULL) {
		stream_say(st, ST_ERROR, "%s", why);
		return;
	}
	if (!(o->how.cost > 0))
		o->how.cost = train_tune(t, &o->how);
	train_run(t, &o->how, &m, &cv);
	put_card(&card, o, l, &cv);
	model_write(&out, &m, buf_slice(&card));
	save(st, path, &out);
	buf_reset(&out);
	eval_write(&out, &cv, "cv");
	stream_write(st, buf_slice(&out));
	model_release(&m);
	eval_release(&cv);
	buf_release(&card);
	buf_release(&out);
}

static void
read_all(struct stream *st, struct lesson *l, const struct corrections *by_hand)
{
	struct buf text = { 0 };
	struct rec r = { 0 };

	while (stream_next(st, &r)) {
		if (take(l, by_hand, &r, &text))
			stream_use(st);
		else
			stream_ignore(st);
	}
	rec_release(&r);
	buf_release(&text);
}

static void
load_corrections(struct stream *st, struct corrections *c, const char *path)
{
	struct buf why = { 0 };
	struct slice rest;
	struct slice line;

	if (path != NULL)
		corrections_read(c, path, &why);
	rest = buf_slice(&why);
	while (slice_cut(&rest, '\n', &line))
		stream_say(st, ST_ERROR, "%.*s", (int)line.n, line.p);
	buf_release(&why);
}

int
main(int argc, char *argv[])
{
	struct opt_scan scan;
	struct corrections by_hand = { 0 };
	struct lesson l = { 0 };
	struct stream st;
	struct opts o;
	const char *path;

	opt_open(&scan, &tool, argc, argv);
	parse_opts(&scan, &o);
	path = scan.io.output;
	scan.io.output = NULL;
	stream_open(&st, &scan, opt_files(&scan));
	if (!digest_init())
		stream_say(&st, ST_ERROR, "libsodium does not start");
	load_corrections(&st, &by_hand, o.corrections);
	if (st.status != ST_ERROR)
		read_all(&st, &l, &by_hand);
	if (st.status != ST_ERROR)
		learn(&st, &l, &o, path);
	train_release(&l.t);
	set_release(&l.books);
	corrections_release(&by_hand);
	return stream_close(&st);
}
