/* track - states and steps, and what is joined to a pattern */

#include "lib/base/date.h"
#include "lib/report/ledger.h"

static const char *const names[STATE_MAX] = {
	[STATE_NEW] = "nieuw",
	[STATE_RECOGNISED] = "erkend",
	[STATE_RESEARCH] = "onderzoek",
	[STATE_TAKEN_UP] = "opgepakt",
	[STATE_REJECTED] = "afgewezen",
	[STATE_PASSED_ON] = "doorgezet",
	[STATE_KNOWN] = "bekend",
	[STATE_DONE] = "afgehandeld",
	[STATE_TOLD] = "teruggekoppeld",
	[STATE_REOPENED] = "heropend",
};

#define BIT(state) (1u << (state))

/* The steps that may follow each state; reopening comes on top. */
static const unsigned steps[STATE_MAX] = {
	[STATE_NEW] = BIT(STATE_RECOGNISED) | BIT(STATE_RESEARCH) |
	    BIT(STATE_TAKEN_UP) | BIT(STATE_REJECTED) | BIT(STATE_PASSED_ON) |
	    BIT(STATE_KNOWN),
	[STATE_RECOGNISED] = BIT(STATE_RESEARCH) | BIT(STATE_TAKEN_UP) |
	    BIT(STATE_REJECTED) | BIT(STATE_PASSED_ON),
	[STATE_RESEARCH] = BIT(STATE_TAKEN_UP) | BIT(STATE_REJECTED) |
	    BIT(STATE_PASSED_ON),
	[STATE_TAKEN_UP] = BIT(STATE_DONE),
	[STATE_REJECTED] = BIT(STATE_TOLD),
	[STATE_DONE] = BIT(STATE_TOLD),
	[STATE_REOPENED] = BIT(STATE_RESEARCH) | BIT(STATE_TAKEN_UP) |
	    BIT(STATE_REJECTED) | BIT(STATE_PASSED_ON),
};

const char *const ledger_routes[] = { "dienstverlening", "beleid", "wetgeving",
	"politiek", "andere organisatie", NULL };

const char *
state_name(enum state s)
{
	return names[s];
}

enum state
state_find(struct slice name)
{
	int s = 0;

	while (s < STATE_MAX && !slice_eq(name, slice_of(names[s])))
		s++;
	return (enum state)s;
}

bool
state_follows(enum state from, enum state to)
{
	if (to == STATE_REOPENED)
		return from != STATE_NEW && from != STATE_REOPENED;
	return steps[from] & BIT(to);
}

bool
track_open(const struct track *t)
{
	return t->state != STATE_TOLD && t->state != STATE_KNOWN &&
	    t->state != STATE_PASSED_ON;
}

static void
join_text(struct rec *r, int f, struct slice s)
{
	if (s.n)
		rec_set_text(r, f, s);
	else
		rec_drop(r, f);
}

void
track_join(const struct track *t, struct rec *r)
{
	struct buf day = { 0 };

	if (t->since != DATE_NONE)
		date_put_day(&day, t->since);
	join_text(r, F_STATE,
	    t->state == STATE_NEW ? (struct slice){ 0 } :
				    slice_of(names[t->state]));
	join_text(r, F_SINCE, buf_slice(&day));
	join_text(r, F_OWNER, t->owner);
	join_text(r, F_ROUTE, t->route);
	join_text(r, F_ACTION_DATE, t->action_date);
	join_text(r, F_FORWARDED_TO, t->forwarded_to);
	join_text(r, F_UNTIL, t->until);
	join_text(r, F_REASON, t->reason);
	if (t->told)
		rec_set_int(r, F_TOLD_N, t->told_n);
	else
		rec_drop(r, F_TOLD_N);
	join_text(r, F_TOLD_DATE, t->told_date);
	join_text(r, F_NOTE, t->note);
	join_text(r, F_NOTE_BY, t->note_by);
	join_text(r, F_NOTE_DATE, t->note_date);
	buf_release(&day);
}
