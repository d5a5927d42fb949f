/*
 * listed - which signals have gone from a list of what is open
 *
 *	struct listed l = { 0 };
 *
 *	list = listed_add(&l, &r);		every line, copies too
 *	... listed_gone(&l, list, seen) ...	after all
 *	listed_release(&l);
 *
 * A list is what comes of one organisation, system and kind in files of one
 * name, but for the digits in it.  One that says of fewer than one line in
 * twenty that it is done with is of what is open: what its last delivery has no
 * more may have ended, and nobody says so.  Where no line has a day of
 * delivery, and the list is in several files, that may be so of each.
 */
#ifndef LINE_LISTED_H
#define LINE_LISTED_H

#include "lib/base/set.h"
#include "lib/line/rec.h"

struct listed_list {
	uint64_t lines;
	uint64_t ended;
	uint64_t file; /* hash of the first name */
	int32_t newest; /* day of delivery, or DATE_NONE */
	bool several; /* files */
};

struct listed {
	/* private */
	struct set names;
	struct listed_list *list;
	size_t cap;
	size_t at; /* the last line's */
	struct buf key;
	struct buf now;
	struct buf before; /* what the last line has of names */
};

/* The hash of S without its digits: 0 of an empty one. */
uint64_t listed_form(struct slice s);
/* The number of R's list. */
uint32_t listed_add(struct listed *l, struct rec *r);
/*
 * Is it unknown whether what is open, of LIST, and was delivered last on SEEN,
 * or DATE_NONE, is so still?
 */
bool listed_gone(const struct listed *l, uint32_t list, int32_t seen);
void listed_release(struct listed *l);

#endif
