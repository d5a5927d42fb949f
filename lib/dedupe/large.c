#include "lib/dedupe/large.h"

#include <sys/mman.h>

#include <stdint.h>
#include <unistd.h>

#include "lib/base/xalloc.h"

enum { WORTH = 1 << 22 }; /* bytes: less is all in the caches */

void *
large_alloc(size_t n)
{
	void *p = xcalloc(n, 1);
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	uintptr_t from = ((uintptr_t)p + page - 1) / page * page;
	uintptr_t end = ((uintptr_t)p + n) / page * page;

#ifdef MADV_HUGEPAGE
	if (n >= WORTH)
		(void)madvise((void *)from, end - from, MADV_HUGEPAGE);
#endif
	return p;
}
