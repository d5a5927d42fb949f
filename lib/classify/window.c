#include "lib/classify/window.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/classify/rare.h"
#include "lib/classify/starts.h"
#include "lib/classify/word.h"

enum {
	WIDTH = RARE_WIDTH,
	BITS_MIN = 16,
	BITS_MAX = 20,
	BITS_EACH = 128,
	STRIDE = 4 /* at most */
};

/* A window that is looked for, and the literals that have it. */
struct slot {
	uint32_t window;
	uint32_t width; /* 0 if free */
	uint32_t first;
	uint32_t n;
};

/* A literal: its first bytes, what of these counts, and the rest. */
struct entry {
	uint64_t head;
	uint64_t mask;
	const char *p;
	uint32_t n;
	uint32_t at; /* of its window */
	uint32_t literal;
};

struct window {
	uint64_t *bits;
	uint64_t bit_mask;
	bool of[WIDTH + 1]; /* are there windows of 2, 3, 4 bytes? */
	size_t stride; /* of looking; of each literal as many windows */
	uint64_t *begins; /* bits: first two bytes of those of 2 and 3 */
	struct slot *slot;
	size_t mask;
	struct entry *entry;
};

static inline uint64_t
bit_of(uint32_t window, size_t width)
{
	return rare_hash(window, width) >> (64 - BITS_MAX);
}

static size_t
width_of(struct slice s)
{
	return s.n < WIDTH ? s.n : WIDTH;
}

static struct slot *
find(const struct window *w, uint32_t window, size_t width)
{
	size_t i = (size_t)(rare_hash(window, width) >> 20) & w->mask;

	while (w->slot[i].width != 0 &&
	    (w->slot[i].window != window || w->slot[i].width != width))
		i = (i + 1) & w->mask;
	return &w->slot[i];
}

/* The slot of the window of literal S at AT, made if need be. */
static struct slot *
enter(struct window *w, struct slice s, uint32_t at)
{
	size_t width = width_of(s);
	uint32_t window = rare_window(s.p + at, width);
	uint64_t bit = bit_of(window, width) & w->bit_mask;
	struct slot *slot = find(w, window, width);

	if (slot->width == 0)
		*slot = (struct slot){ window, (uint32_t)width, 0, 0 };
	w->bits[bit / 64] |= (uint64_t)1 << bit % 64;
	if (width < WIDTH)
		w->begins[(window & 0xffff) / 64] |= (uint64_t)1 << window % 64;
	w->of[width] = true;
	return slot;
}

static struct entry
make_entry(struct slice s, uint32_t at, uint32_t literal)
{
	return (struct entry){ .head = word_head(s.p, s.n, s.n),
		.mask = word_mask(s.n),
		.p = s.p,
		.n = (uint32_t)s.n,
		.at = at,
		.literal = literal };
}

/*
 * Put the literals in the table: those of one slot side by side, and of one
 * literal that has a window twice what begins first in a text first.
 */
static void
fill(const struct prefilter *pf, struct window *w, const uint32_t *at)
{
	struct slot *slot;
	struct slice s;
	uint32_t from = 0;

	for (size_t i = 0; i < pf->literals.len; i++)
		for (uint32_t k = 0; k < w->stride && !starts_suits(pf, i); k++)
			enter(w, set_key(&pf->literals, i), at[i] + k)->n++;
	for (size_t i = 0; i <= w->mask; i++) {
		w->slot[i].first = from;
		from += w->slot[i].n;
		w->slot[i].n = 0;
	}
	for (size_t i = 0; i < pf->literals.len; i++)
		for (size_t k = w->stride; k > 0 && !starts_suits(pf, i); k--) {
			s = set_key(&pf->literals, i);
			slot = enter(w, s, at[i] + (uint32_t)k - 1);
			w->entry[slot->first + slot->n++] = make_entry(s,
			    at[i] + (uint32_t)k - 1, (uint32_t)i);
		}
}

/* How many literals of PF are looked for here; the shortest in LEAST. */
static size_t
ours(const struct prefilter *pf, size_t *least)
{
	size_t n = 0;
	size_t len;

	*least = SIZE_MAX;
	for (size_t i = 0; i < pf->literals.len; i++)
		if (!starts_suits(pf, i)) {
			len = set_key(&pf->literals, i).n;
			*least = len < *least ? len : *least;
			n++;
		}
	return n;
}

/* Tables for N windows. */
static void
open_tables(struct window *w, size_t n)
{
	int bits = BITS_MIN;

	while (bits < BITS_MAX && ((size_t)1 << bits) < n * BITS_EACH)
		bits++;
	w->bit_mask = ((uint64_t)1 << bits) - 1;
	w->bits = xcalloc((size_t)1 << (bits - 6), sizeof(*w->bits));
	w->begins = xcalloc((size_t)1 << (16 - 6), sizeof(*w->begins));
	w->mask = 63;
	while (w->mask < n * 2)
		w->mask = w->mask * 2 + 1;
	w->slot = xcalloc(w->mask + 1, sizeof(*w->slot));
	w->entry = xcalloc(n + 1, sizeof(*w->entry));
}

struct window *
window_new(const struct prefilter *pf)
{
	struct window *w = xcalloc(1, sizeof(*w));
	uint32_t *at = xcalloc(pf->literals.len + 1, sizeof(*at));
	struct rare r;
	struct slice s;
	size_t least;
	size_t n = ours(pf, &least);

	for (w->stride = STRIDE; w->stride > 1; w->stride /= 2)
		if (least >= WIDTH + w->stride - 1)
			break;
	open_tables(w, n * w->stride);
	rare_open(&r);
	for (size_t i = 0; i < pf->literals.len; i++) {
		s = set_key(&pf->literals, i);
		if (!starts_suits(pf, i))
			rare_count(&r, s, width_of(s));
	}
	for (size_t i = 0; i < pf->literals.len; i++) {
		if (starts_suits(pf, i))
			continue;
		s = set_key(&pf->literals, i);
		at[i] = rare_at(&r, s, width_of(s), w->stride);
	}
	fill(pf, w, at);
	rare_release(&r);
	free(at);
	return w;
}

static inline uint32_t
load4(const char *p)
{
	const unsigned char *b = (const unsigned char *)p;

	return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 |
	    (uint32_t)b[3] << 24;
}

/* Compare the literals whose window stands at AT. */
static void
compare(const struct prefilter *pf, struct slice s, size_t at, uint32_t window,
    size_t width, struct prefilter_hits *hits)
{
	const struct slot *slot = find(pf->window, window, width);
	const struct entry *e = pf->window->entry + slot->first;
	const struct entry *end = e + slot->n;
	const char *p;
	size_t left;
	uint64_t head;

	for (; e < end; e++) {
		left = s.n - at + e->at;
		if (at < e->at || e->n > left)
			continue;
		p = s.p + (at - e->at);
		head = word_head(p, WORD_HEAD, left);
		if (((head ^ e->head) & e->mask) == 0 &&
		    (e->n <= WORD_HEAD || memcmp(p, e->p, e->n) == 0))
			prefilter_hit(pf, e->literal, s, at - e->at, e->n,
			    hits);
	}
}

/* The lowest bit: may WINDOW, of WIDTH bytes, be one that is looked for? */
static inline uint64_t
bits_of(const struct window *w, uint32_t window, size_t width)
{
	uint64_t bit = bit_of(window, width) & w->bit_mask;

	return w->bits[bit / 64] >> bit % 64;
}

static inline bool
maybe(const struct window *w, uint32_t window, size_t width)
{
	return bits_of(w, window, width) & 1;
}

/* Do windows of 2 or 3 bytes begin with the first two of HERE? */
static inline bool
maybe_narrow(const struct window *w, uint32_t here)
{
	return w->begins[(here & 0xffff) / 64] >> here % 64 & 1;
}

/* Look at position AT, where HERE stands, for windows of 2 and 3 bytes. */
static void
narrow(const struct prefilter *pf, struct slice s, size_t at, uint32_t here,
    struct prefilter_hits *hits)
{
	const struct window *w = pf->window;

	if (w->of[3] && maybe(w, here & 0xffffff, 3))
		compare(pf, s, at, here & 0xffffff, 3, hits);
	if (w->of[2] && maybe(w, here & 0xffff, 2))
		compare(pf, s, at, here & 0xffff, 2, hits);
}

/* Look for a window of four bytes at AT. */
static void
look(const struct prefilter *pf, struct slice s, size_t at,
    struct prefilter_hits *hits)
{
	uint32_t here = load4(s.p + at);

	if (maybe(pf->window, here, WIDTH))
		compare(pf, s, at, here, WIDTH, hits);
}

/*
 * Look for windows of four bytes, at STRIDE, a constant, bytes from each
 * other: four places at once, as most have none.
 */
static inline void
scan_wide(const struct prefilter *pf, struct slice s,
    struct prefilter_hits *hits, size_t stride)
{
	const struct window *w = pf->window;
	size_t i = 0;
	uint64_t any;

	for (; i + 3 * stride + WIDTH <= s.n; i += 4 * stride) {
		any = 0;
		for (size_t k = 0; k < 4; k++)
			any |= bits_of(w, load4(s.p + i + k * stride), WIDTH);
		if (any & 1)
			for (size_t k = 0; k < 4; k++)
				look(pf, s, i + k * stride, hits);
	}
	for (; i + WIDTH <= s.n; i += stride)
		look(pf, s, i, hits);
}

/*
 * Look for narrower ones.  At the end of a text there may stand less than a
 * window: what is beyond is taken for NUL, and a literal that has it there is
 * longer than what is left.
 */
static void
scan_narrow(const struct prefilter *pf, struct slice s,
    struct prefilter_hits *hits)
{
	const struct window *w = pf->window;
	uint32_t here;
	size_t i;

	for (i = 0; i + WIDTH <= s.n; i++) {
		here = load4(s.p + i);
		if (maybe_narrow(w, here))
			narrow(pf, s, i, here, hits);
	}
	for (; i + 2 <= s.n; i++)
		narrow(pf, s, i, rare_window(s.p + i, s.n - i), hits);
}

void
window_scan(const struct prefilter *pf, struct slice s,
    struct prefilter_hits *hits)
{
	if (!pf->window->of[WIDTH])
		;
	else if (pf->window->stride == STRIDE)
		scan_wide(pf, s, hits, STRIDE);
	else if (pf->window->stride == 2)
		scan_wide(pf, s, hits, 2);
	else
		scan_wide(pf, s, hits, 1);
	if (pf->window->of[2] || pf->window->of[3])
		scan_narrow(pf, s, hits);
}

void
window_free(struct window *w)
{
	if (w == NULL)
		return;
	free(w->bits);
	free(w->begins);
	free(w->slot);
	free(w->entry);
	free(w);
}
