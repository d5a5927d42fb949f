#include "lib/report/action.h"

#include "lib/base/date.h"

bool
action_is_id(const char *id)
{
	return strlen(id) == 16 && strspn(id, "0123456789abcdef") == 16;
}

void
action_complete(struct rec *r, struct slice id, const struct action_when *when,
    struct slice actor)
{
	struct buf at = { 0 };
	struct buf day = { 0 };

	date_put_instant(&at, when->at);
	date_put_day(&day, when->day);
	rec_set_text(r, F_PATTERN, id);
	rec_set_text(r, F_AT, buf_slice(&at));
	rec_set_text(r, F_ACTOR, actor);
	if (slice_eq(rec_text(r, F_STATE), SLICE("opgepakt")) &&
	    !rec_has(r, F_ACTION_DATE))
		rec_set_text(r, F_ACTION_DATE, buf_slice(&day));
	if (rec_has(r, F_TOLD_N) && !rec_has(r, F_TOLD_DATE))
		rec_set_text(r, F_TOLD_DATE, buf_slice(&day));
	if (rec_has(r, F_NOTE))
		rec_set_text(r, F_NOTE_DATE, buf_slice(&day));
	buf_release(&at);
	buf_release(&day);
}

const char *
action_odd_day(struct rec *r, int32_t day, int32_t today)
{
	enum { PLAN = 366 };

	int32_t action = date_parse_day(rec_text(r, F_ACTION_DATE));
	int32_t told = date_parse_day(rec_text(r, F_TOLD_DATE));
	int32_t until = date_parse_day(rec_text(r, F_UNTIL));

	if (day > today)
		return "--at has not come yet";
	if (told != DATE_NONE && told > day)
		return "--told-date has not come yet";
	if (action != DATE_NONE && action > day + PLAN)
		return "--action-date is more than a year ahead";
	if (until != DATE_NONE && until < day)
		return "--until is past";
	return NULL;
}

static bool
listed(const struct ledger_ask *ask, const struct track *t)
{
	if (ask->open && !track_open(t))
		return false;
	return ask->older < 0 || ask->day - t->last > ask->older;
}

void
ledger_list(const struct ledger *l, const struct ledger_ask *ask, struct buf *b)
{
	struct rec r = { 0 };

	for (size_t i = 0; i < l->n; i++) {
		if (!listed(ask, &l->track[i]))
			continue;
		rec_new(&r, LINE_PATTERN);
		rec_set_text(&r, F_ID, ledger_id(l, i));
		track_join(&l->track[i], &r);
		rec_format(b, &r);
		buf_putc(b, '\n');
	}
	rec_release(&r);
}
