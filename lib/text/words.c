#include "lib/text/words.h"

#include "lib/base/utf8.h"
#include "lib/text/fold.h"
#include "lib/text/tables.h"

bool
words_char(uint32_t c)
{
	size_t low = 0;
	size_t high = table_word_n;
	size_t mid;

	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9') || c == '_';
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

/* The length of the run of word characters at the start of S. */
static size_t
run(struct slice s, bool *digits, bool *mask)
{
	size_t i = 0;
	size_t len;
	uint32_t c;

	*digits = true;
	*mask = true;
	while (i < s.n) {
		c = utf8_get((struct slice){ s.p + i, s.n - i }, &len);
		if (!words_char(c))
			break;
		if (c < '0' || c > '9')
			*digits = false;
		if (c != '_')
			*mask = false;
		i += len;
	}
	return i;
}

bool
words_next(struct slice *rest, struct word *w)
{
	bool digits;
	bool mask;
	size_t len;

	while (rest->n) {
		len = fold_placeholder(*rest);
		mask = true;
		digits = false;
		if (len == 0)
			len = run(*rest, &digits, &mask);
		if (len != 0) {
			w->s = (struct slice){ rest->p, len };
			w->kind = mask ? WORD_MASK :
			    digits     ? WORD_NUMBER :
					 WORD_LETTERS;
			rest->p += len;
			rest->n -= len;
			return true;
		}
		utf8_get(*rest, &len);
		rest->p += len;
		rest->n -= len;
	}
	return false;
}
