/*
 * corrections - themes given by hand, by the id of the signal
 *
 * A line is an id, a comma or a tab, and one or more themes with blanks
 * between; blank lines, lines that begin with # and a first line "id,theme"
 * are skipped.  A later line for an id replaces an earlier one.
 */
#ifndef CLASSIFY_CORRECTIONS_H
#define CLASSIFY_CORRECTIONS_H

#include "lib/base/buf.h"
#include "lib/base/set.h"

enum { CORRECTIONS_MOST = 16 /* themes of one signal */ };

struct corrections {
	struct set ids;
	struct slice *themes; /* by ids: as written */
	unsigned *line; /* by ids: of the file */
	size_t cap; /* private */
	struct arena mem; /* private */
};

/* Read file PATH; false, and lines "file:line: reason" go to WHY. */
bool corrections_read(struct corrections *c, const char *path, struct buf *why);
/* The themes of ID in TO, sorted; 0 if there are none. */
size_t corrections_find(const struct corrections *c, struct slice id,
    struct slice to[CORRECTIONS_MOST]);
/*
 * Say of the themes that HAS, asked with BOOKS, does not know where they are.
 */
void corrections_check(const struct corrections *c, const char *path,
    bool (*has)(const void *books, struct slice theme), const void *books,
    struct buf *why);
void corrections_release(struct corrections *c);

#endif
