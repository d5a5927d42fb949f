/*
 * join - another table, whose rows belong to rows of the first
 *
 *	struct join j = { 0 };
 *
 *	why = join_load(&j, read, arg, SLICE("id"));
 *	row = join_find(&j, key);
 *	if (row != NULL)
 *		use(row[0]) ... row[j.header.n - 1]
 *	join_release(&j);
 *
 * The whole table is kept: its bytes and 16 more for each field.  Of two rows
 * with one key the last counts; that there are two is remembered as odd, as
 * are rows that do not fit.
 */
#ifndef INGEST_JOIN_H
#define INGEST_JOIN_H

#include "lib/base/arena.h"
#include "lib/ingest/header.h"

enum { JOIN_ODD = 10 };

/* A row that is left out, or that takes the place of an earlier one. */
struct join_odd {
	uint64_t line;
	const char *why; /* without content */
};

struct join {
	struct header header;
	uint64_t rows; /* those below the header */
	uint64_t odds; /* of these, the odd ones */
	struct join_odd odd[JOIN_ODD]; /* the first of them */
	/* private */
	struct set keys;
	struct slice **row;
	size_t cap;
	struct arena mem;
	struct buf why;
};

/*
 * Read the table that READ gives, by its column KEY.  NULL, or the reason why
 * it cannot be used, which lives as long as J; for trouble_put.
 */
const char *join_load(struct join *j,
    size_t (*read)(void *arg, void *to, size_t n), void *arg, struct slice key);
/* The fields of the row with KEY, or NULL; a KEY that says nothing has none. */
const struct slice *join_find(const struct join *j, struct slice key);
void join_release(struct join *j);

#endif
