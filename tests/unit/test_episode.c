/* test_episode - what is news from night to night */

#include <math.h>

#include "lib/pattern/episode.h"
#include "tests/unit/near.h"

static int bad;

static void
night(struct episode *e, struct episode_look look, enum episode_news want)
{
	enum episode_news got = episode_look(e, &look);

	near(&bad, "news", got, want, 0);
}

int
main(void)
{
	struct episode e = { 0 };

	night(&e, (struct episode_look){ 1, .01, false, 8, 1, false, false, 0 },
	    EPISODE_NONE);
	night(&e,
	    (struct episode_look){ 2, 1e-5, true, 10, 1, false, false, 0 },
	    EPISODE_NEW);
	night(&e,
	    (struct episode_look){ 3, 1e-6, true, 12, 1, false, false, 0 },
	    EPISODE_NONE);
	night(&e,
	    (struct episode_look){ 4, 1e-6, true, 14, 2, false, false, 0 },
	    EPISODE_SPREAD);
	night(&e,
	    (struct episode_look){ 5, 1e-6, true, 27, 2, false, false, 0 },
	    EPISODE_NONE);
	night(&e,
	    (struct episode_look){ 6, 1e-6, true, 28, 2, false, false, 0 },
	    EPISODE_GROWN);
	for (int32_t day = 7; day < 20; day++)
		night(&e,
		    (struct episode_look){ day, .5, false, 5, 1, false, false,
			0 },
		    EPISODE_NONE);
	night(&e, (struct episode_look){ 20, .5, false, 5, 1, false, false, 0 },
	    EPISODE_OVER);
	holds(&bad, "closed", !e.open);
	/* One louder night and the fortnight begins again. */
	night(&e,
	    (struct episode_look){ 21, 1e-5, true, 9, 1, false, false, 0 },
	    EPISODE_NEW);
	night(&e, (struct episode_look){ 34, .2, false, 6, 1, false, false, 0 },
	    EPISODE_NONE);
	for (int32_t day = 35; day < 48; day++)
		night(&e,
		    (struct episode_look){ day, .9, false, 5, 1, false, false,
			0 },
		    EPISODE_NONE);
	night(&e, (struct episode_look){ 48, .9, false, 5, 1, false, false, 0 },
	    EPISODE_OVER);
	night(&e,
	    (struct episode_look){ 49, 1e-9, true, 5, 1, false, false, 0 },
	    EPISODE_NEW);
	/* A night that was skipped is no quiet night, but time has passed. */
	night(&e, (struct episode_look){ 75, .9, false, 5, 1, false, false, 0 },
	    EPISODE_OVER);
	/* What was told is not known: this night's is taken for it. */
	e = (struct episode){ .open = true, .loud = 80, .told = NAN };
	night(&e, (struct episode_look){ 81, .1, false, 9, 1, false, false, 0 },
	    EPISODE_NONE);
	night(&e, (struct episode_look){ 82, .1, true, 10, 1, false, false, 0 },
	    EPISODE_NONE);
	night(&e, (struct episode_look){ 83, .1, true, 20, 1, false, false, 0 },
	    EPISODE_GROWN);
	/* Without an alarm there is nothing to tell. */
	night(&e,
	    (struct episode_look){ 84, .1, false, 99, 9, false, false, 0 },
	    EPISODE_NONE);
	night(&e, (struct episode_look){ 85, .1, true, 21, 1, false, false, 0 },
	    EPISODE_NONE);
	/* Twice nothing is nothing. */
	e = (struct episode){ .open = true, .loud = 90, .places = 1 };
	night(&e, (struct episode_look){ 91, .1, true, 0, 1, false, false, 0 },
	    EPISODE_NONE);
	night(&e, (struct episode_look){ 92, .1, true, 3, 1, false, false, 0 },
	    EPISODE_GROWN);
	/* Half of what was told is less, unless some may still come. */
	e = (struct episode){ .open = true, .loud = 95, .told = 20 };
	night(&e, (struct episode_look){ 96, .1, true, 11, 0, false, false, 0 },
	    EPISODE_NONE);
	night(&e, (struct episode_look){ 97, .1, true, 10, 0, false, true, 0 },
	    EPISODE_NONE);
	night(&e, (struct episode_look){ 98, .1, true, 10, 0, false, false, 0 },
	    EPISODE_SHRUNK);
	night(&e, (struct episode_look){ 99, .1, true, 9, 0, false, false, 0 },
	    EPISODE_NONE);
	night(&e, (struct episode_look){ 99, .1, true, 5, 0, false, false, 0 },
	    EPISODE_SHRUNK);
	/* As a part of another nothing is told of it, and it stays open. */
	e = (struct episode){ 0 };
	night(&e, (struct episode_look){ 100, .1, true, 9, 1, true, false, 0 },
	    EPISODE_NEW);
	holds(&bad, "never told", isnan(e.told) && e.open);
	night(&e, (struct episode_look){ 110, .1, true, 30, 2, true, false, 0 },
	    EPISODE_NONE);
	night(&e,
	    (struct episode_look){ 120, .1, true, 30, 2, false, false, 0 },
	    EPISODE_NONE);
	night(&e,
	    (struct episode_look){ 121, .1, true, 60, 2, false, false, 0 },
	    EPISODE_GROWN);
	/* What campaigns add is no growth. */
	e = (struct episode){ .open = true, .loud = 129, .told = 20 };
	night(&e,
	    (struct episode_look){ 130, .1, true, 60, 0, false, false, 21 },
	    EPISODE_NONE);
	night(&e,
	    (struct episode_look){ 131, .1, true, 61, 0, false, false, 21 },
	    EPISODE_GROWN);
	holds(&bad, "without campaigns", e.told == 40);
	return bad != 0;
}
