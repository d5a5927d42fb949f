#include "lib/text/lang.h"

#include <stdint.h>

#include "lib/text/lang_tables.h"

enum { KNOWN = 7, LONGEST = COMMON_LONGEST, ENOUGH = 2 };

const char *
lang_name(enum lang_id id)
{
	static const char *const name[LANGS] = { "", "nl", "en", "de", "fr",
		"es", "tr", "pl", "" };

	return name[id];
}

/* A word as a number, in the order of its bytes; compilers make it a load. */
static uint64_t
number(const char word[LONGEST])
{
	const unsigned char *b = (const unsigned char *)word;

	return (uint64_t)b[0] << 56 | (uint64_t)b[1] << 48 |
	    (uint64_t)b[2] << 40 | (uint64_t)b[3] << 32 | (uint64_t)b[4] << 24 |
	    (uint64_t)b[5] << 16 | (uint64_t)b[6] << 8 | b[7];
}

/* The languages that have WORD, filled up with NULs. */
static unsigned
languages(const char word[LONGEST])
{
	const struct common *c = common_words;
	uint64_t sought = number(word);
	size_t half;

	for (size_t n = common_words_n; n > 1; n -= half) {
		half = n / 2;
		c += number(c[half].word) <= sought ? half : 0;
	}
	return number(c->word) == sought ? c->in : 0;
}

/* The plain letter of the two bytes at P, or 0: for the marks of Latin-1. */
static char
plain(const char *p)
{
	static const char letter[] = "aaaaaaaceeeeiiiidnooooo.ouuuuy.s"
				     "aaaaaaaceeeeiiiidnooooo.ouuuuy.y";
	unsigned char a = (unsigned char)p[0];
	unsigned char b = (unsigned char)p[1];

	return a == 0xc3 ? letter[b & 0x3f] : 0;
}

/* Letters of words so far, by script. */
struct letters {
	size_t latin;
	size_t other;
};

/* The letter at P, lower case and plain, or 0; an apostrophe within a word. */
static char
letter_at(const char *p, bool inside)
{
	unsigned char c = (unsigned char)p[0];

	if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
		return (char)(c | 0x20);
	if (c == '\'' && inside)
		return '\'';
	if (c >= 0xc3 && c <= 0xc8)
		return plain(p) ? plain(p) : '?';
	return 0;
}

/* Does C begin a letter of another script? */
static bool
is_foreign(unsigned char c)
{
	return c >= 0xce && c != 0xe2 && c < 0xf0;
}

/*
 * Cut the next word off REST into WORD, lower case and without marks; its
 * length, or 0 at the end.  A word too long for the lists is empty.
 */
static size_t
next_word(struct slice *rest, char word[LONGEST], struct letters *l)
{
	const char *p = rest->p;
	const char *end = p + rest->n;
	size_t seen = 0;
	size_t step;
	unsigned char c;
	char letter;

	memset(word, 0, LONGEST);
	for (; p < end; p += step) {
		c = (unsigned char)p[0];
		letter = letter_at(p, seen > 0);
		if (letter == 0 && seen && c < 0x80)
			break;
		step = letter != 0 && c >= 0x80 ? 2 : 1;
		if (letter == 0) {
			l->other += is_foreign(c);
			continue;
		}
		if (seen < LONGEST)
			word[seen] = letter;
		seen++;
	}
	rest->p = p;
	rest->n = (size_t)(end - p);
	if (seen > LONGEST)
		memset(word, 0, LONGEST);
	l->latin += seen;
	return seen;
}

/* The language that has most, if it is enough and clearly most. */
static enum lang_id
most(const unsigned count[KNOWN])
{
	unsigned best = 0;
	unsigned next = 0;
	int id = 0;

	for (int i = 0; i < KNOWN; i++)
		if (count[i] > best) {
			next = best;
			best = count[i];
			id = i;
		} else if (count[i] > next)
			next = count[i];
	if (best < ENOUGH || best < next + ENOUGH || 2 * best < 3 * next)
		return LANG_UNSURE;
	return (enum lang_id)(LANG_NL + id);
}

enum lang_id
lang_guess(struct slice text)
{
	unsigned count[KNOWN] = { 0 };
	struct letters l = { 0 };
	char word[LONGEST];
	unsigned in;

	for (int n = 0; n < LANG_WORDS && next_word(&text, word, &l); n++) {
		in = languages(word);
		for (int i = 0; in != 0 && i < KNOWN; i++)
			count[i] += in >> i & 1;
	}
	if (l.other > l.latin)
		return LANG_OTHER;
	return most(count);
}
