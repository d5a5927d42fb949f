/* facts - what is known of a pattern, a line each */

#include "lib/base/date.h"
#include "lib/report/sections.h"

/* The items of array F, as text, with blanks and commas between. */
static void
join(const struct report *r, struct rec *rec, int f, struct buf *b)
{
	struct json_walk w;
	struct slice s;

	for (rec_items(&w, rec, f); json_next(&w);) {
		if (b->len)
			buf_puts(b, ", ");
		s = json_kind(w.value) == JSON_STRING ?
		    rec_item_text(rec, w.value) :
		    w.value;
		buf_put(b, say_value(r->lang, s));
	}
}

/* What is set against the expected, where that is not all signals. */
static enum phrase
observed_name(struct rec *rec)
{
	struct slice kind = rec_text(rec, F_KIND);

	if (slice_eq(kind, SLICE("repeat")))
		return PH_F_REPEATS;
	if (slice_eq(kind, SLICE("unanswered")))
		return PH_F_LATE;
	return PH_F_OBSERVED;
}

static void
fact_size(struct report *r, struct rec *rec)
{
	enum phrase name = PH_F_SIGNALS;
	double observed;
	double x;
	double low;
	double high;

	if (!rec_num(rec, F_N, &x) && !rec_num(rec, F_OBSERVED, &x))
		return;
	if (rec_num(rec, F_OBSERVED, &observed) &&
	    (observed < x || observed > x)) {
		talk_count(&r->t, x);
		put_fact(r, PH_F_SIGNALS, PH_ONE);
		name = observed_name(rec);
		x = observed;
	}
	talk_count(&r->t, x);
	if (!rec_num(rec, F_EXPECTED, &x)) {
		put_fact(r, name, PH_ONE);
		return;
	}
	talk_expected(&r->t, x);
	if (r->public || !rec_num(rec, F_LOW, &low) ||
	    !rec_num(rec, F_HIGH, &high) || high < .5) {
		put_fact(r, name, PH_F_SIGNALS_EXPECTED);
		return;
	}
	talk_num(&r->t, low, 0);
	talk_num(&r->t, high, 0);
	put_fact(r, name, PH_F_SIGNALS_BAND);
}

static void
fact_count(struct report *r, const struct rec *rec, int f, enum phrase name)
{
	double x;

	if (rec_num(rec, f, &x))
		talk_count(&r->t, x);
	else
		talk_phrase(&r->t, PH_UNKNOWN);
	put_fact(r, name, PH_ONE);
}

/* Who was not told; and of how many signals no source says it. */
static void
fact_untold(struct report *r, const struct rec *rec)
{
	double n;
	double unknown;

	if (!rec_num(rec, F_UNTOLD_UNKNOWN, &unknown) ||
	    !rec_num(rec, F_UNTOLD, &n)) {
		fact_count(r, rec, F_UNTOLD, PH_F_UNTOLD);
		return;
	}
	talk_count(&r->t, n);
	talk_count(&r->t, unknown);
	put_fact(r, PH_F_UNTOLD, PH_FIRST_PARTLY);
}

/* A count that says nothing where it is 0: then it is left out. */
static void
fact_some(struct report *r, const struct rec *rec, int f, enum phrase name)
{
	double x;

	if (rec_num(rec, f, &x) && (x > 0 || r->public))
		fact_count(r, rec, f, name);
}

/* May people of REC count more than once: in each organisation they went to? */
static bool
by_org(const struct rec *rec)
{
	return rec_has(rec, F_PERSONS_LEAST) || rec_count(rec, F_ORGS) > 1;
}

/* Is it not known of all signals of REC who sent them? */
static bool
some_unknown(const struct rec *rec)
{
	double known;

	return rec_num(rec, F_PERSONS_KNOWN, &known) && known < 1;
}

enum persons
persons_said(const struct rec *rec, double *n)
{
	double x;
	bool least = by_org(rec) || some_unknown(rec);

	if (!rec_has(rec, F_PERSONS) ||
	    !rec_num(rec, by_org(rec) ? F_PERSONS_LEAST : F_PERSONS, &x) ||
	    !(x > 0))
		return PERSONS_UNKNOWN;
	*n = x;
	if (rec_true(rec, F_PERSONS_ABOUT))
		return least ? PERSONS_LEAST_ABOUT : PERSONS_ABOUT;
	return least ? PERSONS_LEAST : PERSONS_EXACT;
}

/* Of how many people REC is, as SAID has it, and how many by organisation. */
static void
fact_by_org(struct report *r, const struct rec *rec, enum phrase said)
{
	static const enum phrase each[2][2] = { { PH_ONE, PH_ABOUT },
		{ PH_AT_LEAST, PH_AT_LEAST_ABOUT } };
	struct buf all = { 0 };
	struct buf of_org = { 0 };
	double x = 0;

	buf_put(&all, talk_say(&r->t, said));
	rec_num(rec, F_PERSONS, &x);
	talk_count(&r->t, x);
	buf_put(&of_org,
	    talk_say(&r->t,
		each[some_unknown(rec)][rec_true(rec, F_PERSONS_ABOUT)]));
	talk_text(&r->t, buf_slice(&all));
	talk_text(&r->t, buf_slice(&of_org));
	put_fact(r, PH_F_PERSONS, PH_PEOPLE_BY_ORG);
	buf_release(&all);
	buf_release(&of_org);
}

static void
fact_people(struct report *r, struct rec *rec)
{
	static const enum phrase phrases[] = { PH_ONE, PH_ABOUT, PH_AT_LEAST,
		PH_AT_LEAST_ABOUT, PH_UNKNOWN };

	double x = 0;
	double all;
	enum persons said = persons_said(rec, &x);

	if (said != PERSONS_UNKNOWN)
		talk_count(&r->t, x);
	if (by_org(rec) && rec_num(rec, F_PERSONS, &all) && all > x)
		fact_by_org(r, rec, phrases[said]);
	else
		put_fact(r, PH_F_PERSONS, phrases[said]);
	if (observed_name(rec) != PH_F_REPEATS)
		fact_some(r, rec, F_REPEATS, PH_F_REPEATS);
}

void
put_fact_list(struct report *r, struct rec *rec, int f, enum phrase name)
{
	struct buf b = { 0 };

	join(r, rec, f, &b);
	if (b.len) {
		talk_text(&r->t, buf_slice(&b));
		put_fact(r, name, PH_ONE);
	}
	buf_release(&b);
}

void
put_fact_text(struct report *r, struct rec *rec, int f, enum phrase name)
{
	struct slice s = rec_text(rec, f);

	if (s.n == 0)
		return;
	talk_text(&r->t, say_value(r->lang, s));
	put_fact(r, name, PH_ONE);
}

static void
fact_day(struct report *r, struct rec *rec, int f, enum phrase name)
{
	int32_t day = date_parse_day(rec_text(rec, f));

	if (day == DATE_NONE || r->public)
		return;
	talk_day(&r->t, day);
	put_fact(r, name, PH_ONE);
}

static void
fact_period(struct report *r, struct rec *rec)
{
	int32_t from = date_parse_day(rec_text(rec, F_FROM));
	int32_t to = date_parse_day(rec_text(rec, F_TO));

	if (from == DATE_NONE || to == DATE_NONE || to < from)
		return;
	talk_span(&r->t, from, to);
	put_fact(r, PH_F_PERIOD, PH_ONE);
}

/* Who has it and what was done: unknown is said, since it is the point. */
static void
put_follow_up(struct report *r, struct rec *rec)
{
	if (rec_has(rec, F_STATE))
		put_fact_text(r, rec, F_STATE, PH_F_STATE);
	else {
		talk_phrase(&r->t, PH_NOT_RECORDED);
		put_fact(r, PH_F_STATE, PH_ONE);
	}
	fact_day(r, rec, F_SINCE, PH_F_SINCE);
	if (!r->public && rec_has(rec, F_OWNER)) {
		put_fact_text(r, rec, F_OWNER, PH_F_OWNER);
	} else if (!r->public) {
		talk_phrase(&r->t, PH_NO_OWNER);
		put_fact(r, PH_F_OWNER, PH_ONE);
	}
	put_fact_text(r, rec, F_ROUTE, PH_F_ROUTE);
	fact_day(r, rec, F_ACTION_DATE, PH_F_ACTION_DATE);
	/* written by hand: it may be a person */
	if (!r->public)
		put_fact_text(r, rec, F_FORWARDED_TO, PH_F_FORWARDED);
	fact_day(r, rec, F_UNTIL, PH_F_UNTIL);
	if (!r->public)
		put_fact_text(r, rec, F_REASON, PH_F_REASON);
	if (rec_has(rec, F_TOLD_N))
		fact_count(r, rec, F_TOLD_N, PH_F_TOLD);
	fact_day(r, rec, F_TOLD_DATE, PH_F_TOLD_DATE);
}

/* The same text from many that is grave: how many of each? */
static void
put_grave_many(struct report *r, struct rec *rec)
{
	fact_period(r, rec);
	fact_count(r, rec, F_N, PH_F_SIGNALS);
	fact_people(r, rec);
	fact_count(r, rec, F_AGE, PH_F_OLDEST);
	fact_count(r, rec, F_OPEN, PH_F_OPEN);
	fact_untold(r, rec);
	put_follow_up(r, rec);
	r->page->f->facts_end(r->page);
}

/* A single signal: since when, and was there any contact? */
void
put_grave_facts(struct report *r, struct rec *rec)
{
	double x;

	if (rec_num(rec, F_N, &x) && x > 1) {
		put_grave_many(r, rec);
		return;
	}
	fact_day(r, rec, F_FROM, PH_F_DAY);
	fact_count(r, rec, F_AGE, PH_F_OLD);
	talk_phrase(&r->t,
	    !rec_num(rec, F_OPEN, &x) ? PH_UNKNOWN :
		x > 0                 ? PH_YES :
					PH_NO);
	put_fact(r, PH_F_OPEN, PH_ONE);
	talk_phrase(&r->t,
	    !rec_num(rec, F_UNTOLD, &x) ? PH_UNKNOWN :
		x > 0                   ? PH_NO :
					  PH_YES);
	put_fact(r, PH_F_HEARD, PH_ONE);
	put_follow_up(r, rec);
	r->page->f->facts_end(r->page);
}

void
put_facts(struct report *r, struct rec *rec)
{
	fact_period(r, rec);
	fact_size(r, rec);
	fact_people(r, rec);
	put_fact_list(r, rec, F_ORGS, PH_F_ORGS);
	put_fact_list(r, rec, F_LEVEL, PH_F_LEVEL);
	put_fact_list(r, rec, F_NORM, PH_F_NORM);
	fact_some(r, rec, F_URGENT, PH_F_URGENT);
	fact_count(r, rec, F_OPEN, PH_F_OPEN);
	fact_untold(r, rec);
	fact_some(r, rec, F_OVERDUE, PH_F_OVERDUE);
	fact_some(r, rec, F_DUE_SOON, PH_F_DUE_SOON);
	if (rec_has(rec, F_AGE) && !r->public)
		fact_count(r, rec, F_AGE,
		    slice_eq(rec_text(rec, F_KIND), SLICE("unanswered")) ?
			PH_F_OLDEST :
			PH_F_AGE);
	put_follow_up(r, rec);
	r->page->f->facts_end(r->page);
}
