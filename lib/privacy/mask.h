/*
 * mask - redaction of a record, over all its members
 *
 *	struct mask m = { 0 };
 *
 *	mask_find(&m, &rec);
 *	if (mask_unfit(&m) == NULL)
 *		mask_apply(&m, &rec);
 *	mask_release(&m);
 *
 * Members of people's words (subject, text, wish, quoted, signature, reason,
 * outcome, owner, action) and those that are not of our vocabulary (note,
 * x_..., and others, numbers and what is nested in them too) are searched by
 * all rules; others, such as product and src_id, for numbers, addresses and
 * names behind Mr and such.  Ids and tokens tie lines together, and members
 * are known by their names; these cannot be replaced: a line in which one is
 * personal data is unfit.  mask_know tells what is known of the sender before
 * mask_find; it is forgotten with the record.
 */
#ifndef PRIVACY_MASK_H
#define PRIVACY_MASK_H

#include "lib/line/rec.h"
#include "lib/privacy/redact.h"

struct mask_part;

enum { MASK_PARTS = 4096 }; /* texts in a record; one with more is unfit */

struct mask {
	struct redact redact; /* what was found, after mask_find */
	size_t n; /* parts of redact */
	/* private */
	struct mask_part *part; /* by the parts of redact */
	size_t cap;
	struct arena own;
	struct buf out;
	struct buf quoted;
	const char *unfit;
	bool begun;
};

/* A VALUE of the sender of the next record, as redact_know has it. */
void mask_know(struct mask *m, int type, struct slice value);
/* Search REC; returns how many spans there are in m->redact. */
size_t mask_find(struct mask *m, struct rec *rec);
/* After mask_find: NULL, or the reason to refuse the record. */
const char *mask_unfit(const struct mask *m);
/* Replace what was found in REC, and say so in its member `redacted'. */
void mask_apply(struct mask *m, struct rec *rec);
/* The name of the member that PART of m->redact is of, as in the line. */
struct slice mask_member(const struct mask *m, size_t part);
/* Was PART searched as people's words? */
bool mask_words(const struct mask *m, size_t part);
/* Its text, decoded. */
struct slice mask_text(const struct mask *m, size_t part);
void mask_release(struct mask *m);

#endif
