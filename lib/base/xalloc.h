/*
 * xalloc - allocation that cannot fail
 *
 * The one place that asks for memory.  When there is none the program says
 * so and ends with status 2; no caller checks for NULL.  Memory is given back
 * with free(3).
 */
#ifndef BASE_XALLOC_H
#define BASE_XALLOC_H

#include <stddef.h>

enum { XLINE = 64 /* bytes of a line of memory */ };

/* P, of another allocator; NULL is no memory. */
void *xmust(void *p);
void *xmalloc(size_t n);
/* N items of SIZE bytes, zeroed; on whole lines of memory. */
void *xcalloc(size_t n, size_t size);
void *xlines(size_t n, size_t size);
/* P moved to hold N items of SIZE bytes; what is new is not zeroed. */
void *xrealloc(void *p, size_t n, size_t size);
char *xstrdup(const char *s);

#endif
