#include "lib/ingest/charset.h"

#include <strings.h>

#include "lib/base/utf8.h"

/* What Windows-1252 has from 0x80 to 0x9f; 0 is nothing. */
static const uint16_t cp1252[32] = { 0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026,
	0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0, 0,
	0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122,
	0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178 };

static const struct {
	const char *name;
	enum charset cs;
} names[] = { { "utf-8", CHARSET_UTF8 }, { "utf-16le", CHARSET_UTF16LE },
	{ "utf-16be", CHARSET_UTF16BE }, { "windows-1252", CHARSET_CP1252 },
	{ "iso-8859-15", CHARSET_8859_15 }, { "iso-8859-1", CHARSET_8859_1 },
	/* up to here in order of the enum; now other names of these */
	{ "utf8", CHARSET_UTF8 }, { "ascii", CHARSET_UTF8 },
	{ "us-ascii", CHARSET_UTF8 }, { "utf-16", CHARSET_UTF16LE },
	{ "utf16le", CHARSET_UTF16LE }, { "utf16be", CHARSET_UTF16BE },
	{ "cp1252", CHARSET_CP1252 }, { "latin1", CHARSET_8859_1 },
	{ "latin-1", CHARSET_8859_1 }, { "latin9", CHARSET_8859_15 },
	{ "latin-9", CHARSET_8859_15 } };

const char *
charset_name(enum charset cs)
{
	return names[cs].name;
}

int
charset_find(struct slice name)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (name.n == strlen(names[i].name) &&
		    strncasecmp(name.p, names[i].name, name.n) == 0)
			return (int)names[i].cs;
	return -1;
}

size_t
charset_mark(enum charset cs, struct slice sample)
{
	if (cs == CHARSET_UTF8 && slice_starts(sample, SLICE("\xef\xbb\xbf")))
		return 3;
	if (cs == CHARSET_UTF16LE && slice_starts(sample, SLICE("\xff\xfe")))
		return 2;
	if (cs == CHARSET_UTF16BE && slice_starts(sample, SLICE("\xfe\xff")))
		return 2;
	return 0;
}

/* Do zeros stand where UTF-16 of Latin letters has them? */
static int
sniff_zeros(struct slice s)
{
	size_t zero[2] = { 0 };

	for (size_t i = 0; i < s.n; i++)
		zero[i & 1] += s.p[i] == '\0';
	if (s.n >= 4 && zero[1] > s.n / 6 && zero[0] * 50 < zero[1])
		return CHARSET_UTF16LE;
	if (s.n >= 4 && zero[0] > s.n / 6 && zero[1] * 50 < zero[0])
		return CHARSET_UTF16BE;
	return -1;
}

/* S without the bytes of a sequence that is cut off at its end. */
static struct slice
whole(struct slice s)
{
	for (int i = 0; i < 3 && s.n > 0; i++) {
		if ((unsigned char)s.p[s.n - 1] < 0x80)
			break;
		s.n--;
		if ((unsigned char)s.p[s.n] >= 0xc0)
			break;
	}
	return s;
}

/* Is the byte at I, a fraction in Windows-1252, inside a word? */
static bool
in_word(struct slice s, size_t i)
{
	unsigned char before = i > 0 ? (unsigned char)s.p[i - 1] : ' ';
	unsigned char after = ' ';

	if (i + 1 < s.n)
		after = (unsigned char)s.p[i + 1] | 0x20;
	return (before < '0' || before > '9') &&
	    (after >= 0xc0 || (after >= 'a' && after <= 'z'));
}

/* No byte of Windows-1252 alone, and a euro or a ligature of 8859-15? */
static bool
looks_8859_15(struct slice s)
{
	bool found = false;
	unsigned char c;

	for (size_t i = 0; i < s.n; i++) {
		c = (unsigned char)s.p[i];
		if (c >= 0x80 && c < 0xa0)
			return false;
		found |= c == 0xa4 || (c >= 0xbc && c <= 0xbe && in_word(s, i));
	}
	return found;
}

/* The bytes of the letter of UTF-8 that S begins with; 0 if it is none. */
static size_t
letter(struct slice s)
{
	size_t n;

	(void)utf8_get(s, &n);
	return n == 1 && (unsigned char)s.p[0] >= 0x80 ? 0 : n;
}

/*
 * So, but 0 too for two bytes that make a letter by chance, as charset_is_utf8
 * has it: a pair alone.  BESIDE is how many bytes the letter before it has.
 */
static size_t
sure_letter(struct slice s, size_t beside)
{
	size_t n = letter(s);
	struct slice next = { s.p + n, s.n - n };

	if (n != 2 || (unsigned char)s.p[0] <= 0xc5 || beside > 1)
		return n;
	return next.n > 0 && letter(next) > 1 ? n : 0;
}

/* What of a line is beyond ASCII. */
struct beyond {
	size_t letters; /* sure ones of UTF-8 */
	size_t others; /* bytes that are of none */
};

static struct beyond
look_beyond(struct slice line)
{
	struct beyond b = { 0 };
	size_t n = 0;

	for (; line.n > 0; line.p += n > 0 ? n : 1, line.n -= n > 0 ? n : 1) {
		n = sure_letter(line, n);
		b.letters += n > 1;
		b.others += n == 0;
	}
	return b;
}

bool
charset_is_utf8(struct slice line)
{
	return utf8_valid(line) == line.n && look_beyond(line).letters > 0;
}

/* Are as many of the lines beyond ASCII UTF-8 as are not, or more? */
static bool
mostly_utf8(struct slice s)
{
	struct slice line;
	struct beyond b;
	size_t good = 0;
	size_t bad = 0;

	while (slice_cut(&s, '\n', &line)) {
		b = look_beyond(line);
		if (b.letters > b.others)
			good++;
		else if (b.others > 0)
			bad++;
	}
	return good > 0 && good >= bad;
}

enum charset
charset_sniff(struct slice sample)
{
	struct slice s = whole(sample);
	int zeros;

	if (charset_mark(CHARSET_UTF8, sample) > 0)
		return CHARSET_UTF8;
	if (charset_mark(CHARSET_UTF16LE, sample) > 0)
		return CHARSET_UTF16LE;
	if (charset_mark(CHARSET_UTF16BE, sample) > 0)
		return CHARSET_UTF16BE;
	zeros = sniff_zeros(sample);
	if (zeros >= 0)
		return (enum charset)zeros;
	if (utf8_valid(s) == s.n)
		return CHARSET_UTF8;
	if (mostly_utf8(sample))
		return CHARSET_UTF8;
	return looks_8859_15(sample) ? CHARSET_8859_15 : CHARSET_CP1252;
}

/* The code point of byte C of an 8-bit set; 0xfffd if it has none. */
static uint32_t
from_byte(enum charset cs, unsigned char c)
{
	static const unsigned char at[] = { 0xa4, 0xa6, 0xa8, 0xb4, 0xb8, 0xbc,
		0xbd, 0xbe };
	static const uint16_t is[] = { 0x20ac, 0x160, 0x161, 0x17d, 0x17e,
		0x152, 0x153, 0x178 };

	/* Browsers and Windows call Windows-1252 what they call Latin-1. */
	if (cs != CHARSET_8859_15 && c >= 0x80 && c < 0xa0)
		return cp1252[c - 0x80] ? cp1252[c - 0x80] : 0xfffd;
	if (cs == CHARSET_8859_15 && c >= 0x80)
		for (size_t i = 0; i < sizeof(at); i++)
			if (c == at[i])
				return is[i];
	return c;
}

static enum charset_verdict
decode_bytes(enum charset cs, struct slice raw, struct buf *out)
{
	enum charset_verdict v = CHARSET_GOOD;
	size_t run = 0;
	unsigned char c;
	uint32_t u;

	buf_reset(out);
	buf_reserve(out, raw.n + raw.n / 8 + 4);
	for (size_t i = 0; i < raw.n; i++) {
		c = (unsigned char)raw.p[i];
		if (c < 0x80)
			continue;
		buf_put(out, (struct slice){ raw.p + run, i - run });
		run = i + 1;
		u = from_byte(cs, c);
		utf8_put(out, u);
		if (u == 0xfffd || (u >= 0x80 && u < 0xa0))
			v = CHARSET_BAD;
	}
	buf_put(out, (struct slice){ raw.p + run, raw.n - run });
	return v;
}

static uint32_t
unit16(enum charset cs, const char *p)
{
	uint32_t a = (unsigned char)p[0];
	uint32_t b = (unsigned char)p[1];

	return cs == CHARSET_UTF16LE ? b << 8 | a : a << 8 | b;
}

static enum charset_verdict
decode_utf16(enum charset cs, struct slice raw, struct buf *out)
{
	enum charset_verdict v = raw.n % 2 == 0 ? CHARSET_GOOD : CHARSET_BAD;
	uint32_t u, low;

	buf_reset(out);
	buf_reserve(out, raw.n * 2);
	for (size_t i = 0; i + 1 < raw.n; i += 2) {
		u = unit16(cs, raw.p + i);
		if (u >= 0xd800 && u < 0xe000) {
			low = i + 3 < raw.n ? unit16(cs, raw.p + i + 2) : 0;
			if (u < 0xdc00 && low >= 0xdc00 && low < 0xe000) {
				u = 0x10000 + ((u - 0xd800) << 10) +
				    (low - 0xdc00);
				i += 2;
			} else {
				u = 0xfffd;
				v = CHARSET_BAD;
			}
		}
		if (u < 0x80)
			buf_putc(out, (char)u);
		else
			utf8_put(out, u);
	}
	return v;
}

/*
 * RAW, of which not all is UTF-8: what is stays, the other bytes are those of
 * Windows-1252.
 */
static enum charset_verdict
decode_mixed(struct slice raw, struct buf *out)
{
	enum charset_verdict v = CHARSET_MENDED;
	size_t beside = 0;
	uint32_t u;

	buf_reset(out);
	while (raw.n > 0) {
		beside = sure_letter(raw, beside);
		if (beside > 0) {
			buf_put(out, (struct slice){ raw.p, beside });
		} else {
			u = from_byte(CHARSET_CP1252, (unsigned char)raw.p[0]);
			utf8_put(out, u);
			v = u == 0xfffd ? CHARSET_BAD : v;
		}
		raw.n -= beside > 0 ? beside : 1;
		raw.p += beside > 0 ? beside : 1;
	}
	return v;
}

enum charset_verdict
charset_decode(enum charset cs, struct slice raw, struct buf *scratch,
    struct slice *text)
{
	enum charset_verdict v = CHARSET_GOOD;

	if (cs == CHARSET_UTF8) {
		*text = raw;
		if (utf8_valid(raw) == raw.n)
			return CHARSET_GOOD;
		v = decode_mixed(raw, scratch);
	} else if (charset_unit(cs) == 2) {
		v = decode_utf16(cs, raw, scratch);
	} else {
		v = decode_bytes(cs, raw, scratch);
	}
	*text = buf_slice(scratch);
	return v;
}
