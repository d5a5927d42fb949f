#include "lib/base/xalloc.h"

#include <err.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void *
xmust(void *p)
{
	if (p == NULL)
		errx(2, "out of memory");
	return p;
}

void *
xmalloc(size_t n)
{
	return xmust(malloc(n ? n : 1));
}

void *
xcalloc(size_t n, size_t size)
{
	return xmust(calloc(n ? n : 1, size ? size : 1));
}

void *
xlines(size_t n, size_t size)
{
	void *p;

	if (size != 0 && n > (SIZE_MAX - XLINE) / size)
		errx(2, "out of memory");
	n = n * size / XLINE * XLINE + XLINE;
	p = xmust(aligned_alloc(XLINE, n));
	return memset(p, 0, n);
}

void *
xrealloc(void *p, size_t n, size_t size)
{
	if (size != 0 && n > SIZE_MAX / size)
		errx(2, "out of memory");
	n *= size;
	return xmust(realloc(p, n > 0 ? n : 1));
}

char *
xstrdup(const char *s)
{
	return xmust(strdup(s));
}
