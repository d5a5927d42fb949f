#include "lib/line/ended.h"

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

	return day != DATE_NONE && day < came_day(r) ? ENDED_SOME_DAY : day;
}

int32_t
ended_day(struct rec *r)
{
	struct slice status = rec_text(r, F_STATUS);
	int32_t day;

	if (slice_eq(status, SLICE("heropend")))
		return DATE_NONE;
	day = ended_day_in(r, F_CLOSED);
	if (!ended_known(day) && rec_has(r, F_TOLD))
		day = ended_day_in(r, F_TOLD);
	if (day == DATE_NONE &&
	    (rec_has(r, F_CLOSED) || rec_has(r, F_TOLD) || says_end(r, status)))
		day = ENDED_SOME_DAY;
	return day;
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
