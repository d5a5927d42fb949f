#include "lib/report/want.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/text/words.h"

struct want_pair {
	const char *name;
	struct slice value; /* folded if it is words */
	int field; /* or F_NONE */
};

/* S folded as the texts that it is looked for in, kept in W. */
static struct slice
folded(struct want *w, struct slice s)
{
	fold_text(&w->fold, s, FOLD_CASE | FOLD_MARKS | FOLD_MASK);
	return arena_copy(&w->own, fold_slice(&w->fold));
}

const char *
want_pair(struct want *w, struct slice pair)
{
	struct want_pair p;
	struct slice name;
	char *copy;

	if (!slice_cut(&pair, '=', &name) || name.n == 0)
		return "must be member=value";
	p.field = field_find(name);
	if (p.field > F_GOLD)
		p.field = F_NONE; /* no member of a signal */
	copy = arena_bytes(&w->own, name.n + 1);
	memcpy(copy, name.p, name.n);
	copy[name.n] = '\0';
	p.name = copy;
	p.value = slice_eq(name, SLICE("words")) ? folded(w, pair) :
						   arena_copy(&w->own, pair);
	w->pair = xrealloc(w->pair, w->n + 1, sizeof(p));
	w->pair[w->n++] = p;
	return NULL;
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
	int32_t day = date_parse_day(rec_text(r, F_RECEIVED));

	return day != DATE_NONE ? day : date_parse_day(rec_text(r, F_OCCURRED));
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

static bool
pair_holds(struct want *w, struct rec *r, const struct want_pair *p)
{
	if (strcmp(p->name, "words") == 0)
		return says(w, rec_text(r, F_TEXT), p->value) ||
		    says(w, rec_text(r, F_SUBJECT), p->value);
	if (p->field == F_GROUP && !rec_has(r, F_GROUP))
		return slice_eq(rec_text(r, F_ID), p->value);
	return holds(r,
	    p->field == F_NONE ? rec_other(r, p->name) : rec_raw(r, p->field),
	    p->value);
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
	if (!w->all &&
	    (rec_has(r, F_COPY_OF) || rec_has(r, F_STATE_OF) ||
		rec_has(r, F_SUPERSEDED)))
		return false;
	if ((w->untold && rec_has(r, F_TOLD)) || !in_period(w, r))
		return false;
	for (size_t i = 0; i < w->n; i++)
		if (!pair_holds(w, r, &w->pair[i]))
			return false;
	return true;
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
	const char *why = "no such pattern in the file of --patterns";
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
