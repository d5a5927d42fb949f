/*
 * choose - the mapping that fits a table
 *
 * Of the built-in mappings that know the columns they ask for (`when'), the
 * one that uses most columns is taken; two that use equally many are no
 * choice.  Where none does, `overig' is taken if it finds a number or channel,
 * a day and words: a case, of whatever kind.
 */
#ifndef INGEST_CHOOSE_H
#define INGEST_CHOOSE_H

#include "lib/ingest/apply.h"
#include "lib/ingest/maps.h"
#include "lib/ingest/table.h"

struct choose {
	struct mapping *m; /* one, or all that are built in */
	size_t n;
	bool asked; /* the user named it */
	struct buf why; /* what went wrong */
};

/*
 * Get ready the mapping MAP, built in or a file, or every one that is built in
 * if that is NULL.  False, with c->why as "map:line: reason" or "map: reason",
 * if there is none or it is mistaken.
 */
bool choose_named(struct choose *c, const char *map);
/*
 * Get ready the mapping that is built in as NAME, or every one if that is
 * NULL.  False if there is none.
 */
bool choose_builtin(struct choose *c, const char *name);
/* The mapping in TEXT; false, with c->why as "line: reason", if mistaken. */
bool choose_text(struct choose *c, struct slice text);
/* How many of COLUMNS the mappings know, the one that knows most. */
size_t choose_known(const struct choose *c, struct header *columns);
/* The mapping for COLUMNS; NULL, with c->why, if none or more than one fit. */
const struct mapping *choose_mapping(struct choose *c, struct header *columns);
/* Append a line for each built-in mapping: its name and its title. */
void choose_list(struct buf *out);
void choose_release(struct choose *c);

#endif
