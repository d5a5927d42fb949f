/*
 * trouble - what is not to be read, and why
 */
#ifndef INGEST_TROUBLE_H
#define INGEST_TROUBLE_H

#include "lib/ingest/table.h"

/* Why the file that begins with SAMPLE cannot be read, or NULL. */
const char *trouble_file(struct slice sample);
/*
 * Append WHY, given by trouble_file, with file NAME in the command for it;
 * FILE where NAME is empty.
 */
void trouble_put(struct buf *out, const char *why, struct slice name);
/*
 * Why ROW does not fit COLUMNS columns, or NULL; empty cells too many are
 * none, and with PAD nor are cells too few.
 */
const char *trouble_ragged(const struct table_row *row, size_t columns,
    bool pad);

#endif
