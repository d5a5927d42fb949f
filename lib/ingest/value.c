#include "lib/ingest/value.h"

#include <strings.h>

#include "lib/base/num.h"
#include "lib/base/utf8.h"

enum { SHAPE = 40 };

void
value_put_when(struct buf *out, const struct when *w)
{
	if (w->exact)
		date_put_instant(out, w->sec);
	else
		date_put_day(out, w->day);
}

/* Can C be part of a blank at an end, or is it one? */
static bool
blankish(char c)
{
	return (unsigned char)c <= ' ' || (unsigned char)c >= 0x80;
}

/* If S begins, or at its TAIL ends, with a blank beyond ASCII: its bytes. */
static size_t
wide_blank(struct slice s, bool tail)
{
	static const struct slice blank[] = { { "\xc2\xa0", 2 },
		{ "\xe2\x80\x8b", 3 }, { "\xef\xbb\xbf", 3 },
		{ "\xe2\x80\xaf", 3 } };
	const char *at;

	for (size_t i = 0; i < sizeof(blank) / sizeof(*blank); i++) {
		at = tail ? s.p + s.n - blank[i].n : s.p;
		if (s.n >= blank[i].n &&
		    memcmp(at, blank[i].p, blank[i].n) == 0)
			return blank[i].n;
	}
	return 0;
}

struct slice
value_trim(struct slice s)
{
	size_t head, tail;

	if (s.n == 0 || (!blankish(s.p[0]) && !blankish(s.p[s.n - 1])))
		return s;
	do {
		s = slice_trim(s);
		head = wide_blank(s, false);
		s.p += head;
		s.n -= head;
		tail = wide_blank(s, true);
		s.n -= tail;
	} while (head + tail > 0);
	return s;
}

bool
value_among(struct slice s, const char *words)
{
	size_t n;

	for (; *words != '\0'; words += n + (words[n] == ' ')) {
		n = strcspn(words, " ");
		if (n == s.n && strncasecmp(words, s.p, n) == 0)
			return true;
	}
	return false;
}

bool
value_empty(struct slice s)
{
	if (s.n > 12)
		return false;
	s = value_trim(s);
	return s.n == 0 ||
	    (s.n <= 6 &&
		value_among(s, "null none n/a na nan - -- n.v.t. nvt \\n"));
}

bool
value_unknown(struct slice s)
{
	return value_among(value_trim(s), "onbekend unknown ?");
}

int
value_bool(struct slice s)
{
	s = value_trim(s);
	if (value_among(s, "ja yes true j y t x 1 waar"))
		return 1;
	return value_among(s, "nee neen no false n f 0 onwaar") ? 0 : -1;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * The signs and digits of S alone, into OUT, an apostrophe for what parts two
 * digits and is no mark; false if others are there.
 */
static bool
bare(struct slice s, struct buf *out)
{
	static const struct slice skip[] = { { "\xe2\x82\xac", 3 },
		{ "\xc2\xa0", 2 }, { "\xe2\x80\xaf", 3 }, { "EUR", 3 },
		{ "eur", 3 }, { " ", 1 }, { "'", 1 } };
	bool parted = false;
	size_t i;

	while (s.n > 0) {
		if (strchr("0123456789.,-+", s.p[0]) != NULL &&
		    s.p[0] != '\0') {
			if (parted && is_digit(s.p[0]) && out->len > 0 &&
			    is_digit(out->s[out->len - 1]))
				buf_putc(out, '\'');
			buf_putc(out, s.p[0]);
			parted = false;
			i = 1;
		} else {
			for (i = 0; i < sizeof(skip) / sizeof(*skip); i++)
				if (slice_starts(s, skip[i]))
					break;
			if (i == sizeof(skip) / sizeof(*skip))
				return false;
			i = skip[i].n;
			parted = true;
		}
		s.p += i;
		s.n -= i;
	}
	return out->len > 0;
}

/* How often C stands in S, and where last. */
static size_t
count(struct slice s, char c, size_t *last)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == c) {
			*last = i;
			n++;
		}
	return n;
}

/* The decimal sign of S: '.' or ',', or 0 if it has none. */
static char
decimal(struct slice s, bool comma)
{
	size_t dot = 0;
	size_t com = 0;
	size_t dots = count(s, '.', &dot);
	size_t coms = count(s, ',', &com);

	if (dots > 0 && coms > 0)
		return dot > com ? '.' : ',';
	if (coms == 1)
		return ',';
	return dots == 1 && !(comma && s.n - dot == 4) ? '.' : '\0';
}

/*
 * Do the marks in S before POINT stand before groups of three digits, and none
 * behind it?  Those that do not are of dates, versions, telephone numbers.
 */
static bool
grouped(struct slice s, char point)
{
	bool marked = false;
	size_t run = 0; /* digits behind the last mark */
	size_t i = 0;

	for (; i < s.n && (s.p[i] != point || point == '\0'); i++) {
		if (is_digit(s.p[i])) {
			run++;
		} else if (strchr(".,'", s.p[i]) != NULL) {
			if (marked ? run != 3 : run < 1 || run > 3)
				return false;
			marked = true;
			run = 0;
		}
	}
	for (size_t k = i + 1; k < s.n; k++)
		if (!is_digit(s.p[k]))
			return false;
	return !marked || run == 3;
}

/* Zeros that JSON does not allow before a number, from FROM on in OUT. */
static void
drop_zeros(struct buf *out, size_t from)
{
	from += from < out->len && out->s[from] == '-';
	while (out->len > from + 1 && out->s[from] == '0' &&
	    out->s[from + 1] != '.') {
		memmove(out->s + from, out->s + from + 1, out->len - from - 1);
		out->len--;
	}
}

bool
value_number(struct slice s, bool comma, struct buf *out)
{
	struct buf b = { 0 };
	size_t from = out->len;
	bool good = bare(value_trim(s), &b);
	char point = decimal(buf_slice(&b), comma);
	double x;

	for (size_t i = 0; good && i < b.len; i++) {
		if (b.s[i] == point)
			buf_putc(out, '.');
		else if (strchr(".,'+", b.s[i]) == NULL)
			buf_putc(out, b.s[i]);
	}
	good = good && grouped(buf_slice(&b), point);
	buf_release(&b);
	drop_zeros(out, from);
	good = good &&
	    num_double((struct slice){ out->s + from, out->len - from }, &x);
	if (!good)
		out->len = from;
	return good;
}

void
value_put_shape(struct buf *out, struct slice s)
{
	size_t len;
	uint32_t c;

	for (unsigned n = 0; s.n > 0; n++) {
		if (n == SHAPE) {
			buf_puts(out, "...");
			return;
		}
		c = utf8_get(s, &len);
		s.p += len;
		s.n -= len;
		if (c >= '0' && c <= '9')
			buf_putc(out, '9');
		else if (c >= 'A' && c <= 'Z')
			buf_putc(out, 'A');
		else if (c < ' ' || c >= 0x7f || (c >= 'a' && c <= 'z'))
			buf_putc(out, 'a');
		else
			buf_putc(out, (char)c);
	}
}
