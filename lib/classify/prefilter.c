#include "lib/classify/prefilter.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"

enum {
	WINDOW = 4,
	BITS_MIN = 13,
	BITS_MAX = 20,
	BITS_EACH = 32,
	SHARED = 12 /* worth of halving how many literals share a window */
};

/* A window that is looked for, and the first literal that has it. */
struct prefilter_slot {
	uint32_t window;
	uint8_t width; /* 0 if free */
	uint32_t first;
};

/* A literal, where its window is, and the next literal of that window. */
struct prefilter_use {
	const char *p;
	uint32_t n;
	uint32_t at;
	uint32_t next;
};

#define NONE UINT32_MAX /* more than an enumerator may hold */

uint32_t
prefilter_add(struct prefilter *pf, struct slice literal)
{
	return (uint32_t)set_add(&pf->literals, literal, NULL);
}

/* How common byte C is in Dutch and English, in eighths of a bit or so. */
static unsigned
common(unsigned char c)
{
	static const char order[] = " entaiordslghvkmubpwjczfyxq-'.,0123456789";
	const char *at = c ? strchr(order, c) : NULL;

	return at ? 45 - (unsigned)(at - order) : 0;
}

static uint32_t
load(const char *p, size_t width)
{
	uint32_t w = 0;

	for (size_t i = 0; i < width; i++)
		w |= (uint32_t)(unsigned char)p[i] << 8 * i;
	return w;
}

/* Windows of different widths must not meet: each has its own multiplier. */
static inline uint64_t
stir(uint32_t window, size_t width)
{
	static const uint64_t by[WINDOW + 1] = { 0, 0, 0xd6e8feb86659fd93u,
		0xa0761d6478bd642fu, 0x9e3779b97f4a7c15u };

	return window * by[width];
}

/* How many literals have each window, roughly: a table of counts by hash. */
enum { COUNT_BITS = 16 };

static uint16_t *
counted(const struct prefilter *pf, uint32_t window, size_t width)
{
	return &pf->count[stir(window, width) >> (64 - COUNT_BITS)];
}

static size_t
width_of(struct slice s)
{
	return s.n < WINDOW ? s.n : WINDOW;
}

static void
count_windows(struct prefilter *pf)
{
	struct slice s;
	size_t width;
	uint16_t *n;

	for (size_t k = 0; k < pf->literals.len; k++) {
		s = set_key(&pf->literals, k);
		width = width_of(s);
		for (size_t i = 0; i + width <= s.n; i++) {
			n = counted(pf, load(s.p + i, width), width);
			*n = (uint16_t)(*n + (*n < UINT16_MAX));
		}
	}
}

/*
 * Where the best window of WIDTH bytes in S begins: rare in texts, and in few
 * other literals, since all that share it are compared where it stands.
 */
static uint32_t
rarest(const struct prefilter *pf, struct slice s, size_t width)
{
	unsigned best = UINT32_MAX;
	uint32_t at = 0;
	unsigned sum;

	for (size_t i = 0; i + width <= s.n; i++) {
		sum = 0;
		for (size_t k = 0; k < width; k++)
			sum += common((unsigned char)s.p[i + k]);
		for (unsigned n = *counted(pf, load(s.p + i, width), width);
		     n > 1; n /= 2)
			sum += SHARED;
		if (sum < best) {
			best = sum;
			at = (uint32_t)i;
		}
	}
	return at;
}

static struct prefilter_slot *
find(const struct prefilter *pf, uint32_t window, size_t width)
{
	size_t i = (size_t)(stir(window, width) >> 20) & pf->mask;

	while (pf->slot[i].width != 0 &&
	    (pf->slot[i].window != window || pf->slot[i].width != width))
		i = (i + 1) & pf->mask;
	return &pf->slot[i];
}

static void
enter(struct prefilter *pf, uint32_t literal)
{
	struct slice s = set_key(&pf->literals, literal);
	size_t width = width_of(s);
	struct prefilter_slot *slot;
	uint32_t at = rarest(pf, s, width);
	uint32_t window = load(s.p + at, width);
	uint64_t bit = stir(window, width) >> pf->shift;

	slot = find(pf, window, width);
	if (slot->width == 0)
		*slot = (struct prefilter_slot){ window, (uint8_t)width, NONE };
	pf->use[literal] = (struct prefilter_use){ s.p, (uint32_t)s.n, at,
		slot->first };
	slot->first = literal;
	pf->bits[bit / 64] |= (uint64_t)1 << bit % 64;
	pf->of[width] = true;
}

void
prefilter_build(struct prefilter *pf)
{
	size_t n = pf->literals.len;
	int bits = BITS_MIN;

	while (bits < BITS_MAX && ((size_t)1 << bits) < n * BITS_EACH)
		bits++;
	pf->shift = 64 - bits;
	pf->bits = xcalloc((size_t)1 << (bits - 6), sizeof(*pf->bits));
	pf->mask = 63;
	while (pf->mask < n * 2)
		pf->mask = pf->mask * 2 + 1;
	pf->slot = xcalloc(pf->mask + 1, sizeof(*pf->slot));
	pf->use = xcalloc(n + 1, sizeof(*pf->use));
	pf->count = xcalloc((size_t)1 << COUNT_BITS, sizeof(*pf->count));
	count_windows(pf);
	for (size_t i = n; i-- > 0;)
		enter(pf, (uint32_t)i);
	free(pf->count);
	pf->count = NULL;
}

static void
add(struct prefilter_hits *hits, uint32_t literal, size_t at)
{
	if (hits->n == hits->cap) {
		hits->cap = hits->cap ? hits->cap * 2 : 256;
		hits->hit = xrealloc(hits->hit, hits->cap, sizeof(*hits->hit));
	}
	hits->hit[hits->n++] = (struct prefilter_hit){ literal, (uint32_t)at };
}

/* Compare the literals whose window stands at AT. */
static void
compare(const struct prefilter *pf, struct slice s, size_t at, uint32_t window,
    size_t width, struct prefilter_hits *hits)
{
	const struct prefilter_slot *slot = find(pf, window, width);
	const struct prefilter_use *u;
	const char *p;
	uint32_t i;

	if (slot->width == 0)
		return;
	for (i = slot->first; i != NONE; i = u->next) {
		u = &pf->use[i];
		if (at < u->at || u->n > s.n - (at - u->at))
			continue;
		/* The ends of literals differ more than their middles. */
		p = s.p + (at - u->at);
		if (p[0] == u->p[0] && p[u->n - 1] == u->p[u->n - 1] &&
		    (u->n <= width || memcmp(p, u->p, u->n) == 0))
			add(hits, i, at - u->at);
	}
}

static inline bool
maybe(const struct prefilter *pf, uint32_t window, size_t width)
{
	uint64_t bit = stir(window, width) >> pf->shift;

	return pf->bits[bit / 64] >> bit % 64 & 1;
}

/* The four bytes at P; compilers make one load of it. */
static uint32_t
load4(const char *p)
{
	const unsigned char *b = (const unsigned char *)p;

	return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 |
	    (uint32_t)b[3] << 24;
}

/* Look at position AT, where W stands, for windows of 2 and 3 bytes. */
static inline void
narrow(const struct prefilter *pf, struct slice s, size_t at, uint32_t w,
    struct prefilter_hits *hits)
{
	if (maybe(pf, w & 0xffffff, 3))
		compare(pf, s, at, w & 0xffffff, 3, hits);
	if (pf->of[2] && maybe(pf, w & 0xffff, 2))
		compare(pf, s, at, w & 0xffff, 2, hits);
}

static void
scan_wide(const struct prefilter *pf, struct slice s,
    struct prefilter_hits *hits)
{
	uint32_t w;

	for (size_t i = 0; i + WINDOW <= s.n; i++) {
		w = load4(s.p + i);
		if (maybe(pf, w, WINDOW))
			compare(pf, s, i, w, WINDOW, hits);
	}
}

static void
scan_all(const struct prefilter *pf, struct slice s,
    struct prefilter_hits *hits)
{
	uint32_t w;
	size_t i = 0;

	for (; i + WINDOW <= s.n; i++) {
		w = load4(s.p + i);
		if (maybe(pf, w, WINDOW))
			compare(pf, s, i, w, WINDOW, hits);
		narrow(pf, s, i, w, hits);
	}
	for (; i + 2 <= s.n; i++) {
		w = load(s.p + i, s.n - i < 3 ? 2 : 3);
		narrow(pf, (struct slice){ s.p, s.n }, i, w, hits);
	}
}

size_t
prefilter_scan(const struct prefilter *pf, struct slice s,
    struct prefilter_hits *hits)
{
	hits->n = 0;
	if (pf->of[2] || pf->of[3])
		scan_all(pf, s, hits);
	else
		scan_wide(pf, s, hits);
	return hits->n;
}

void
prefilter_release(struct prefilter *pf)
{
	set_release(&pf->literals);
	free(pf->bits);
	free(pf->slot);
	free(pf->use);
	*pf = (struct prefilter){ 0 };
}

void
prefilter_hits_release(struct prefilter_hits *hits)
{
	free(hits->hit);
	*hits = (struct prefilter_hits){ 0 };
}
