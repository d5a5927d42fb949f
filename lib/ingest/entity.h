/*
 * entity - the characters that HTML gives names and numbers
 */
#ifndef INGEST_ENTITY_H
#define INGEST_ENTITY_H

#include "lib/base/buf.h"

/*
 * S begins with `&': append the character it names, or the `&' if it names
 * none; returns how many bytes of S that took.
 */
size_t entity_put(struct buf *out, struct slice s);

#endif
