#include "lib/pattern/episode.h"

#include <math.h>

enum { QUIET_DAYS = 14 };

static const double quiet = .2;

static enum episode_news
told(struct episode *e, const struct episode_look *look, enum episode_news news)
{
	e->told = look->count - look->letters;
	if (look->places > e->places || news == EPISODE_NEW)
		e->places = look->places;
	return news;
}

static enum episode_news
begin(struct episode *e, const struct episode_look *look)
{
	*e = (struct episode){ .open = true,
		.since = look->day,
		.loud = look->day,
		.told = NAN };
	return look->part ? EPISODE_NEW : told(e, look, EPISODE_NEW);
}

/* What is news of an alarm in E, which is open. */
static enum episode_news
news_of(struct episode *e, const struct episode_look *look)
{
	if (isnan(e->told))
		return told(e, look, EPISODE_NONE);
	if (look->places > e->places)
		return told(e, look, EPISODE_SPREAD);
	if (look->count > look->letters &&
	    look->count - look->letters >= 2 * e->told)
		return told(e, look, EPISODE_GROWN);
	if (!look->late && e->told > 0 && look->count * 2 <= e->told)
		return told(e, look, EPISODE_SHRUNK);
	return EPISODE_NONE;
}

enum episode_news
episode_look(struct episode *e, const struct episode_look *look)
{
	if (!e->open)
		return look->alarm ? begin(e, look) : EPISODE_NONE;
	if (look->alarm || look->p <= quiet)
		e->loud = look->day;
	if (look->day - e->loud >= QUIET_DAYS) {
		e->open = false;
		return EPISODE_OVER;
	}
	return look->alarm && !look->part ? news_of(e, look) : EPISODE_NONE;
}
