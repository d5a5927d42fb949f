#include "lib/classify/starts.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/classify/bits.h"
#include "lib/classify/word.h"
#include "lib/text/words.h"

enum {
	WIDTH = 5, /* bytes by which the first letters of words are found */
	NARROW = 3 /* and those of shorter literals */
};

/* A literal that is a whole word; n is 0 if the place is free. */
struct whole {
	uint64_t head;
	uint32_t n;
	uint32_t literal;
};

/* Literals with the same first bytes, side by side; n is 0 if free. */
struct place {
	uint64_t first;
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
	struct bits short_bits; /* of parts that have no WIDTH bytes */
	struct place *place;
	size_t place_mask;
	struct part *part;
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
	return n >= WIDTH ? WIDTH : n >= NARROW ? NARROW : n;
}

/* The first WIDTH, NARROW bytes of a word with HEAD, by hash. */
static inline uint32_t
hash_first(uint64_t head)
{
	return (
	    uint32_t)((head << 8 * (WORD_HEAD - WIDTH)) * 0x9e3779b97f4a7c15u >>
	    32);
}

static inline uint32_t
hash_narrow(uint64_t head)
{
	return ((uint32_t)head << 8 * (4 - NARROW)) * 0x9e3779b1u;
}

static struct place *
find_place(const struct starts *t, uint64_t head, size_t width)
{
	uint64_t first = head & word_mask(width);
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

/* Words that begin as S does, which has no WIDTH bytes, may have it. */
static void
set_short(struct starts *t, struct slice s)
{
	uint64_t head = word_head(s.p, s.n, s.n);

	bits_set(&t->short_bits, hash_narrow(head));
	for (unsigned c = 0; s.n < NARROW && c < 0x80; c++)
		if (words_byte((unsigned char)c))
			bits_set(&t->short_bits,
			    hash_narrow(head | (uint64_t)c << 8 * s.n));
}

/* Count S among those of its place. */
static void
count_part(struct starts *t, struct slice s)
{
	size_t width = width_of(s.n);
	uint64_t head = word_head(s.p, s.n, s.n);
	struct place *p = find_place(t, head, width);

	p->first = head & word_mask(width);
	p->width = (uint32_t)width;
	p->n++;
	if (width == WIDTH)
		bits_set(&t->part_bits, hash_first(head));
	else
		set_short(t, s);
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
	bits_open(&t->short_bits, parts);
	t->whole_mask = mask_for(wholes);
	t->whole = xcalloc(t->whole_mask + 1, sizeof(*t->whole));
	t->place_mask = mask_for(parts);
	t->place = xcalloc(t->place_mask + 1, sizeof(*t->place));
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
look(const struct prefilter *pf, struct found w, struct prefilter_hits *hits)
{
	const struct starts *t = pf->starts;

	if (bits_maybe(&t->whole_bits, w.key.hash))
		look_whole(pf, &w, hits);
	if (w.n >= WIDTH && bits_maybe(&t->part_bits, hash_first(w.key.head)))
		look_parts(pf, &w, WIDTH, hits);
	if (bits_maybe(&t->short_bits, hash_narrow(w.key.head)))
		for (size_t width = PREFILTER_MIN;
		     width <= NARROW && width <= w.n; width++)
			look_parts(pf, &w, width, hits);
}

/* The word at FROM to TO of S: look for literals in it, and keep it. */
static inline void
take(const struct prefilter *pf, struct slice s, size_t from, size_t to,
    bool ascii, struct prefilter_hits *hits)
{
	const struct starts *t = pf->starts;
	struct word_key key = word_key(s.p + from, to - from, s.n - from);
	bool alone = ascii || apart(s, from, to);
	unsigned maybe; /* one jump for all: most words are no literal */

	maybe = bits_maybe(&t->whole_bits, key.hash);
	maybe |= bits_maybe(&t->part_bits, hash_first(key.head));
	maybe |= bits_maybe(&t->short_bits, hash_narrow(key.head));
	if (maybe)
		look(pf, (struct found){ s, from, to - from, key, alone },
		    hits);
	hits->word[hits->words++] = (struct prefilter_word){ (uint32_t)from,
		(uint32_t)to, alone ? key.hash : WORD_UNKNOWN };
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

/* The place of the lowest of BITS, which are from AT on, taken off them. */
static inline size_t
next(size_t at, uint64_t *bits)
{
	size_t i = at + (*bits ? (size_t)__builtin_ctzll(*bits) : 0);

	*bits &= *bits - 1;
	return i;
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
	bool ascii = eight_ascii(s.p, s.n);
	uint64_t inside = 0; /* 1 if the block before ended in a word */
	size_t from = 0;
	uint64_t is;
	uint64_t before;
	uint64_t begins;
	uint64_t ends;

	reserve(hits, s.n);
	/* Beyond the last byte there is no word. */
	for (size_t i = 0; i <= s.n; i += WORDS_BLOCK) {
		is = block(s, i);
		before = is << 1 | inside;
		begins = is & ~before;
		ends = before & ~is;
		if (!inside)
			from = next(i, &begins);
		for (; ends != 0; from = next(i, &begins))
			take(pf, s, from, next(i, &ends), ascii, hits);
		inside = is >> 63;
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
	free(t->short_bits.b);
	free(t->part);
	free(t);
}
