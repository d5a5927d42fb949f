/*
 * load - codebooks by name or from files
 */
#ifndef CLASSIFY_LOAD_H
#define CLASSIFY_LOAD_H

#include "lib/classify/codebook.h"

/* What a book may weigh. */
enum { LOAD_MAX = 16 << 20 };

/* Append the bytes of file PATH, at most MOST, to TEXT; NULL or why not. */
const char *load_file(const char *path, size_t most, struct buf *text);
/*
 * The text of the codebook NAME: built in (nl, en), else a file.  NULL, and
 * it is appended to TEXT; or why not.
 */
const char *load_text(const char *name, struct buf *text);

#endif
