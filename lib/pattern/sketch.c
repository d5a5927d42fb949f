#include "lib/pattern/sketch.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/digest.h"
#include "lib/base/hash.h"
#include "lib/base/xalloc.h"

#define RANGE 281474976710656.0 /* 2^48 */

uint64_t
sketch_hash(struct slice salt, struct slice token, bool person)
{
	unsigned char d[DIGEST_BYTES];
	uint64_t h;

	if (salt.n == 0) {
		h = hash_mix(hash_bytes(token, person ? 1 : 2));
	} else {
		digest_hmac(salt, token, d);
		h = 0;
		for (int i = 0; i < 8; i++)
			h = h << 8 | d[i];
	}
	return (h >> 16 & ~UINT64_C(1)) | !person;
}

static const uint64_t *
numbers(const struct sketch *s)
{
	return s->cap == 0 ? &s->u.one : s->u.many;
}

static void
grow(struct sketch *s)
{
	uint32_t cap = s->cap == 0 ? 4 : 2 * s->cap;
	uint64_t *many;

	if (s->cap == 0) {
		many = xmalloc(cap * sizeof(*many));
		many[0] = s->u.one;
		s->u.many = many;
	} else {
		s->u.many = xrealloc(s->u.many, cap, sizeof(*many));
	}
	s->cap = cap;
}

/* How many of S are smaller than NUMBER. */
static uint32_t
place(const struct sketch *s, uint64_t number)
{
	const uint64_t *h = numbers(s);
	uint32_t lo = 0;
	uint32_t hi = s->len;
	uint32_t mid;

	while (lo < hi) {
		mid = (lo + hi) / 2;
		if (h[mid] < number)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

bool
sketch_is_person(uint64_t number)
{
	return (number & 1) == 0;
}

void
sketch_add(struct sketch *s, uint64_t number)
{
	uint32_t at = place(s, number);

	if (at == SKETCH_K || (at < s->len && numbers(s)[at] == number))
		return;
	if (s->len == 0 && s->cap == 0) {
		s->u.one = number;
		s->len = 1;
		return;
	}
	if (s->len == SKETCH_K)
		s->len--;
	else if (s->cap <= s->len)
		grow(s);
	memmove(s->u.many + at + 1, s->u.many + at,
	    (s->len - at) * sizeof(*s->u.many));
	s->u.many[at] = number;
	s->len++;
}

void
sketch_merge(struct sketch *s, const struct sketch *from)
{
	const uint64_t *h = numbers(from);

	for (uint32_t i = 0; i < from->len; i++)
		sketch_add(s, h[i]);
}

double
sketch_senders(const struct sketch *s)
{
	if (s->len < SKETCH_K)
		return s->len;
	return floor(
	    (SKETCH_K - 1) * RANGE / (double)s->u.many[SKETCH_K - 1] + 0.5);
}

double
sketch_persons(const struct sketch *s)
{
	const uint64_t *h = numbers(s);
	uint32_t known = 0;

	for (uint32_t i = 0; i < s->len; i++)
		known += sketch_is_person(h[i]);
	if (s->len < SKETCH_K)
		return known;
	return floor(sketch_senders(s) * known / SKETCH_K + 0.5);
}

/* How many of S are at most LIMIT. */
static uint32_t
up_to(const struct sketch *s, uint64_t limit)
{
	return limit == UINT64_MAX ? s->len : place(s, limit + 1);
}

bool
sketch_alike(const struct sketch *a, const struct sketch *b)
{
	const uint64_t *h = numbers(a);
	uint64_t limit = UINT64_MAX;
	uint32_t na, nb, at;
	uint32_t both = 0;

	/* a full sketch is silent about what is above its largest */
	if (a->len == SKETCH_K)
		limit = h[SKETCH_K - 1];
	if (b->len == SKETCH_K && numbers(b)[SKETCH_K - 1] < limit)
		limit = numbers(b)[SKETCH_K - 1];
	na = up_to(a, limit);
	nb = up_to(b, limit);
	for (uint32_t i = 0; i < na; i++) {
		at = place(b, h[i]);
		both += at < nb && numbers(b)[at] == h[i];
	}
	return both > 0 && both * 2 >= (na < nb ? na : nb);
}

void
sketch_put(struct buf *b, const struct sketch *s)
{
	static const char digits[] = "0123456789abcdef";
	const uint64_t *h = numbers(s);

	for (uint32_t i = 0; i < s->len; i++)
		for (int shift = 44; shift >= 0; shift -= 4)
			buf_putc(b, digits[h[i] >> shift & 15]);
}

static bool
read_number(const char *p, uint64_t *h)
{
	const char *at;

	*h = 0;
	for (int i = 0; i < SKETCH_DIGITS; i++) {
		at = p[i] == '\0' ? NULL : strchr("0123456789abcdef", p[i]);
		if (at == NULL)
			return false;
		*h = *h << 4 |
		    (uint64_t)(*at <= '9' ? *at - '0' : *at - 'a' + 10);
	}
	return true;
}

bool
sketch_read(struct sketch *s, struct slice text)
{
	uint64_t h;

	if (text.n % SKETCH_DIGITS != 0)
		return false;
	for (size_t i = 0; i < text.n; i += SKETCH_DIGITS) {
		if (!read_number(text.p + i, &h))
			return false;
		sketch_add(s, h);
	}
	return true;
}

void
sketch_release(struct sketch *s)
{
	if (s->cap != 0)
		free(s->u.many);
	*s = (struct sketch){ 0 };
}
