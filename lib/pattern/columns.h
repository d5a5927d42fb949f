/*
 * columns - a table or a list of texts as a JSON array, row by row
 *
 *	struct columns t = { 0 };
 *
 *	columns_begin(&t, "name", "n", NULL);
 *	columns_text(&t, name);
 *	columns_count(&t, n);
 *	columns_end(&t);			the row
 *	rec_set_raw(&r, F_BASE, columns_value(&t));
 *	columns_release(&t);
 *
 * The columns of a row are separated by tabs; see sig-pattern(5).
 */
#ifndef PATTERN_COLUMNS_H
#define PATTERN_COLUMNS_H

#include <stdint.h>

#include "lib/base/buf.h"

struct columns {
	struct buf b; /* private, like all of it */
	struct buf row;
	bool filled; /* the row has a column */
	bool closed;
};

/* Forget all, and write the names of the columns, up to NULL. */
void columns_begin(struct columns *t, const char *name, ...);
/* The next column of the row. */
void columns_text(struct columns *t, struct slice s);
/* The next columns, which S has with tabs between them. */
void columns_texts(struct columns *t, struct slice s);
void columns_count(struct columns *t, uint64_t n);
void columns_day(struct columns *t, int32_t day); /* DATE_NONE is empty */
void columns_none(struct columns *t);
void columns_end(struct columns *t);
/* The array so far; it lives until T changes. */
struct slice columns_value(struct columns *t);
void columns_release(struct columns *t);

#endif
