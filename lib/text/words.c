#include "lib/text/words.h"

#if defined(__SSE2__) && !defined(NO_SIMD)
#include <emmintrin.h>
#endif

#include "lib/base/eight.h"
#include "lib/base/utf8.h"
#include "lib/text/tables.h"

enum { LETTER = 1, DIGIT = 2, UNDERSCORE = 4 };

/* What ASCII character C is; 0 if it is in no word. */
static unsigned
ascii_kind(unsigned char c)
{
	if ((unsigned char)((c | 0x20) - 'a') < 26)
		return LETTER;
	if ((unsigned char)(c - '0') < 10)
		return DIGIT;
	return c == '_' ? UNDERSCORE : 0;
}

bool
words_char(uint32_t c)
{
	size_t low = 0;
	size_t high = table_word_n;
	size_t mid;

	if (c < 0x80)
		return words_byte((unsigned char)c);
	if (c >= 0xc0 && c < 0x2c2)
		return c != 0xd7 && c != 0xf7;
	while (low < high) {
		mid = (low + high) / 2;
		if (table_word[mid][1] < c)
			low = mid + 1;
		else
			high = mid;
	}
	return low < table_word_n && table_word[low][0] <= c;
}

bool
words_at(struct slice s, size_t at)
{
	size_t len;

	if (at >= s.n)
		return false;
	return words_char(utf8_get((struct slice){ s.p + at, s.n - at }, &len));
}

bool
words_before(struct slice s, size_t at)
{
	size_t from = at;
	size_t len;

	if (at == 0)
		return false;
	do
		from--;
	while (from > 0 && at - from < 4 &&
	    ((unsigned char)s.p[from] & 0xc0) == 0x80);
	return words_char(
	    utf8_get((struct slice){ s.p + from, s.n - from }, &len));
}

/*
 * The length of the run of ASCII word characters at the start of the eight
 * bytes at P; their kinds.  Words end where nobody can foretell, so there is
 * no jump for each character.
 */
static inline size_t
run_of_eight(const char *p, unsigned *kinds)
{
	uint64_t x = eight_load(p);
	uint64_t high = x & EIGHT_HIGH;
	uint64_t letter, digit, line, other, in;

	x &= ~high;
	letter = eight_between(x | EIGHT_ONES << 5, 'a', 'z');
	digit = eight_between(x, '0', '9');
	line = eight_between(x, '_', '_');
	other = (high | ~(letter | digit | line)) & EIGHT_HIGH;
	/* The bits below the first other character. */
	in = (other - 1) & ~other & EIGHT_HIGH;
	*kinds |= (letter & in ? LETTER : 0) | (digit & in ? DIGIT : 0) |
	    (line & in ? UNDERSCORE : 0);
	return (size_t)((in >> 7) * EIGHT_ONES >> 56);
}

#if defined(__SSE2__) && !defined(NO_SIMD)

/* Which bytes of X are LOW to HIGH; as signed numbers ASCII is above others. */
static inline __m128i
between(__m128i x, char low, char high)
{
	return _mm_and_si128(_mm_cmpgt_epi8(x, _mm_set1_epi8((char)(low - 1))),
	    _mm_cmplt_epi8(x, _mm_set1_epi8((char)(high + 1))));
}

uint64_t
words_block(const char *p)
{
	const __m128i lower = _mm_set1_epi8(0x20);
	uint64_t bits = 0;
	__m128i x, in;

	for (int i = 0; i < WORDS_BLOCK; i += 16) {
		x = _mm_loadu_si128((const __m128i *)(const void *)(p + i));
		in = _mm_or_si128(between(_mm_or_si128(x, lower), 'a', 'z'),
		    _mm_or_si128(between(x, '0', '9'), between(x, '_', '_')));
		bits |= (uint64_t)(unsigned)_mm_movemask_epi8(in) << i;
	}
	return bits;
}

#else

uint64_t
words_block(const char *p)
{
	uint64_t bits = 0;
	uint64_t x, ascii, in;

	for (int i = 0; i < WORDS_BLOCK; i += 8) {
		x = eight_load(p + i);
		ascii = x & ~EIGHT_HIGH;
		in = eight_between(ascii | EIGHT_ONES << 5, 'a', 'z') |
		    eight_between(ascii, '0', '9') |
		    eight_between(ascii, '_', '_');
		in = (in & ~x) >> 7 & EIGHT_ONES;
		/* The lowest bits of the bytes, side by side. */
		bits |= (in * 0x0102040810204080u >> 56) << i;
	}
	return bits;
}

#endif

/* Which of the bytes of S from AT on are of word characters beyond ASCII. */
static uint64_t
block_beyond(struct slice s, size_t at)
{
	size_t end = at + WORDS_BLOCK < s.n ? at + WORDS_BLOCK : s.n;
	uint64_t bits = 0;
	size_t i = at;
	struct slice c;
	size_t len;

	while (i > 0 && i < s.n && ((unsigned char)s.p[i] & 0xc0) == 0x80)
		i--;
	for (; i < end; i += len) {
		c = (struct slice){ s.p + i, s.n - i };
		len = 1;
		if ((unsigned char)*c.p < 0x80 ||
		    !words_char(utf8_get(c, &len)))
			continue;
		for (size_t k = i; k < i + len; k++)
			if (k >= at && k < end)
				bits |= (uint64_t)1 << (k - at);
	}
	return bits;
}

/* Is there a byte beyond ASCII in the block at P? */
static inline bool
beyond(const char *p)
{
	uint64_t x = 0;

	for (int i = 0; i < WORDS_BLOCK; i += 8)
		x |= eight_load(p + i);
	return x & EIGHT_HIGH;
}

struct slice
words_fold(struct fold *f, struct slice text)
{
	struct buf *b = &f->b;

	fold_text(f, text, FOLD_CASE | FOLD_MARKS | FOLD_MASK);
	buf_reserve(b, WORDS_BLOCK);
	memset(b->s + b->len, 0, WORDS_BLOCK);
	return buf_slice(b);
}

bool
words_more(struct words_walk *w)
{
	size_t left = w->s.n - w->at;
	uint64_t in;

	if (w->at > w->s.n)
		return false;
	in = words_block(w->s.p + w->at);
	if (left < WORDS_BLOCK)
		in &= ((uint64_t)1 << left) - 1;
	if (beyond(w->s.p + w->at))
		in |= block_beyond(w->s, w->at);
	w->edges = in ^ (in << 1 | w->in);
	w->in = in >> (WORDS_BLOCK - 1);
	w->at += WORDS_BLOCK;
	return true;
}

/* The length of the run of word characters at the start of S; their kinds. */
static size_t
run(struct slice s, unsigned *kinds)
{
	size_t i = 0;
	size_t len = 8;
	unsigned kind;

	*kinds = 0;
	for (; i + 8 <= s.n && len == 8; i += len)
		len = run_of_eight(s.p + i, kinds);
	for (; i < s.n; i += len) {
		len = 1;
		if ((unsigned char)s.p[i] < 0x80)
			kind = ascii_kind((unsigned char)s.p[i]);
		else
			kind = words_char(
				   utf8_get((struct slice){ s.p + i, s.n - i },
				       &len)) ?
			    LETTER :
			    0;
		if (kind == 0)
			break;
		*kinds |= kind;
	}
	return i;
}

/* How many bytes at the start of S, which begins no word, are one too. */
static size_t
skip(struct slice s)
{
	size_t len = 1;

	if ((unsigned char)s.p[0] >= 0x80)
		(void)utf8_get(s, &len);
	return len;
}

/* Is there for sure no word, nor a placeholder, at byte C? */
static inline bool
blank(unsigned char c)
{
	return c < 0x80 && !words_byte(c) && c != '[';
}

bool
words_next(struct slice *rest, struct word *w)
{
	struct slice s = *rest;
	unsigned kinds = UNDERSCORE;
	size_t len = 0;

	while (s.n > 0) {
		if (!blank((unsigned char)s.p[0])) {
			if (s.p[0] == '[')
				len = fold_placeholder(s);
			if (len == 0)
				len = run(s, &kinds);
			if (len > 0)
				break;
		}
		len = skip(s);
		s.p += len;
		s.n -= len;
		len = 0;
		kinds = UNDERSCORE;
	}
	w->s = (struct slice){ s.p, len };
	w->kind = kinds == UNDERSCORE ? WORD_MASK :
	    kinds == DIGIT            ? WORD_NUMBER :
					WORD_LETTERS;
	w->digits = kinds & DIGIT;
	rest->p = s.p + len;
	rest->n = s.n - len;
	return len > 0;
}
