/*
 * maps - the mappings that are built in
 *
 * Each is a text of sig-mapping(5), from lib/ingest/maps; the build makes C of
 * them.  `common' is read before every other and is none itself.
 */
#ifndef INGEST_MAPS_H
#define INGEST_MAPS_H

#include "lib/base/buf.h"

struct maps_entry {
	const char *name;
	const char *const *line; /* up to NULL */
};

/* By name, up to one whose name is NULL. */
extern const struct maps_entry maps_builtin[];

/* Append the text of the one called NAME; false if there is none. */
bool maps_put(struct buf *out, struct slice name);

#endif
