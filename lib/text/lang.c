#include "lib/text/lang.h"

#include <stdlib.h>

#include "lib/text/lang_tables.h"

enum { KNOWN = 7, LONGEST = COMMON_LONGEST, ENOUGH = 2 };

const char *
lang_name(enum lang_id id)
{
	static const char *const name[LANGS] = { "", "nl", "en", "de", "fr",
		"es", "tr", "pl", "" };

	return name[id];
}

static int
by_word(const void *key, const void *b)
{
	const struct common *c = b;

	return strcmp(key, c->word);
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
next_word(struct slice *rest, char word[LONGEST + 1], struct letters *l)
{
	size_t seen = 0;
	size_t step;
	unsigned char c;
	char letter;

	for (; rest->n; rest->p += step, rest->n -= step) {
		c = (unsigned char)rest->p[0];
		letter = letter_at(rest->p, seen > 0);
		if (letter == 0 && seen && c < 0x80)
			break;
		step = letter != 0 && c >= 0x80 ? 2 : 1;
		l->other += letter == 0 && is_foreign(c);
		if (letter == 0)
			continue;
		if (seen < LONGEST)
			word[seen] = letter;
		seen++;
	}
	word[seen > LONGEST ? 0 : seen] = '\0';
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
	char word[LONGEST + 1];
	const struct common *c;

	for (int n = 0; n < LANG_WORDS && next_word(&text, word, &l); n++) {
		c = bsearch(word, common_words, common_words_n,
		    sizeof(common_words[0]), by_word);
		for (int i = 0; c != NULL && i < KNOWN; i++)
			count[i] += c->in >> i & 1;
	}
	if (l.other > l.latin)
		return LANG_OTHER;
	return most(count);
}
