/*
 * jsonin - JSON objects as rows, their members as columns
 *
 *	struct jsonin j = { .lines = { .read = read, .arg = arg, .max = max } };
 *
 *	while (jsonin_next(&j, &row))
 *		...
 *
 * Objects may stand on lines, in arrays, one behind the other, or in pages as
 * web services give them, or one object may wrap them all (see jsonpage.h).
 * The member b of object a is column `a.b'; of an array the items are joined
 * with a comma and a blank.  Of a CloudEvents envelope the members of `data'
 * are columns, and those of the envelope `ce.id' and so on; one whose data are
 * base64 is refused.  Columns are added to the header as they are met; a row
 * has a field for each that is known, empty where the object has no such
 * member.
 */
#ifndef INGEST_JSONIN_H
#define INGEST_JSONIN_H

#include "lib/base/arena.h"
#include "lib/ingest/header.h"
#include "lib/ingest/table.h"

struct jsonin_part;

/* How far the end of an object was looked for. */
struct jsonin_hunt {
	size_t i;
	int depth;
	bool string;
	bool escaped;
};

struct jsonin {
	struct lines lines;
	struct header header; /* of all objects so far */
	/* private */
	struct buf b; /* text that is not used up */
	size_t at; /* how far it is */
	uint64_t line; /* of b.s[at] */
	bool begun; /* an object was met */
	bool paged; /* the first was a page */
	bool listed; /* a bracket of an array was met */
	int inside; /* the array of a page, and how many objects that is in */
	bool looked; /* whether the first object wraps the others */
	bool over; /* of an object that is too long more may follow */
	struct jsonin_hunt left; /* in it */
	struct slice *field;
	size_t cap;
	struct jsonin_part *part; /* the values of the object, as they come */
	size_t parts;
	size_t part_cap;
	struct arena mem;
};

/* Does SAMPLE, the first bytes of a file, look like JSON? */
bool jsonin_is(struct slice sample);
/* The next object; false at the end. */
bool jsonin_next(struct jsonin *j, struct table_row *row);
/* As table_rest: what follows a part of an object that was too long. */
bool jsonin_rest(struct jsonin *j, struct slice *raw);
/*
 * Call SEE with column NAME of each object that is in memory ahead of the
 * next, up to some hundreds; nothing is taken.
 */
void jsonin_ahead(struct jsonin *j, struct slice name,
    void (*see)(void *arg, struct slice cell), void *arg);
void jsonin_release(struct jsonin *j);

#endif
