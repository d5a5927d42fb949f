/*
 * mapoption - columns, and the options behind them, of a statement
 *
 * Both take words from the line as far as they go, and are false, with the
 * reason in the mapping, where one is not what was expected.
 */
#ifndef INGEST_MAPOPTION_H
#define INGEST_MAPOPTION_H

#include "lib/ingest/mapping.h"
#include "lib/ingest/mapword.h"

/* NAME { or NAME } { , NAME ... }, into TERM, which is the mapping's, and N. */
bool mapoption_terms(struct mapping *m, struct mapword *w,
    struct map_term **term, size_t *n);
/* Options up to the end of the line, into R. */
bool mapoption_read(struct mapping *m, struct mapword *w, struct map_rule *r);

#endif
