/*
 * lines - the physical lines of a file, with their bytes as they stand
 *
 *	struct lines l = { .read = read, .arg = arg, .max = 16 << 20 };
 *
 *	sample = lines_sample(&l, 1 << 16);
 *	lines_skip(&l, mark);
 *	while (lines_next(&l, &raw))
 *		...
 *
 * A line ends with LF, CR or CR LF, which belong to it, or at the end of the
 * file.  The bytes from the last lines_mark on stay in memory, so that a row
 * of several lines is one slice and reading can begin anew inside it.
 */
#ifndef INGEST_LINES_H
#define INGEST_LINES_H

#include <stdint.h>

#include "lib/ingest/charset.h"

struct lines {
	/* At most N bytes to TO; 0 at the end. */
	size_t (*read)(void *arg, void *to, size_t n);
	void *arg;
	size_t max; /* bytes kept from the mark on */
	enum charset cs;
	uint64_t no; /* of the line last read, from 1 */
	/* private */
	char *b;
	size_t cap;
	size_t mark; /* the first byte that must stay */
	size_t at; /* the first byte not handed out */
	size_t to; /* behind the last byte read */
	size_t lf; /* no line feed is in b from at up to here */
	size_t cr; /* nor a carriage return, which is sought up to lf */
	uint64_t mark_no;
	bool part; /* what was handed out last has no end yet */
	bool eof;
};

/* The first bytes of the file, N if it has so many; nothing is taken. */
struct slice lines_sample(struct lines *l, size_t n);
/* Pass over N bytes of what lines_sample showed. */
void lines_skip(struct lines *l, size_t n);
/*
 * The next line into RAW; false at the end.  A line that makes more than MAX
 * bytes from the mark may come in parts, each without an end.
 */
bool lines_next(struct lines *l, struct slice *raw);
/* What comes next is the first line to keep. */
void lines_mark(struct lines *l);
/* All from the mark up to what was handed out. */
struct slice lines_kept(const struct lines *l);
/* Hand out again from SKIP bytes, which are LINES lines, behind the mark. */
void lines_back(struct lines *l, size_t skip, uint64_t lines);
void lines_release(struct lines *l);

#endif
