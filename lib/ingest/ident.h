/*
 * ident - the id of a signal, and what is unfit to be one
 *
 * The id is 24 hexadecimal digits: the first 96 bits of SHA-256 over
 * organisation, system and source id with 0x1f between them; or, without a
 * source id, over organisation, system and every member that the mapping
 * filled, as NAME 0x1e VALUE.  A source id of at most six digits, as lists
 * number their rows, has 0x1f and the kind behind it where no system is named:
 * complaint 17 is not objection 17.  With a key the caller hashes the same bytes
 * with that.
 */
#ifndef INGEST_IDENT_H
#define INGEST_IDENT_H

#include "lib/ingest/apply.h"

/* Append the bytes that the id of the row in A is a hash of. */
void ident_bytes(struct buf *out, const struct apply *a, struct slice org,
    struct slice system);
/* Append the id that these BYTES have without a key. */
void ident_put(struct buf *out, struct slice bytes);

/* Did a spreadsheet make 2,01712E+15 of it? */
bool ident_damaged(struct slice id);
/* Can a person be found by it (idlook.h)?  Then it is not written. */
bool ident_is_person(struct slice id);
/* The reason to refuse it, or NULL; KEYED ids may be of persons. */
const char *ident_unfit(struct slice id, bool keyed);

#endif
