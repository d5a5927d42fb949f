/*
 * mapvalues - the tables of values that a mapping holds
 *
 * A table is begun by its statement and filled by the indented lines below it.
 * It may stand below the statement that names it, so that once all is read
 * they are brought together; false, with the reason in the mapping, where one
 * is mistaken.
 */
#ifndef INGEST_MAPVALUES_H
#define INGEST_MAPVALUES_H

#include "lib/ingest/mapping.h"
#include "lib/ingest/mapword.h"

/* The name of a table, behind that word. */
bool mapvalues_table(struct mapping *m, struct mapword *w);
/* FROM { , FROM } = TO, of the table begun last. */
bool mapvalues_entry(struct mapping *m, struct mapword *w);
/* Give each rule its table: its values must be such as the member has. */
bool mapvalues_resolve(struct mapping *m);

#endif
