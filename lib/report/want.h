/*
 * want - which signals are asked for
 *
 *	struct want w = { .from = DATE_NONE, .to = DATE_NONE };
 *
 *	why = want_pair(&w, SLICE("theme=betaling"));
 *	if (want_has(&w, &r))
 *		...
 *	want_release(&w);
 *
 * A signal is wanted if it has every pair and its day lies between from and
 * to.  A pair is NAME=VALUE, any member of a signal: it holds if the member
 * is that string or number, or an array with it.  `words=' holds if these
 * words stand next to each other in subject or text, whatever their case and
 * accents; `group=' if that is the signal's group, or its id; `open=DAY' if it
 * was not done with on that day (ended.h); `overdue=DAY' if, besides, its term
 * had passed: due, or 42 days for a complaint without it.  For both `true' is
 * the last day of the period.  Copies and states that do not count are not
 * wanted unless all is set.
 */
#ifndef REPORT_WANT_H
#define REPORT_WANT_H

#include "lib/line/rec.h"
#include "lib/text/fold.h"

struct want {
	int32_t from; /* days, or DATE_NONE */
	int32_t to;
	bool all; /* those that do not count, too */
	bool untold; /* only those whose sender was not told */
	/* private */
	size_t n;
	struct want_pair *pair;
	struct arena own;
	struct fold fold;
	struct fold text;
};

/* NULL, or why PAIR is none, until want_release. */
const char *want_pair(struct want *w, struct slice pair);
/* Is a pair asked about whether a signal is open? */
bool want_open(const struct want *w);
/* Is a pair asked of the last day, and is there none? */
bool want_needs_day(const struct want *w);
/*
 * After the last signal: why a pair can hold for none of them, since NAME is
 * no member of ours and no signal had it; or NULL.
 */
const char *want_unmet(struct want *w, const char **name);
/* All that the where, from and to of PATTERN say; NULL or why not. */
const char *want_pattern(struct want *w, struct rec *pattern);
bool want_has(struct want *w, struct rec *r);
void want_release(struct want *w);

/* The day of signal R: of received, else of occurred, else DATE_NONE. */
int32_t want_day(struct rec *r);

/*
 * The pattern called ID among the lines of the file at PATH, in PATTERN.
 * NULL, or why it cannot be had: a constant string or strerror(3)'s.
 */
const char *want_find(const char *path, struct slice id, struct rec *pattern,
    struct buf *line);

#endif
