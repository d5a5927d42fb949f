/*
 * products - an organisation's own names of products, as the UPL has them
 *
 *	struct products p = { 0 };
 *
 *	why = products_load(&p, read, arg);
 *	name = products_map(&p, name);
 *	products_put_missed(&out, &p);
 *
 * The list is a table: the first column has the organisation's own name, the
 * second that of the Uniforme Productnamenlijst; or the UPL itself, which maps
 * each name to itself.  Names are compared as those of columns are.
 */
#ifndef INGEST_PRODUCTS_H
#define INGEST_PRODUCTS_H

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/base/set.h"

struct products {
	uint64_t missed; /* how often a name was not there */
	/* private */
	struct set names;
	struct slice *upl;
	size_t cap;
	struct set missing;
	uint64_t *times;
	size_t times_cap;
	struct arena mem;
	struct buf scratch;
};

/* Read the table that READ gives; NULL, or why it cannot be used. */
const char *products_load(struct products *p,
    size_t (*read)(void *arg, void *to, size_t n), void *arg);
/* The same of the file PATH. */
const char *products_open(struct products *p, const char *path);
/* The UPL's name of NAME; NAME itself, and counted, if there is none. */
struct slice products_map(struct products *p, struct slice name);
/* Append a line for each name that was missed, with how often. */
void products_put_missed(struct buf *out, const struct products *p);
void products_release(struct products *p);

#endif
