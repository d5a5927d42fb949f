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

/* A word as a number, in the order of its bytes; compilers make it a load. */
static uint64_t
number(const char word[LONGEST])
{
	const unsigned char *b = (const unsigned char *)word;

	return (uint64_t)b[0] << 56 | (uint64_t)b[1] << 48 |
	    (uint64_t)b[2] << 40 | (uint64_t)b[3] << 32 | (uint64_t)b[4] << 24 |
	    (uint64_t)b[5] << 16 | (uint64_t)b[6] << 8 | b[7];
}

/* The languages that have the word SOUGHT, a number that is not 0. */
static unsigned
languages(uint64_t sought)
{
	unsigned letter = (unsigned)(sought >> 56) - 'a';
	const struct common *c;
	size_t half;
	size_t n;

	if (letter >= 26)
		return 0;
	c = common_words + common_first[letter];
	for (n = common_first[letter + 1] - common_first[letter]; n > 1;
	     n -= half) {
		half = n / 2;
		c += number(c[half].word) <= sought ? half : 0;
	}
	return n == 1 && number(c->word) == sought ? c->in : 0;
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
		r->word |= (uint64_t)(unsigned char)letter
		    << 8 * (LONGEST - 1 - r->seen);
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
		r->word = eight_swap(x) & ~(uint64_t)0 << 8 * (LONGEST - n);
	r->seen = n;
	return n;
}

/*
 * Cut the next word off REST, as a number: its letters in lower case and
 * without marks, an apostrophe within it; 0 if it is too long for the lists.
 * False at the end.
 */
static bool
next_word(struct slice *rest, uint64_t *word, struct letters *l)
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
	*word = r.seen > LONGEST ? 0 : r.word;
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
	uint64_t word;

	for (int n = 0; n < LANG_WORDS && next_word(&text, &word, &l); n++)
		counts += spread(word != 0 ? languages(word) : 0);
	if (l.other > l.latin)
		return LANG_OTHER;
	return most(counts);
}
