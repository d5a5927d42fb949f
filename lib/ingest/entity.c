#include "lib/ingest/entity.h"

#include <stdint.h>

#include "lib/base/utf8.h"

/* Of HTML 4, those that Dutch text has; sorted by how often they occur. */
static const struct {
	const char *name;
	uint32_t c;
} names[] = { { "nbsp", ' ' }, { "amp", '&' }, { "lt", '<' }, { "gt", '>' },
	{ "quot", '"' }, { "apos", '\'' }, { "euml", 0xeb }, { "eacute", 0xe9 },
	{ "euro", 0x20ac }, { "iuml", 0xef }, { "egrave", 0xe8 },
	{ "ouml", 0xf6 }, { "uuml", 0xfc }, { "auml", 0xe4 },
	{ "aacute", 0xe1 }, { "agrave", 0xe0 }, { "acirc", 0xe2 },
	{ "atilde", 0xe3 }, { "aring", 0xe5 }, { "aelig", 0xe6 },
	{ "ccedil", 0xe7 }, { "ecirc", 0xea }, { "igrave", 0xec },
	{ "iacute", 0xed }, { "icirc", 0xee }, { "ntilde", 0xf1 },
	{ "ograve", 0xf2 }, { "oacute", 0xf3 }, { "ocirc", 0xf4 },
	{ "otilde", 0xf5 }, { "oslash", 0xf8 }, { "ugrave", 0xf9 },
	{ "uacute", 0xfa }, { "ucirc", 0xfb }, { "yacute", 0xfd },
	{ "yuml", 0xff }, { "szlig", 0xdf }, { "Auml", 0xc4 }, { "Euml", 0xcb },
	{ "Iuml", 0xcf }, { "Ouml", 0xd6 }, { "Uuml", 0xdc },
	{ "Eacute", 0xc9 }, { "Egrave", 0xc8 }, { "Ccedil", 0xc7 },
	{ "rsquo", 0x2019 }, { "lsquo", 0x2018 }, { "rdquo", 0x201d },
	{ "ldquo", 0x201c }, { "bdquo", 0x201e }, { "sbquo", 0x201a },
	{ "ndash", 0x2013 }, { "mdash", 0x2014 }, { "hellip", 0x2026 },
	{ "bull", 0x2022 }, { "deg", 0xb0 }, { "sect", 0xa7 }, { "copy", 0xa9 },
	{ "reg", 0xae }, { "trade", 0x2122 }, { "pound", 0xa3 },
	{ "middot", 0xb7 }, { "laquo", 0xab }, { "raquo", 0xbb },
	{ "frac12", 0xbd }, { "frac14", 0xbc }, { "sup2", 0xb2 },
	{ "sup3", 0xb3 }, { "times", 0xd7 }, { "plusmn", 0xb1 },
	{ "shy", 0xad }, { "ensp", ' ' }, { "emsp", ' ' }, { "thinsp", ' ' },
	{ "zwnj", 0x200c }, { "zwj", 0x200d }, { "rarr", 0x2192 },
	{ "larr", 0x2190 } };

static int
digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 16;
}

/* May C be written as a number? */
static bool
allowed(uint32_t c)
{
	if (c < 0x20)
		return c == '\n' || c == '\t';
	return c <= 0x10ffff && (c < 0xd800 || c > 0xdfff);
}

/* The character of #NNN or #xHH; 0 if it is none. */
static uint32_t
numbered(struct slice s)
{
	bool hex = s.n > 1 && (s.p[1] | 0x20) == 'x';
	uint32_t base = hex ? 16 : 10;
	uint32_t c = 0;
	size_t i = hex ? 2 : 1;

	if (i == s.n || s.n - i > 7)
		return 0;
	for (; i < s.n; i++) {
		if (digit(s.p[i]) >= (int)base)
			return 0;
		c = c * base + (uint32_t)digit(s.p[i]);
	}
	if (!allowed(c))
		return 0;
	return c == 0xa0 ? ' ' : c;
}

static uint32_t
named(struct slice name)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (slice_eq(name, slice_of(names[i].name)))
			return names[i].c;
	return 0;
}

size_t
entity_put(struct buf *out, struct slice s)
{
	struct slice name = { s.p + 1, 0 };
	size_t most = s.n < 13 ? s.n - 1 : 12;
	const char *end = memchr(name.p, ';', most);
	uint32_t c = 0;

	if (end != NULL && end > name.p) {
		name.n = (size_t)(end - name.p);
		c = name.p[0] == '#' ? numbered(name) : named(name);
	}
	if (c == 0) {
		buf_putc(out, '&');
		return 1;
	}
	utf8_put(out, c);
	return name.n + 2;
}
