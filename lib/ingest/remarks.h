/*
 * remarks - what a reader should know of a file that was read
 *
 *	size_t k = 0;
 *
 *	while (remarks_next(&k, &source, &repeats, &b))
 *		say "file: " and what B holds
 *
 * It stops nothing and refuses no row: ids that repeat, answers before
 * questions, rows in another encoding than the file, cells under no name, a
 * status that is not known.  A remark holds nothing of a row.
 */
#ifndef INGEST_REMARKS_H
#define INGEST_REMARKS_H

#include "lib/ingest/repeats.h"
#include "lib/ingest/source.h"

/*
 * The next remark, of which *K counts, on the file S, of whose ids R knows,
 * into OUT, which is made anew; false if there is none.
 */
bool remarks_next(size_t *k, const struct source *s, const struct repeats *r,
    struct buf *out);

#endif
