/*
 * buf - a byte buffer that grows
 *
 *	struct buf b = { 0 };
 *
 *	buf_put(&b, text);
 *	buf_putc(&b, '\n');
 *	fwrite(b.s, 1, b.len, stdout);
 *	buf_release(&b);
 *
 * The bytes s[0] to s[len-1] are the caller's to read and change until the
 * next buf_* call; s may move then.  There is no NUL after them, unless
 * buf_cstr put it there.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdint.h>

#include "lib/base/slice.h"

struct buf {
	char *s;
	size_t len;
	size_t cap; /* private */
};

void buf_release(struct buf *b);
/* Make room for EXTRA bytes behind the last. */
void buf_reserve(struct buf *b, size_t extra);
void buf_put(struct buf *b, struct slice bytes);
/* BYTES on one line: what a terminal would obey, as spaces. */
void buf_put_plain(struct buf *b, struct slice bytes);
void buf_puts(struct buf *b, const char *s);
void buf_put_u64(struct buf *b, uint64_t n);
void buf_put_i64(struct buf *b, int64_t n);
/* printf(3); only for numbers and names, in the C locale's way. */
void buf_printf(struct buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* A NUL behind the last byte, which does not count in len; returns s. */
const char *buf_cstr(struct buf *b);

static inline void
buf_putc(struct buf *b, char c)
{
	if (b->len == b->cap)
		buf_reserve(b, 1);
	b->s[b->len++] = c;
}

static inline void
buf_reset(struct buf *b)
{
	b->len = 0;
}

static inline struct slice
buf_slice(const struct buf *b)
{
	return (struct slice){ b->s, b->len };
}

#endif
