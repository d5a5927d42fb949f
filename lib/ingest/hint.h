/*
 * hint - the name that was probably meant
 *
 * Nearest is the smallest distance of near.h; of equals the first.
 */
#ifndef INGEST_HINT_H
#define INGEST_HINT_H

#include "lib/base/buf.h"

/*
 * Append "; nearest is NAME", of NAMES up to NULL; false if over half of WORD
 * differs from each of them.
 */
bool hint_nearest(struct buf *out, struct slice word, const char *const *names);
/* Append the nearest of the values of member F, or all of them. */
void hint_value(struct buf *out, struct slice word, int f);
/* Append the nearest of the mappings that are built in, or how to see them. */
void hint_map(struct buf *out, struct slice word);

#endif
