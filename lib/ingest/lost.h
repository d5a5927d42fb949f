/*
 * lost - columns that a file lacks, and an earlier one of its name had
 *
 *	struct lost l = { 0 };
 *
 *	why = lost_open(&l, path);
 *	...
 *	if (lost_see(&l, &source, name, rows, &b))
 *		say "file: " and what B holds
 *	...
 *	why = lost_keep(&l, path);
 *	lost_release(&l);
 *
 * Files are deliveries of one export when their names are the same but for the
 * digits in them.  What a column becomes is compared, not what it is called:
 * one that is renamed to another name that the mapping knows is not lost.  Nor
 * is one that is there and empty.
 */
#ifndef INGEST_LOST_H
#define INGEST_LOST_H

#include "lib/ingest/source.h"

struct lost {
	/* private */
	struct set known; /* export and member, or export and heading */
	struct set files;
	size_t *file; /* beside known: the last that had it */
	size_t cap;
	struct buf key;
};

/* Know what is kept in PATH; that it is not there is fine.  NULL, or why not. */
const char *lost_open(struct lost *l, const char *path);
/*
 * Compare the file NAME, of which S was read to its end and gave ROWS signals,
 * with those before it, and know it too.  True, with what it lacks in OUT,
 * where it lacks something.
 */
bool lost_see(struct lost *l, const struct source *s, struct slice name,
    uint64_t rows, struct buf *out);
/* Keep what is known in PATH; NULL, or why that failed. */
const char *lost_keep(const struct lost *l, const char *path);
void lost_release(struct lost *l);

#endif
