/*
 * ended - when was a signal done with, by what its source says
 *
 *	end = ended_day(&r);
 *	if (ended_by(end, day))
 *		it is not open on that day
 *
 * The day that it was closed; without that the day that its sender was told.
 * What neither has but a status or an outcome that is an end was done with on
 * some day.  So was what was closed or told before it came, that day is no day,
 * unless its status says that it is in hand; but more than a year before it is
 * what is written for none.
 * What was opened again is open, whatever its days say: they are of the time
 * before.
 */
#ifndef LINE_ENDED_H
#define LINE_ENDED_H

#include "lib/base/date.h"
#include "lib/line/rec.h"

/* Done with on a day that is not known: before any that is. */
enum { ENDED_SOME_DAY = DATE_NONE + 1 };

/* The day of R: that it was received, or else occurred; or DATE_NONE. */
int32_t came_day(struct rec *r);
/*
 * The day in F, closed or told; ENDED_SOME_DAY if it is before that R came,
 * DATE_NONE if more than a year.
 */
int32_t ended_day_in(struct rec *r, int f);
/* Did R end on some day, as the day that it says is before it came? */
bool ended_early(struct rec *r);
/* A day, ENDED_SOME_DAY, or DATE_NONE if R was never done with. */
int32_t ended_day(struct rec *r);
/* Was what was done with on END so on DAY? */
bool ended_by(int32_t end, int32_t day);
/* Is END a day? */
bool ended_known(int32_t end);

#endif
