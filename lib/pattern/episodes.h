/*
 * episodes - which patterns are news, from night to night
 *
 *	episodes_read(&es, table);		of the summary of the last run
 *	episodes_apply(&es, &findings, &look);
 *	one = episodes_of(&es, f);		or NULL
 *	... findings.episodes ...		for the summary of this one
 *	episodes_release(&es);
 *
 * Every finding has an episode (episode.h) by its id, also one that is folded
 * into another, and knows which it was a part of.  One that was not told
 * before, but is made of such as were, is no news either: it goes on with
 * theirs.  Not with that of a wider one that held something else, though: what
 * else rises there is another matter; nor does what rises go on with what only
 * says that there is more than elsewhere.
 *
 * On a night without an alarm a burst's p is that of its cell; where there is
 * no such p, the night is quiet.  Single signals, campaigns and words have
 * none, as they do not come and go; so nothing that a signal said lives on in
 * the table.
 */
#ifndef PATTERN_EPISODES_H
#define PATTERN_EPISODES_H

#include "lib/pattern/episode.h"
#include "lib/pattern/look.h"

#define EPISODES_P .001 /* up to which what was told goes on */

/* An episode and what this night was for it. */
struct episodes_one {
	struct episode e;
	bool was_open; /* before this night */
	bool was_told; /* by the last run */
	struct slice in; /* id of what it was last a part of; empty: none */
	struct episode was;
	bool loud; /* this night has an alarm */
	enum episode_news news;
};

struct episodes {
	struct set ids;
	struct episodes_one *one; /* by number of its id */
	size_t cap; /* private, like what follows */
	struct arena own;
};

/* Take in TABLE, an array of strings as episodes_apply makes; false: bad. */
bool episodes_read(struct episodes *es, struct slice table);
/* Take in R, a pattern of the last run, if its episode is not known yet. */
void episodes_known(struct episodes *es, struct rec *r);
/* What tonight's findings change; the open ones become FS->episodes. */
void episodes_apply(struct episodes *es, struct findings *fs, struct look *l);
/* The episode of F, or NULL where its kind has none. */
const struct episodes_one *episodes_of(const struct episodes *es,
    const struct finding *f);
/*
 * Was F told by the last run (2), or not by that, but when it was last found
 * (1), in its own place?
 */
int episodes_told(const struct episodes *es, const struct finding *f);
/*
 * Was F told by the last run, by itself or in another (1), or not, though its
 * episode is open (-1)?  0 where that is not known; ES may be NULL.
 */
int episodes_last(const struct episodes *es, const struct finding *f);
/*
 * Was cell I told as KIND, or as what else rises, is that not over, and is P
 * small enough to tell it still?  Among all tests it was counted when it was
 * found.
 */
bool episodes_go_on(const struct look *l, size_t i, const char *kind, double p);
/* The day cell I was told to be silent, by itself, if not over; DATE_NONE. */
int32_t episodes_silent_since(const struct look *l, size_t i);
void episodes_release(struct episodes *es);

/* Private, between the files of this room. */
struct episodes_one *episodes_one_of(struct episodes *es, struct slice id);
/* Do findings of KIND have episodes? */
bool episodes_has(struct slice kind);
/*
 * In episodes_joined.c: how many organisations and regions are in F, which
 * rises, that had no part in it in the first week after its first alarm SINCE.
 */
unsigned episodes_joined(const struct cells *x, const struct finding *f,
    int32_t since);
/* In episodes_table.c: the open ones become FS->episodes. */
void episodes_put(const struct episodes *es, struct findings *fs);

#endif
