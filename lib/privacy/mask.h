/*
 * mask - redaction of a record, over all members that hold people's words
 *
 *	struct mask m = { 0 };
 *
 *	mask_find(&m, &rec);
 *	mask_apply(&m, &rec);
 *	mask_release(&m);
 *
 * These are subject, text, wish, quoted, signature, reason, outcome, owner
 * and action, note, and every unmapped column (x_...) that holds a string;
 * other members are left as they are.  mask_know tells what is known of the
 * sender before mask_find; it is forgotten with the record.
 */
#ifndef PRIVACY_MASK_H
#define PRIVACY_MASK_H

#include "lib/line/rec.h"
#include "lib/privacy/redact.h"

struct mask_part;

struct mask {
	struct redact redact; /* what was found, after mask_find */
	/* private */
	struct mask_part *part; /* by the parts of redact */
	size_t n, cap;
	struct arena own;
	struct buf out;
	struct buf quoted;
	bool begun;
};

/* A VALUE of the sender of the next record, as redact_know has it. */
void mask_know(struct mask *m, int type, struct slice value);
/* Search REC; returns how many spans there are in m->redact. */
size_t mask_find(struct mask *m, struct rec *rec);
/* Replace what was found in REC, and say so in its member `redacted'. */
void mask_apply(struct mask *m, struct rec *rec);
/* The name of the member that PART of m->redact is. */
struct slice mask_member(const struct mask *m, size_t part);
/* Its text, decoded. */
struct slice mask_text(const struct mask *m, size_t part);
void mask_release(struct mask *m);

#endif
