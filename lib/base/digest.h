/*
 * digest - hashes that others rely on, by libsodium
 *
 * The one file that includes sodium.h is digest.c.
 */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stdint.h>

#include "lib/base/buf.h"

enum { DIGEST_BYTES = 32, DIGEST_KEY = 32 };

/* Once, before any other call; false if libsodium cannot start. */
bool digest_init(void);
void digest_sha256(struct slice s, unsigned char out[DIGEST_BYTES]);
/* HMAC-SHA-256; KEY may have any length. */
void digest_hmac(struct slice key, struct slice s,
    unsigned char out[DIGEST_BYTES]);
/*
 * The same of many texts with one KEY, what is of the key being done once;
 * what that is, is kept as digest_secret keeps it.
 */
void *digest_hmac_begin(struct slice key);
void digest_hmac_with(const void *begun, struct slice s,
    unsigned char out[DIGEST_BYTES]);
void digest_hmac_end(void *begun);
/* Append the first N bytes of D as lower case hexadecimal. */
void digest_put_hex(struct buf *b, const unsigned char *d, size_t n);
/* The N bytes that S says in hexadecimal; false if it does not. */
bool digest_read_hex(struct slice s, unsigned char *d, size_t n);
/* N bytes from the kernel's generator. */
void digest_random(void *out, size_t n);
/*
 * N bytes for a secret: in no swap and no core dump where the system allows
 * it, between pages that cannot be touched.  digest_secret_free overwrites
 * them first; it takes NULL.
 */
void *digest_secret(size_t n);
void digest_secret_free(void *p);
/* Overwrite N bytes so that the compiler cannot leave it out. */
void digest_wipe(void *p, size_t n);

#endif
