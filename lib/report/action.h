/*
 * action - an action before it goes into the ledger, and what a ledger lists
 *
 *	rec_new(&r, LINE_ACTION);
 *	rec_set_text(&r, F_STATE, SLICE("erkend"));
 *	action_complete(&r, id, &when, who);
 *	why = ledger_add(&l, &r);
 */
#ifndef REPORT_ACTION_H
#define REPORT_ACTION_H

#include "lib/report/ledger.h"

struct action_when {
	int64_t at; /* seconds since 1970 */
	int32_t day; /* in Amsterdam */
};

/* Is ID one that sig-pattern makes? */
bool action_is_id(const char *id);
/* Pattern ID, who and when; and the days that follow from when. */
void action_complete(struct rec *r, struct slice id,
    const struct action_when *when, struct slice actor);

/*
 * NULL, or what is wrong with the days of R, which is recorded on DAY: a slip
 * of the pen would stay.  An action may be planned, a year ahead at most.
 */
const char *action_odd_day(struct rec *r, int32_t day, int32_t today);

struct ledger_ask {
	bool open; /* only what is not finished */
	long older; /* nothing done for more than so many days, or -1 */
	int32_t day; /* today */
};

/* Append a pattern/1 line for each pattern of L that ASK wants. */
void ledger_list(const struct ledger *l, const struct ledger_ask *ask,
    struct buf *b);

#endif
