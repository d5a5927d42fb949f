/*
 * episode - one alarm a trouble, not one a night
 *
 * An alarm opens an episode; it is over when p was above .2 on 14 days in a
 * row.  While it is open there is news only when the count of four weeks is
 * twice or half what it was when last told, or when another place joins.
 * (Users of rolling windows ask not to be told the same again every day.)  It
 * is always the count of four weeks: windows of a finding become longer and
 * shorter, and counts of unlike windows tell nothing of growth.
 */
#ifndef PATTERN_EPISODE_H
#define PATTERN_EPISODE_H

#include <stdbool.h>
#include <stdint.h>

enum episode_news {
	EPISODE_NONE,
	EPISODE_NEW,
	EPISODE_GROWN,
	EPISODE_SHRUNK,
	EPISODE_SPREAD,
	EPISODE_OVER
};

/* Zeroed there is none. */
struct episode {
	bool open;
	int32_t since; /* the day of the first alarm */
	int32_t loud; /* the last day of a p of at most .2 */
	double told; /* the count when last told; NAN: not known, or never */
	unsigned places; /* the most that were told: 1, and those that joined */
};

/* What one night shows of a series; nights come in order. */
struct episode_look {
	int32_t day;
	double p;
	bool alarm;
	double count; /* of four weeks */
	unsigned places; /* organisations or regions in it */
	bool part; /* an alarm, but told as a part of another */
	bool late; /* some is not delivered yet: there may be more */
	double letters; /* so many of the count are no growth */
};

enum episode_news episode_look(struct episode *e,
    const struct episode_look *look);

#endif
