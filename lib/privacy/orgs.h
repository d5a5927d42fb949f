/*
 * orgs - the keys of the organisations whose signals are read
 *
 *	struct orgs o = { .key = &key, .epoch = "0" };
 *
 *	(void)pseudonym_put(orgs_key(&o, org), PSEUDONYM_BSN, bsn, &out);
 *	orgs_release(&o);
 *
 * Tokens are of one organisation: their domain is "org:" and its name.  In
 * one export signals of several may stand mixed, so the last ORGS keys that
 * were made are kept.
 */
#ifndef PRIVACY_ORGS_H
#define PRIVACY_ORGS_H

#include "lib/privacy/pseudonym.h"

enum { ORGS = 16 };

struct orgs {
	const struct key *key;
	const char *epoch;
	/* private */
	struct pseudonym of[ORGS];
	struct buf name[ORGS];
	size_t n;
	size_t made;
};

/* The key of ORG; it lives until ORGS others were asked for. */
const struct pseudonym *orgs_key(struct orgs *o, struct slice org);
void orgs_release(struct orgs *o);

#endif
