/*
 * pseudonym - keyed tokens that stand for a person or a case
 *
 *	struct pseudonym p;
 *
 *	why = pseudonym_open(&p, path, SLICE("org:x"), SLICE("0"));
 *	if (why == NULL && pseudonym_put(&p, PSEUDONYM_BSN, bsn, &out))
 *		...
 *	pseudonym_close(&p);
 *
 * The same identifier gives the same token within one key, domain and epoch,
 * and tells nothing without the key.  With | for the byte 0x1F:
 *
 *	sub   = HMAC-SHA-256(key, "sigpseud-v1" | domain | epoch)
 *	tag   = HMAC-SHA-256(sub, type | normalised value)
 *	token = the first 80 bits of tag in Crockford's base 32, lower case
 *
 * A key is a file of 32 bytes or 64 hexadecimal digits: regular, no symbolic
 * link, owned by the user or root, and closed to all others.  Whoever holds
 * the key can find the people behind the tokens by trying all numbers: keep
 * it where the tokens are not.
 */
#ifndef PRIVACY_PSEUDONYM_H
#define PRIVACY_PSEUDONYM_H

#include "lib/base/buf.h"

enum pseudonym_type {
	PSEUDONYM_CUSTOMER,
	PSEUDONYM_BSN,
	PSEUDONYM_EMAIL,
	PSEUDONYM_PHONE,
	PSEUDONYM_IBAN,
	PSEUDONYM_PERSON,
	PSEUDONYM_CASE,
	PSEUDONYM_TYPES
};

enum { PSEUDONYM_TOKEN = 16, PSEUDONYM_KEY_ID = 8 };

struct pseudonym {
	unsigned char sub[32]; /* private: the key of this domain and epoch */
	char id[PSEUDONYM_KEY_ID + 1]; /* which key it was */
};

/*
 * Read the key in file PATH and derive that of DOMAIN and EPOCH from it.
 * Returns NULL, or a constant string that says how to mend it; for messages
 * of the form "tool: path: reason".
 */
const char *pseudonym_open(struct pseudonym *p, const char *path,
    struct slice domain, struct slice epoch);
/* Only read the key; for those that need several domains of it. */
const char *pseudonym_load(const char *path, unsigned char key[32]);
/* As pseudonym_open, with the key in memory; libsodium was started. */
void pseudonym_derive(struct pseudonym *p, const unsigned char key[32],
    struct slice domain, struct slice epoch);
/* Overwrite what is secret. */
void pseudonym_close(struct pseudonym *p);

/*
 * Append the token of identifier RAW.  False, and nothing, if RAW does not
 * hold one: no digits in a BSN, no @ in an e-mail address.
 */
bool pseudonym_put(const struct pseudonym *p, int type, struct slice raw,
    struct buf *out);
/*
 * Append RAW as it is hashed: a BSN as 9 digits, a phone number as national
 * digits without the 0, a foreign one with its + and country, e-mail, IBAN
 * and customer numbers without blanks in lower case, names in ASCII lower
 * case, a case number as it stands.
 */
bool pseudonym_normal(int type, struct slice raw, struct buf *out);

/*
 * Make a new key in file PATH, which must not exist, of mode 0600.  Returns
 * NULL or the reason.
 */
const char *pseudonym_keygen(const char *path);

#endif
