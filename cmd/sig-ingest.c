/* sig-ingest - turn exports into signals */

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/digest.h"
#include "lib/base/utf8.h"
#include "lib/ingest/count.h"
#include "lib/ingest/explain.h"
#include "lib/ingest/fileio.h"
#include "lib/ingest/guess.h"
#include "lib/ingest/hint.h"
#include "lib/ingest/ident.h"
#include "lib/ingest/lost.h"
#include "lib/ingest/products.h"
#include "lib/ingest/remarks.h"
#include "lib/ingest/source.h"
#include "lib/ingest/trouble.h"
#include "lib/ingest/value.h"
#include "lib/line/stream.h"
#include "lib/privacy/mask.h"
#include "lib/privacy/orgs.h"

enum {
	O_COLUMNS = OPT_LONG,
	O_DELIMITER,
	O_ENCODING,
	O_EPOCH,
	O_EXPLAIN,
	O_GUESS,
	O_JOIN,
	O_KEEP,
	O_KEY_FD,
	O_LIST,
	O_NAME,
	O_NO_PERSON,
	O_NO_REDACT,
	O_ORG,
	O_PRINT,
	O_PRODUCTS,
	O_SEEN,
	O_SUMMARY,
	O_SYSTEM
};

static const struct opt options[] = {
	{ 'm', "map", "name|file", "the mapping, built in or a file" },
	{ 'k', "key", "file", "make tokens of persons with this key" },
	{ O_COLUMNS, "columns", "file",
	    "what files of each name had before, and this run's" },
	{ O_DELIMITER, "delimiter", "char",
	    "what separates columns, or `tab'" },
	{ O_ENCODING, "encoding", "name", "the encoding of the files" },
	{ O_EPOCH, "epoch", "name", "the epoch of the tokens (0)" },
	{ O_EXPLAIN, "explain", NULL, "say how the files are read instead" },
	{ O_GUESS, "guess", NULL, "print a first mapping for a table instead" },
	{ O_JOIN, "join", "file", "another table that the mapping joins" },
	{ O_KEY_FD, "key-fd", "n", "the key, from this open descriptor" },
	{ O_KEEP, "keep-unmapped", NULL, "pass other columns on as x_column" },
	{ O_LIST, "list-maps", NULL, "print the built-in mappings" },
	{ O_NAME, "name", "file", "what to call the standard input" },
	{ O_NO_PERSON, "no-person", NULL, "make no tokens of persons" },
	{ O_NO_REDACT, "no-redact", NULL, "leave personal data in the texts" },
	{ O_ORG, "org", "name", "the organisation, where none is mapped" },
	{ O_PRINT, "print-map", "name", "print a built-in mapping" },
	{ O_PRODUCTS, "products", "file",
	    "own names of products and the UPL's" },
	{ O_SEEN, "seen", "date", "the day of the export" },
	{ O_SUMMARY, "summary", NULL, "say what was read, in one line" },
	{ O_SYSTEM, "system", "name", "the source system, likewise" },
	{ 0 },
};

static const struct opt_tool tool = { "sig-ingest", "turn exports into signals",
	options, OPT_INPUT, NULL };

/* Of a line: tools read 32,767, and those behind this one add some. */
enum { MOST_MEMBERS = 32000 };

struct opts {
	const char *map;
	struct key_from key;
	const char *epoch;
	const char *org;
	const char *system;
	const char *name;
	int32_t seen;
	bool keep;
	bool no_person;
	bool no_redact;
	bool explain;
	bool guess;
	bool summary;
	const char *columns;
	const char *products;
	struct sniff_asked asked;
	struct tables joins;
};

/* What is carried from row to row. */
struct work {
	struct opts o;
	struct stream *st;
	struct choose choose;
	struct source source;
	struct products products;
	struct repeats repeats; /* of the file being read */
	struct lost lost;
	struct rec rec;
	struct mask mask;
	struct buf bytes;
	struct buf seen;
	struct buf file; /* the name of the one being read */
	bool header_kept; /* it stands in the rejects already */
	struct buf kept; /* the header that stands there first */
	bool unended; /* the row that was kept last has no end of line */
	struct key key;
	char key_id[KEY_ID + 1];
	struct orgs orgs;
	const struct pseudonym *token; /* of the organisation of the row */
	struct buf person[APPLY_PERSONS];
	bool homed; /* a line was written that has an organisation */
};

/* Print what was asked for instead of signals, and end. */
static _Noreturn void
print(struct buf *out)
{
	if (fwrite(out->s, 1, out->len, stdout) != out->len ||
	    fflush(stdout) != 0)
		err(ST_ERROR, "standard output");
	buf_release(out);
	exit(ST_OK);
}

static _Noreturn void
list_maps(void)
{
	struct buf out = { 0 };

	choose_list(&out);
	print(&out);
}

static _Noreturn void
no_print(const struct opt_scan *s)
{
	struct buf why = { 0 };

	buf_puts(&why, "no such mapping");
	hint_map(&why, slice_of(s->arg));
	opt_bad(s, buf_cstr(&why));
}

static _Noreturn void
print_map(const struct opt_scan *s)
{
	struct buf out = { 0 };

	if (!maps_put(&out, slice_of(s->arg)))
		no_print(s);
	print(&out);
}

static char
delimiter(const struct opt_scan *s)
{
	if (strcmp(s->arg, "tab") == 0 || strcmp(s->arg, "\\t") == 0)
		return '\t';
	if (strlen(s->arg) != 1 || strchr("\"\r\n", s->arg[0]) != NULL)
		opt_bad(s, "one character, or `tab'");
	return s->arg[0];
}

/* An option that changes how a file is read; false if C is none. */
static bool
parse_manner(struct opts *o, const struct opt_scan *s, int c)
{
	switch (c) {
	case O_DELIMITER:
		o->asked.delim = delimiter(s);
		return true;
	case O_ENCODING:
		o->asked.charset = charset_find(slice_of(s->arg));
		if (o->asked.charset < 0)
			opt_bad(s,
			    "utf-8, utf-16le, utf-16be, windows-1252, "
			    "iso-8859-1 or iso-8859-15");
		return true;
	case O_NAME:
		o->name = s->arg;
		return true;
	case O_JOIN:
		if (!tables_add(&o->joins, s->arg))
			opt_bad(s, "too many files");
		return true;
	case O_COLUMNS:
		o->columns = s->arg;
		return true;
	case O_PRODUCTS:
		o->products = s->arg;
		return true;
	case O_LIST:
		list_maps();
	case O_PRINT:
		print_map(s);
	default:
		return false;
	}
}

static void
parse_opt(struct opts *o, const struct opt_scan *s, int c)
{
	switch (c) {
	case 'm':
		if (o->map != NULL)
			opt_bad(s,
			    "one mapping a run: read other exports in "
			    "a run of their own");
		o->map = s->arg;
		break;
	case 'k':
	case O_KEY_FD:
		key_option(&o->key, s, c == 'k');
		break;
	case O_EPOCH:
		o->epoch = s->arg;
		break;
	case O_KEEP:
		o->keep = true;
		break;
	case O_EXPLAIN:
		o->explain = true;
		break;
	case O_GUESS:
		o->guess = true;
		break;
	case O_SUMMARY:
		o->summary = true;
		break;
	case O_NO_PERSON:
		o->no_person = true;
		break;
	case O_NO_REDACT:
		o->no_redact = true;
		break;
	case O_ORG:
		o->org = s->arg;
		break;
	case O_SEEN:
		o->seen = opt_day(s);
		break;
	default:
		o->system = s->arg;
	}
}

static void
parse_opts(struct opts *o, struct opt_scan *s)
{
	int c;

	*o = (struct opts){ .epoch = "0",
		.seen = DATE_NONE,
		.org = "",
		.system = "",
		.asked = { .charset = -1, .backslash = -1 } };
	while ((c = opt_next(s)) != -1)
		if (!parse_manner(o, s, c))
			parse_opt(o, s, c);
}

/* Tokens are of one organisation: make ready that of ORG. */
static void
choose_org(struct work *w, struct slice org)
{
	if (w->key.b == NULL)
		return;
	w->token = orgs_key(&w->orgs, org);
	w->mask.redact.key = w->token;
}

static void
set_persons(struct work *w)
{
	static const int as[PERSON_TYPES] = { PSEUDONYM_CUSTOMER, PSEUDONYM_BSN,
		PSEUDONYM_EMAIL, PSEUDONYM_PHONE, PSEUDONYM_IBAN,
		PSEUDONYM_PERSON, -1 };
	struct slice token[APPLY_PERSONS];
	const struct apply_person *p;
	size_t n = 0;

	for (size_t i = 0; i < w->source.apply.persons; i++) {
		p = &w->source.apply.person[i];
		if (!p->token || as[p->type] < 0)
			continue;
		buf_reset(&w->person[n]);
		if (!pseudonym_put(w->token, as[p->type], p->same,
			&w->person[n]))
			continue;
		token[n] = buf_slice(&w->person[n]);
		n++;
	}
	if (n > 0)
		rec_set_list(&w->rec, F_PERSON, token, n);
}

/* NULL, or the reason to refuse the row. */
static const char *
redact(struct work *w)
{
	const char *why;

	static const int as[PERSON_TYPES] = { REDACT_CASE, REDACT_BSN,
		REDACT_EMAIL, REDACT_PHONE, REDACT_IBAN, REDACT_PERSON,
		REDACT_ADDRESS };
	const struct apply_person *p;

	for (size_t i = 0; i < w->source.apply.persons; i++) {
		p = &w->source.apply.person[i];
		mask_know(&w->mask, as[p->type], p->value);
	}
	(void)mask_find(&w->mask, &w->rec);
	why = mask_unfit(&w->mask);
	if (why == NULL)
		mask_apply(&w->mask, &w->rec);
	return why;
}

/* The columns that no statement uses; NULL, or the reason to refuse the row. */
static const char *
set_unmapped(struct work *w, const struct table_row *row)
{
	struct buf value = { 0 };
	struct buf name = { 0 };

	for (size_t i = 0; i < row->n && i < w->source.columns.n; i++) {
		if (w->rec.n == MOST_MEMBERS)
			break;
		if (apply_uses(&w->source.apply, i) ||
		    value_empty(row->field[i]))
			continue;
		buf_reset(&name);
		buf_puts(&name, "x_");
		buf_put(&name, header_name(&w->source.columns, i));
		buf_reset(&value);
		json_quote(&value, row->field[i]);
		rec_add_other(&w->rec, buf_slice(&name), buf_slice(&value));
	}
	buf_release(&value);
	buf_release(&name);
	return w->rec.n < MOST_MEMBERS ? NULL :
					 "too many columns for --keep-unmapped";
}

static struct slice
or_default(struct slice s, const char *other)
{
	return s.p != NULL ? s : slice_of(other);
}

/* id, and the members that say what it is of. */
static void
set_identity(struct work *w, struct slice org, struct slice system)
{
	struct buf id = { 0 };
	bool source = w->source.apply.v[F_SRC_ID].p != NULL;

	buf_reset(&w->bytes);
	ident_bytes(&w->bytes, &w->source.apply, org, system);
	if (w->key.b != NULL)
		(void)pseudonym_put(w->token, PSEUDONYM_CASE,
		    buf_slice(&w->bytes), &id);
	else
		ident_put(&id, buf_slice(&w->bytes));
	rec_set_text(&w->rec, F_ID, buf_slice(&id));
	rec_set_text(&w->rec, F_ID_KIND,
	    source ? SLICE("source") : SLICE("content"));
	if (org.n > 0)
		rec_set_text(&w->rec, F_ORG, org);
	if (system.n > 0)
		rec_set_text(&w->rec, F_SYSTEM, system);
	buf_release(&id);
}

/* The product by --products.  An id is of the name that the export has. */
static void
map_product(struct work *w)
{
	struct slice *product = &w->source.apply.v[F_PRODUCT];

	if (w->o.products != NULL && product->p != NULL)
		*product = products_map(&w->products, *product);
}

/*
 * Make the signal of a row whose members are in w->source.apply; NULL, or the
 * reason to refuse the row.
 */
static const char *
make_signal(struct work *w, const struct table_row *row)
{
	const struct apply *a = &w->source.apply;
	struct slice org = or_default(a->v[F_ORG], w->o.org);
	const char *why = NULL;

	choose_org(w, org);
	rec_new(&w->rec, LINE_SIGNAL);
	set_identity(w, org, or_default(a->v[F_SYSTEM], w->o.system));
	map_product(w);
	for (int f = F_SRC_ID; f < F_N; f++) {
		if (a->v[f].p == NULL ||
		    (f == F_SRC_ID &&
			(w->source.of_persons || ident_is_person(a->v[f]))))
			continue;
		if (a->raw[f])
			rec_set_raw(&w->rec, f, a->v[f]);
		else
			rec_set_text(&w->rec, f, a->v[f]);
	}
	rec_set_text(&w->rec, F_FILE, buf_slice(&w->file));
	rec_set_int(&w->rec, F_ROW, (int64_t)row->line);
	if (w->o.seen != DATE_NONE)
		rec_set_text(&w->rec, F_SEEN, buf_slice(&w->seen));
	if (w->key.b != NULL && !w->o.no_person)
		set_persons(w);
	if (w->key.b != NULL)
		rec_set_text(&w->rec, F_KEY_ID, slice_of(w->key_id));
	if (w->o.keep)
		why = set_unmapped(w, row);
	if (why == NULL && !w->o.no_redact)
		why = redact(w);
	return why;
}

/*
 * Keep the header of the source in the rejects, once.  Under another header
 * rows would be read as what they are not: then the user is told.
 */
static void
keep_header(struct work *w)
{
	struct slice header = buf_slice(&w->source.header);

	if (w->header_kept || header.n == 0)
		return;
	w->header_kept = true;
	if (w->unended)
		stream_reject_bytes(w->st, SLICE("\n"));
	stream_reject_bytes(w->st, header);
	if (w->kept.len == 0)
		buf_put(&w->kept, header);
	else if (!slice_eq(header, buf_slice(&w->kept)) &&
	    w->st->io->rejects != NULL)
		stream_say(w->st, ST_OK,
		    "%s: holds tables with other columns: "
		    "part them before they are read again",
		    w->st->io->rejects);
}

static void
refuse(struct work *w, const char *why)
{
	const struct source *src = &w->source;
	struct slice raw = src->row.raw;
	struct slice rest;

	keep_header(w);
	stream_row_refuse(w->st, why, raw);
	w->unended = raw.n > 0 && strchr("\n\r", raw.p[raw.n - 1]) == NULL;
	while (source_rest(&w->source, &rest))
		stream_reject_bytes(w->st, rest);
	if (src->json)
		stream_reject_bytes(w->st, SLICE("\n"));
}

/* Make the tally of a row that is so many events; likewise. */
static const char *
make_tally(struct work *w)
{
	const struct apply *a = &w->source.apply;
	const char *why;

	map_product(w);
	why = count_make(&w->rec, a, or_default(a->v[F_ORG], w->o.org),
	    or_default(a->v[F_SYSTEM], w->o.system));
	if (why != NULL || w->o.no_redact)
		return why;
	why = redact(w);
	rec_drop(&w->rec, F_REDACTED); /* a tally has no such member */
	return why;
}

/* Make the line of the row; NULL, or the reason to refuse it. */
static const char *
make(struct work *w)
{
	const struct apply *a = &w->source.apply;
	const char *why = ident_unfit(a->v[F_SRC_ID], w->key.b != NULL);

	if (why != NULL)
		return why;
	if (a->v[F_N].p != NULL)
		return make_tally(w);
	if (!w->o.explain)
		return make_signal(w, &w->source.row);
	map_product(w);
	return NULL;
}

static void
one_row(struct work *w)
{
	const char *why = w->source.reason;

	stream_row(w->st, w->source.row.line);
	if (w->source.kind == SOURCE_SKIP) {
		stream_row_skip(w->st);
		return;
	}
	if (w->source.kind == SOURCE_SIGNAL)
		why = make(w);
	if (why != NULL) {
		refuse(w, why);
		return;
	}
	if (w->o.explain) {
		stream_use(w->st);
		return;
	}
	if (w->rec.type == LINE_SIGNAL)
		repeats_see(&w->repeats, buf_slice(&w->bytes),
		    w->source.row.raw, w->source.apply.v[F_SRC_ID].p != NULL);
	w->homed |= rec_has(&w->rec, F_ORG);
	stream_put(w->st, &w->rec);
}

static size_t
read_more(void *arg, void *to, size_t n)
{
	return stream_bytes(arg, to, n);
}

/* Print a first mapping for the table that is open. */
static void
guess(struct work *w)
{
	struct slice name = stream_name(w->st);
	struct source *src = &w->source;

	buf_reset(&w->bytes);
	if (src->fail == NULL &&
	    !guess_put(&w->bytes, &src->table, src->json ? &src->jsonin : NULL,
		fileio_base(name)))
		src->fail = src->json ? "no JSON object was found" :
					source_no_header;
	stream_write(w->st, buf_slice(&w->bytes));
}

static void
explain(struct work *w)
{
	buf_reset(&w->bytes);
	explain_put(&w->bytes, &w->source, stream_name(w->st));
	stream_write(w->st, buf_slice(&w->bytes));
}

static void
say_note(struct work *w)
{
	struct slice name = stream_name(w->st);

	if (w->source.note != NULL)
		stream_say(w->st, ST_OK, "%.*s: %s", (int)name.n, name.p,
		    w->source.note);
	w->source.note = NULL;
}

/* Say what is odd in the files that --join gave. */
static void
say_joins(struct work *w)
{
	size_t k = 0;
	bool used;

	while (tables_remark(&w->o.joins, &w->choose, &k, &used, &w->bytes))
		if (used || w->st->status < ST_ERROR)
			stream_say(w->st, used ? ST_REFUSED : ST_ERROR, "%s",
			    buf_cstr(&w->bytes));
}

/* Say why the file NAME is not read, with its name in a command for it. */
static void
say_fail(struct work *w, struct slice name)
{
	bool nameless = w->st->fd == STDIN_FILENO && w->st->alias == NULL;

	buf_reset(&w->bytes);
	if (w->source.readable)
		buf_puts(&w->bytes, w->source.fail);
	else
		trouble_put(&w->bytes, w->source.fail,
		    nameless ? (struct slice){ NULL, 0 } : name);
	stream_say(w->st, ST_ERROR, "%.*s: %s", (int)name.n, name.p,
	    buf_cstr(&w->bytes));
}

/* Say what else is to be known of the file. */
static void
say_remarks(struct work *w)
{
	struct slice name = stream_name(w->st);
	size_t k = 0;

	while (remarks_next(&k, &w->source, &w->repeats, &w->bytes))
		stream_say(w->st, ST_OK, "%.*s: %s", (int)name.n, name.p,
		    buf_cstr(&w->bytes));
	if (!w->o.guess &&
	    lost_see(&w->lost, &w->source, buf_slice(&w->file), w->repeats.rows,
		&w->bytes))
		stream_say(w->st, ST_OK, "%.*s: %s", (int)name.n, name.p,
		    buf_cstr(&w->bytes));
	repeats_reset(&w->repeats);
}

static void
one_file(struct work *w)
{
	struct source *src = &w->source;

	w->header_kept = false;
	buf_reset(&w->file);
	utf8_put_all(&w->file, fileio_base(stream_name(w->st)));
	source_open(src, read_more, w->st, w->st->io->max_line, &w->o.asked);
	if (w->o.guess)
		guess(w);
	while (!w->o.guess && source_next(src)) {
		say_note(w);
		one_row(w);
	}
	if (w->o.explain && src->readable)
		explain(w);
	if (src->fail != NULL)
		say_fail(w, stream_name(w->st));
	say_remarks(w);
	source_close(src);
}

static void
open_products(struct work *w)
{
	const char *why = NULL;

	if (w->o.products != NULL)
		why = products_open(&w->products, w->o.products);
	if (why != NULL)
		errx(ST_ERROR, "%s: %s", w->o.products, why);
}

static void
keep_columns(struct work *w)
{
	const char *why = NULL;

	if (w->o.columns != NULL)
		why = lost_keep(&w->lost, w->o.columns);
	if (why != NULL)
		stream_say(w->st, ST_ERROR, "%s: %s", w->o.columns, why);
}

/* What is to be said at the end. */
static void
finish(struct work *w)
{
	const struct account_count *n = &w->st->acc.total;

	keep_columns(w);

	if (w->o.explain) {
		buf_reset(&w->bytes);
		products_put_missed(&w->bytes, &w->products);
		stream_write(w->st, buf_slice(&w->bytes));
	} else if (w->products.missed > 0) {
		stream_say(w->st, ST_OK,
		    "%llu products are not in %s: --explain names them",
		    (unsigned long long)w->products.missed, w->o.products);
	}
	if (!w->o.guess)
		say_joins(w);
	if (w->o.summary)
		stream_say(w->st, ST_OK,
		    "%llu rows: %llu signals, %llu refused, %llu skipped%s",
		    (unsigned long long)n->read,
		    (unsigned long long)(n->written + n->used),
		    (unsigned long long)n->refused,
		    (unsigned long long)n->skipped,
		    n->written > 0 && !w->homed ?
			"; none has an organisation: see --org" :
			"");
}

static void
open_work(struct work *w)
{
	const char *why;

	if (!digest_init())
		errx(ST_ERROR, "libsodium cannot start");
	if (key_asked(&w->o.key) &&
	    (why = key_open(&w->key, &w->o.key)) != NULL)
		errx(ST_ERROR, "%s: %s", key_name(&w->o.key), why);
	if (w->key.b != NULL)
		key_id(&w->key, w->key_id);
	w->orgs.key = &w->key;
	w->orgs.epoch = w->o.epoch;
	if (!choose_named(&w->choose, w->o.map))
		errx(ST_ERROR, "%s", buf_cstr(&w->choose.why));
	if ((why = tables_unfit(&w->o.joins, &w->choose)) != NULL)
		errx(ST_ERROR, "%s", why);
	open_products(w);
	if (w->o.columns != NULL &&
	    (why = lost_open(&w->lost, w->o.columns)) != NULL)
		errx(ST_ERROR, "%s: %s", w->o.columns, why);
	if (w->o.seen != DATE_NONE)
		date_put_day(&w->seen, w->o.seen);
}

static void
close_work(struct work *w)
{
	choose_release(&w->choose);
	tables_release(&w->o.joins);
	source_release(&w->source);
	products_release(&w->products);
	repeats_release(&w->repeats);
	lost_release(&w->lost);
	rec_release(&w->rec);
	mask_release(&w->mask);
	buf_release(&w->bytes);
	buf_release(&w->seen);
	buf_release(&w->file);
	for (size_t i = 0; i < APPLY_PERSONS; i++)
		buf_release(&w->person[i]);
	buf_release(&w->kept);
	key_close(&w->key);
	orgs_release(&w->orgs);
}

int
main(int argc, char *argv[])
{
	struct work w = { 0 };
	struct opt_scan scan;
	struct stream st;

	opt_open(&scan, &tool, argc, argv);
	parse_opts(&w.o, &scan);
	open_work(&w);
	stream_open(&st, &scan, opt_files(&scan));
	st.alias = w.o.name;
	w.st = &st;
	w.source.choose = &w.choose;
	w.source.joins = &w.o.joins;
	w.source.keyed = w.key.b != NULL;
	if (w.source.keyed)
		st.acc.key_id = w.key_id;
	w.source.no_person = w.o.no_person || w.o.explain;
	w.source.apply.any = w.o.keep;
	w.source.apply.explain = w.o.explain;
	while (stream_file(&st))
		one_file(&w);
	finish(&w);
	close_work(&w);
	return stream_close(&st);
}
