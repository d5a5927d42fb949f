/*
 * charset - what exports are encoded in, made UTF-8
 *
 *	cs = charset_sniff(sample, whole);
 *	verdict = charset_decode(cs, line, &scratch, &text);
 *
 * How an encoding is told from the first bytes of a file:
 *	1. a byte order mark says it: UTF-8, UTF-16LE or UTF-16BE;
 *	2. else many zeros at odd (even) places and next to none at even
 *	   (odd) ones: UTF-16LE (BE);
 *	3. else, if it is valid UTF-8: UTF-8;
 *	4. else, if some lines are UTF-8 beyond ASCII and as many of them are
 *	   as are not: UTF-8, and lines that are not are mended as
 *	   Windows-1252;
 *	5. else, if no byte is from 0x80 to 0x9f, and there is a 0xa4 (the
 *	   euro of ISO-8859-15), or inside a word one of 0xbc to 0xbe (its
 *	   ligatures): ISO-8859-15;
 *	6. else Windows-1252, of which ISO-8859-1 is a part.
 * A line that charset_is_utf8 is, in a file found to be 8-bit, is UTF-8.
 */
#ifndef INGEST_CHARSET_H
#define INGEST_CHARSET_H

#include "lib/base/buf.h"

enum charset {
	CHARSET_UTF8,
	CHARSET_UTF16LE,
	CHARSET_UTF16BE,
	CHARSET_CP1252,
	CHARSET_8859_15,
	CHARSET_8859_1,
	CHARSET_N
};

/* What became of a text. */
enum charset_verdict {
	CHARSET_GOOD,
	CHARSET_MENDED, /* not in CS, but sensible in another */
	CHARSET_BAD /* some bytes mean nothing; they are U+FFFD now */
};

/* Guess from SAMPLE, the first bytes of a file. */
enum charset charset_sniff(struct slice sample);
/* How many bytes of byte order mark SAMPLE begins with. */
size_t charset_mark(enum charset cs, struct slice sample);
/* "windows-1252"; as IANA has it, in lower case. */
const char *charset_name(enum charset cs);
/* The one called NAME, by any of its common names; -1 if unknown. */
int charset_find(struct slice name);

/*
 * Is LINE, of a file of 8-bit letters, rather UTF-8?  It is if it is valid and
 * has something beyond ASCII that those letters do not make by chance: a pair
 * that begins with one of the four that are rarely last in a word (Latin as
 * UTF-8 has it), two pairs side by side, or more than a pair.  The E' of
 * CAFE'S, with an accent and a curly quote, is a pair by chance.
 */
bool charset_is_utf8(struct slice line);

/* How many bytes a line feed takes. */
static inline size_t
charset_unit(enum charset cs)
{
	return cs == CHARSET_UTF16LE || cs == CHARSET_UTF16BE ? 2 : 1;
}

/*
 * RAW as UTF-8, into TEXT: a slice of RAW itself where that will do, else of
 * SCRATCH, which is overwritten.
 */
enum charset_verdict charset_decode(enum charset cs, struct slice raw,
    struct buf *scratch, struct slice *text);

#endif
