#include "lib/line/json.h"

#if defined(__SSE2__) && !defined(NO_SIMD)
#include <emmintrin.h>
#endif

#include "lib/base/utf8.h"

static const char unfinished[] = "text ends too early";

static bool
digit(const char *p, const char *end)
{
	return p < end && *p >= '0' && *p <= '9';
}

/*
 * The first byte from P on that a string may not pass over unseen: a quote, a
 * backslash, a control or what is not ASCII.  As signed numbers the last two
 * are one comparison.
 */
static inline const char *
plain(const char *p, const char *end)
{
#if defined(__SSE2__) && !defined(NO_SIMD)
	const __m128i quote = _mm_set1_epi8('"');
	const __m128i slash = _mm_set1_epi8('\\');
	const __m128i space = _mm_set1_epi8(' ');
	__m128i x, hit;
	int mask;

	while (end - p >= 16) {
		x = _mm_loadu_si128((const __m128i *)(const void *)p);
		hit = _mm_or_si128(_mm_cmplt_epi8(x, space),
		    _mm_or_si128(_mm_cmpeq_epi8(x, quote),
			_mm_cmpeq_epi8(x, slash)));
		mask = _mm_movemask_epi8(hit);
		if (mask != 0)
			return p + __builtin_ctz((unsigned)mask);
		p += 16;
	}
#else
	const uint64_t ones = 0x0101010101010101u;
	const uint64_t tops = 0x8080808080808080u;
	uint64_t x, q, b;

	/* A byte below 0x20, or equal to one, borrows from its top bit. */
	while (end - p >= 8) {
		memcpy(&x, p, sizeof(x));
		q = x ^ ones * '"';
		b = x ^ ones * '\\';
		if (((x | (x - ones * 0x20) | (q - ones) | (b - ones)) & tops))
			break;
		p += 8;
	}
#endif
	while (p < end && (unsigned char)*p >= 0x20 &&
	    (unsigned char)*p < 0x80 && *p != '"' && *p != '\\')
		p++;
	return p;
}

/* Four hexadecimal digits at P as a number; -1 if they are not there. */
static int
hex4(const char *p, const char *end)
{
	int n = 0;

	if (end - p < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		if (p[i] >= '0' && p[i] <= '9')
			n = n * 16 + p[i] - '0';
		else if ((p[i] | 32) >= 'a' && (p[i] | 32) <= 'f')
			n = n * 16 + (p[i] | 32) - 'a' + 10;
		else
			return -1;
	}
	return n;
}

static bool
high_half(int c)
{
	return c >= 0xd800 && c <= 0xdbff;
}

static bool
low_half(int c)
{
	return c >= 0xdc00 && c <= 0xdfff;
}

/* Go past the u escape at P; NULL if it is none or half a pair. */
static const char *
escape_u(const char *p, const char *end)
{
	int c = hex4(p + 2, end);

	p += 6;
	if (c < 0 || low_half(c))
		return NULL;
	if (!high_half(c))
		return p;
	if (end - p < 6 || p[0] != '\\' || p[1] != 'u')
		return NULL;
	return low_half(hex4(p + 2, end)) ? p + 6 : NULL;
}

/* Go past the escape at P, a backslash; NULL if it is none. */
static const char *
escape(const char *p, const char *end)
{
	if (end - p < 2 || p[1] == '\0')
		return NULL;
	if (p[1] == 'u')
		return escape_u(p, end);
	return strchr("\"\\/bfnrt", p[1]) != NULL ? p + 2 : NULL;
}

static const char *
odd_string(const char *p, const char *end, const char **rest, bool *escaped)
{
	struct slice left;
	size_t n;

	for (;;) {
		p = plain(p, end);
		if (p == end)
			return unfinished;
		if (*p == '"')
			break;
		if (*p == '\\') {
			*escaped = true;
			p = escape(p, end);
			if (p == NULL)
				return "bad escape in a string";
		} else if ((unsigned char)*p < 0x20) {
			return "control character in a string";
		} else {
			left = (struct slice){ p, (size_t)(end - p) };
			(void)utf8_get(left, &n);
			if (n == 1)
				return "invalid UTF-8";
			p += n;
		}
	}
	*rest = p + 1;
	return NULL;
}

/* Most strings have nothing odd in them. */
static inline const char *
string(const char *p, const char *end, const char **rest, bool *escaped)
{
	p = plain(p + 1, end);
	if (p == end || *p != '"')
		return odd_string(p, end, rest, escaped);
	*rest = p + 1;
	return NULL;
}

static const char *
digits(const char *p, const char *end)
{
	while (digit(p, end))
		p++;
	return p;
}

/* The fraction or exponent at P: a mark, perhaps a sign, digits. */
static const char *
tail(const char *p, const char *end, bool sign)
{
	p++;
	if (sign && p < end && (*p == '+' || *p == '-'))
		p++;
	return digit(p, end) ? digits(p, end) : NULL;
}

/* Digits, with no zero before others; NULL if there are none. */
static const char *
whole(const char *p, const char *end)
{
	if (!digit(p, end))
		return NULL;
	return *p == '0' ? p + 1 : digits(p, end);
}

static const char *
number(const char *p, const char *end, const char **rest)
{
	p = whole(*p == '-' ? p + 1 : p, end);
	if (p == NULL)
		return "no value where one must be";
	if (p < end && *p == '.')
		p = tail(p, end, false);
	if (p != NULL && p < end && (*p | 32) == 'e')
		p = tail(p, end, true);
	if (p == NULL)
		return "bad number";
	*rest = p;
	return NULL;
}

static const char *
literal(const char *p, const char *end, const char **rest)
{
	static const struct slice word[] = { { "true", 4 }, { "false", 5 },
		{ "null", 4 } };
	struct slice left = { p, (size_t)(end - p) };

	for (size_t i = 0; i < sizeof(word) / sizeof(*word); i++)
		if (slice_starts(left, word[i])) {
			*rest = p + word[i].n;
			return NULL;
		}
	return "no value where one must be";
}

/* A value that holds no other. */
static const char *
scalar(const char *p, const char *end, const char **rest, bool *escaped)
{
	if (p == end)
		return unfinished;
	if (*p == '"')
		return string(p, end, rest, escaped);
	if (*p == 't' || *p == 'f' || *p == 'n')
		return literal(p, end, rest);
	return number(p, end, rest);
}

/* Where a walk through nested arrays and objects is. */
struct nest {
	const char *p;
	const char *end;
	size_t depth;
	char close[JSON_DEPTH]; /* what ends each level */
};

/* At P a key must stand, and a colon. */
static const char *
key(struct nest *t)
{
	const char *why;
	bool escaped;

	t->p = json_blank(t->p, t->end);
	if (t->p == t->end)
		return unfinished;
	if (*t->p != '"')
		return "no key where one must be";
	why = string(t->p, t->end, &t->p, &escaped);
	if (why != NULL)
		return why;
	t->p = json_blank(t->p, t->end);
	if (t->p == t->end || *t->p != ':')
		return "no colon behind a key";
	t->p = json_blank(t->p + 1, t->end);
	return NULL;
}

/* P is at the bracket that opens a level; go to its first value, if any. */
static const char *
enter(struct nest *t, bool *empty)
{
	char close = *t->p == '[' ? ']' : '}';

	if (t->depth == JSON_DEPTH)
		return "nested too deeply";
	t->close[t->depth++] = close;
	t->p = json_blank(t->p + 1, t->end);
	*empty = t->p < t->end && *t->p == close;
	if (*empty)
		return NULL;
	return close == '}' ? key(t) : NULL;
}

/* P is behind a value: close levels, or go to the next value. */
static const char *
leave(struct nest *t)
{
	while (t->depth > 0) {
		t->p = json_blank(t->p, t->end);
		if (t->p == t->end)
			return unfinished;
		if (*t->p == ',') {
			t->p = json_blank(t->p + 1, t->end);
			return t->close[t->depth - 1] == '}' ? key(t) : NULL;
		}
		if (*t->p != t->close[t->depth - 1])
			return "no comma or bracket behind a value";
		t->p++;
		t->depth--;
	}
	return NULL;
}

static const char *
nested(const char *p, const char *end, const char **rest)
{
	struct nest t = { .p = p, .end = end };
	const char *why = NULL;
	bool escaped;
	bool empty;

	do {
		if (t.p < end && (*t.p == '[' || *t.p == '{')) {
			why = enter(&t, &empty);
			if (why != NULL || !empty)
				continue;
		} else {
			why = scalar(t.p, end, &t.p, &escaped);
		}
		if (why == NULL)
			why = leave(&t);
	} while (why == NULL && t.depth > 0);
	*rest = t.p;
	return why;
}

const char *
json_value(const char *p, const char *end, const char **rest, bool *escaped)
{
	bool none;

	if (escaped == NULL)
		escaped = &none;
	*escaped = false;
	if (p < end && *p == '"')
		return string(p, end, rest, escaped);
	if (p < end && (*p == '[' || *p == '{'))
		return nested(p, end, rest);
	return scalar(p, end, rest, escaped);
}

const char *
json_check(struct slice s)
{
	const char *end = s.p + s.n;
	const char *p;
	const char *why;

	if (s.n == 0)
		return unfinished;
	why = json_value(json_blank(s.p, end), end, &p, NULL);
	if (why != NULL)
		return why;
	return json_blank(p, end) == end ? NULL : "more behind the value";
}

/* Append what the escape at P, which is valid, stands for; P behind it. */
static const char *
decode_escape(struct buf *out, const char *p, const char *end)
{
	static const char from[] = "bfnrt";
	static const char to[] = "\b\f\n\r\t";
	const char *at;
	int c;

	if (p[1] != 'u') {
		at = strchr(from, p[1]);
		buf_putc(out, at != NULL ? to[at - from] : p[1]);
		return p + 2;
	}
	c = hex4(p + 2, end);
	p += 6;
	if (high_half(c)) {
		c = 0x10000 + (c - 0xd800) * 0x400 + hex4(p + 2, end) - 0xdc00;
		p += 6;
	}
	utf8_put(out, (uint32_t)c);
	return p;
}

void
json_decode(struct buf *out, struct slice value)
{
	const char *p = value.p + 1;
	const char *end = value.p + value.n - 1;
	const char *slash;

	buf_reserve(out, value.n);
	while (p < end) {
		slash = memchr(p, '\\', (size_t)(end - p));
		if (slash == NULL)
			slash = end;
		buf_put(out, (struct slice){ p, (size_t)(slash - p) });
		p = slash < end ? decode_escape(out, slash, end) : end;
	}
}

struct slice
json_text(struct slice value, struct buf *scratch)
{
	if (json_kind(value) != JSON_STRING)
		return (struct slice){ NULL, 0 };
	if (memchr(value.p, '\\', value.n) == NULL)
		return (struct slice){ value.p + 1, value.n - 2 };
	buf_reset(scratch);
	json_decode(scratch, value);
	return buf_slice(scratch);
}

/* Append the escape of C, a control or a quote or a backslash. */
static void
quote_one(struct buf *out, unsigned c)
{
	static const char from[] = "\"\\\b\f\n\r\t";
	static const char to[] = "\"\\bfnrt";
	static const char hex[] = "0123456789abcdef";
	const char *at = c ? strchr(from, (int)c) : NULL;

	buf_putc(out, '\\');
	if (at != NULL) {
		buf_putc(out, to[at - from]);
	} else {
		buf_puts(out, "u00");
		buf_putc(out, hex[c >> 4]);
		buf_putc(out, hex[c & 15]);
	}
}

void
json_quote(struct buf *out, struct slice s)
{
	const char *p = s.p;
	const char *end = s.p + s.n;
	const char *stop;

	buf_reserve(out, s.n + 2);
	buf_putc(out, '"');
	for (; p < end; p = stop) {
		for (stop = plain(p, end); stop < end;
		     stop = plain(stop + 1, end))
			if ((unsigned char)*stop < 0x80 ||
			    ((unsigned char)*stop == 0xc2 && stop + 1 < end &&
				(unsigned char)stop[1] < 0xa0))
				break;
		if (memchr(p, 0x7f, (size_t)(stop - p)) != NULL)
			stop = memchr(p, 0x7f, (size_t)(stop - p));
		buf_put(out, (struct slice){ p, (size_t)(stop - p) });
		if (stop == end)
			break;
		if ((unsigned char)*stop == 0xc2)
			stop++;
		quote_one(out, (unsigned char)*stop++);
	}
	buf_putc(out, '"');
}
