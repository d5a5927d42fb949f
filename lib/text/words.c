#include "lib/text/words.h"

#include "lib/base/utf8.h"
#include "lib/text/fold.h"
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
		return ascii_kind((unsigned char)c) != 0;
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

/* The length of the run of word characters at the start of S; their kinds. */
static size_t
run(struct slice s, unsigned *kinds)
{
	size_t i = 0;
	size_t len = 1;
	unsigned kind;

	*kinds = 0;
	while (i < s.n) {
		if ((unsigned char)(s.p[i] - 'a') < 26) { /* most are */
			*kinds |= LETTER;
			i++;
			continue;
		}
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
		i += len;
		len = 1;
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

bool
words_next(struct slice *rest, struct word *w)
{
	unsigned kinds = UNDERSCORE;
	size_t len = 0;

	while (rest->n > 0) {
		if (rest->p[0] == '[')
			len = fold_placeholder(*rest);
		if (len == 0)
			len = run(*rest, &kinds);
		if (len > 0)
			break;
		len = skip(*rest);
		rest->p += len;
		rest->n -= len;
		len = 0;
		kinds = UNDERSCORE;
	}
	w->s = (struct slice){ rest->p, len };
	w->kind = kinds == UNDERSCORE ? WORD_MASK :
	    kinds == DIGIT            ? WORD_NUMBER :
					WORD_LETTERS;
	w->digits = kinds & DIGIT;
	rest->p += len;
	rest->n -= len;
	return len > 0;
}
