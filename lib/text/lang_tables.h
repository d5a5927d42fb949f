/*
 * lang_tables - the commonest words of some languages, for lang.c
 */
#ifndef TEXT_LANG_TABLES_H
#define TEXT_LANG_TABLES_H

#include <stddef.h>

enum { COMMON_LONGEST = 8 };

/* The languages that have a word, as bits. */
enum {
	NL = 1 << 0,
	EN = 1 << 1,
	DE = 1 << 2,
	FR = 1 << 3,
	ES = 1 << 4,
	TR = 1 << 5,
	PL = 1 << 6
};

struct common {
	char word[COMMON_LONGEST + 1];
	unsigned char in;
};

/* Our own lists, without marks: by first letter, length, and bytes. */
extern const struct common common_words[];
extern const size_t common_words_n;

/*
 * Where those of each first letter and length begin, 1 to COMMON_LONGEST, and
 * where the last ones end.
 */
extern const unsigned short common_from[26 * COMMON_LONGEST + 1];

#endif
