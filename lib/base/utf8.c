#include "lib/base/utf8.h"

/*
 * The second byte has its own limits after E0, ED, F0 and F4: they keep out
 * overlong forms, surrogates and what is beyond U+10FFFF.
 */
static bool
second(unsigned char first, unsigned char byte)
{
	unsigned char low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
	unsigned char high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;

	return byte >= low && byte <= high;
}

/*
 * The length of the sequence at P, of which N bytes are there; 0 if it is
 * none.
 */
static size_t
sequence(const unsigned char *p, size_t n)
{
	size_t len;

	if (p[0] < 0x80)
		return 1;
	if (p[0] < 0xc2 || p[0] > 0xf4)
		return 0;
	len = p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
	if (n < len || !second(p[0], p[1]))
		return 0;
	for (size_t i = 2; i < len; i++)
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	return len;
}

size_t
utf8_valid(struct slice s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	uint64_t word;
	size_t i = 0;
	size_t len;

	while (i < s.n) {
		while (s.n - i >= sizeof(word)) {
			memcpy(&word, p + i, sizeof(word));
			if (word & 0x8080808080808080u)
				break;
			i += sizeof(word);
		}
		if (i == s.n)
			break;
		len = sequence(p + i, s.n - i);
		if (len == 0)
			return i;
		i += len;
	}
	return i;
}

uint32_t
utf8_get(struct slice s, size_t *len)
{
	static const unsigned char mask[] = { 0, 0x7f, 0x1f, 0x0f, 0x07 };
	const unsigned char *p = (const unsigned char *)s.p;
	uint32_t c;

	*len = sequence(p, s.n);
	if (*len == 0) {
		*len = 1;
		return 0xfffd;
	}
	c = p[0] & mask[*len];
	for (size_t i = 1; i < *len; i++)
		c = c << 6 | (p[i] & 0x3f);
	return c;
}

void
utf8_put(struct buf *b, uint32_t c)
{
	if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		c = 0xfffd;
	if (c < 0x80) {
		buf_putc(b, (char)c);
	} else if (c < 0x800) {
		buf_putc(b, (char)(0xc0 | c >> 6));
		buf_putc(b, (char)(0x80 | (c & 0x3f)));
	} else if (c < 0x10000) {
		buf_putc(b, (char)(0xe0 | c >> 12));
		buf_putc(b, (char)(0x80 | (c >> 6 & 0x3f)));
		buf_putc(b, (char)(0x80 | (c & 0x3f)));
	} else {
		buf_putc(b, (char)(0xf0 | c >> 18));
		buf_putc(b, (char)(0x80 | (c >> 12 & 0x3f)));
		buf_putc(b, (char)(0x80 | (c >> 6 & 0x3f)));
		buf_putc(b, (char)(0x80 | (c & 0x3f)));
	}
}

void
utf8_put_all(struct buf *b, struct slice s)
{
	size_t len;

	for (; s.n > 0; s.p += len, s.n -= len)
		utf8_put(b, utf8_get(s, &len));
}

struct slice
utf8_unmarked(struct slice s)
{
	static const struct slice mark = { "\xef\xbb\xbf", 3 };

	if (!slice_starts(s, mark))
		return s;
	return (struct slice){ s.p + mark.n, s.n - mark.n };
}

size_t
utf8_count(struct slice s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += ((unsigned char)s.p[i] & 0xc0) != 0x80;
	return n;
}
