#include "lib/base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"

void
buf_release(struct buf *b)
{
	free(b->s);
	*b = (struct buf){ 0 };
}

void
buf_reserve(struct buf *b, size_t extra)
{
	size_t cap = b->cap ? b->cap : 64;

	if (b->cap - b->len >= extra)
		return;
	while (cap - b->len < extra)
		cap += cap;
	b->s = xrealloc(b->s, cap, 1);
	b->cap = cap;
}

void
buf_put(struct buf *b, struct slice bytes)
{
	if (bytes.n == 0)
		return;
	buf_reserve(b, bytes.n);
	memcpy(b->s + b->len, bytes.p, bytes.n);
	b->len += bytes.n;
}

void
buf_put_plain(struct buf *b, struct slice bytes)
{
	for (size_t i = 0; i < bytes.n; i++)
		buf_putc(b,
		    (unsigned char)bytes.p[i] < 0x20 || bytes.p[i] == 0x7f ?
			' ' :
			bytes.p[i]);
}

void
buf_puts(struct buf *b, const char *s)
{
	buf_put(b, slice_of(s));
}

void
buf_put_u64(struct buf *b, uint64_t n)
{
	char digit[20];
	size_t i = sizeof(digit);

	do {
		digit[--i] = (char)('0' + n % 10);
		n /= 10;
	} while (n != 0);
	buf_put(b, (struct slice){ digit + i, sizeof(digit) - i });
}

void
buf_put_i64(struct buf *b, int64_t n)
{
	if (n < 0)
		buf_putc(b, '-');
	buf_put_u64(b, n < 0 ? 0 - (uint64_t)n : (uint64_t)n);
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n <= 0)
		return;
	buf_reserve(b, (size_t)n + 1);
	va_start(ap, fmt);
	(void)vsnprintf(b->s + b->len, (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->len += (size_t)n;
}

const char *
buf_cstr(struct buf *b)
{
	buf_reserve(b, 1);
	b->s[b->len] = '\0';
	return b->s;
}
