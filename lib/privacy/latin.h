/*
 * latin - letters with marks as plain ASCII
 */
#ifndef PRIVACY_LATIN_H
#define PRIVACY_LATIN_H

#include <stddef.h>
#include <stdint.h>

enum { LATIN_MAX = 4 };

/*
 * What is left of C, a letter or sign above U+007F, when it is decomposed
 * (Unicode NFKD), all that is not ASCII is dropped, and the rest is in lower
 * case: puts at most LATIN_MAX bytes into OUT and returns how many.  Known
 * for U+00A0 to U+024F and U+1E00 to U+1EFF; of others nothing is left.
 */
size_t latin_plain(uint32_t c, char out[LATIN_MAX]);

#endif
