/*
 * idlook - do source ids name people?
 *
 *	struct idlook k = { 0 };
 *
 *	idlook_see(&k, cell); ...
 *	why = idlook_why(&k);
 *
 * Some values say it by themselves (idlook_one): an e-mail address, an IBAN
 * whose check digits are right, a telephone number or a BSN written as one,
 * words.  Other BSNs are eight or nine digits that pass a test, as one in
 * eleven of all numbers does: of those only a column can tell.  Of n numbers
 * of that length b pass; if b is 4.4 standard deviations above n / 11 the
 * column holds BSNs.  Two of two are enough, eight of twenty, 56 of 300, and
 * one if there is no other id; running numbers stay far below, as of ten in a
 * row at most one passes.
 */
#ifndef INGEST_IDLOOK_H
#define INGEST_IDLOOK_H

#include <stdint.h>

#include "lib/base/slice.h"

struct idlook {
	uint64_t all; /* values seen */
	uint64_t nines; /* of eight or nine digits, or with nine among others */
	uint64_t bsns; /* of these, that pass the test */
	uint64_t alone; /* of these, nine digits and nothing else but marks */
	uint64_t ones; /* that name a person by themselves */
	uint64_t phones; /* ten bare digits, a zero and another first */
	const char *one; /* why the first of ONES does */
};

/* A word like a name behind a number, as in `Z-1007 Pietersen'. */
bool idlook_noted(struct slice id);
/* Nine digits, with or without dots and blanks, that pass the test. */
bool idlook_bsn(struct slice id);
bool idlook_email(struct slice id);
/* What it names a person by, as a reason to refuse it; or NULL. */
const char *idlook_one(struct slice id);
/* Is a column whose name is FOLDED (header.h) called after the BSN? */
bool idlook_named(struct slice folded);
/* One more value of the column. */
void idlook_see(struct idlook *k, struct slice id);
/* The reason to refuse the column, or NULL. */
const char *idlook_why(const struct idlook *k);
/* The same, so sure that it may be asked after each of very many rows. */
const char *idlook_sure(const struct idlook *k);

#endif
