/*
 * large - memory that is read here and there
 *
 *	p = large_alloc(n);
 *	free(p);
 *
 * Zeroed, and where the system has them in large pages, so that a read
 * anywhere in gigabytes needs no walk through the tables of pages.
 */
#ifndef DEDUPE_LARGE_H
#define DEDUPE_LARGE_H

#include <stddef.h>

/* N zeroed bytes; cannot fail (see xalloc). */
void *large_alloc(size_t n);

#endif
