/*
 * maptable - the values of a source, and what they are called here
 *
 * A table of a mapping: values are compared as the names of columns are,
 * those without letters or digits as they stand.  It owns its keys; the values
 * it gives are the mapping's.
 */
#ifndef INGEST_MAPTABLE_H
#define INGEST_MAPTABLE_H

#include "lib/base/buf.h"
#include "lib/base/set.h"

/* What to do with a value that is not in a table. */
enum map_else { ELSE_KEEP, ELSE_DROP, ELSE_REFUSE, ELSE_VALUE };

struct map_table {
	struct slice name;
	struct set from; /* folded as column names are */
	struct slice *to;
	unsigned *line; /* of the mapping, by value */
	size_t cap;
	enum map_else other;
	struct slice other_value;
	unsigned other_line;
};

/* FROM becomes TO, which must live as long as T; LINE says so. */
void map_table_add(struct map_table *t, struct buf *scratch, struct slice from,
    struct slice to, unsigned line);
/* All others become TO: keep, drop, refuse (unless QUOTED), or a value. */
void map_table_other(struct map_table *t, struct slice to, bool quoted,
    unsigned line);
void map_table_free(struct map_table *t);

/* Where the value of a lookup is from. */
enum map_found { MAP_FOUND, MAP_OTHER, MAP_REFUSED };

/*
 * The value that table T gives for S, in TO: found, that of all others, or
 * none because the row is to be refused.  An empty answer is no value.
 */
enum map_found map_lookup(const struct map_table *t, struct slice s,
    struct buf *scratch, struct slice *to);
#endif
