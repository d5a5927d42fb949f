/*
 * releases - the ledger of what was shared, against differencing
 *
 *	struct releases l = { 0 };
 *
 *	why = releases_load(&l, path);
 *	releases_open(&l, since, until, k);
 *	releases_kind(&l, SLICE("tally"));
 *	for each class of the data
 *		releases_note(&l, key, day, n);
 *	if (l.conflicts == 0)
 *		why = releases_save(&l, path);
 *	releases_release(&l);
 *
 * Who holds two releases can subtract them: a class that grew by one between
 * them gives that one person away.  So every class of every release, shown
 * or not, is kept with its count, under a keyed hash that names nothing; a
 * count of a period that was shared before and now differs by 1 to k - 1 is
 * a conflict.  The file is made with mode 0600 and replaced whole; from load
 * to save its folder is locked, so that no other run decides by the same
 * ledger meanwhile.  Read and write nothing else that may wait in between.
 */
#ifndef PRIVACY_RELEASES_H
#define PRIVACY_RELEASES_H

#include <stdint.h>

#include "lib/base/set.h"

enum { RELEASES_SALT = 32, RELEASES_HASH = 16 };

struct releases {
	size_t conflicts; /* since releases_open */
	/* private */
	unsigned char salt[RELEASES_SALT];
	bool fresh; /* there was no file */
	bool locked;
	int folder; /* if locked */
	bool before; /* this kind was shared before */
	int32_t since, until; /* of this release */
	int64_t k;
	int32_t first, last; /* days that earlier releases covered */
	struct set keys; /* hashes */
	int64_t *n; /* by keys: as last shared */
	int64_t *now; /* by keys: in this release, or -1 */
	size_t cap;
};

/* Lock and read PATH; a file that is not there is an empty ledger. */
const char *releases_load(struct releases *l, const char *path);
/* Begin a release of the days from SINCE up to UNTIL. */
void releases_open(struct releases *l, int32_t since, int32_t until, int64_t k);
/* What is noted next are classes of KIND; the ledger knows whether there were
 * any before. */
void releases_kind(struct releases *l, struct slice kind);
/* The class KEY, of a period that begins on DAY, counts N persons or lines. */
void releases_note(struct releases *l, struct slice key, int32_t day,
    int64_t n);
/*
 * What was decided of KEY, 0 or more, when it was shared first; N if it is
 * decided now.  A decision that changed would give away what it moved.
 */
int64_t releases_keep(struct releases *l, struct slice key, int64_t n);
/* Replace PATH by the ledger with this release in it, and unlock it. */
const char *releases_save(struct releases *l, const char *path);
void releases_release(struct releases *l);

#endif
