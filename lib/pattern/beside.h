/*
 * beside - what other files add: earlier patterns, actions, events, volumes
 *
 *	why = beside_previous(&b, path);	patterns of an earlier run
 *	why = beside_ledger(&b, path);		actions
 *	why = beside_events(&b, path);		date TAB org TAB product TAB what
 *	why = beside_volume(&b, path);	org TAB product TAB kind TAB from TAB
 *						to TAB number
 *	beside_apply(&b, &findings, &look);
 *	beside_release(&b);
 *
 * The last two are tables with a line for each; an empty column fits all, and
 * a first line without a digit where the first day must be is a header.
 * Reasons live as long as B.
 */
#ifndef PATTERN_BESIDE_H
#define PATTERN_BESIDE_H

#include "lib/pattern/episodes.h"
#include "lib/pattern/look.h"
#include "lib/pattern/summary.h"

struct beside_pattern {
	struct slice id;
	int32_t first_seen;
	double gravity;
	double observed;
};

struct beside_action {
	struct slice pattern;
	int32_t day; /* on which it was taken */
	bool given; /* by a person; if not, it is that of recording */
};

struct beside_event {
	int32_t from;
	struct slice org, product, what;
};

struct beside {
	bool has_previous, has_volume;
	bool has_summary; /* of the previous run */
	size_t nprevious, nactions, nevents;
	int32_t as_of; /* the last day of the previous run, or DATE_NONE */
	struct beside_pattern *previous;
	struct beside_action *action;
	struct beside_event *event;
	struct volume_lines volumes;
	struct episodes episodes;
	struct arena own; /* private, like what follows */
	size_t lines; /* of the earlier run */
	size_t of_run; /* and how many sig-pattern wrote */
	size_t ledger_lines;
	size_t of_ledger; /* that are actions */
	char why[80];
};

const char *beside_previous(struct beside *b, const char *path);
const char *beside_ledger(struct beside *b, const char *path);
const char *beside_events(struct beside *b, const char *path);
const char *beside_volume(struct beside *b, const char *path);
/* What an earlier run than that of UNTIL told, before anything is found. */
const struct episodes *beside_before(struct beside *b, int32_t until);
/* Before ranking: dates, marks, rates, effects. */
void beside_apply(struct beside *b, struct findings *fs, struct look *l);
void beside_release(struct beside *b);

/*
 * In beside_warn.c: which names no signal has, and what volumes are not used.
 */
void beside_warn(const struct beside *b, struct warnings *w,
    const struct look *l);
/*
 * In beside_marks.c: the events nearest to where F begins, as many as there is
 * room for, by day.
 */
void beside_mark(const struct beside *b, struct findings *fs,
    struct finding *f);
/* In rates.c: volume, rate, and what F is set against, in its notes. */
void beside_rate(const struct beside *b, struct findings *fs, struct finding *f,
    struct look *l);
/* In effects.c: the day of the action on pattern ID, or DATE_NONE. */
int32_t beside_acted(const struct beside *b, struct slice id);
/* Whether F's cell fell after an action on DAY. */
void beside_effect(struct findings *fs, struct finding *f, struct look *l,
    int32_t day);
/* Add what was told once, and after an action is less: positive, effect/1. */
void beside_helped(const struct beside *b, struct findings *fs, struct look *l);

#endif
