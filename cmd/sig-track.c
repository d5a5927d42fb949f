/* sig-track - record what was decided about a pattern */

#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "lib/base/date.h"
#include "lib/line/stream.h"
#include "lib/report/action.h"
#include "lib/report/want.h"

enum {
	O_STATE = OPT_LONG,
	O_OWNER,
	O_ROUTE,
	O_REASON,
	O_TO,
	O_UNTIL,
	O_ACTION_DATE,
	O_TOLD,
	O_TOLD_DATE,
	O_NOTE,
	O_BY,
	O_AT,
	O_ACTOR,
	O_PATTERNS,
	O_OPEN,
	O_OLDER
};

static const struct opt options[] = {
	{ 'l', "ledger", "file", "the ledger" },
	{ O_STATE, "state", "state", "add: the step that was taken" },
	{ O_OWNER, "owner", "name", "add: the department that has it" },
	{ O_ROUTE, "route", "route", "add: the way it takes" },
	{ O_REASON, "reason", "text", "add: why it was turned down" },
	{ O_TO, "to", "name", "add: to whom it was passed on" },
	{ O_UNTIL, "until", "date", "add: until when it is known" },
	{ O_ACTION_DATE, "action-date", "date", "add: when the action began" },
	{ O_TOLD, "told", "n", "add: how many people were told" },
	{ O_TOLD_DATE, "told-date", "date", "add: when" },
	{ O_NOTE, "note", "text", "add: what a person makes of it" },
	{ O_BY, "by", "name", "add: the department that says so" },
	{ O_AT, "at", "time", "add, list: as if it were then, not now" },
	{ O_ACTOR, "actor", "name", "add: who records it, if not this user" },
	{ O_PATTERNS, "patterns", "file", "add: only if the pattern is there" },
	{ O_OPEN, "open", NULL, "list: only what is not finished" },
	{ O_OLDER, "older-than", "days", "list: 42d: nothing done since then" },
	{ 0 },
};

static const struct opt_tool tool = { "sig-track",
	"record what was decided about a pattern", options, OPT_INPUT, NULL };

struct opts {
	const char *ledger;
	struct rec action; /* what add will add */
	int64_t at; /* the instant, and its day */
	int32_t day;
	int32_t today; /* by the clock */
	const char *actor;
	const char *patterns;
	bool adds; /* an option that only add has */
	bool open;
	long older; /* days, or -1 */
};

static void
set_text(struct opts *o, const struct opt_scan *s, int f)
{
	if (*s->arg == '\0')
		opt_bad(s, "must not be empty");
	rec_set_text(&o->action, f, slice_of(s->arg));
	o->adds = true;
}

static void
set_day(struct opts *o, const struct opt_scan *s, int f)
{
	struct buf b = { 0 };

	date_put_day(&b, opt_day(s));
	rec_set_text(&o->action, f, buf_slice(&b));
	buf_release(&b);
	o->adds = true;
}

static void
set_state(struct opts *o, const struct opt_scan *s)
{
	enum state to = state_find(slice_of(s->arg));

	if (to == STATE_MAX || to == STATE_NEW)
		opt_bad(s,
		    "must be erkend, onderzoek, opgepakt, afgewezen, "
		    "doorgezet, bekend, afgehandeld, teruggekoppeld or "
		    "heropend");
	set_text(o, s, F_STATE);
}

static void
set_at(struct opts *o, const struct opt_scan *s)
{
	struct when w;

	if (!date_parse(slice_of(s->arg), &w))
		opt_bad(s,
		    "must be a day or a time, such as "
		    "2026-03-31T09:30:00+02:00");
	o->day = w.day;
	if (w.exact)
		o->at = w.sec;
	else if (!date_local(w.day, 12 * 3600, &o->at))
		opt_bad(s, "there is no such moment");
}

/* 42d or 42. */
static void
set_older(struct opts *o, const struct opt_scan *s)
{
	char *end;

	errno = 0;
	o->older = strtol(s->arg, &end, 10);
	if (end == s->arg || (*end != '\0' && strcmp(end, "d") != 0) || errno ||
	    o->older < 0 || o->older > 36500)
		opt_bad(s, "must be a number of days, such as 42d");
}

/* Options that hold words or days of an action; false if C is none. */
static bool
set_words(struct opts *o, const struct opt_scan *s, int c)
{
	static const struct {
		int key;
		int field;
		bool day;
	} words[] = {
		{ O_OWNER, F_OWNER, false },
		{ O_REASON, F_REASON, false },
		{ O_TO, F_FORWARDED_TO, false },
		{ O_UNTIL, F_UNTIL, true },
		{ O_ACTION_DATE, F_ACTION_DATE, true },
		{ O_TOLD_DATE, F_TOLD_DATE, true },
		{ O_NOTE, F_NOTE, false },
		{ O_BY, F_NOTE_BY, false },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (words[i].key != c)
			continue;
		if (words[i].day)
			set_day(o, s, words[i].field);
		else
			set_text(o, s, words[i].field);
		return true;
	}
	return false;
}

static void
set_option(struct opts *o, const struct opt_scan *s, int c)
{
	if (set_words(o, s, c))
		return;
	switch (c) {
	case 'l':
		o->ledger = s->arg;
		break;
	case O_STATE:
		set_state(o, s);
		break;
	case O_ROUTE:
		opt_word(s, ledger_routes);
		set_text(o, s, F_ROUTE);
		break;
	case O_TOLD:
		rec_set_int(&o->action, F_TOLD_N, opt_num(s, 1, INT32_MAX));
		o->adds = true;
		break;
	case O_AT:
		set_at(o, s);
		break;
	case O_ACTOR:
		o->actor = s->arg;
		o->adds = true;
		break;
	case O_PATTERNS:
		o->patterns = s->arg;
		o->adds = true;
		break;
	case O_OPEN:
		o->open = true;
		break;
	default:
		set_older(o, s);
	}
}

static void
say(const char *file, const char *why)
{
	fprintf(stderr, "%s: %s: %s\n", tool.name, file, why);
}

/* What the ledger holds that it should not. */
static int
say_unfit(const struct opts *o, const struct ledger *l)
{
	if (l->torn)
		say(o->ledger, "the last line is not whole; passed over");
	if (l->unfit == 0)
		return ST_OK;
	fprintf(stderr, "%s: %s:%zu: no action\n", tool.name, o->ledger,
	    l->first_unfit);
	return ST_REFUSED;
}

/* With --patterns ID must stand there: a slip of the pen is found at once. */
static void
known_id(const struct opts *o, const char *id)
{
	struct rec r = { 0 };
	struct buf line = { 0 };
	const char *why = o->patterns == NULL ?
	    NULL :
	    want_find(o->patterns, slice_of(id), &r, &line);

	if (why != NULL) {
		say(o->patterns, why);
		exit(ST_ERROR);
	}
	rec_release(&r);
	buf_release(&line);
}

static const char *
user(void)
{
	struct passwd *pw = getpwuid(getuid());

	return pw != NULL ? pw->pw_name : "unknown";
}

static int
add(struct opts *o, const struct opt_scan *s, char *const *ids)
{
	struct ledger l = { 0 };
	const char *why = action_odd_day(&o->action, o->day, o->today);
	int status;

	if (ids[0] == NULL || ids[1] != NULL || !action_is_id(ids[0]))
		opt_usage(s, "add needs the id of one pattern");
	if (!o->adds)
		opt_usage(s, "nothing to add");
	if (why != NULL)
		opt_usage(s, why);
	known_id(o, ids[0]);
	action_complete(&o->action, slice_of(ids[0]),
	    &(struct action_when){ o->at, o->day },
	    slice_of(o->actor != NULL ? o->actor : user()));
	why = ledger_open(&l, o->ledger, LEDGER_WRITE);
	if (why == NULL && l.torn)
		say(o->ledger, "the last line is not whole; set aside");
	if (why == NULL)
		why = ledger_add(&l, &o->action);
	if (why != NULL)
		say(o->ledger, why);
	status = why != NULL ? ST_ERROR : ST_OK;
	ledger_close(&l);
	return status;
}

/* Write BYTES to -o or the standard output; returns the exit status. */
static int
write_out(const struct opt_scan *s, struct slice bytes, int status)
{
	struct out out = { 0 };
	const char *why;

	why = out_open(&out, s->io.output, 0666);
	if (why == NULL) {
		out_put(&out, bytes);
		why = out_close(&out);
	}
	if (why == NULL)
		return status;
	say(s->io.output != NULL ? s->io.output : "standard output", why);
	return ST_ERROR;
}

static int
show(struct opts *o, const struct opt_scan *s, char *const *ids)
{
	struct ledger l = { 0 };
	const char *why;
	int status;

	if (ids[0] == NULL || ids[1] != NULL)
		opt_usage(s, "show needs the id of one pattern");
	l.want = slice_of(ids[0]);
	why = ledger_open(&l, o->ledger, LEDGER_READ);
	if (why == NULL) {
		status = write_out(s, buf_slice(&l.found), say_unfit(o, &l));
	} else {
		say(o->ledger, why);
		status = ST_ERROR;
	}
	ledger_close(&l);
	return status;
}

static int
list(struct opts *o, const struct opt_scan *s, char *const *ids)
{
	struct ledger l = { 0 };
	struct buf b = { 0 };
	const char *why;
	int status = ST_ERROR;

	if (ids[0] != NULL)
		opt_usage(s, "list takes no operand");
	why = ledger_open(&l, o->ledger, LEDGER_READ);
	if (why == NULL) {
		ledger_list(&l,
		    &(struct ledger_ask){ o->open, o->older, o->day }, &b);
		status = write_out(s, buf_slice(&b), say_unfit(o, &l));
	} else {
		say(o->ledger, why);
	}
	ledger_close(&l);
	buf_release(&b);
	return status;
}

/* Join the ledger to the patterns that pass. */
static int
join(const struct opts *o, const struct opt_scan *s, char *const *files)
{
	struct ledger l = { 0 };
	struct stream st;
	struct rec r = { 0 };
	const struct track *t;
	const char *why;
	int status;

	why = ledger_open(&l, o->ledger, LEDGER_READ);
	if (why != NULL) {
		say(o->ledger, why);
		ledger_close(&l);
		return ST_ERROR;
	}
	status = say_unfit(o, &l);
	stream_open(&st, s, files);
	while (stream_next(&st, &r)) {
		t = r.type == LINE_PATTERN ?
		    ledger_find(&l, rec_text(&r, F_ID)) :
		    NULL;
		if (t != NULL)
			track_join(t, &r);
		stream_put(&st, &r);
	}
	rec_release(&r);
	ledger_close(&l);
	if (st.status < status)
		st.status = status;
	return stream_close(&st);
}

int
main(int argc, char *argv[])
{
	struct opts o = { .older = -1, .at = (int64_t)time(NULL) };
	struct opt_scan s;
	char *const *rest;
	int status;
	int c;

	rec_new(&o.action, LINE_ACTION);
	o.day = (int32_t)((o.at + date_offset(o.at)) / 86400);
	o.today = o.day;
	opt_open(&s, &tool, argc, argv);
	while ((c = opt_next(&s)) != -1)
		set_option(&o, &s, c);
	rest = opt_files(&s);
	if (o.ledger == NULL)
		opt_usage(&s, "-l names the ledger");
	if (rest[0] != NULL && strcmp(rest[0], "add") == 0)
		status = add(&o, &s, rest + 1);
	else if (o.adds)
		opt_usage(&s, "only add can do that");
	else if (rest[0] != NULL && strcmp(rest[0], "show") == 0)
		status = show(&o, &s, rest + 1);
	else if (rest[0] != NULL && strcmp(rest[0], "list") == 0)
		status = list(&o, &s, rest + 1);
	else
		status = join(&o, &s, rest);
	rec_release(&o.action);
	return status;
}
