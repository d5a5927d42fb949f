#include "lib/classify/starts.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/classify/bits.h"
#include "lib/classify/word.h"
#include "lib/text/words.h"

enum { WIDTH = 4 /* bytes by which the first letters of words are found */ };

/* A literal that is a whole word; n is 0 if the place is free. */
struct whole {
	uint64_t head;
	uint32_t n;
	uint32_t literal;
};

/* Literals with the same first bytes, side by side; n is 0 if free. */
struct place {
	uint32_t first;
	uint32_t width;
	uint32_t from;
	uint32_t n;
};

struct part {
	uint64_t head;
	const char *p;
	uint32_t n;
	uint32_t literal;
};

struct starts {
	struct bits whole_bits;
	struct whole *whole;
	size_t whole_mask;
	struct bits part_bits;
	struct place *place;
	size_t place_mask;
	struct part *part;
	bool of[WIDTH + 1]; /* are there parts of 2, 3, 4 bytes or more? */
};

bool
starts_suits(const struct prefilter *pf, size_t i)
{
	struct slice s = set_key(&pf->literals, i);

	for (size_t k = 0; k < s.n; k++)
		if ((unsigned char)s.p[k] >= 0x80 ||
		    !words_byte((unsigned char)s.p[k]))
			return false;
	return pf->edges[i] & PREFILTER_BEGINS;
}

static bool
is_whole(const struct prefilter *pf, size_t i)
{
	return pf->edges[i] & PREFILTER_ENDS;
}

static size_t
width_of(size_t n)
{
	return n < WIDTH ? n : WIDTH;
}

/* The first WIDTH bytes of HEAD, by hash: those of other widths are others. */
static inline uint32_t
hash_first(uint64_t head, size_t width)
{
	uint64_t x = (head & word_mask(width)) * 8 + width;

	return (uint32_t)(x * 0x9e3779b97f4a7c15u >> 32);
}

static struct place *
find_place(const struct starts *t, uint64_t head, size_t width)
{
	uint32_t first = (uint32_t)(head & word_mask(width));
	size_t i = hash_first(head, width) & t->place_mask;

	while (t->place[i].n != 0 &&
	    (t->place[i].first != first || t->place[i].width != width))
		i = (i + 1) & t->place_mask;
	return &t->place[i];
}

static void
add_whole(struct starts *t, struct slice s, uint32_t literal)
{
	uint64_t head = word_head(s.p, s.n, s.n);
	uint32_t hash = word_hash(head, s.p, s.n);
	size_t i = hash & t->whole_mask;

	bits_set(&t->whole_bits, hash);
	while (t->whole[i].n != 0)
		i = (i + 1) & t->whole_mask;
	t->whole[i] = (struct whole){ head, (uint32_t)s.n, literal };
}

/* Count S among those of its place. */
static void
count_part(struct starts *t, struct slice s)
{
	size_t width = width_of(s.n);
	uint64_t head = word_head(s.p, s.n, s.n);
	struct place *p = find_place(t, head, width);

	p->first = (uint32_t)(head & word_mask(width));
	p->width = (uint32_t)width;
	p->n++;
	t->of[width] = true;
	bits_set(&t->part_bits, hash_first(head, width));
}

/* Put S in its place, of which from is where the next one goes. */
static void
add_part(struct starts *t, struct slice s, uint32_t literal)
{
	uint64_t head = word_head(s.p, s.n, s.n);
	struct place *p = find_place(t, head, width_of(s.n));

	t->part[p->from++] = (struct part){ head, s.p, (uint32_t)s.n, literal };
}

static void
fill(struct starts *t, const struct prefilter *pf)
{
	uint32_t from = 0;
	struct slice s;

	for (size_t i = 0; i < pf->literals.len; i++) {
		s = set_key(&pf->literals, i);
		if (starts_suits(pf, i) && is_whole(pf, i))
			add_whole(t, s, (uint32_t)i);
		else if (starts_suits(pf, i))
			count_part(t, s);
	}
	for (size_t i = 0; i <= t->place_mask; i++) {
		t->place[i].from = from;
		from += t->place[i].n;
	}
	for (size_t i = 0; i < pf->literals.len; i++)
		if (starts_suits(pf, i) && !is_whole(pf, i))
			add_part(t, set_key(&pf->literals, i), (uint32_t)i);
	for (size_t i = 0; i <= t->place_mask; i++)
		t->place[i].from -= t->place[i].n;
}

/* Of a table for N. */
static size_t
mask_for(size_t n)
{
	size_t mask = 63;

	while (mask < n * 2)
		mask = mask * 2 + 1;
	return mask;
}

struct starts *
starts_new(const struct prefilter *pf)
{
	struct starts *t = xcalloc(1, sizeof(*t));
	size_t wholes = 0;
	size_t parts = 0;

	for (size_t i = 0; i < pf->literals.len; i++)
		if (starts_suits(pf, i)) {
			wholes += is_whole(pf, i);
			parts += !is_whole(pf, i);
		}
	bits_open(&t->whole_bits, wholes);
	bits_open(&t->part_bits, parts);
	t->whole_mask = mask_for(wholes);
	t->whole = xcalloc(t->whole_mask + 1, sizeof(*t->whole));
	t->place_mask = mask_for(parts);
	t->place = xcalloc(t->place_mask + 1, sizeof(*t->place));
	t->part = xcalloc(parts + 1, sizeof(*t->part));
	fill(t, pf);
	return t;
}

/* The word of N bytes at P of S is HEAD and so on: is it a literal? */
static void
look_whole(const struct prefilter *pf, struct slice s, size_t at, size_t n,
    uint64_t head, struct prefilter_hits *hits)
{
	const struct starts *t = pf->starts;
	uint32_t hash = word_hash(head, s.p + at, n);
	const struct whole *w;
	struct slice key;

	if (!bits_maybe(&t->whole_bits, hash))
		return;
	for (size_t i = hash & t->whole_mask; t->whole[i].n != 0;
	     i = (i + 1) & t->whole_mask) {
		w = &t->whole[i];
		if (w->head != head || w->n != n)
			continue;
		if (n > WORD_HEAD) {
			key = set_key(&pf->literals, w->literal);
			if (memcmp(key.p, s.p + at, n) != 0)
				continue;
		}
		prefilter_hit(pf, w->literal, s, at, n, hits);
		return;
	}
}

/* Which literals does the word of N bytes at P of S begin with? */
static void
look_parts(const struct prefilter *pf, struct slice s, size_t at, size_t n,
    uint64_t head, size_t width, struct prefilter_hits *hits)
{
	const struct place *p = find_place(pf->starts, head, width);
	const struct part *k = pf->starts->part + p->from;

	for (const struct part *end = k + p->n; k < end; k++)
		if (k->n <= n && ((head ^ k->head) & word_mask(k->n)) == 0 &&
		    (k->n <= WORD_HEAD || memcmp(s.p + at, k->p, k->n) == 0))
			prefilter_hit(pf, k->literal, s, at, k->n, hits);
}

static void
look_word(const struct prefilter *pf, struct slice s, size_t at, size_t n,
    struct prefilter_hits *hits)
{
	const struct starts *t = pf->starts;
	uint64_t head = word_head(s.p + at, n, s.n - at);

	look_whole(pf, s, at, n, head, hits);
	for (size_t width = PREFILTER_MIN; width <= WIDTH && width <= n;
	     width++)
		if (t->of[width] &&
		    bits_maybe(&t->part_bits, hash_first(head, width)))
			look_parts(pf, s, at, n, head, width, hits);
}

/* The word characters among the bytes from AT on in S, by bit. */
static uint64_t
block(struct slice s, size_t at)
{
	char last[WORDS_BLOCK] = { 0 };

	if (s.n - at >= WORDS_BLOCK)
		return words_block(s.p + at);
	memcpy(last, s.p + at, s.n - at);
	return words_block(last);
}

void
starts_scan(const struct prefilter *pf, struct slice s,
    struct prefilter_hits *hits)
{
	uint64_t inside = 0; /* 1 if the block before ended in a word */
	size_t from = 0;
	size_t at;
	uint64_t is;
	uint64_t edges;

	for (size_t i = 0; i < s.n; i += WORDS_BLOCK) {
		is = block(s, i);
		edges = is ^ (is << 1 | inside);
		for (; edges != 0; edges &= edges - 1) {
			at = i + (size_t)__builtin_ctzll(edges);
			if (is >> (at - i) & 1)
				from = at;
			else
				look_word(pf, s, from, at - from, hits);
		}
		inside = is >> 63;
	}
	if (inside)
		look_word(pf, s, from, s.n - from, hits);
}

void
starts_free(struct starts *t)
{
	if (t == NULL)
		return;
	free(t->whole_bits.b);
	free(t->whole);
	free(t->part_bits.b);
	free(t->place);
	free(t->part);
	free(t);
}
