#include "lib/report/want.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/line/ended.h"
#include "lib/line/near.h"
#include "lib/text/words.h"

enum { TERM = 42 }; /* days for a complaint, Awb 9:11; see sig-pattern(5) */

enum test { TEST_MEMBER, TEST_WORDS, TEST_GROUP, TEST_OPEN, TEST_OVERDUE };

struct want_pair {
	enum test test;
	const char *name;
	struct slice value; /* folded if it is words */
	int field; /* or F_NONE */
	int32_t day; /* of open and overdue, or DATE_NONE: the last day */
	bool met; /* a signal had this member */
};

/* S folded as the texts that it is looked for in, kept in W. */
static struct slice
folded(struct want *w, struct slice s)
{
	fold_text(&w->fold, s, FOLD_CASE | FOLD_MARKS | FOLD_MASK);
	return arena_copy(&w->own, fold_slice(&w->fold));
}

static enum test
test_of(struct slice name)
{
	static const struct {
		const char *name;
		enum test test;
	} table[] = {
		{ "words", TEST_WORDS },
		{ "group", TEST_GROUP },
		{ "open", TEST_OPEN },
		{ "overdue", TEST_OVERDUE },
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
		if (slice_eq(name, slice_of(table[i].name)))
			return table[i].test;
	return TEST_MEMBER;
}

/* Open and overdue are asked of a day, or of the last day that is wanted. */
static const char *
set_day(struct want_pair *p, struct slice value)
{
	p->day = date_parse_day(value);
	if (p->day != DATE_NONE || slice_eq(value, SLICE("true")))
		return NULL;
	return "must be true or a day, such as 2026-03-31";
}

static const char *
unknown_member(struct want *w, struct slice name)
{
	const char *near = near_member(LINE_SIGNAL, name);
	struct buf b = { 0 };
	const char *why;

	buf_puts(&b, "no member of a signal");
	if (near != NULL)
		buf_printf(&b, "; the nearest is %s", near);
	why = arena_copy(&w->own, (struct slice){ buf_cstr(&b), b.len + 1 }).p;
	buf_release(&b);
	return why;
}

const char *
want_pair(struct want *w, struct slice pair)
{
	struct want_pair p = { .day = DATE_NONE };
	const char *why = NULL;
	struct slice name;
	char *copy;

	if (!slice_cut(&pair, '=', &name) || name.n == 0)
		return "must be member=value";
	p.test = test_of(name);
	p.field = field_find(name);
	if (p.test == TEST_OPEN || p.test == TEST_OVERDUE)
		why = set_day(&p, pair);
	else if (p.test == TEST_MEMBER && p.field != F_NONE &&
	    field_rank(LINE_SIGNAL, p.field) == 0)
		why = unknown_member(w, name);
	if (why != NULL)
		return why;
	copy = arena_bytes(&w->own, name.n + 1);
	memcpy(copy, name.p, name.n);
	copy[name.n] = '\0';
	p.name = copy;
	p.value = p.test == TEST_WORDS ? folded(w, pair) :
					 arena_copy(&w->own, pair);
	w->pair = xrealloc(w->pair, w->n + 1, sizeof(p));
	w->pair[w->n++] = p;
	return NULL;
}

const char *
want_unmet(struct want *w, const char **name)
{
	for (size_t i = 0; i < w->n; i++) {
		const struct want_pair *p = &w->pair[i];

		if (p->test != TEST_MEMBER || p->field != F_NONE || p->met)
			continue;
		*name = p->name;
		return unknown_member(w, slice_of(p->name));
	}
	return NULL;
}

bool
want_open(const struct want *w)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->pair[i].test == TEST_OPEN ||
		    w->pair[i].test == TEST_OVERDUE)
			return true;
	return false;
}

bool
want_needs_day(const struct want *w)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->pair[i].test == TEST_OVERDUE &&
		    w->pair[i].day == DATE_NONE && w->to == DATE_NONE)
			return true;
	return false;
}

const char *
want_pattern(struct want *w, struct rec *pattern)
{
	struct json_walk walk;
	const char *why;

	for (rec_items(&walk, pattern, F_WHERE); json_next(&walk);) {
		why = want_pair(w, rec_item_text(pattern, walk.value));
		if (why != NULL)
			return "the pattern has a cell that is no pair";
	}
	if (w->from == DATE_NONE)
		w->from = date_parse_day(rec_text(pattern, F_FROM));
	if (w->to == DATE_NONE)
		w->to = date_parse_day(rec_text(pattern, F_TO));
	return w->n ? NULL : "the pattern has no cell";
}

int32_t
want_day(struct rec *r)
{
	return came_day(r);
}

/* Does value VALUE, as it stands, equal S? */
static bool
equals(struct rec *r, struct slice value, struct slice s)
{
	if (json_kind(value) == JSON_STRING)
		value = rec_item_text(r, value);
	return slice_eq(value, s);
}

static bool
holds(struct rec *r, struct slice value, struct slice s)
{
	struct json_walk w;

	if (value.n == 0)
		return false;
	if (json_kind(value) != JSON_ARRAY)
		return equals(r, value, s);
	for (json_items(&w, value); json_next(&w);)
		if (equals(r, w.value, s))
			return true;
	return false;
}

/* Do the words of PHRASE stand at the start of TEXT? */
static bool
begins(struct slice text, struct slice phrase)
{
	struct word a;
	struct word b;

	while (words_next(&phrase, &a))
		if (!words_next(&text, &b) || !slice_eq(a.s, b.s))
			return false;
	return true;
}

static bool
says(struct want *w, struct slice text, struct slice phrase)
{
	struct slice rest;
	struct word word;

	fold_text(&w->text, text, FOLD_CASE | FOLD_MARKS | FOLD_MASK);
	rest = fold_slice(&w->text);
	do {
		if (begins(rest, phrase))
			return rest.n > 0;
	} while (words_next(&rest, &word));
	return false;
}

/* Was R not done with on DAY, or ever? */
static bool
is_open(struct rec *r, int32_t day)
{
	int32_t end = ended_day(r);

	return end == DATE_NONE || (day != DATE_NONE && !ended_by(end, day));
}

/* Was it, and had its term passed, as sig-pattern(1) reckons? */
static bool
is_overdue(struct rec *r, int32_t day)
{
	int32_t due = date_parse_day(rec_text(r, F_DUE));

	if (due == DATE_NONE && want_day(r) != DATE_NONE &&
	    slice_eq(rec_text(r, F_KIND), SLICE("klacht")))
		due = want_day(r) + TERM;
	return due != DATE_NONE && due < day && is_open(r, day);
}

static bool
member_holds(struct rec *r, struct want_pair *p)
{
	struct slice value = p->field == F_NONE ? rec_other(r, p->name) :
						  rec_raw(r, p->field);

	p->met = p->met || value.n > 0;
	/* as sig-pattern(1) takes it: by what its words say too */
	if (p->field == F_URGENCY && slice_eq(p->value, SLICE("spoed")) &&
	    holds(r, rec_raw(r, F_FLAGS), p->value))
		return true;
	return holds(r, value, p->value);
}

static bool
pair_holds(struct want *w, struct rec *r, struct want_pair *p)
{
	int32_t day = p->day != DATE_NONE ? p->day : w->to;

	switch (p->test) {
	case TEST_WORDS:
		return says(w, rec_text(r, F_TEXT), p->value) ||
		    says(w, rec_text(r, F_SUBJECT), p->value);
	case TEST_GROUP:
		return slice_eq(rec_text(r,
				    rec_has(r, F_GROUP) ? F_GROUP : F_ID),
		    p->value);
	case TEST_OPEN:
		return is_open(r, day);
	case TEST_OVERDUE:
		return is_overdue(r, day);
	case TEST_MEMBER:
	default:
		return member_holds(r, p);
	}
}

static bool
in_period(const struct want *w, struct rec *r)
{
	int32_t day;

	if (w->from == DATE_NONE && w->to == DATE_NONE)
		return true;
	day = want_day(r);
	return day != DATE_NONE && (w->from == DATE_NONE || day >= w->from) &&
	    (w->to == DATE_NONE || day <= w->to);
}

bool
want_has(struct want *w, struct rec *r)
{
	bool has = true;

	for (size_t i = 0; i < w->n; i++)
		has = pair_holds(w, r, &w->pair[i]) && has;
	if (!has || (w->untold && rec_has(r, F_TOLD)))
		return false;
	if (!w->all &&
	    (rec_has(r, F_COPY_OF) || rec_has(r, F_STATE_OF) ||
		rec_has(r, F_SUPERSEDED)))
		return false;
	return in_period(w, r);
}

void
want_release(struct want *w)
{
	free(w->pair);
	arena_release(&w->own);
	fold_release(&w->fold);
	fold_release(&w->text);
	*w = (struct want){ .from = DATE_NONE, .to = DATE_NONE };
}

const char *
want_find(const char *path, struct slice id, struct rec *pattern,
    struct buf *line)
{
	FILE *f = fopen(path, "r");
	const char *why = "no pattern of this id";
	char *s = NULL;
	size_t cap = 0;
	ssize_t n;

	if (f == NULL)
		return strerror(errno);
	while (why != NULL && (n = getline(&s, &cap, f)) > 0) {
		buf_reset(line);
		buf_put(line, slice_trim((struct slice){ s, (size_t)n }));
		if (rec_parse(pattern, buf_slice(line)) == NULL &&
		    pattern->type == LINE_PATTERN &&
		    slice_eq(rec_text(pattern, F_ID), id))
			why = NULL;
	}
	if (why != NULL && ferror(f))
		why = strerror(errno);
	free(s);
	fclose(f);
	return why;
}
