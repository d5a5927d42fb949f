/*
 * releases - the ledger of what was shared, against differencing
 *
 *	struct releases l = { 0 };
 *
 *	why = releases_load(&l, path);
 *	releases_open(&l, since, until, k);
 *	releases_kind(&l, SLICE("tally"));
 *	for each class of the data
 *		releases_note(&l, key, &count);
 *	if (l.conflicts == 0)
 *		why = releases_save(&l, path);
 *	releases_release(&l);
 *
 * Who holds two releases can subtract them: a class that grew by one between
 * them gives that one person away, and so do five signals more of one person.
 * So every class of every release, shown or not, is kept with its lines and
 * persons, under keyed hashes that name nothing.  In a period that was shared
 * before these must be as they were last, or both differ by k at least from
 * the least and the most that they ever were; else it is a conflict.  The file
 * is made with mode 0600 and replaced whole; from load to save its folder is
 * locked, so that no other run decides by the same ledger meanwhile.  Read and
 * write nothing else that may wait in between.
 */
#ifndef PRIVACY_RELEASES_H
#define PRIVACY_RELEASES_H

#include <stdint.h>

#include "lib/base/set.h"

enum { RELEASES_SALT = 32, RELEASES_HASH = 16 };

struct releases_class;

/* How much there is of a class in a period. */
struct releases_count {
	int32_t first, last; /* its days */
	int64_t n; /* lines */
	int64_t persons;
};

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
	struct releases_class *class; /* by keys */
	size_t cap;
};

/* Lock and read PATH; a file that is not there is an empty ledger. */
const char *releases_load(struct releases *l, const char *path);
/* Begin a release of the days from SINCE up to UNTIL. */
void releases_open(struct releases *l, int32_t since, int32_t until, int64_t k);
/* What is noted next are classes of KIND; the ledger knows whether there were
 * any before. */
void releases_kind(struct releases *l, struct slice kind);
/* KIND is shared too, and nothing of it is noted. */
void releases_mark(struct releases *l, struct slice kind);
/* Were lines of KIND shared before? */
bool releases_knows(const struct releases *l, struct slice kind);
/* The class KEY counts C. */
void releases_note(struct releases *l, struct slice key,
    const struct releases_count *c);
/*
 * What was decided of KEY, 0 or more, when it was shared first; N if it is
 * decided now.  A decision that changed would give away what it moved.
 */
int64_t releases_keep(struct releases *l, struct slice key, int64_t n);
/* Replace PATH by the ledger with this release in it, and unlock it. */
const char *releases_save(struct releases *l, const char *path);
void releases_release(struct releases *l);

#endif
