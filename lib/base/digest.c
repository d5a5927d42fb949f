#include "lib/base/digest.h"

#include <sodium.h>

#include "lib/base/xalloc.h"

bool
digest_init(void)
{
	return sodium_init() >= 0;
}

void
digest_sha256(struct slice s, unsigned char out[DIGEST_BYTES])
{
	crypto_hash_sha256(out, (const unsigned char *)s.p, s.n);
}

static void
finish(crypto_auth_hmacsha256_state *st, struct slice s,
    unsigned char out[DIGEST_BYTES])
{
	crypto_auth_hmacsha256_update(st, (const unsigned char *)s.p, s.n);
	crypto_auth_hmacsha256_final(st, out);
	sodium_memzero(st, sizeof(*st));
}

void
digest_hmac(struct slice key, struct slice s, unsigned char out[DIGEST_BYTES])
{
	crypto_auth_hmacsha256_state st;

	crypto_auth_hmacsha256_init(&st, (const unsigned char *)key.p, key.n);
	finish(&st, s, out);
}

void *
digest_hmac_begin(struct slice key)
{
	crypto_auth_hmacsha256_state *st = digest_secret(sizeof(*st));

	crypto_auth_hmacsha256_init(st, (const unsigned char *)key.p, key.n);
	return st;
}

void
digest_hmac_with(const void *begun, struct slice s,
    unsigned char out[DIGEST_BYTES])
{
	crypto_auth_hmacsha256_state st;

	memcpy(&st, begun, sizeof(st));
	finish(&st, s, out);
}

void
digest_hmac_end(void *begun)
{
	digest_secret_free(begun);
}

void
digest_put_hex(struct buf *b, const unsigned char *d, size_t n)
{
	static const char hex[] = "0123456789abcdef";

	for (size_t i = 0; i < n; i++) {
		buf_putc(b, hex[d[i] >> 4]);
		buf_putc(b, hex[d[i] & 15]);
	}
}

void
digest_random(void *out, size_t n)
{
	randombytes_buf(out, n);
}

void *
digest_secret(size_t n)
{
	return xmust(sodium_malloc(n));
}

void
digest_secret_free(void *p)
{
	sodium_free(p);
}

void
digest_wipe(void *p, size_t n)
{
	sodium_memzero(p, n);
}

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool
digest_read_hex(struct slice s, unsigned char *d, size_t n)
{
	int a;
	int b;

	if (s.n != 2 * n)
		return false;
	for (size_t i = 0; i < n; i++) {
		a = hex(s.p[2 * i]);
		b = hex(s.p[2 * i + 1]);
		if (a < 0 || b < 0)
			return false;
		d[i] = (unsigned char)(a * 16 + b);
	}
	return true;
}
