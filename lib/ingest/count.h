/*
 * count - rows that are counts, as tally lines
 *
 * A row with a value for `n' is no signal of someone but so many events:
 * error messages, forms that were broken off.  It becomes a tally/1 line of
 * its day and cell, without persons: events are no people.
 */
#ifndef INGEST_COUNT_H
#define INGEST_COUNT_H

#include "lib/ingest/apply.h"
#include "lib/line/rec.h"

/*
 * Make R the tally of the row in A; ORG and SYSTEM are what it is of.  NULL,
 * or the reason to refuse the row.
 */
const char *count_make(struct rec *r, const struct apply *a, struct slice org,
    struct slice system);

#endif
