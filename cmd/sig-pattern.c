/* sig-pattern - find what needs attention in signals and tallies */

#include <err.h>
#include <errno.h>
#include <unistd.h>

#include "lib/base/date.h"
#include "lib/base/digest.h"
#include "lib/line/stream.h"
#include "lib/pattern/history.h"
#include "lib/pattern/seek.h"
#include "lib/pattern/summary.h"
#include "lib/pattern/tracing.h"
#include "lib/pattern/voice.h"
#include "lib/privacy/key.h"
#include "lib/privacy/keyring.h"

enum {
	OPT_ALPHA = OPT_LONG,
	OPT_BUDGET,
	OPT_CALIBRATE,
	OPT_CELLS,
	OPT_EVENTS,
	OPT_HISTORY,
	OPT_HOLIDAYS,
	OPT_KEY_FD,
	OPT_LANG_WORDS,
	OPT_METHOD,
	OPT_PARENT,
	OPT_PREVIOUS,
	OPT_TOP,
	OPT_TRACE,
	OPT_TRACE_FROM,
	OPT_UNTIL,
	OPT_VOLUME
};

static const struct opt options[] = {
	{ 'c', "codebook", "book", "what themes are called; may be repeated" },
	{ 'k', "key", "file", "the salt of the history" },
	{ 'l', "ledger", "file", "actions: say whether they helped" },
	{ OPT_ALPHA, "alpha", "share", "false share of what is found (0.1)" },
	{ OPT_BUDGET, "budget", "number", "false findings a week (0.2)" },
	{ OPT_CALIBRATE, "calibrate", NULL, "mend p by the past year" },
	{ OPT_CELLS, "cells", "forms", "which combinations to look at" },
	{ OPT_EVENTS, "events", "file", "what happened, to mark in charts" },
	{ OPT_HISTORY, "history", "file", "tallies of the past" },
	{ OPT_HOLIDAYS, "holidays", "nl|none", "which holidays are known" },
	{ OPT_KEY_FD, "key-fd", "n", "the salt, from this open descriptor" },
	{ OPT_LANG_WORDS, "lang", "nl|en|both",
	    "the language of titles; both" },
	{ OPT_METHOD, "method", "name", "with --trace: default, mw, ..." },
	{ OPT_PARENT, "parent", "cell|none", "what short histories borrow" },
	{ OPT_PREVIOUS, "previous", "file", "patterns of the last run" },
	{ OPT_TOP, "top", "number", "print the first so many patterns" },
	{ OPT_TRACE, "trace", "file", "write what every cell was each day" },
	{ OPT_TRACE_FROM, "trace-from", "date", "the first day to trace" },
	{ OPT_UNTIL, "until", "date", "the last day to judge" },
	{ OPT_VOLUME, "volume", "file", "decisions sent, calls taken" },
	{ 0 },
};
static const struct opt_tool tool = { "sig-pattern",
	"find what needs attention in signals and tallies", options, OPT_INPUT,
	NULL };

struct opts {
	struct look_opt look;
	struct cells cells; /* its forms */
	struct beside beside;
	struct titles titles;
	int lang; /* VOICE_NL, VOICE_EN or both */
	long top; /* -1: all */
	int32_t until;
	const char *history;
	const char *trace;
	struct out trace_file; /* open if trace is not "-" */
	int32_t trace_from;
	int method;
	struct key_from key;
};

/* An option that names a file to be read beside the signals. */
static bool
parse_file(struct opts *o, const struct opt_scan *s, int c)
{
	const char *why = NULL;

	switch (c) {
	case 'c':
		why = titles_load(&o->titles, s->arg);
		break;
	case 'k':
	case OPT_KEY_FD:
		key_option(&o->key, s, c == 'k');
		break;
	case 'l':
		why = beside_ledger(&o->beside, s->arg);
		break;
	case OPT_EVENTS:
		why = beside_events(&o->beside, s->arg);
		break;
	case OPT_HISTORY:
		o->history = s->arg;
		why = access(s->arg, R_OK) == 0 ? NULL : strerror(errno);
		break;
	case OPT_PREVIOUS:
		why = beside_previous(&o->beside, s->arg);
		break;
	case OPT_TRACE:
		o->trace = s->arg;
		break;
	case OPT_VOLUME:
		why = beside_volume(&o->beside, s->arg);
		o->look.volumes = &o->beside.volumes;
		break;
	default:
		return false;
	}
	if (why != NULL)
		opt_bad(s, why);
	return true;
}

/* A day to judge by: days as long before it must be days too. */
static int32_t
judged_day(const struct opt_scan *s)
{
	int32_t day = opt_day(s);

	if (day < CORPUS_EARLIEST)
		opt_bad(s, "must be 1900-01-01 or later");
	return day;
}

static void
parse_method(struct opts *o, const struct opt_scan *s, int c)
{
	static const char *const methods[] = { "default", "mw", "farrington",
		"ears", NULL };
	static const char *const parents[] = { "cell", "none", NULL };
	static const char *const holidays[] = { "nl", "none", NULL };
	static const char *const langs[] = { "nl", "en", "both", NULL };

	if (c == OPT_METHOD)
		o->method = opt_word(s, methods);
	else if (c == OPT_PARENT)
		o->look.parents = opt_word(s, parents) == 0;
	else if (c == OPT_HOLIDAYS)
		o->look.holidays = opt_word(s, holidays) == 0;
	else if (c == OPT_LANG_WORDS)
		o->lang = opt_word(s, langs);
	o->look.frozen = o->method == TRACE_MW;
	o->look.bare = o->method == TRACE_FARRINGTON || o->method == TRACE_EARS;
}

static void
parse_one(struct opts *o, const struct opt_scan *s, int c)
{
	const char *why;

	switch (c) {
	case OPT_ALPHA:
		o->look.alpha = opt_real(s, 0, 1);
		break;
	case OPT_BUDGET:
		o->look.budget = opt_real(s, 0, 1e6);
		break;
	case OPT_CALIBRATE:
		o->look.calibrate = true;
		break;
	case OPT_CELLS:
		why = s->arg[0] == '\0' ?
		    "names no cells (';' is all signals together)" :
		    cells_forms(&o->cells, s->arg);
		if (why != NULL)
			opt_bad(s, why);
		break;
	case OPT_TOP:
		o->top = opt_num(s, 0, 1000000);
		break;
	case OPT_TRACE_FROM:
		o->trace_from = judged_day(s);
		break;
	case OPT_UNTIL:
		o->until = judged_day(s);
		break;
	default:
		parse_method(o, s, c);
	}
}

static void
parse_opts(struct opts *o, struct opt_scan *s)
{
	int c;

	*o = (struct opts){ .look = { .alpha = .1,
				.budget = .2,
				.parents = true,
				.holidays = true },
		.top = -1,
		.lang = VOICE_LANGS,
		.until = DATE_NONE,
		.trace_from = DATE_NONE };
	while ((c = opt_next(s)) != -1)
		if (!parse_file(o, s, c))
			parse_one(o, s, c);
	titles_builtin(&o->titles);
	if (o->method != TRACE_DEFAULT && o->trace == NULL)
		opt_usage(s, "--method goes with --trace");
	if (o->trace_from != DATE_NONE && o->trace == NULL)
		opt_usage(s, "--trace-from goes with --trace");
}

/* Say what was given that is no input. */
static void
judge_input(struct stream *st, const struct corpus *c)
{
	const struct account_count *all = &st->acc.total;

	stream_judge(st, "signal or tally");
	if (st->status == ST_OK && all->read == all->skipped &&
	    c->tally.nrows + c->terms.nrows == 0)
		stream_say(st, ST_OK, "no signals or tallies were read");
}

/* Read all; actions pass through, into KEPT. */
static void
read_all(struct stream *st, struct corpus *c, struct buf *kept)
{
	struct keyring ring = { 0 };
	struct rec r = { 0 };
	const char *why = NULL;

	while (stream_next(st, &r)) {
		if (r.type == LINE_ACTION) {
			rec_format(kept, &r);
			buf_putc(kept, '\n');
		} else if (r.type == LINE_SIGNAL || r.type == LINE_TALLY) {
			why = corpus_add(c, &r);
			(void)keyring_note(&ring, &r);
		} else {
			stream_ignore(st);
			continue;
		}
		if (why != NULL)
			stream_refuse(st, why);
		else
			stream_use(st);
		why = NULL;
	}
	if (ring.mixed)
		stream_say(st, ST_OK, "%s", keyring_twice);
	keyring_release(&ring);
	rec_release(&r);
}

/*
 * The tallies of the past, which are not counted as lines of input.  Without
 * them every figure would be another one.
 */
static void
read_history(struct stream *st, struct corpus *c, const char *path)
{
	unsigned long lineno = 0;
	const char *why = path != NULL ? history_read(c, path, &lineno) : NULL;

	if (why != NULL && lineno > 0)
		stream_abandon(st, "%s:%lu: %s", path, lineno, why);
	else if (why != NULL)
		stream_abandon(st, "%s: %s", path, why);
}

/* Leave the words of the other language out. */
static void
one_language(struct finding *f, int lang)
{
	for (int i = 0; i < VOICE_LANGS && lang < VOICE_LANGS; i++) {
		if (i == lang)
			continue;
		f->title[i].n = f->why[i].n = f->effect_text[i].n = 0;
		f->notes[i].n = 0;
	}
}

static void
put_all(struct stream *st, struct findings *fs, struct look *l,
    const struct opts *o)
{
	struct warnings w = { 0 };
	struct rec r = { 0 };
	struct buf out = { 0 };
	long n = 0;

	for (size_t i = 0; i < fs->n && fs->f[i]->into == NULL; i++)
		look_account(l, fs->f[i]->kind)->shown++;
	summary_warn(&w, l);
	beside_warn(&o->beside, &w, l);
	summary_put(&out, &r, l, &w, fs);
	stream_write(st, buf_slice(&out));
	for (size_t i = 0; i < fs->n && fs->f[i]->into == NULL; i++) {
		if (o->top >= 0 && n++ == o->top)
			break;
		one_language(fs->f[i], o->lang);
		buf_reset(&out);
		finding_put(&out, &r, fs->f[i]);
		stream_write(st, buf_slice(&out));
	}
	buf_release(&out);
	rec_release(&r);
	warnings_release(&w);
}

/* Before anything is read: what cannot be kept is not worth the time. */
static void
open_trace(struct opts *o)
{
	const char *why;

	if (o->trace == NULL || strcmp(o->trace, "-") == 0)
		return;
	why = out_open(&o->trace_file, o->trace, 0666);
	if (why != NULL)
		errx(ST_ERROR, "%s: %s", o->trace, why);
}

/* No day was traced, as UNTIL is before the first that was asked. */
static void
say_untraced(struct stream *st, int32_t until)
{
	struct buf day = { 0 };

	date_put_day(&day, until);
	stream_say(st, ST_OK, "--trace-from is after the last day judged, %.*s",
	    (int)day.len, day.s);
	buf_release(&day);
}

static void
put_trace(struct stream *st, struct look *l, struct opts *o)
{
	struct buf b = { 0 };
	int32_t until = l->cells->until;
	int32_t from = o->trace_from != DATE_NONE ? o->trace_from : until;
	const char *why = NULL;
	bool here = strcmp(o->trace, "-") == 0;

	if (until != DATE_NONE)
		l->before = beside_before(&o->beside, until);
	if (until != DATE_NONE && from > until)
		say_untraced(st, until);
	for (int32_t d = from < l->cells->first ? l->cells->first : from;
	     until != DATE_NONE && d <= until; d++) {
		buf_reset(&b);
		trace_day(&b, l, o->method, d);
		if (here)
			stream_write(st, buf_slice(&b));
		else
			out_put(&o->trace_file, buf_slice(&b));
	}
	if (!here)
		why = out_close(&o->trace_file);
	if (why != NULL)
		stream_say(st, ST_ERROR, "%s: %s", o->trace, why);
	look_limit(l, l->cells->len);
	buf_release(&b);
}

/* Find and write, from what was read. */
static void
work(struct stream *st, struct opts *o, struct corpus *c, struct slice actions)
{
	struct look l = { 0 };
	struct findings fs = { .titles = &o->titles };

	cells_build(&o->cells, c);
	look_open(&l, &o->cells, &o->look);
	if (o->trace != NULL)
		put_trace(st, &l, o);
	if (o->trace == NULL || strcmp(o->trace, "-") != 0) {
		seek_all(&fs, &l, &o->beside);
		put_all(st, &fs, &l, o);
		stream_write(st, actions);
	}
	findings_release(&fs);
	look_release(&l);
	cells_release(&o->cells);
}

int
main(int argc, char *argv[])
{
	static struct opts o;
	struct opt_scan scan;
	struct stream st = { 0 };
	struct corpus c = { 0 };
	struct buf actions = { 0 };
	struct key salt = { 0 };
	const char *why;
	uint64_t twice;

	opt_open(&scan, &tool, argc, argv);
	parse_opts(&o, &scan);
	if (key_asked(&o.key) && (why = key_open_salt(&salt, &o.key)) != NULL)
		errx(ST_ERROR, "%s: %s", key_name(&o.key), why);
	open_trace(&o);
	stream_open(&st, &scan, opt_files(&scan));
	if (!digest_init())
		stream_say(&st, ST_ERROR, "libsodium cannot start");
	corpus_open(&c, o.until, key_slice(&salt));
	read_history(&st, &c, o.history);
	read_all(&st, &c, &actions);
	judge_input(&st, &c);
	corpus_close(&c);
	twice = overlap_count(&c.overlap, OVERLAP_DAYS) +
	    overlap_same(&c.overlap);
	if (twice == 0 && !st.abandoned)
		work(&st, &o, &c, buf_slice(&actions));
	else if (!st.abandoned)
		stream_abandon(&st,
		    "%llu signals stand both in a tally and in signals, or in "
		    "tallies by day and by week: every figure would be wrong",
		    (unsigned long long)twice);
	buf_release(&actions);
	if (o.trace_file.path != NULL)
		out_abandon(&o.trace_file);
	beside_release(&o.beside);
	titles_release(&o.titles);
	corpus_release(&c);
	key_close(&salt);
	return stream_close(&st);
}
