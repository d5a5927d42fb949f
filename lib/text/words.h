/*
 * words - the words of a text
 *
 *	while (words_next(&rest, &w))
 *		use(w.s, w.kind);
 *
 * A word is a run of letters, numbers, marks on letters and joining
 * punctuation, as PCRE2's \w has them with PCRE2_UCP (from 10.43 on:
 * categories L, N, Mn and Pc, of which the underscore is one).  A
 * placeholder of redaction is one word of its own kind, masked or not (see
 * fold.h).  The words are slices of the text, which must be valid UTF-8.
 */
#ifndef TEXT_WORDS_H
#define TEXT_WORDS_H

#include <stdint.h>

#include "lib/base/slice.h"
#include "lib/text/fold.h"

enum word_kind {
	WORD_LETTERS, /* it has a letter */
	WORD_NUMBER, /* digits only */
	WORD_MASK /* a placeholder */
};

struct word {
	struct slice s;
	int kind;
	bool digits; /* it has a digit of ASCII */
};

/* Cut the next word of REST off, into W; false if there is none. */
bool words_next(struct slice *rest, struct word *w);

/* Is C of a word: a letter, number, mark or joining punctuation? */
bool words_char(uint32_t c);
/* Is there a word character just before byte AT of S; at byte AT? */
bool words_before(struct slice s, size_t at);
bool words_at(struct slice s, size_t at);

/*
 * Which of the WORDS_BLOCK bytes at P are word characters of ASCII: bit i is
 * that of p[i].
 */
enum { WORDS_BLOCK = 64 };

uint64_t words_block(const char *p);

/*
 * The words of a long text S, of which WORDS_BLOCK bytes more can be read, as
 * the places where they begin and end, in turn:
 *
 *	struct words_walk w = { .s = s };
 *
 *	while ((from = words_edge(&w)) < s.n)
 *		use(from, words_edge(&w));
 *
 * A placeholder is a word here only if it is masked.
 */
struct words_walk {
	struct slice s;
	/* private */
	size_t at; /* what was looked at */
	uint64_t edges; /* of the block before it, not yet told */
	uint64_t in; /* 1 if a word goes on */
};

/*
 * TEXT folded into F, without case and marks and with masks, and with so much
 * behind it that a walk may go over it.  It lives until F's next text.
 */
struct slice words_fold(struct fold *f, struct slice text);

/* Look at the next block of W; false if there is none. */
bool words_more(struct words_walk *w);

static inline size_t
words_edge(struct words_walk *w)
{
	size_t i;

	while (w->edges == 0)
		if (!words_more(w))
			return w->s.n;
	i = w->at - WORDS_BLOCK + (size_t)__builtin_ctzll(w->edges);
	w->edges &= w->edges - 1;
	return i;
}

/* Is byte C, ASCII, a word character? */
static inline bool
words_byte(unsigned char c)
{
	return c & 0x40 ? 0x07fffffe87fffffeu >> (c & 0x3f) & 1 :
			  0x03ff000000000000u >> (c & 0x3f) & 1;
}

/* Is C a blank of ASCII? */
static inline bool
words_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Is C a word character of ASCII? */
static inline bool
words_ascii(char c)
{
	return (unsigned char)c < 0x80 && words_byte((unsigned char)c);
}

/* The same as words_before and words_at, at once if it is ASCII. */
static inline bool
words_joined_before(struct slice s, size_t at)
{
	unsigned char c = at ? (unsigned char)s.p[at - 1] : ' ';

	return c < 0x80 ? words_byte(c) : words_before(s, at);
}

static inline bool
words_joined_at(struct slice s, size_t at)
{
	unsigned char c = at < s.n ? (unsigned char)s.p[at] : ' ';

	return c < 0x80 ? words_byte(c) : words_at(s, at);
}

#endif
