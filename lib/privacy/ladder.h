/*
 * ladder - signals made so coarse that each is one among many
 *
 *	struct ladder l = { .k = 5, .l = 2, .since = day, .until = day };
 *
 *	ladder_add(&l, &r);			each signal that counts
 *	ladder_climb(&l, &releases);
 *	ladder_shuffle(&l, -1);
 *	for (i = 0; i < l.n; i++)
 *		if (ladder_put(&l, i, &out, &id))
 *			...
 *	ladder_release(&l);
 *
 * What an outsider may know of a sender is the organisation, the product, the
 * date and the postcode.  Rung by rung these are made coarser (month and
 * PC4, month and PC2, quarter and PC2, quarter, year) and every class of
 * equals among the signals left that holds at least K different persons and
 * L different sets of themes is let go; what is left at the end stays inside.
 * A month, quarter or year that is not whole within SINCE to UNTIL is not let
 * go as such.  Who is unknown counts for nobody.
 * Memory grows with the signals: some 100 bytes each and their text.
 */
#ifndef PRIVACY_LADDER_H
#define PRIVACY_LADDER_H

#include <stdint.h>

#include "lib/line/rec.h"
#include "lib/privacy/releases.h"

enum { LADDER_RUNGS = 5 };

struct ladder_row;

struct ladder {
	int64_t k; /* persons */
	int64_t l; /* sets of themes */
	int32_t since, until; /* the days that are shared */
	bool text; /* keep the texts that someone reviewed */
	size_t n; /* rows */
	size_t withheld; /* after ladder_climb */
	/* private */
	struct ladder_row *row;
	size_t cap;
	struct set values; /* all texts of the rows, once */
	struct buf id;
};

/* Keep of signal R, of DAY, what may be shared. */
void ladder_add(struct ladder *l, struct rec *r, int32_t day);
/* Choose the rung of each row; L may be NULL. */
void ladder_climb(struct ladder *l, struct releases *rel);
/*
 * Give the rows new ids and put them in the order of these, since the old
 * order tells when.  The ids are of the kernel's generator, or if SEED is not
 * negative follow from it: then who knows SEED knows the order.
 */
void ladder_shuffle(struct ladder *l, int64_t seed);
/* Append row I, unless it is withheld; ID lives until the next call. */
bool ladder_put(struct ladder *l, size_t i, struct buf *out, struct slice *id);
void ladder_release(struct ladder *l);

#endif
