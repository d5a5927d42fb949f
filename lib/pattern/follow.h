/*
 * follow - what was done with the signals, by day, and their newest states
 *
 *	follows_add(&fs, &r, source, day);	a signal that counts
 *	follows_state(&fs, &r);			a newer state of one
 *	...
 *	u = follows_newest(&fs, id);
 *	if (u != NULL)
 *		follows_change(&fs, source, day, &had, u);
 *	follows_close(&fs, until);
 *	follows_release(&fs);
 *
 * A line with `state_of' never counts, but what it says of closing, telling
 * and judging is newer than what the line that counts says.  Of several the
 * one with the last `seen' holds.  Memory: 24 bytes and the id for each
 * signal that has a newer state, and 30 for each day of signals and day on
 * which some of it were told.
 */
#ifndef PATTERN_FOLLOW_H
#define PATTERN_FOLLOW_H

#include "lib/base/set.h"
#include "lib/line/rec.h"

enum {
	FOLLOW_JUDGED = 16, /* bits that fit beside those of a detail */
	FOLLOW_REJECTED = 32, /* with a reason */
	FOLLOW_TAKEN = 64, /* has an owner and an action */
	FOLLOW_TOLD = 128,
	FOLLOW_BITS = 240
};

/* The steps of follow-up; step I has the bit FOLLOW_JUDGED << I. */
enum {
	FOLLOW_AS_JUDGED,
	FOLLOW_AS_REJECTED,
	FOLLOW_AS_TAKEN,
	FOLLOW_AS_TOLD,
	FOLLOW_STEPS
};

/* How many of a day's signals took each step: for the four breaks. */
struct follow {
	int32_t day;
	uint32_t n[FOLLOW_STEPS];
};

/* A source, as numbers of values. */
struct follow_source {
	uint32_t org;
	uint32_t kind;
};

/* The follow-up of one signal. */
struct follow_up {
	int32_t seen; /* days, or DATE_NONE */
	int32_t ended; /* as ended_day has it */
	int32_t told;
	uint8_t bits;
	uint8_t says; /* which members any of its newer states has */
};

struct follows {
	size_t n;
	struct follow *day; /* sorted after follows_close */
	bool closes; /* some line says that it was closed */
	/* private */
	size_t cap;
	struct set sources;
	uint8_t *says; /* which members each has in some line */
	size_t sources_cap;
	struct set days;
	struct set told; /* days of signals and of telling */
	uint32_t *told_n;
	size_t told_cap;
	struct set ids; /* of signals with a newer state */
	struct follow_up *newest;
	size_t newest_cap;
};

/* Count signal R of source S, which counts, on DAY; its bits. */
uint8_t follows_add(struct follows *fs, struct rec *r, struct follow_source s,
    int32_t day);
/* Remember R, a line with `state_of'. */
void follows_state(struct follows *fs, struct rec *r);
/* Does S say of any signal what STEP rests on? */
bool follows_says(const struct follows *fs, struct follow_source s, int step);
/* Does any source? */
bool follows_any(const struct follows *fs, int step);
/* The newest state of signal ID, or NULL if it has but one. */
const struct follow_up *follows_newest(const struct follows *fs,
    struct slice id);
/*
 * The newest state of a signal of S and DAY, that had the bits and the day of
 * telling of HAD, is U.  It is S that says so, whatever organisation and kind
 * the line of that state has.
 */
void follows_change(struct follows *fs, struct follow_source s, int32_t day,
    const struct follow_up *had, const struct follow_up *u);
/* Sort, without those that were told after UNTIL. */
void follows_close(struct follows *fs, int32_t until);
void follows_release(struct follows *fs);

#endif
