/*
 * listed - which signals have gone from a list of what is open
 *
 *	struct listed l = { 0 };
 *
 *	list = listed_add(&l, &r);		every line, copies too
 *	listed_close(&l);
 *	... listed_gone(&l, list, seen) ...
 *	listed_release(&l);
 *
 * A list is what comes of one organisation, system and kind in files of one
 * name, but for the day in it.  It is of what is open if it says of fewer than
 * one line in twenty that it is done with, and repeats what is not: a fifth of
 * the lines of its last delivery, and five, came before the delivery before.
 * What that has no more may have ended, and nobody says so.  A last delivery
 * with fewer lines than went since the one before may be cut off: then it is
 * those two.  Without days of delivery nothing is known to have gone.
 */
#ifndef LINE_LISTED_H
#define LINE_LISTED_H

#include "lib/base/set.h"
#include "lib/line/rec.h"

struct listed_list {
	uint64_t lines;
	uint64_t ended;
	/* from listed_close on, of lines that are not */
	int32_t day[3]; /* of the last deliveries, or DATE_NONE */
	uint64_t n[2]; /* last in those */
	int32_t since; /* what was not delivered since then has gone */
	uint64_t here; /* delivered since */
	uint64_t again; /* of those: came before the delivery before it */
};

struct listed {
	/* private */
	struct set names;
	struct listed_list *list;
	size_t cap;
	struct set days; /* of lines that have not ended */
	uint64_t *days_n;
	size_t days_cap;
	size_t at; /* the last line's */
	struct buf key;
	struct buf now;
	struct buf before; /* what the last line has of names */
};

/* The hash of S without its digits: 0 of an empty one. */
uint64_t listed_form(struct slice s);
/* The hash of S without the days in it. */
uint64_t listed_undated(struct slice s);
/* The number of R's list. */
uint32_t listed_add(struct listed *l, struct rec *r);
/* After all; again after more. */
void listed_close(struct listed *l);
/*
 * Is it unknown whether what is open, of LIST, and was delivered last on SEEN,
 * or DATE_NONE, is so still?
 */
bool listed_gone(const struct listed *l, uint32_t list, int32_t seen);
void listed_release(struct listed *l);

#endif
