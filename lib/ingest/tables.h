/*
 * tables - the files of --join, and what is to be said of them
 *
 *	struct tables t = { 0 };
 *
 *	tables_add(&t, "statuses.csv");
 *	why = tables_unfit(&t, &choose);
 *	...
 *	while (tables_remark(&t, &choose, &k, &used, &line))
 *		say line
 *	tables_release(&t);
 *
 * A file is read when the first mapping asks for it.
 */
#ifndef INGEST_TABLES_H
#define INGEST_TABLES_H

#include "lib/ingest/choose.h"
#include "lib/ingest/join.h"

struct tables_file {
	const char *path;
	struct slice name; /* as a mapping calls it: up to the first dot */
	struct join join; /* what was read of it */
	bool used; /* a file was read with it */
	bool loaded; /* private */
};

struct tables {
	struct tables_file file[MAP_JOINS];
	size_t n;
	struct buf why; /* private */
};

/* Add the file PATH; false if there are too many. */
bool tables_add(struct tables *t, const char *path);
/* The table NAME, or NULL. */
struct tables_file *tables_find(struct tables *t, struct slice name);
/* Read F by its column KEY, once; NULL, or "path: why" that cannot be done. */
const char *tables_load(struct tables *t, struct tables_file *f,
    struct slice key);
/* "path: why" a file is of no use to any mapping of C; NULL if all may be. */
const char *tables_unfit(struct tables *t, const struct choose *c);
/*
 * Once all was read: the next odd thing, as "path: what", into OUT, with K
 * from 0; false if there is no more.  USED says if the file was used at all.
 */
bool tables_remark(const struct tables *t, const struct choose *c, size_t *k,
    bool *used, struct buf *out);
void tables_release(struct tables *t);

#endif
