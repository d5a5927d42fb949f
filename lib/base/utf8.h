/*
 * utf8 - the encoding of all text inside the tools
 *
 * As RFC 3629 has it: no overlong forms, no surrogates, nothing above
 * U+10FFFF.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdint.h>

#include "lib/base/buf.h"

/* How many bytes at the start of S are valid; S.n when all are. */
size_t utf8_valid(struct slice s);
/*
 * The first code point of S, which is not empty, and in LEN its bytes (1-4);
 * a byte that starts none gives U+FFFD and 1.
 */
uint32_t utf8_get(struct slice s, size_t *len);
/* Append code point C; U+FFFD if it is none. */
void utf8_put(struct buf *b, uint32_t c);
/* Append S, in which a byte that starts no code point becomes U+FFFD. */
void utf8_put_all(struct buf *b, struct slice s);
/* S without the byte order mark that it may begin with. */
struct slice utf8_unmarked(struct slice s);
/* How many code points S has. */
size_t utf8_count(struct slice s);

#endif
