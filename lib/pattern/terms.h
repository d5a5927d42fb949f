/*
 * terms - how many texts of a week have a word or phrase, as tally rows
 *
 *	struct terms ts = { 0 };
 *
 *	terms_signal(&ts, &tally, &r);	after tally_signal
 *	terms_release(&ts);
 *
 * A row for each term (lexicon.h) of the text, in the week, organisation,
 * theme and book of the signal, and one without a term for the text itself.
 * What is counted depends on the line alone, so that the rows add up exactly.
 * Memory: that of the rows, and the terms once.
 */
#ifndef PATTERN_TERMS_H
#define PATTERN_TERMS_H

#include "lib/pattern/lexicon.h"
#include "lib/pattern/tally.h"

struct terms {
	uint64_t unread; /* texts neither redacted nor reviewed: not counted */
	/* private */
	struct lexicon lexicon;
	uint32_t *value; /* in the tally, by number of the term; 0 if none */
	size_t cap;
};

/* A line that never counts, and one like an earlier text, adds nothing. */
void terms_signal(struct terms *ts, struct tally *t, struct rec *r);
void terms_release(struct terms *ts);

#endif
