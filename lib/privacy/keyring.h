/*
 * keyring - which keys made the tokens of the lines that are read
 *
 *	if (!keyring_note(&ring, &r))
 *		...
 *	keyring_release(&ring);
 *
 * Tokens of one organisation by two keys cannot be compared: who signals
 * under both is two people.  Organisations each have their own key.
 */
#ifndef PRIVACY_KEYRING_H
#define PRIVACY_KEYRING_H

#include "lib/base/set.h"
#include "lib/line/rec.h"

struct keyring {
	bool mixed; /* so far: two keys of one organisation */
	/* private */
	struct set orgs;
	struct set ids;
	uint32_t *id; /* by orgs */
	size_t cap;
	struct buf last; /* organisation and key of the line before */
};

/* Note key_id of signal R; false if it is not that of its organisation. */
bool keyring_note(struct keyring *k, struct rec *r);
/* Where it is no reason to stop: what to say of lines that were MIXED. */
extern const char keyring_twice[];
void keyring_release(struct keyring *k);

#endif
