/*
 * repeats - rows that share an id and should not
 *
 *	struct repeats r = { 0 };
 *
 *	repeats_see(&r, id, content, true);
 *	if (repeats_many(r.differ, r.rows))
 *		say r.differ of r.rows
 *	repeats_release(&r);
 *
 * A column that repeats is no id: rows of which it is taken for one would be
 * called states of one signal, and all but the last be left out of the
 * counts.  Where there is no source id, rows of which all that is mapped is
 * equal have one id, and pass for copies.  Memory is bounded: it stops looking
 * when it knows 65,536 ids, two megabytes.
 */
#ifndef INGEST_REPEATS_H
#define INGEST_REPEATS_H

#include <stdint.h>

#include "lib/base/slice.h"

struct repeats_slot;

struct repeats {
	uint64_t rows; /* that were looked at */
	uint64_t differ; /* of these: others of that source id came first */
	uint64_t equal; /* or one that is equal in all that is mapped */
	uint64_t ids; /* that are known */
	struct repeats_slot *slot; /* private */
};

/*
 * A row with this ID and CONTENT, both as they stand; SOURCE says that the id
 * is made of a source id, not of what is mapped.
 */
void repeats_see(struct repeats *r, struct slice id, struct slice content,
    bool source);
/* Is N three rows or more, and more than one in twenty of ALL? */
bool repeats_many(uint64_t n, uint64_t all);
void repeats_reset(struct repeats *r);
void repeats_release(struct repeats *r);

#endif
