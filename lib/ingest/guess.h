/*
 * guess - a first mapping for a file that no mapping knows
 *
 *	guess_put(&out, &table, SLICE("export.csv"));
 *
 * Columns whose names the built-in mapping `algemeen' or `signal' knows are
 * taken as these do.  Of the others the first rows are looked at: dates, the
 * longest texts, e-mail addresses, BSNs and IBANs.  What remains stands in the
 * text as comments, to be edited; cells never do.
 */
#ifndef INGEST_GUESS_H
#define INGEST_GUESS_H

#include "lib/ingest/source.h"

/* Append a mapping for the open table T; false if it has no header. */
bool guess_put(struct buf *out, struct table *t, struct jsonin *j,
    struct slice name);

#endif
