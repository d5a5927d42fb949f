/*
 * pseudonym - keyed tokens that stand for a person or a case
 *
 *	struct pseudonym p = { 0 };
 *
 *	why = pseudonym_open(&p, &from, SLICE("org:x"), SLICE("0"));
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
 * Which key it was, the first 32 bits of HMAC-SHA-256(key, "keyid") tell in
 * key_id; of the key itself they say nothing.  Whoever holds the key can find
 * the people behind the tokens by trying all numbers: keep it where the tokens
 * are not.
 */
#ifndef PRIVACY_PSEUDONYM_H
#define PRIVACY_PSEUDONYM_H

#include "lib/base/buf.h"
#include "lib/privacy/key.h"

enum pseudonym_type {
	PSEUDONYM_CUSTOMER,
	PSEUDONYM_BSN,
	PSEUDONYM_EMAIL,
	PSEUDONYM_PHONE,
	PSEUDONYM_IBAN,
	PSEUDONYM_PERSON,
	PSEUDONYM_CASE,
	PSEUDONYM_REKEY, /* a token, to be made anew */
	PSEUDONYM_TYPES
};

enum { PSEUDONYM_TOKEN = 16 };

struct pseudonym {
	void *sub; /* private: what the key of domain and epoch begins with */
	char id[KEY_ID + 1]; /* which key it was */
};

/*
 * Read a key and derive that of DOMAIN and EPOCH from it; returns NULL or the
 * reason, as key_open does.
 */
const char *pseudonym_open(struct pseudonym *p, const struct key_from *from,
    struct slice domain, struct slice epoch);
/* So of a key in memory, any number of times; P was zeroed before the first. */
void pseudonym_derive(struct pseudonym *p, const struct key *key,
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

#endif
