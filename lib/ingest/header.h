/*
 * header - the names of columns, compared as people mean them
 *
 *	struct header c = { 0 };
 *
 *	header_add(&c, header cell); ...
 *	i = header_find(&c, SLICE("Datum ontvangst"));
 *
 * Two names are the same if their letters and digits are, in either case and
 * with or without accents: blanks, dashes and underscores do not count.  The
 * second of two equal names is called NAME 2; one without a name is known as
 * `column N' only, and any is known by that too.
 */
#ifndef INGEST_HEADER_H
#define INGEST_HEADER_H

#include "lib/base/buf.h"
#include "lib/base/set.h"

struct header_cell;
struct header_key;

struct header {
	size_t n;
	struct set shown; /* the names as they stand, each once */
	struct set keys; /* private: folded */
	struct header_key *key; /* private: beside keys */
	size_t key_cap; /* private */
	struct buf scratch; /* private */
	struct buf cells; /* private: as they stood, folded */
	struct header_cell *cell; /* private: where in cells */
	size_t cell_cap; /* private */
};

/* Append NAME as it is compared: lower case letters and digits only. */
void header_fold(struct buf *out, struct slice name);
/* Add the next column. */
void header_add(struct header *c, struct slice name);
/* The number of the column called NAME, from 0, or -1. */
ptrdiff_t header_find(struct header *c, struct slice name);
/*
 * Are the N cells FIELD the first N columns of C again?  They are compared as
 * names are; where there is one only, to the byte.
 */
bool header_again(const struct header *c, const struct slice *field, size_t n);
/* What column I is called, for people; "column 3" if it has no name. */
struct slice header_name(const struct header *c, size_t i);
/*
 * Append what column I is called, for a message: "column 3" where it may be
 * what a row says, as it has many words or digits, or signs that are not seen.
 */
void header_say(struct buf *out, const struct header *c, size_t i);
/* Would it be called by its name? */
bool header_plain(const struct header *c, size_t i);
/* Has NAME no signs that are not seen and may steer a terminal? */
bool header_visible(struct slice name);
/* The column whose name is most like NAME; -1 if none is much like it. */
ptrdiff_t header_nearest(struct header *c, struct slice name);
/* Those whose names are, into AT, at most MAX of them; how many there are. */
size_t header_near(struct header *c, struct slice name, size_t *at, size_t max);
void header_reset(struct header *c);
void header_release(struct header *c);

#endif
