/*
 * pile - lines put aside on disk, to be read again in another order
 *
 *	i = pile_add(&p, line);
 *	line = pile_get(&p, i);		lives until the next call
 *
 * The file is temporary, has no name and is for this user only.  Memory grows
 * by 16 bytes a line.  A reason is a constant string or strerror(3)'s.
 */
#ifndef REPORT_PILE_H
#define REPORT_PILE_H

#include <stdint.h>
#include <stdio.h>

#include "lib/base/buf.h"

struct pile_line {
	uint64_t at;
	uint64_t n;
};

struct pile {
	size_t n; /* lines */
	const char *why; /* the first failure, or NULL */
	struct pile_line *line; /* private */
	size_t cap; /* private */
	FILE *fp; /* private */
	uint64_t end; /* private */
	struct buf b; /* private */
};

size_t pile_add(struct pile *p, struct slice line);
/* Line I; empty if it cannot be read, and then p->why says so. */
struct slice pile_get(struct pile *p, size_t i);
void pile_release(struct pile *p);

#endif
