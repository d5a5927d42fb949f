/*
 * rekey - the tokens and ids of signals made anew, for one release
 *
 *	struct rekey k = { 0 };
 *
 *	rekey_open(&k, &random);
 *	rekey_signal(&k, &r);
 *	rekey_release(&k);
 *
 * With the key that made the tokens of the house, or a second release, who
 * gets two files would know a person of the one in the other.  With a random
 * key that is thrown away after it, tokens of one release agree with each
 * other and with nothing else: not even who made it can tell whose they are
 * but by what else the lines say.
 *
 *	token = HMAC-SHA-256(sub, "token" | old), domain "release", epoch "0"
 */
#ifndef PRIVACY_REKEY_H
#define PRIVACY_REKEY_H

#include "lib/line/rec.h"
#include "lib/privacy/pseudonym.h"

struct rekey {
	struct pseudonym token;
	/* private */
	struct buf text;
	struct buf list;
};

/* Derive from KEY, the same for all threads of a release. */
void rekey_open(struct rekey *k, const struct key *key);
/*
 * Replace id, person, who, group, the ids that point at other signals and the
 * tokens of cases in texts; take out the source's own number, file and row,
 * the owner, the signature, and what is no member of ours.
 */
void rekey_signal(struct rekey *k, struct rec *r);
void rekey_release(struct rekey *k);

/*
 * Append TEXT with the tokens of cases in it numbered, as those of persons
 * are: a token would tell that two texts are about one case.
 */
void rekey_number(struct slice text, struct buf *out);

#endif
