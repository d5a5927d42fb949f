/*
 * cues - texts and parts of cues of the same words, for the unit tests
 *
 * By a generator with a fixed start, so that most cues are found somewhere.
 */
#ifndef UNIT_CUES_H
#define UNIT_CUES_H

#include <stdio.h>

#include "lib/base/buf.h"
#include "lib/base/hash.h"
#include "lib/base/slice.h"
#include "lib/classify/codebook.h"
#include "tests/unit/ways.h"

static const char *const words[] = { "brief", "brieven", "wacht", "wachten",
	"wachttijd", "ik", "niet", "geen", "nooit", "bezwaar", "uitkering",
	"toeslag", "huur", "huurtoeslag", "terug", "teruggebeld", "gebeld",
	"ge\xc3\xafnformeerd", "geinformeerd",
	"re\xc3\xab"
	"el",
	"\xc3\xa9\xc3\xa9n", "een", "e-mail", "z'n", "z\xe2\x80\x99n", "UWV",
	"DigiD", "K\xc4\xb0S",
	"\xe2\x84\xaa"
	"as",
	"kas", "\xc5\xbfoos", "soos", "112", "2e", "aan", "de", "lijn", "in",
	"[PERSOON-1]", "[BSN:ab1]",
	"stra\xc3\x9f"
	"e",
	"STRASSE", "\xce\xa3\xce\xaf\xcf\x83", "\xd0\xb9od",
	"na\xcc\x88"
	"me",
	"toe\xc2\xadslag", "\xc4\xb3s", "ijs", "heel_lang", "a", "zo" };
static const char *const gaps[] = { " ", " ", " ", " ", " ", "  ", "\n",
	" \n \n", ". ", "! ", ", ", ".", "\xc2\xa0", "-", "\t", "" };

enum {
	WORDS = sizeof(words) / sizeof(*words),
	GAPS = sizeof(gaps) / sizeof(*gaps)
};

static uint64_t state = 20261123;

static inline unsigned
roll(unsigned n)
{
	state += 0x9e3779b97f4a7c15u;
	return (unsigned)(hash_mix(state) % n);
}

static inline const char *
word(void)
{
	return words[roll(WORDS)];
}

static inline bool
is_ascii(const char *s)
{
	while (*s != '\0' && (*s & 0x80) == 0)
		s++;
	return *s == '\0';
}

/* Half of the texts are of ASCII. */
static inline void
make_text(struct buf *b)
{
	unsigned n = roll(60);
	bool plain = roll(2);
	const char *w;
	const char *gap;

	buf_reset(b);
	while (n-- > 0) {
		do
			w = word();
		while (plain && !is_ascii(w));
		do
			gap = gaps[roll(GAPS)];
		while (plain && !is_ascii(gap));
		buf_puts(b, w);
		buf_puts(b, gap);
	}
}

/*
 * Before an expression: a comment that is not of ASCII, so that it is looked
 * for with Unicode in every text.
 */
#define WITH_UNICODE "(?#\xe4\xb8\x80)"

/* A word of a phrase that has a part of two letters. */
static inline void
put_word(struct buf *b)
{
	struct slice w;

	do
		w = slice_of(word());
	while (w.p[0] == '[' || w.p[0] == 'z' || w.n < 2);
	switch (roll(8)) {
	case 0:
		buf_putc(b, '*');
		buf_put(b, w);
		break;
	case 1:
		buf_put(b, w);
		buf_putc(b, '*');
		break;
	case 2:
		buf_putc(b, '*');
		buf_put(b, w);
		buf_putc(b, '*');
		break;
	default:
		buf_put(b, w);
	}
}

static inline void
put_side(struct buf *b)
{
	for (unsigned n = 1 + roll(3);; n--) {
		put_word(b);
		if (roll(3) == 0) {
			buf_putc(b, ' ');
			put_word(b);
		}
		if (n == 1)
			break;
		buf_puts(b, " | ");
	}
}

static inline void
put_expression(struct buf *b)
{
	const char *x = word();
	const char *y = word();

	while (x[0] == '[')
		x = word();
	while (y[0] == '[')
		y = word();
	switch (roll(15)) {
	case 0:
		buf_printf(b, "\\b%s\\W+(?:\\w+\\W+){0,3}%s\\b", x, y);
		break;
	case 1:
		buf_printf(b, "\\w*%s\\w*", x);
		break;
	case 2:
		buf_printf(b, "(?<=%s\\s)%s", x, y);
		break;
	case 3:
		buf_printf(b, "%s(?!\\s+%s)", x, y);
		break;
	case 4:
		buf_printf(b, "\\b(?:%s|%s)(?:en|s)?\\b", x, y);
		break;
	case 5:
		buf_printf(b,
		    "[a\xc3\xa4"
		    "b]%s|%s{1,2}[.!]",
		    x, y);
		break;
	case 6:
		buf_printf(b, "(?i:%s)+\\s*(%s)?", x, y);
		break;
	case 8:
		buf_printf(b, "(?:^|[.!?]\\s+)(?:%s|%s)", x, y);
		break;
	case 9:
		buf_printf(b, "\\s(?:[-,]?%s|\\W*%s)", x, y);
		break;
	case 10:
		buf_printf(b, "(?:\\b|de)%s(?:\\s|$)", x);
		break;
	case 11:
		buf_printf(b, "(?:\\w+\\W+){0,2}%s\\B\\w|\\b%s", x, y);
		break;
	case 12:
		buf_printf(b, "\\b(?:een )?(?:%s|[a-d]?%s)", x, y);
		break;
	case 13:
		buf_printf(b, "%s\\W*%s", x, y);
		break;
	case 7:
		buf_printf(b, "(?:\\w+\\s%s|%s)\\d?", x, y);
		break;
	default:
		buf_printf(b, "(?-i)%s(?:\\W|$)", x);
	}
}

#endif
