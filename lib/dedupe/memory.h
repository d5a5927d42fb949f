/*
 * memory - a file of nights, each added whole or not at all
 *
 *	struct memory m;
 *
 *	why = memory_open(&m, path, check);
 *	for (i = 0; i < m.nights; i++) {
 *		p = (struct memory_place){ .night = i };
 *		while (why == NULL && !p.end)
 *			why = memory_read(&m, &p, &bytes);
 *	}
 *	memory_begin(&m, night);
 *	memory_put(&m, bytes);
 *	...
 *	why = memory_commit(&m);
 *	memory_close(&m);
 *
 * The file begins with two slots that say how much of it counts; they are
 * written in turn, after what they count is on the disk, so that a crash
 * leaves the file as it was before.  What a night holds is the caller's; it
 * is guarded by a checksum.  A night that is added again takes the place of
 * what was there.  One process at a time has the file open (flock); others
 * may read it, and see what the last commit left.  Numbers are in the order
 * of the machine; a file of another kind of machine is refused.
 *
 * Reasons are constant strings or strerror(3)'s.
 */
#ifndef DEDUPE_MEMORY_H
#define DEDUPE_MEMORY_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/buf.h"

enum { MEMORY_VERSION = 1, MEMORY_CHECK = 16 };

struct memory_night {
	int32_t night; /* a day */
	uint32_t dead; /* 1 if it was added again later */
	uint64_t at; /* where its bytes are */
	uint64_t n; /* how many */
	uint64_t sum; /* of them */
};

struct memory {
	struct memory_night *night; /* sorted by night; dead ones first */
	size_t nights;
	bool lost; /* a night is there, but the slot that counted it is bad */
	/* private */
	int fd;
	char *path;
	unsigned char check[MEMORY_CHECK];
	uint64_t end; /* what counts */
	uint64_t turn; /* of the slots */
	struct memory_night now; /* being added */
	struct buf b; /* what waits to be written */
	const char *why;
};

/*
 * Open PATH, or make it, mode 0600.  CHECK is made of the key in use; all
 * zero if there is none.  Nothing is changed if it fails.
 */
const char *memory_open(struct memory *m, const char *path,
    const unsigned char check[MEMORY_CHECK]);

/* How far a night was read; zeroed but for the night is its beginning. */
struct memory_place {
	size_t night; /* which of memory's */
	uint64_t at;
	uint64_t sum; /* of what was read */
	bool end; /* all of it was read, and it adds up */
};

/* Append to OUT the next bytes, a MiB at most, of P's night. */
const char *memory_read(const struct memory *m, struct memory_place *p,
    struct buf *out);
void memory_begin(struct memory *m, int32_t night);
void memory_put(struct memory *m, struct slice bytes);
/* Make what was put since memory_begin count; gives the first failure. */
const char *memory_commit(struct memory *m);
/* Put to TO, which has begun it, what is to be kept of the Ith night. */
typedef const char *memory_copy(void *arg, size_t i, struct memory *to);
/* Write the file anew, of each living night what COPY puts. */
const char *memory_rewrite(struct memory *m, memory_copy *copy, void *arg);
/* What was put and not committed is forgotten. */
void memory_close(struct memory *m);

#endif
