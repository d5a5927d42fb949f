#include "lib/pattern/episode.h"

#include <math.h>

enum { QUIET_DAYS = 14 };

static const double quiet = .2;

static enum episode_news
told(struct episode *e, const struct episode_look *look, enum episode_news news)
{
	e->told = look->count;
	if (look->places > e->places || news == EPISODE_NEW)
		e->places = look->places;
	return news;
}

enum episode_news
episode_look(struct episode *e, const struct episode_look *look)
{
	if (!e->open) {
		if (!look->alarm)
			return EPISODE_NONE;
		e->open = true;
		e->since = e->loud = look->day;
		return told(e, look, EPISODE_NEW);
	}
	if (look->alarm || look->p <= quiet)
		e->loud = look->day;
	if (look->day - e->loud >= QUIET_DAYS) {
		e->open = false;
		return EPISODE_OVER;
	}
	if (!look->alarm)
		return EPISODE_NONE;
	if (isnan(e->told))
		return told(e, look, EPISODE_NONE);
	if (look->places > e->places)
		return told(e, look, EPISODE_SPREAD);
	if (look->count > 0 && look->count >= 2 * e->told)
		return told(e, look, EPISODE_GROWN);
	return EPISODE_NONE;
}
