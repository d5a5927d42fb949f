/*
 * rare - where the rarest windows of a literal are, for window.c
 *
 *	rare_open(&r);
 *	rare_count(&r, literal, width) ...;	of all literals
 *	at = rare_at(&r, literal, width, stride);
 *	rare_release(&r);
 *
 * A window is two to four bytes of a literal, as a number.
 */
#ifndef CLASSIFY_RARE_H
#define CLASSIFY_RARE_H

#include <stdint.h>

#include "lib/base/slice.h"

enum { RARE_WIDTH = 4 /* at most */ };

struct rare {
	uint16_t *count; /* private: literals by hash of a window */
};

static inline uint32_t
rare_window(const char *p, size_t width)
{
	uint32_t w = 0;

	for (size_t i = 0; i < width; i++)
		w |= (uint32_t)(unsigned char)p[i] << 8 * i;
	return w;
}

/* Windows of different widths must not meet: each has its own multiplier. */
static inline uint64_t
rare_hash(uint32_t window, size_t width)
{
	static const uint64_t by[RARE_WIDTH + 1] = { 0, 0, 0xd6e8feb86659fd93u,
		0xa0761d6478bd642fu, 0x9e3779b97f4a7c15u };

	return window * by[width];
}

void rare_open(struct rare *r);
/* Literal S is sought by a window of WIDTH bytes. */
void rare_count(struct rare *r, struct slice s, size_t width);
/*
 * Where the best windows of WIDTH bytes in S begin, STRIDE side by side: rare
 * in texts, and in few other literals, since all that share one are compared
 * where it stands.
 */
uint32_t rare_at(const struct rare *r, struct slice s, size_t width,
    size_t stride);
void rare_release(struct rare *r);

#endif
