/*
 * charkind - what a character is to redaction, inside lib/privacy
 */
#ifndef PRIVACY_CHARKIND_H
#define PRIVACY_CHARKIND_H

#include <stdbool.h>
#include <stdint.h>

enum {
	CHAR_MARK,
	CHAR_LETTER,
	CHAR_DIGIT,
	CHAR_BLANK,
	CHAR_LINE, /* ends a line */
	CHAR_HIGH, /* not ASCII: ask charkind_high */
	CHAR_SKIP /* has no width, as if it were not there */
};

/* The kind of a byte. */
extern const unsigned char charkind[256];
/* The kind of C, which is not ASCII; in MARK what it counts as. */
int charkind_high(uint32_t c, char *mark);
/* Is C, above U+007F, a capital? */
bool charkind_capital(uint32_t c);

#endif
