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
	uint64_t *shorts; /* bits: the first two bytes of shorter parts */
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

/* FIRST, the first WIDTH bytes of a word or less of them, by hash. */
static inline uint32_t
hash_first(uint32_t first)
{
	return first * 0x9e3779b1u;
}

static struct place *
find_place(const struct starts *t, uint64_t head, size_t width)
{
	uint32_t first = (uint32_t)(head & word_mask(width));
	size_t i = (hash_first(first) >> 12) & t->place_mask;

	while (t->place[i].n != 0 &&
	    (t->place[i].first != first || t->place[i].width != width))
		i = (i + 1) & t->place_mask;
	return &t->place[i];
}

static void
add_whole(struct starts *t, struct slice s, uint32_t literal)
{
	struct word_key k = word_key(s.p, s.n, s.n);
	size_t i = k.hash & t->whole_mask;

	bits_set(&t->whole_bits, k.hash);
	while (t->whole[i].n != 0)
		i = (i + 1) & t->whole_mask;
	t->whole[i] = (struct whole){ k.head, (uint32_t)s.n, literal };
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
	if (width == WIDTH)
		bits_set(&t->part_bits, hash_first(p->first));
	else
		t->shorts[(head & 0xffff) / 64] |= (uint64_t)1 << head % 64;
}

/* Do parts of two or three bytes begin as HEAD does? */
static inline bool
begins_short(const struct starts *t, uint64_t head)
{
	return t->shorts[(head & 0xffff) / 64] >> head % 64 & 1;
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
	t->shorts = xcalloc((size_t)1 << (16 - 6), sizeof(*t->shorts));
	t->part = xcalloc(parts + 1, sizeof(*t->part));
	fill(t, pf);
	return t;
}

/* A word of a text. */
struct found {
	struct slice s; /* the text */
	size_t at;
	size_t n;
	struct word_key key;
	bool apart; /* for sure: only ASCII stands beside it */
};

/* Literal I, N bytes, is the word W or begins it. */
static void
hit(const struct prefilter *pf, uint32_t i, size_t n, const struct found *w,
    struct prefilter_hits *hits)
{
	if (!w->apart)
		prefilter_hit(pf, i, w->s, w->at, n, hits);
	else
		prefilter_found(hits,
		    (struct prefilter_hit){ i, (uint32_t)w->at, (uint32_t)n,
			(uint32_t)hits->words });
}

/* Is W a literal? */
static void
look_whole(const struct prefilter *pf, const struct found *w,
    struct prefilter_hits *hits)
{
	const struct starts *t = pf->starts;
	const struct whole *k;
	struct slice key;

	for (size_t i = w->key.hash & t->whole_mask; t->whole[i].n != 0;
	     i = (i + 1) & t->whole_mask) {
		k = &t->whole[i];
		if (k->head != w->key.head || k->n != w->n)
			continue;
		if (w->n > WORD_HEAD) {
			key = set_key(&pf->literals, k->literal);
			if (memcmp(key.p, w->s.p + w->at, w->n) != 0)
				continue;
		}
		hit(pf, k->literal, w->n, w, hits);
		return;
	}
}

/* Which literals does W begin with, that have its first WIDTH bytes? */
static void
look_parts(const struct prefilter *pf, const struct found *w, size_t width,
    struct prefilter_hits *hits)
{
	const struct place *p = find_place(pf->starts, w->key.head, width);
	const struct part *k = pf->starts->part + p->from;

	for (const struct part *end = k + p->n; k < end; k++)
		if (k->n <= w->n &&
		    ((w->key.head ^ k->head) & word_mask(k->n)) == 0 &&
		    (k->n <= WORD_HEAD ||
			memcmp(w->s.p + w->at, k->p, k->n) == 0))
			hit(pf, k->literal, k->n, w, hits);
}

/* Does only ASCII stand beside FROM to TO in S? */
static bool
apart(struct slice s, size_t from, size_t to)
{
	return (from == 0 || (s.p[from - 1] & 0x80) == 0) &&
	    (to == s.n || (s.p[to] & 0x80) == 0);
}

/* Look for literals in W. */
static void
look(const struct prefilter *pf, const struct found *w,
    struct prefilter_hits *hits)
{
	const struct starts *t = pf->starts;

	if (bits_maybe(&t->whole_bits, w->key.hash))
		look_whole(pf, w, hits);
	if (w->n >= WIDTH)
		look_parts(pf, w, WIDTH, hits);
	if (begins_short(t, w->key.head))
		for (size_t width = 2; width < WIDTH && width <= w->n; width++)
			look_parts(pf, w, width, hits);
}

/* The word at FROM to TO of S: look for literals in it, and keep it. */
static inline void
take(const struct prefilter *pf, struct slice s, size_t from, size_t to,
    bool ascii, struct prefilter_hits *hits)
{
	const struct starts *t = pf->starts;
	struct found w = { .s = s, .at = from, .n = to - from };
	unsigned maybe; /* one jump for all: most words are no literal */

	w.key = word_key(s.p + from, w.n, s.n - from);
	w.apart = ascii || apart(s, from, to);
	maybe = bits_maybe(&t->whole_bits, w.key.hash);
	maybe |= bits_maybe(&t->part_bits, hash_first((uint32_t)w.key.head));
	maybe |= begins_short(t, w.key.head);
	if (maybe)
		look(pf, &w, hits);
	hits->word[hits->words++] = (struct prefilter_word){ (uint32_t)from,
		(uint32_t)to, w.apart ? w.key.hash : WORD_UNKNOWN };
}

/* The word characters among the bytes from AT on in S, by bit. */
static uint64_t
block(struct slice s, size_t at)
{
	char last[WORDS_BLOCK] = { 0 };

	if (s.n - at >= WORDS_BLOCK)
		return words_block(s.p + at);
	if (s.n > at)
		memcpy(last, s.p + at, s.n - at);
	return words_block(last);
}

static inline size_t
lowest(uint64_t bits)
{
	return (size_t)__builtin_ctzll(bits);
}

static bool
is_ascii(struct slice s)
{
	uint64_t any = 0;
	size_t i = 0;

	for (; s.n - i >= 8; i += 8)
		any |= eight_load(s.p + i);
	for (; i < s.n; i++)
		any |= (unsigned char)s.p[i];
	return (any & EIGHT_HIGH) == 0;
}

/* Room for all words of a text of N bytes. */
static void
reserve(struct prefilter_hits *hits, size_t n)
{
	size_t most = n / 2 + 1;

	if (most <= hits->word_cap)
		return;
	hits->word_cap = most * 2;
	hits->word = xrealloc(hits->word, hits->word_cap, sizeof(*hits->word));
}

void
starts_scan(const struct prefilter *pf, struct slice s,
    struct prefilter_hits *hits)
{
	bool ascii = is_ascii(s);
	uint64_t inside = 0; /* 1 if the block before ended in a word */
	size_t from = 0;
	uint64_t is;
	uint64_t edges;

	reserve(hits, s.n);
	/* Beyond the last byte there is no word. */
	for (size_t i = 0; i <= s.n; i += WORDS_BLOCK) {
		is = block(s, i);
		edges = is ^ (is << 1 | inside);
		if (inside && edges != 0) {
			take(pf, s, from, i + lowest(edges), ascii, hits);
			edges &= edges - 1;
		}
		inside = is >> 63;
		while (edges != 0) {
			from = i + lowest(edges);
			edges &= edges - 1;
			if (edges == 0)
				break;
			take(pf, s, from, i + lowest(edges), ascii, hits);
			edges &= edges - 1;
		}
	}
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
	free(t->shorts);
	free(t->part);
	free(t);
}
