/*
 * explain - how a file was read, in words
 */
#ifndef INGEST_EXPLAIN_H
#define INGEST_EXPLAIN_H

#include "lib/ingest/source.h"

/* Append what is known of the file that S read, called NAME. */
void explain_put(struct buf *out, const struct source *s, struct slice name);
#endif
