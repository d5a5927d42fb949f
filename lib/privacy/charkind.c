#include "lib/privacy/charkind.h"

#include <stddef.h>

#define LETTER_13                                                            \
	CHAR_LETTER, CHAR_LETTER, CHAR_LETTER, CHAR_LETTER, CHAR_LETTER,     \
	    CHAR_LETTER, CHAR_LETTER, CHAR_LETTER, CHAR_LETTER, CHAR_LETTER, \
	    CHAR_LETTER, CHAR_LETTER, CHAR_LETTER
#define DIGIT_5 CHAR_DIGIT, CHAR_DIGIT, CHAR_DIGIT, CHAR_DIGIT, CHAR_DIGIT
#define HIGH_8                                                            \
	CHAR_HIGH, CHAR_HIGH, CHAR_HIGH, CHAR_HIGH, CHAR_HIGH, CHAR_HIGH, \
	    CHAR_HIGH, CHAR_HIGH
#define HIGH_32 HIGH_8, HIGH_8, HIGH_8, HIGH_8

const unsigned char charkind[256] = { ['\t'] = CHAR_BLANK,
	['\n'] = CHAR_LINE,
	['\v'] = CHAR_BLANK,
	['\f'] = CHAR_BLANK,
	['\r'] = CHAR_BLANK,
	[' '] = CHAR_BLANK,
	['0'] = DIGIT_5,
	DIGIT_5,
	['A'] = LETTER_13,
	LETTER_13,
	['a'] = LETTER_13,
	LETTER_13,
	[128] = HIGH_32,
	HIGH_32,
	HIGH_32,
	HIGH_32 };

/* Characters outside ASCII that are no letters, in order. */
static const struct range {
	uint32_t from, to;
	unsigned char kind;
	char mark; /* what it counts as */
} ranges[] = {
	{ 0x80, 0x84, CHAR_MARK, 0 },
	{ 0x85, 0x85, CHAR_BLANK, 0 },
	{ 0x86, 0x9f, CHAR_MARK, 0 },
	{ 0xa0, 0xa0, CHAR_BLANK, 0 },
	{ 0xa1, 0xa1, CHAR_MARK, 0 },
	{ 0xa2, 0xa5, CHAR_MARK, '$' },
	{ 0xa6, 0xaa, CHAR_MARK, 0 },
	{ 0xab, 0xab, CHAR_MARK, '"' },
	{ 0xac, 0xac, CHAR_MARK, 0 },
	{ 0xad, 0xad, CHAR_SKIP, 0 },
	{ 0xae, 0xb3, CHAR_MARK, 0 },
	{ 0xb4, 0xb4, CHAR_MARK, '\'' },
	{ 0xb5, 0xba, CHAR_MARK, 0 },
	{ 0xbb, 0xbb, CHAR_MARK, '"' },
	{ 0xbc, 0xbf, CHAR_MARK, 0 },
	{ 0xd7, 0xd7, CHAR_MARK, 0 },
	{ 0xf7, 0xf7, CHAR_MARK, 0 },
	{ 0x2000, 0x200a, CHAR_BLANK, 0 },
	{ 0x200b, 0x200f, CHAR_SKIP, 0 },
	{ 0x2010, 0x2015, CHAR_MARK, '-' },
	{ 0x2016, 0x2017, CHAR_MARK, 0 },
	{ 0x2018, 0x2019, CHAR_MARK, '\'' },
	{ 0x201a, 0x201b, CHAR_MARK, 0 },
	{ 0x201c, 0x201e, CHAR_MARK, '"' },
	{ 0x201f, 0x2027, CHAR_MARK, 0 },
	{ 0x2028, 0x2029, CHAR_LINE, 0 },
	{ 0x202a, 0x202e, CHAR_SKIP, 0 },
	{ 0x202f, 0x202f, CHAR_BLANK, 0 },
	{ 0x2030, 0x2031, CHAR_MARK, 0 },
	{ 0x2032, 0x2032, CHAR_MARK, '\'' },
	{ 0x2033, 0x205e, CHAR_MARK, 0 },
	{ 0x205f, 0x205f, CHAR_BLANK, 0 },
	{ 0x2060, 0x2064, CHAR_SKIP, 0 },
	{ 0x2065, 0x209f, CHAR_MARK, 0 },
	{ 0x20a0, 0x20cf, CHAR_MARK, '$' },
	{ 0x20d0, 0x2211, CHAR_MARK, 0 },
	{ 0x2212, 0x2212, CHAR_MARK, '-' },
	{ 0x2213, 0x2bff, CHAR_MARK, 0 },
	{ 0x3000, 0x3000, CHAR_BLANK, 0 },
	{ 0xfeff, 0xfeff, CHAR_SKIP, 0 },
	{ 0xfffd, 0xfffd, CHAR_MARK, 0 },
};

int
charkind_high(uint32_t c, char *mark)
{
	size_t low = 0;
	size_t high = sizeof(ranges) / sizeof(*ranges);

	*mark = 0;
	while (low < high) {
		size_t mid = (low + high) / 2;

		if (c > ranges[mid].to)
			low = mid + 1;
		else if (c < ranges[mid].from)
			high = mid;
		else {
			*mark = ranges[mid].mark;
			return ranges[mid].kind;
		}
	}
	return CHAR_LETTER;
}

/* Runs of letters of which every second one, by PARITY, is a capital. */
static const struct {
	uint32_t from, to;
	int parity; /* 2: all are */
} upper[] = {
	{ 0xc0, 0xde, 2 },
	{ 0x100, 0x138, 0 },
	{ 0x139, 0x148, 1 },
	{ 0x14a, 0x177, 0 },
	{ 0x178, 0x178, 2 },
	{ 0x179, 0x17e, 1 },
	{ 0x1cd, 0x1dc, 1 },
	{ 0x1de, 0x233, 0 },
	{ 0x391, 0x3a9, 2 },
	{ 0x400, 0x42f, 2 },
	{ 0x1e00, 0x1eff, 0 },
};

bool
charkind_capital(uint32_t c)
{
	for (size_t i = 0; i < sizeof(upper) / sizeof(*upper); i++)
		if (c >= upper[i].from && c <= upper[i].to)
			return upper[i].parity == 2 ||
			    (int)(c % 2) == upper[i].parity;
	return false;
}
