/*
 * spool - lines held back in a file that nobody else can see
 *
 *	struct spool s;
 *
 *	why = spool_open(&s, dir);
 *	spool_add(&s, line, note, source);
 *	...
 *	why = spool_rewind(&s);
 *	while (spool_next(&s, &line, &note, &source))
 *		...
 *	spool_close(&s);
 *
 * The file has no name once it is open, and mode 0600.  A line, and what was
 * noted of it (rec_note), live until the next spool_next.
 */
#ifndef DEDUPE_SPOOL_H
#define DEDUPE_SPOOL_H

#include <stdint.h>

#include "lib/base/buf.h"

struct spool {
	int fd; /* private */
	struct buf b; /* private: what is not yet written, or is read ahead */
	size_t at; /* private: of b, what comes next */
	uint64_t left; /* private: lines not yet read again */
	const char *why; /* what went wrong first, or NULL */
};

/* In DIR; NULL is /var/tmp, or else /tmp.  Returns the reason if it fails. */
const char *spool_open(struct spool *s, const char *dir);
void spool_add(struct spool *s, struct slice line, struct slice note,
    size_t source);
/* Go from adding to reading; returns the reason if a write failed. */
const char *spool_rewind(struct spool *s);
/* False after the last line, or when the file cannot be read (see why). */
bool spool_next(struct spool *s, struct slice *line, struct slice *note,
    size_t *source);
void spool_close(struct spool *s);

#endif
