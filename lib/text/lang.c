#include "lib/text/lang.h"

#include <stdint.h>

#include "lib/base/eight.h"
#include "lib/text/lang_tables.h"

enum { KNOWN = 7, LONGEST = COMMON_LONGEST, ENOUGH = 2 };

const char *
lang_name(enum lang_id id)
{
	static const char *const name[LANGS] = { "", "nl", "en", "de", "fr",
		"es", "tr", "pl", "" };

	return name[id];
}

/*
 * The languages that have the word of N letters, LONGEST at most, that is the
 * number WORD, its first letter the lowest byte.
 */
static unsigned
languages(uint64_t word, size_t n)
{
	unsigned letter = (unsigned)(word & 0xff) - 'a';
	const unsigned short *from;
	unsigned in = 0;

	if (letter >= 26)
		return 0;
	from = common_from + letter * LONGEST + n - 1;
	for (size_t i = from[0]; i < from[1]; i++)
		if (eight_load(common_words[i].word) == word)
			in = common_words[i].in;
	return in;
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

/* A word as it is read: its first letters as a number. */
struct reading {
	uint64_t word;
	size_t seen;
};

static inline void
add(struct reading *r, char letter)
{
	if (r->seen < LONGEST)
		r->word |= (uint64_t)(unsigned char)letter << 8 * r->seen;
	r->seen++;
}

/* Does C begin a letter of another script? */
static bool
is_foreign(unsigned char c)
{
	return c >= 0xce && c != 0xe2 && c < 0xf0;
}

/* Read the character at P, not of ASCII, into R or L; returns its bytes. */
static size_t
add_other(struct reading *r, const char *p, struct letters *l)
{
	unsigned char c = (unsigned char)p[0];

	if (c < 0xc3 || c > 0xc8) {
		l->other += is_foreign(c);
		return 1;
	}
	add(r, plain(p) ? plain(p) : '?');
	return 2;
}

/* Read the letters of ASCII at P, of which LEFT bytes are, eight at a time. */
static size_t
add_letters(struct reading *r, const char *p, size_t left)
{
	uint64_t x;
	size_t n;

	if (left < LONGEST || r->seen > 0)
		return 0;
	x = eight_load(p) | EIGHT_ONES << 5;
	n = eight_run(eight_between(x & ~EIGHT_HIGH, 'a', 'z') & ~x);
	if (n > 0)
		r->word = x & UINT64_MAX >> 8 * (LONGEST - n);
	r->seen = n;
	return n;
}

/*
 * Cut the next word off REST, as a number: its letters in lower case and
 * without marks, an apostrophe within it; of one too long for the lists only
 * that it is.  False at the end.
 */
static bool
next_word(struct slice *rest, struct reading *word, struct letters *l)
{
	const char *p = rest->p;
	const char *end = p + rest->n;
	struct reading r = { 0, 0 };
	unsigned char c;

	while (p < end) {
		p += add_letters(&r, p, (size_t)(end - p));
		if (p == end)
			break;
		c = (unsigned char)*p;
		if ((unsigned char)((c | 0x20) - 'a') < 26) {
			add(&r, (char)(c | 0x20));
			p++;
		} else if (c >= 0x80) {
			p += add_other(&r, p, l);
		} else if (r.seen == 0) {
			p++;
		} else if (c == '\'') {
			add(&r, '\'');
			p++;
		} else
			break;
	}
	rest->p = p;
	rest->n = (size_t)(end - p);
	*word = r;
	l->latin += r.seen;
	return r.seen > 0;
}

/* Bit I of IN at byte I. */
static uint64_t
spread(unsigned in)
{
	return in * 0x0000040810204081u & 0x0001010101010101u;
}

/*
 * The language that has most, if it is enough and clearly most; COUNTS has
 * one in each byte.
 */
static enum lang_id
most(uint64_t counts)
{
	unsigned count;
	unsigned best = 0;
	unsigned next = 0;
	int id = 0;

	for (int i = 0; i < KNOWN; i++) {
		count = counts >> 8 * i & 0xff;
		if (count > best) {
			next = best;
			best = count;
			id = i;
		} else if (count > next)
			next = count;
	}
	if (best < ENOUGH || best < next + ENOUGH || 2 * best < 3 * next)
		return LANG_UNSURE;
	return (enum lang_id)(LANG_NL + id);
}

enum lang_id
lang_guess(struct slice text)
{
	uint64_t counts = 0;
	struct letters l = { 0 };
	struct reading word;

	for (int n = 0; n < LANG_WORDS && next_word(&text, &word, &l); n++)
		if (word.seen <= LONGEST)
			counts += spread(languages(word.word, word.seen));
	if (l.other > l.latin)
		return LANG_OTHER;
	return most(counts);
}
