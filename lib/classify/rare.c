#include "lib/classify/rare.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"

enum {
	COUNT_BITS = 16,
	SHARED = 12 /* worth of halving how many literals share a window */
};

/* How common byte C is in Dutch and English, in eighths of a bit or so. */
static unsigned
common(unsigned char c)
{
	static const char order[] = " entaiordslghvkmubpwjczfyxq-'.,0123456789";
	const char *at = c ? strchr(order, c) : NULL;

	return at ? 45 - (unsigned)(at - order) : 0;
}

/* How many literals have each window, roughly, by hash. */
static uint16_t *
counted(const struct rare *r, uint32_t window, size_t width)
{
	return &r->count[rare_hash(window, width) >> (64 - COUNT_BITS)];
}

void
rare_open(struct rare *r)
{
	r->count = xcalloc((size_t)1 << COUNT_BITS, sizeof(*r->count));
}

void
rare_count(struct rare *r, struct slice s, size_t width)
{
	uint16_t *n;

	for (size_t i = 0; i + width <= s.n; i++) {
		n = counted(r, rare_window(s.p + i, width), width);
		*n = (uint16_t)(*n + (*n < UINT16_MAX));
	}
}

/* How often the window at P may be met: in texts and in other literals. */
static unsigned
often(const struct rare *r, const char *p, size_t width)
{
	unsigned sum = 0;

	for (size_t k = 0; k < width; k++)
		sum += common((unsigned char)p[k]);
	for (unsigned n = *counted(r, rare_window(p, width), width); n > 1;
	     n /= 2)
		sum += SHARED;
	return sum;
}

uint32_t
rare_at(const struct rare *r, struct slice s, size_t width, size_t stride)
{
	unsigned best = UINT32_MAX;
	uint32_t at = 0;
	unsigned most;
	unsigned one;

	for (size_t i = 0; i + width + stride - 1 <= s.n; i++) {
		most = 0;
		for (size_t k = 0; k < stride; k++) {
			one = often(r, s.p + i + k, width);
			most = one > most ? one : most;
		}
		if (most < best) {
			best = most;
			at = (uint32_t)i;
		}
	}
	return at;
}

void
rare_release(struct rare *r)
{
	free(r->count);
	r->count = NULL;
}
