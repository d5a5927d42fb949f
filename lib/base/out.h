/*
 * out - a file or the standard output, written whole or not at all
 *
 *	struct out o = { 0 };
 *
 *	why = out_open(&o, path, 0666);
 *	out_put(&o, bytes);
 *	why = out_close(&o);
 *
 * With a path the bytes go to a new file beside it, which out_close syncs and
 * renames into place; out_abandon (or death) leaves what was there.  With
 * NULL or "-" they go to the standard output as they come.  Reasons are
 * constant strings, or strerror(3)'s; after the first failure nothing more is
 * written and out_close gives that reason.
 */
#ifndef BASE_OUT_H
#define BASE_OUT_H

#include <sys/types.h>

#include "lib/base/buf.h"

struct out {
	struct buf b; /* private */
	int fd; /* private */
	bool named; /* private: there is a file to rename */
	const char *why; /* the first failure, or NULL */
	char *path; /* private */
	char *temp; /* private */
};

const char *out_open(struct out *o, const char *path, mode_t mode);
void out_put(struct out *o, struct slice bytes);
/* Hand what is buffered to the system. */
void out_flush(struct out *o);
/* NULL when every byte was written. */
const char *out_close(struct out *o);
void out_abandon(struct out *o);

#endif
