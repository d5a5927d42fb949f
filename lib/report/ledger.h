/*
 * ledger - what was decided about patterns, line after line, for good
 *
 *	struct ledger l = { 0 };
 *
 *	why = ledger_open(&l, path, LEDGER_WRITE);
 *	t = ledger_find(&l, id);
 *	why = ledger_add(&l, &action);
 *	ledger_close(&l);
 *
 * A ledger is a file of action/1 lines (see sig-action(5)).  Lines are only
 * ever added at its end, each in one piece, synced before ledger_add returns,
 * under a lock on the file that readers share.  What a crash may leave, a
 * last line without its end, is no line: a reader passes over it and a writer
 * first moves it to the file PATH.torn.
 *
 * A reason is a constant string or strerror(3)'s.  Slices of a track live
 * until ledger_close.
 */
#ifndef REPORT_LEDGER_H
#define REPORT_LEDGER_H

#include "lib/base/set.h"
#include "lib/line/rec.h"

enum ledger_mode { LEDGER_READ, LEDGER_WRITE };

enum state {
	STATE_NEW, /* nothing was recorded */
	STATE_RECOGNISED,
	STATE_RESEARCH,
	STATE_TAKEN_UP,
	STATE_REJECTED,
	STATE_PASSED_ON,
	STATE_KNOWN,
	STATE_DONE,
	STATE_TOLD,
	STATE_REOPENED,
	STATE_MAX
};

/* What the actions on one pattern come to; empty where none said it. */
struct track {
	enum state state;
	int32_t since; /* the day on which it got this state, or DATE_NONE */
	int32_t last; /* the day of the last action */
	struct slice owner;
	struct slice route;
	struct slice action_date;
	struct slice forwarded_to;
	struct slice until;
	struct slice reason;
	bool told; /* told_n was ever given */
	int64_t told_n; /* all of them */
	struct slice told_date;
	struct slice note;
	struct slice note_by;
	struct slice note_date;
};

struct ledger {
	size_t n; /* patterns */
	struct track *track;
	size_t lines; /* actions read */
	size_t unfit; /* lines that are no action, passed over */
	size_t first_unfit; /* where the first of them stands, from 1 */
	size_t torn; /* bytes of a last line without its end */
	struct slice want; /* set before opening: keep lines of this pattern */
	struct buf found; /* those, as they stand */
	/* private */
	struct set ids;
	struct arena own;
	size_t cap;
	int fd;
	char *path;
	char why[96];
};

/*
 * Open the ledger at PATH, which a writer creates if need be, lock it and
 * read it.  L is zeroed, or has only want set.
 */
const char *ledger_open(struct ledger *l, const char *path,
    enum ledger_mode mode);
/* The track of pattern ID, or NULL if there is none. */
const struct track *ledger_find(const struct ledger *l, struct slice id);
/* The id of track I. */
struct slice ledger_id(const struct ledger *l, size_t i);
/*
 * Add action R, if its step may follow what was recorded and it has what the
 * step needs, and not to a file that holds other lines only.
 */
const char *ledger_add(struct ledger *l, struct rec *r);
void ledger_close(struct ledger *l);

/* Put what T says into pattern R, and take out what it does not. */
void track_join(const struct track *t, struct rec *r);
/* Is there still something to do? */
bool track_open(const struct track *t);

/* The name of a state, and the state of that name or STATE_MAX. */
const char *state_name(enum state s);
enum state state_find(struct slice name);
/* May TO be recorded after FROM? */
bool state_follows(enum state from, enum state to);
/* The routes a pattern can take, up to NULL. */
extern const char *const ledger_routes[];

#endif
