#include "lib/line/ended.h"

/* A day so long before a signal came stands for none. */
enum { YEAR = 366 };

/* Do status or outcome of R say that it is done with? */
static bool
says_end(struct rec *r, struct slice status)
{
	static const char *const ends[] = { "afgehandeld", "teruggekoppeld",
		"doorgezet", "afgewezen", "geannuleerd", NULL };
	struct slice outcome = rec_text(r, F_OUTCOME);

	return slice_among(status, ends) ||
	    (outcome.n > 0 && !slice_eq(outcome, SLICE("onbekend")));
}

int32_t
came_day(struct rec *r)
{
	int32_t day = date_parse_day(rec_text(r, F_RECEIVED));

	return day != DATE_NONE ? day : date_parse_day(rec_text(r, F_OCCURRED));
}

int32_t
ended_day_in(struct rec *r, int f)
{
	int32_t day = date_parse_day(rec_text(r, f));
	int32_t came = came_day(r);

	if (day == DATE_NONE || came == DATE_NONE || day >= came)
		return day;
	return day < came - YEAR ? DATE_NONE : ENDED_SOME_DAY;
}

/* Does R have F, which is no day that stands for none? */
static bool
has_end(struct rec *r, int f)
{
	return rec_has(r, f) &&
	    (date_parse_day(rec_text(r, f)) == DATE_NONE ||
		ended_day_in(r, f) != DATE_NONE);
}

/* What the days of R say. */
static int32_t
said_day(struct rec *r)
{
	int32_t day = ended_day_in(r, F_CLOSED);

	if (!ended_known(day) && rec_has(r, F_TOLD))
		day = ended_day_in(r, F_TOLD);
	if (day == DATE_NONE && (has_end(r, F_CLOSED) || has_end(r, F_TOLD)))
		day = ENDED_SOME_DAY;
	return day;
}

int32_t
ended_day(struct rec *r)
{
	static const char *const in_hand[] = { "ontvangen", "erkend",
		"onderzoek", "opgepakt", NULL };
	struct slice status = rec_text(r, F_STATUS);
	int32_t day;

	if (slice_eq(status, SLICE("heropend")))
		return DATE_NONE;
	day = said_day(r);
	if (day == ENDED_SOME_DAY && slice_among(status, in_hand))
		return DATE_NONE;
	return day == DATE_NONE && says_end(r, status) ? ENDED_SOME_DAY : day;
}

bool
ended_early(struct rec *r)
{
	return (ended_day_in(r, F_CLOSED) == ENDED_SOME_DAY ||
		   ended_day_in(r, F_TOLD) == ENDED_SOME_DAY) &&
	    ended_day(r) == ENDED_SOME_DAY;
}

bool
ended_by(int32_t end, int32_t day)
{
	return end != DATE_NONE && end <= day;
}

bool
ended_known(int32_t end)
{
	return end > ENDED_SOME_DAY;
}
