#include "lib/classify/word.h"

#include "lib/text/words.h"

/* What byte C, where a word should be, says of it. */
static uint32_t
no_word(unsigned char c)
{
	return c < 0x80 ? WORD_NONE : WORD_UNKNOWN;
}

uint32_t
word_ending(struct slice s, size_t at)
{
	size_t to = at;
	size_t from;

	while (to > 0 && words_blank(s.p[to - 1]))
		to--;
	if (to == 0)
		return WORD_NONE;
	if (to == at)
		return no_word((unsigned char)s.p[to - 1]);
	for (from = to; from > 0 && words_ascii(s.p[from - 1]); from--)
		;
	if (from > 0 && (unsigned char)s.p[from - 1] >= 0x80)
		return WORD_UNKNOWN;
	if (from == to)
		return WORD_NONE;
	return word_key(s.p + from, to - from, s.n - from).hash;
}

uint32_t
word_beginning(struct slice s, size_t at)
{
	size_t from = at;
	size_t to;

	while (from < s.n && words_blank(s.p[from]))
		from++;
	if (from == s.n)
		return WORD_NONE;
	if (from == at)
		return no_word((unsigned char)s.p[from]);
	for (to = from; to < s.n && words_ascii(s.p[to]); to++)
		;
	if (to < s.n && (unsigned char)s.p[to] >= 0x80)
		return WORD_UNKNOWN;
	if (from == to)
		return WORD_NONE;
	return word_key(s.p + from, to - from, s.n - from).hash;
}
