/* sig-share - make what may leave the house */

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/digest.h"
#include "lib/base/xalloc.h"
#include "lib/line/stream.h"
#include "lib/pattern/tally.h"
#include "lib/privacy/disclose.h"
#include "lib/privacy/event.h"
#include "lib/privacy/key.h"
#include "lib/privacy/ladder.h"
#include "lib/privacy/outline.h"
#include "lib/privacy/redact.h"
#include "lib/privacy/rekey.h"
#include "lib/privacy/releases.h"
#include "lib/privacy/seen.h"

enum {
	O_DIVERSITY = OPT_LONG,
	O_EXPLAIN,
	O_NO_LEDGER,
	O_PERSONS,
	O_PUBLIC,
	O_RELEASE,
	O_SEED,
	O_SIGNALS,
	O_SINCE,
	O_SOURCE,
	O_TEXT,
	O_WORDS
};

static const struct opt options[] = {
	{ O_DIVERSITY, "diversity", "n", "sets of themes in a class (2)" },
	{ O_EXPLAIN, "explain", NULL, "say how much was withheld, and why" },
	{ 'l', "ledger", "file", "what was shared before" },
	{ O_NO_LEDGER, "no-ledger", NULL, "share without looking back" },
	{ O_PERSONS, "persons", "k", "persons behind each figure (5)" },
	{ O_PUBLIC, "public", NULL, "for all to see: k is 10, round to 5" },
	{ O_RELEASE, "release", "date", "the last day that is shared" },
	{ O_SEED, "seed", "n", "choose row ids by this, not at random" },
	{ O_SIGNALS, "signals", NULL, "share signals, made coarse" },
	{ O_SINCE, "since", "date", "the first day that is shared" },
	{ O_SOURCE, "source", "urn", "urn:nld:oin:... of who shares" },
	{ O_TEXT, "with-text", NULL, "share the texts marked as reviewed" },
	{ O_WORDS, "words", "file", "words that someone has looked at" },
	{ 0 },
};

static const struct opt_tool tool = { "sig-share",
	"make what may leave the house", options, OPT_INPUT, NULL };

/* What tallies are counted by, finest first. */
enum { RUNGS = 4, FINE = 1 << TALLY_TERM | 1 << TALLY_ORG | 1 << TALLY_THEME };

static const unsigned rungs[RUNGS] = {
	FINE | 1 << TALLY_LEVEL | 1 << TALLY_PRODUCT | 1 << TALLY_REGION,
	FINE | 1 << TALLY_LEVEL | 1 << TALLY_PRODUCT,
	FINE | 1 << TALLY_LEVEL,
	FINE,
};

struct opts {
	const char *ledger;
	const char *source;
	const char *words;
	long k, diversity, seed;
	int32_t since, release;
	bool no_ledger, public, signals, text, explain;
};

struct share {
	struct opts o;
	struct stream st;
	struct tally all[RUNGS]; /* every row on each rung */
	struct tally rest[RUNGS]; /* what finer rungs could not let go */
	struct ladder ladder;
	struct releases rel;
	struct redact redact;
	struct event event;
	struct set seen; /* words that may go */
	struct set unseen; /* words that may not */
	struct buf text;
	struct buf out; /* events, until the ledger is content */
	size_t told; /* patterns that go */
	size_t cells, patterns, texts; /* withheld */
	size_t of_words; /* of the patterns, of words that were not seen */
	size_t late; /* of the patterns, that end after the release */
	size_t early; /* or before the period */
	size_t of_none; /* of the patterns, of nobody who is known */
	size_t known; /* signals whose sender is known */
	size_t nameless; /* tallies with people, of no organisation */
};

static void
flag(struct opts *o, struct opt_scan *s, int c)
{
	switch (c) {
	case O_NO_LEDGER:
		o->no_ledger = true;
		break;
	case O_PUBLIC:
		o->public = true;
		break;
	case O_SIGNALS:
		o->signals = true;
		break;
	case O_TEXT:
		o->text = true;
		break;
	case O_EXPLAIN:
		o->explain = true;
		break;
	case O_SOURCE:
		if (!event_source_fits(slice_of(s->arg)))
			opt_bad(s,
			    "not urn:nld:oin: and 20 digits, nor "
			    "urn:nld:kvknr: and 8");
		o->source = s->arg;
		break;
	}
}

static void
parse_opts(struct opts *o, struct opt_scan *s)
{
	int c;

	*o = (struct opts){ .diversity = 2,
		.seed = -1,
		.since = date_day((struct civil){ 1, 1, 1 }),
		.release = DATE_NONE };
	while ((c = opt_next(s)) != -1) {
		switch (c) {
		case 'l':
			o->ledger = s->arg;
			break;
		case O_DIVERSITY:
			o->diversity = opt_num(s, 1, 1000);
			break;
		case O_PERSONS:
			o->k = opt_num(s, 3, 1000000);
			break;
		case O_RELEASE:
			o->release = opt_day(s);
			break;
		case O_WORDS:
			o->words = s->arg;
			break;
		case O_SINCE:
			o->since = opt_day(s);
			break;
		case O_SEED:
			o->seed = opt_num(s, 0, INT32_MAX);
			break;
		default:
			flag(o, s, c);
		}
	}
}

static void
check_opts(struct opts *o, const struct opt_scan *s)
{
	const struct {
		bool wrong;
		const char *why;
	} rule[] = {
		{ o->source == NULL, "--source is needed: who shares this?" },
		{ o->release == DATE_NONE,
		    "--release is needed: the last day to share" },
		{ (o->ledger == NULL) == !o->no_ledger,
		    "one of --ledger and --no-ledger is needed" },
		{ o->public && o->signals, "signals are never public" },
		{ o->text && !o->signals, "--with-text goes with --signals" },
		{ o->public && o->k != 0 && o->k < 10,
		    "with --public, --persons is at least 10" },
	};

	for (size_t i = 0; i < sizeof(rule) / sizeof(*rule); i++)
		if (rule[i].wrong)
			opt_usage(s, rule[i].why);
	if (o->k == 0)
		o->k = o->public ? 10 : 5;
}

/* sig-share keygen FILE */
static int
keygen(struct opt_scan *scan, char *const *files)
{
	static char *const none[] = { NULL };
	struct stream st = { 0 };
	const char *why;

	if (files[0] == NULL || files[1] != NULL)
		opt_usage(scan, "keygen takes the name of one new file");
	stream_open(&st, scan, none);
	why = key_make(files[0]);
	if (why != NULL)
		stream_say(&st, ST_ERROR, "%s: %s", files[0], why);
	return stream_close(&st);
}

static bool
within(const struct opts *o, int32_t day, int32_t days)
{
	return day != DATE_NONE && day >= o->since &&
	    day + days - 1 <= o->release;
}

/* Count R, a signal or a tally, on every rung. */
static const char *
count(struct share *s, struct rec *r)
{
	const char *why = NULL;

	s->nameless += r->type == LINE_TALLY && !rec_has(r, F_ORG) &&
	    (rec_has(r, F_SKETCH) || rec_has(r, F_PERSONS));
	for (int i = 0; i < RUNGS && why == NULL; i++)
		why = r->type == LINE_SIGNAL ?
		    tally_signal(&s->all[i], r, NULL) :
		    tally_line(&s->all[i], r, NULL);
	return why;
}

/* A text goes only if someone reviewed it and the rules find nothing. */
static void
keep_signal(struct share *s, struct rec *r)
{
	int32_t day = tally_day(r);

	if (tally_uncounted(r) || !within(&s->o, day, 1)) {
		stream_ignore(&s->st);
		return;
	}
	if (s->o.text && rec_true(r, F_REVIEWED)) {
		buf_reset(&s->text);
		rekey_number(rec_text(r, F_TEXT), &s->text);
		rec_set_text(r, F_TEXT, buf_slice(&s->text));
		redact_begin(&s->redact);
		redact_add(&s->redact, rec_text(r, F_TEXT), REDACT_WORDS);
		if (redact_find(&s->redact) != 0) {
			s->texts++;
			rec_drop(r, F_TEXT);
		}
	}
	s->known += rec_has(r, F_WHO);
	ladder_add(&s->ladder, r, day);
	stream_use(&s->st);
}

static void
keep_pattern(struct share *s, struct rec *r)
{
	struct buf line = { 0 };
	int32_t to = date_parse_day(rec_text(r, F_TO));

	s->late += to != DATE_NONE && to > s->o.release;
	s->early += to != DATE_NONE && to < s->o.since;
	s->of_none += within(&s->o, to, 1) && !rec_has(r, F_PERSONS);
	if (!within(&s->o, to, 1) || outline_pattern(r, s->o.k, &line) != NULL)
		s->patterns++;
	else if (outline_unseen(r, &s->seen))
		s->of_words++;
	else if (!event_put(&s->out, &s->event, SLICE(""), buf_slice(&line)))
		s->patterns++;
	else
		s->told++;
	buf_release(&line);
	stream_use(&s->st);
}

static void
take(struct share *s, struct rec *r)
{
	const char *why;

	s->event.noun = "pattern";
	if (r->type == LINE_PATTERN) {
		keep_pattern(s, r);
	} else if (r->type == LINE_SIGNAL && s->o.signals) {
		keep_signal(s, r);
	} else if (!s->o.signals &&
	    (r->type == LINE_SIGNAL || r->type == LINE_TALLY)) {
		why = count(s, r);
		if (why != NULL)
			stream_refuse(&s->st, why);
		else
			stream_use(&s->st);
	} else
		stream_ignore(&s->st);
}

/* Row I of T as a line without what is not shared. */
static void
put_row(struct share *s, const struct tally *t, size_t i)
{
	struct rec r = { 0 };
	struct buf b = { 0 };
	struct buf line = { 0 };

	tally_put(&b, t, i, false);
	if (rec_parse(&r, slice_trim(buf_slice(&b))) != NULL)
		abort();
	outline_tally(&r, s->o.k, s->o.public, &line);
	if (!event_put(&s->out, &s->event, SLICE(""), buf_slice(&line)))
		s->cells++;
	rec_release(&r);
	buf_release(&b);
	buf_release(&line);
}

/*
 * May row I of T go?  A tally that names no organisation may be of several, in
 * each of which one person has a token.
 */
static bool
shareable(const struct share *s, const struct tally *t, size_t i)
{
	const struct tally_row *row = &t->rows[i];

	if (s->nameless > 0 && t->cell[row->cell].dim[TALLY_ORG] == 0)
		return false;
	return sketch_persons(&row->senders) >= (double)s->o.k &&
	    (!s->o.public || disclose_shown(row->c[TALLY_N]));
}

/* Is row I of T one of counts that are shared, in the period? */
static bool
asked(const struct share *s, const struct tally *t, size_t i)
{
	uint32_t what = t->cell[t->rows[i].cell].what;

	return (what == TALLY_SIGNALS || what == TALLY_TERMS) &&
	    within(&s->o, t->rows[i].day, 7) && t->rows[i].c[TALLY_N] != 0;
}

/*
 * Append what cell I of T is, for the ledger.  Ledgers of before tallies had a
 * floor must know it again: what is to be shared has none.
 */
static void
put_cell(struct buf *key, const struct tally *t, uint32_t i)
{
	for (int d = 0; d < TALLY_FLOOR; d++) {
		buf_putc(key, '\x1f');
		buf_put(key, set_key(&t->values, t->cell[i].dim[d]));
	}
}

/* Tell the ledger, by SORT, of every row of T, shown or not. */
static void
note(struct share *s, const struct tally *t, int rung, char sort)
{
	struct releases_count count;
	struct buf key = { 0 };
	uint32_t cell;

	for (size_t i = 0; i < t->nrows; i++) {
		if (!asked(s, t, i))
			continue;
		cell = t->rows[i].cell;
		buf_reset(&key);
		buf_printf(&key, "%c%d%u %d", sort, rung, t->cell[cell].what,
		    t->rows[i].day);
		put_cell(&key, t, cell);
		count = (struct releases_count){ t->rows[i].day,
			t->rows[i].day + 6, t->rows[i].c[TALLY_N],
			(int64_t)sketch_persons(&t->rows[i].senders) };
		releases_note(&s->rel, buf_slice(&key), &count);
	}
	buf_release(&key);
}

/* Hand row I of T down to the next rung. */
static void
hand_down(struct share *s, const struct tally *t, size_t i, int rung)
{
	struct rec r = { 0 };
	struct buf b = { 0 };

	if (rung + 1 < RUNGS &&
	    t->cell[t->rows[i].cell].what == TALLY_SIGNALS) {
		tally_put(&b, t, i, true);
		if (rec_parse(&r, slice_trim(buf_slice(&b))) != NULL ||
		    tally_line(&s->rest[rung + 1], &r, NULL) != NULL)
			abort();
	} else
		s->cells++;
	rec_release(&r);
	buf_release(&b);
}

/*
 * Which cells of T go on RUNG, by number.  In a cell that goes in some weeks
 * only, the others would read as weeks without signals, and a reader would
 * see a rise where there is none: so it goes if nine tenths of its signals
 * can, over all weeks, and else is handed down whole.  The last rung and
 * terms go as far as they can.
 */
static bool *
choose_cells(struct share *s, const struct tally *t, int rung)
{
	uint64_t *all = xcalloc(t->ncells, sizeof(*all));
	uint64_t *held = xcalloc(t->ncells, sizeof(*held));
	bool *goes = xcalloc(t->ncells, sizeof(*goes));
	struct buf key = { 0 };

	for (size_t i = 0; i < t->nrows; i++) {
		if (!asked(s, t, i))
			continue;
		all[t->rows[i].cell] += t->rows[i].c[TALLY_N];
		if (shareable(s, t, i))
			held[t->rows[i].cell] += t->rows[i].c[TALLY_N];
	}
	for (uint32_t i = 0; i < t->ncells; i++) {
		goes[i] = rung + 1 == RUNGS || t->cell[i].what == TALLY_TERMS;
		if (goes[i] || all[i] == 0)
			continue;
		goes[i] = held[i] * 10 >= all[i] * 9;
		buf_reset(&key);
		buf_printf(&key, "d%d", rung);
		put_cell(&key, t, i);
		if (s->o.ledger != NULL)
			goes[i] = releases_keep(&s->rel, buf_slice(&key),
				      goes[i]) != 0;
	}
	buf_release(&key);
	free(all);
	free(held);
	return goes;
}

/* Is row I of T of a term that nobody has looked at? */
static bool
is_unseen(struct share *s, const struct tally *t, size_t i)
{
	uint32_t term = t->cell[t->rows[i].cell].dim[TALLY_TERM];
	struct buf b = { 0 };
	bool unseen = false;

	if (term != 0) {
		json_decode(&b, set_key(&t->values, term));
		unseen = !seen_word(&s->seen, buf_slice(&b));
		if (unseen)
			set_add(&s->unseen, buf_slice(&b), NULL);
	}
	buf_release(&b);
	return unseen;
}

/* Let go what of T, on RUNG, can; hand down the rest. */
static void
share_rung(struct share *s, const struct tally *t, int rung)
{
	bool *goes = choose_cells(s, t, rung);

	for (size_t i = 0; i < t->nrows; i++) {
		if (!asked(s, t, i))
			continue;
		if (goes[t->rows[i].cell] && shareable(s, t, i) &&
		    !is_unseen(s, t, i))
			put_row(s, t, i);
		else
			hand_down(s, t, i, rung);
	}
	free(goes);
}

/* Say that of NONE of so many WHATs, ALL, nothing goes, and why. */
static void
say_none(struct share *s, size_t none, size_t all, const char *what)
{
	if (none > 0)
		stream_say(&s->st, ST_OK,
		    "nothing of %zu of %zu %s is shared: of none of their "
		    "signals the sender is known (--key of sig-ingest)",
		    none, all, what);
}

/* Say that N patterns are not shared by their days, WHY. */
static void
say_outside(struct share *s, size_t n, const char *why)
{
	if (n > 0)
		stream_say(&s->st, ST_OK, "%zu of %zu patterns %s", n,
		    s->told + s->patterns + s->of_words, why);
}

/* Say that nothing goes of tallies that name no organisation. */
static void
say_nameless(struct share *s)
{
	if (s->nameless > 0)
		stream_say(&s->st, ST_OK,
		    "%zu tallies name no organisation and are not shared: of "
		    "how many people they are is not known",
		    s->nameless);
}

/* Say of how many organisations nothing can go, as no sender is known. */
static void
say_unknown(struct share *s)
{
	const struct tally *t = &s->all[0];
	size_t len = t->values.len + 1;
	bool *met = xcalloc(len, sizeof(*met));
	bool *known = xcalloc(len, sizeof(*known));
	size_t orgs = 0;
	size_t none = 0;
	uint32_t org;

	for (size_t i = 0; i < t->nrows; i++) {
		if (!asked(s, t, i))
			continue;
		org = t->cell[t->rows[i].cell].dim[TALLY_ORG];
		met[org] = true;
		known[org] |= sketch_persons(&t->rows[i].senders) > 0;
	}
	for (size_t i = 0; i < len; i++) {
		orgs += met[i];
		none += met[i] && !known[i];
	}
	say_none(s, none, orgs, "organisations");
	if (s->ladder.n > 0 && s->known == 0)
		say_none(s, s->ladder.n, s->ladder.n, "signals");
	say_none(s, s->of_none, s->told + s->patterns + s->of_words,
	    "patterns");
	say_outside(s, s->late, "end after the day of --release");
	say_outside(s, s->early, "end before that of --since");
	free(met);
	free(known);
}

/* Say how much stays in the house for words that may be names. */
static void
say_unseen(struct share *s)
{
	if (s->unseen.len > 0)
		stream_say(&s->st, ST_OK,
		    "%zu words of tallies are not shared: look at them, and "
		    "list those that are no names (--words)",
		    s->unseen.len);
	if (s->of_words > 0)
		stream_say(&s->st, ST_OK,
		    "%zu patterns about words are not shared: look at them, "
		    "and list those that are no names (--words)",
		    s->of_words);
}

static void
share_tallies(struct share *s)
{
	struct tally *t;

	s->event.noun = "tally";
	if (s->all[0].nrows != 0) {
		if (!s->o.public)
			releases_mark(&s->rel, SLICE("exact"));
		releases_kind(&s->rel, SLICE("tally"));
	}
	for (int rung = 0; rung < RUNGS; rung++) {
		note(s, &s->all[rung], rung, 't');
		t = rung == 0 ? &s->all[0] : &s->rest[rung];
		tally_sort(t, NULL);
		if (rung > 0)
			note(s, t, rung, 'r');
		share_rung(s, t, rung);
	}
}

static void
share_signals(struct share *s)
{
	struct buf line = { 0 };
	struct slice id;

	s->event.noun = "signal";
	if (s->ladder.n != 0)
		releases_kind(&s->rel, SLICE("signal"));
	ladder_climb(&s->ladder, s->o.ledger != NULL ? &s->rel : NULL);
	ladder_shuffle(&s->ladder, s->o.seed);
	for (size_t i = 0; i < s->ladder.n; i++) {
		buf_reset(&line);
		if (ladder_put(&s->ladder, i, &line, &id))
			event_put(&s->out, &s->event, id, buf_slice(&line));
	}
	buf_release(&line);
}

/* Was OPTION, KEY in the ledger, N before, if it was anything? */
static bool
keeps(struct share *s, const char *key, const char *option, int64_t n)
{
	int64_t before = releases_keep(&s->rel, slice_of(key), n);

	if (before != n)
		stream_abandon(&s->st,
		    "%s: shared with %s %lld before: keep to that, or begin a "
		    "ledger for other readers",
		    s->o.ledger, option, (long long)before);
	return before == n;
}

/*
 * Do these readers get only one of tallies, signals and patterns, now and in
 * all the ledger knows of?  Who has tallies and signals can take the weeks of
 * a product and a theme from its signals: what is left is the week that was
 * withheld.  So it is with the sums in patterns, in the end, though they are
 * rounded.  Tallies that are rounded too may go beside patterns.
 */
static bool
one_sort(struct share *s)
{
	bool tallies = s->all[0].nrows != 0;
	bool exact = tallies && !s->o.public;
	bool signals = s->ladder.n != 0;
	bool patterns = s->told != 0;

	const struct {
		bool goes;
		const char *mark, *name;
	} rule[] = {
		{ signals, "tally", "tallies" },
		{ signals || exact, "pattern", "patterns" },
		{ tallies || patterns, "signal", "signals" },
		{ patterns, "exact", "tallies" },
	};

	if (patterns && (exact || signals)) {
		stream_abandon(&s->st,
		    "patterns beside %s: who has both can subtract them: "
		    "share them apart, with readers of their own",
		    exact ? "tallies" : "signals");
		return false;
	}
	for (size_t i = 0; i < sizeof(rule) / sizeof(*rule); i++) {
		if (!rule[i].goes ||
		    !releases_knows(&s->rel, slice_of(rule[i].mark)))
			continue;
		stream_abandon(&s->st,
		    "%s: %s were shared before, and who has both can "
		    "subtract them: begin a ledger for other readers",
		    s->o.ledger, rule[i].name);
		return false;
	}
	return true;
}

/* All is known: write it, if the ledger allows. */
static void
finish(struct share *s)
{
	const char *why = NULL;

	if (s->o.ledger != NULL)
		why = releases_load(&s->rel, s->o.ledger);
	if (why != NULL) {
		stream_say(&s->st, ST_ERROR, "%s: %s", s->o.ledger, why);
		return;
	}
	releases_open(&s->rel, s->o.since, s->o.release, s->o.k);
	if (!one_sort(s))
		return;
	if (s->o.ledger != NULL &&
	    !(keeps(s, "k", "--persons", s->o.k) &&
		(s->ladder.n == 0 ||
		    keeps(s, "l", "--diversity", s->o.diversity))))
		return;
	if (s->told != 0)
		releases_mark(&s->rel, SLICE("pattern"));
	share_tallies(s);
	share_signals(s);
	if (s->o.ledger != NULL && s->rel.conflicts != 0) {
		stream_say(&s->st, ST_ERROR,
		    "%s: %zu classes changed by fewer than %ld persons or "
		    "signals since they were shared: share closed periods "
		    "only (--since)",
		    s->o.ledger, s->rel.conflicts, s->o.k);
		return;
	}
	if (s->o.ledger != NULL)
		why = releases_save(&s->rel, s->o.ledger);
	if (why != NULL) {
		stream_say(&s->st, ST_ERROR, "%s: %s", s->o.ledger, why);
		return;
	}
	stream_write(&s->st, buf_slice(&s->out));
	say_unknown(s);
	say_nameless(s);
	say_unseen(s);
	if (s->o.explain)
		stream_say(&s->st, ST_OK,
		    "withheld %zu cells, %zu patterns, %zu signals and %zu "
		    "texts",
		    s->cells, s->patterns + s->of_words, s->ladder.withheld,
		    s->texts);
}

static void
open_all(struct share *s)
{
	for (int i = 0; i < RUNGS; i++) {
		tally_open(&s->all[i], rungs[i], true, SLICE(""));
		tally_open(&s->rest[i], rungs[i], true, SLICE(""));
	}
	s->ladder = (struct ladder){ .k = s->o.k,
		.l = s->o.diversity,
		.since = s->o.since,
		.until = s->o.release,
		.text = s->o.text };
	s->event = (struct event){ s->o.source, "", s->o.release };
}

static void
release_all(struct share *s)
{
	for (int i = 0; i < RUNGS; i++) {
		tally_release(&s->all[i]);
		tally_release(&s->rest[i]);
	}
	ladder_release(&s->ladder);
	releases_release(&s->rel);
	set_release(&s->seen);
	set_release(&s->unseen);
	redact_release(&s->redact);
	buf_release(&s->text);
	buf_release(&s->out);
}

static int
share(struct share *s, struct opt_scan *scan, char *const *files)
{
	struct rec r = { 0 };
	const char *why = NULL;

	stream_open(&s->st, scan, files);
	open_all(s);
	if (!digest_init())
		why = "cannot start libsodium";
	if (why != NULL)
		stream_say(&s->st, ST_ERROR, "start: %s", why);
	else if (s->o.words != NULL) {
		why = seen_load(&s->seen, s->o.words);
		if (why != NULL)
			stream_say(&s->st, ST_ERROR, "%s: %s", s->o.words, why);
	}
	while (why == NULL && stream_next(&s->st, &r))
		take(s, &r);
	if (why == NULL)
		finish(s);
	rec_release(&r);
	release_all(s);
	return stream_close(&s->st);
}

int
main(int argc, char *argv[])
{
	static struct share s;
	struct opt_scan scan;
	char *const *files;

	opt_open(&scan, &tool, argc, argv);
	parse_opts(&s.o, &scan);
	files = opt_files(&scan);
	if (files[0] != NULL && strcmp(files[0], "keygen") == 0)
		return keygen(&scan, files + 1);
	check_opts(&s.o, &scan);
	return share(&s, &scan, files);
}
