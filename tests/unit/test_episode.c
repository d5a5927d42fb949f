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

	night(&e, (struct episode_look){ 1, .01, false, 8, 1 }, EPISODE_NONE);
	night(&e, (struct episode_look){ 2, 1e-5, true, 10, 1 }, EPISODE_NEW);
	night(&e, (struct episode_look){ 3, 1e-6, true, 12, 1 }, EPISODE_NONE);
	night(&e, (struct episode_look){ 4, 1e-6, true, 14, 2 },
	    EPISODE_SPREAD);
	night(&e, (struct episode_look){ 5, 1e-6, true, 27, 2 }, EPISODE_NONE);
	night(&e, (struct episode_look){ 6, 1e-6, true, 28, 2 }, EPISODE_GROWN);
	for (int32_t day = 7; day < 20; day++)
		night(&e, (struct episode_look){ day, .5, false, 5, 1 },
		    EPISODE_NONE);
	night(&e, (struct episode_look){ 20, .5, false, 5, 1 }, EPISODE_OVER);
	holds(&bad, "closed", !e.open);
	/* One louder night and the fortnight begins again. */
	night(&e, (struct episode_look){ 21, 1e-5, true, 9, 1 }, EPISODE_NEW);
	night(&e, (struct episode_look){ 34, .2, false, 6, 1 }, EPISODE_NONE);
	for (int32_t day = 35; day < 48; day++)
		night(&e, (struct episode_look){ day, .9, false, 5, 1 },
		    EPISODE_NONE);
	night(&e, (struct episode_look){ 48, .9, false, 5, 1 }, EPISODE_OVER);
	night(&e, (struct episode_look){ 49, 1e-9, true, 5, 1 }, EPISODE_NEW);
	/* A night that was skipped is no quiet night, but time has passed. */
	night(&e, (struct episode_look){ 75, .9, false, 5, 1 }, EPISODE_OVER);
	/* What was told is not known: this night's is taken for it. */
	e = (struct episode){ .open = true, .loud = 80, .told = NAN };
	night(&e, (struct episode_look){ 81, .1, false, 9, 1 }, EPISODE_NONE);
	night(&e, (struct episode_look){ 82, .1, true, 10, 1 }, EPISODE_NONE);
	night(&e, (struct episode_look){ 83, .1, true, 20, 1 }, EPISODE_GROWN);
	/* Without an alarm there is nothing to tell. */
	night(&e, (struct episode_look){ 84, .1, false, 99, 9 }, EPISODE_NONE);
	night(&e, (struct episode_look){ 85, .1, true, 21, 1 }, EPISODE_NONE);
	/* Twice nothing is nothing. */
	e = (struct episode){ .open = true, .loud = 90, .places = 1 };
	night(&e, (struct episode_look){ 91, .1, true, 0, 1 }, EPISODE_NONE);
	night(&e, (struct episode_look){ 92, .1, true, 3, 1 }, EPISODE_GROWN);
	return bad != 0;
}
