/*
 * ended - when was a signal done with, by what its source says
 *
 *	end = ended_day(&r);
 *	if (ended_by(end, day))
 *		it is not open on that day
 *
 * The day that it was closed; without that the day that its sender was told.
 * What neither has but a status or an outcome that is an end was done with on
 * some day.  What was opened again is open, whatever its days say: they are of
 * the time before.
 */
#ifndef LINE_ENDED_H
#define LINE_ENDED_H

#include "lib/base/date.h"
#include "lib/line/rec.h"

/* Done with on a day that is not known: before any that is. */
enum { ENDED_SOME_DAY = DATE_NONE + 1 };

/* A day, ENDED_SOME_DAY, or DATE_NONE if R was never done with. */
int32_t ended_day(struct rec *r);
/* Was what was done with on END so on DAY? */
bool ended_by(int32_t end, int32_t day);
/* Is END a day? */
bool ended_known(int32_t end);

#endif
