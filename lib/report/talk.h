/*
 * talk - sentences with figures in them
 *
 *	talk_count(&t, n);
 *	talk_day(&t, day);
 *	para(page, talk_say(&t, PH_COUNTED_UNTIL));
 *
 * Arguments are gathered in order, and a phrase uses them up.  What is said
 * lives until the next talk_say.  When the report is public, counts are
 * rounded here (see lib/privacy/disclose.h) and days become months, so that
 * no sentence can forget.
 */
#ifndef REPORT_TALK_H
#define REPORT_TALK_H

#include "lib/report/phrases.h"

enum { TALK_ARGS = 9 };

struct talk {
	enum lang lang;
	bool public;
	struct buf b; /* private */
	struct buf arg; /* private */
	size_t end[TALK_ARGS]; /* private */
	size_t n; /* private */
};

void talk_text(struct talk *t, struct slice s);
void talk_phrase(struct talk *t, enum phrase key);
void talk_count(struct talk *t, double n);
/* What was expected: what rounds to 0, and is more, is less than one. */
void talk_expected(struct talk *t, double n);
void talk_num(struct talk *t, double x, int decimals);
/* A percentage; the word for unknown if WHOLE is not above 0. */
void talk_share(struct talk *t, double part, double whole);
void talk_day(struct talk *t, int32_t day);
void talk_span(struct talk *t, int32_t from, int32_t to);
/* KEY with the arguments gathered, which are gone then. */
struct slice talk_say(struct talk *t, enum phrase key);
void talk_release(struct talk *t);

#endif
