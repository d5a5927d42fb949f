#include "lib/base/num.h"

#include <math.h>
#include <stdlib.h>

bool
num_u64(struct slice s, uint64_t *n)
{
	uint64_t x = 0;

	if (s.n == 0)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		if (__builtin_mul_overflow(x, 10u, &x) ||
		    __builtin_add_overflow(x, (uint64_t)(s.p[i] - '0'), &x))
			return false;
	}
	*n = x;
	return true;
}

bool
num_i64(struct slice s, int64_t *n)
{
	bool minus = s.n > 0 && s.p[0] == '-';
	uint64_t x;

	if (minus) {
		s.p++;
		s.n--;
	}
	if (!num_u64(s, &x) || x > (uint64_t)INT64_MAX + minus)
		return false;
	*n = minus ? (int64_t)(0 - x) : (int64_t)x;
	return true;
}

/* Does S hold only what a JSON number can?  Keeps out "nan" and "0x". */
static bool
numeric(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (strchr("+-.0123456789eE", s.p[i]) == NULL || s.p[i] == '\0')
			return false;
	return s.n > 0;
}

/*
 * strtod(3) and printf(3) take the decimal point from the locale.  No tool of
 * ours calls setlocale(3), so it is a full stop.
 */
bool
num_double(struct slice s, double *x)
{
	char copy[64];
	char *end;

	if (!numeric(s) || s.n >= sizeof(copy))
		return false;
	memcpy(copy, s.p, s.n);
	copy[s.n] = '\0';
	*x = strtod(copy, &end);
	return end == copy + s.n && isfinite(*x);
}

/* X with DIGITS significant digits. */
static void
put(struct buf *b, double x, int digits)
{
	if (isfinite(x))
		buf_printf(b, "%.*g", digits, x == 0 ? 0.0 : x);
	else
		buf_puts(b, "null");
}

void
num_put(struct buf *b, double x)
{
	/* of a million or more 6 digits are an exponent */
	if (fabs(x) >= 1e6)
		x = rint(x);
	/* 15 digits hold what is whole */
	put(b, x, fabs(x) < 1e15 && floor(x) == x ? 15 : 6);
}

void
num_put_exact(struct buf *b, double x)
{
	put(b, x, 17);
}
