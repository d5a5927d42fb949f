/*
 * aged - what waits and is too old to be known one by one
 *
 *	aged_take(&a, &tally, &detail);		each that is forgotten
 *	aged_renew(&a, &follows);		by their newest states
 *	aged_close(&a, first, until);		what is open and past its term
 *	one = aged_of(&a, cell, &n);
 *	aged_release(&a);
 *
 * Of signals older than CORPUS_DAYS those that have a deadline and were not
 * done with within as many days: 40 bytes each.
 */
#ifndef PATTERN_AGED_H
#define PATTERN_AGED_H

#include "lib/pattern/follow.h"
#include "lib/pattern/tally.h"

struct detail;

struct aged_one {
	uint64_t id; /* its hash */
	uint32_t cell; /* of the tally */
	int32_t day;
	int32_t due;
	int32_t ended; /* as ended_day has it */
	int32_t heard; /* the last day, if its system stopped: heard.h */
	int32_t seen; /* last delivered; or DATE_NONE */
	uint32_t list; /* of listed.h */
};

struct aged {
	size_t n;
	struct aged_one *one;
	size_t cap; /* private */
};

void aged_take(struct aged *a, const struct tally *t, const struct detail *d);
void aged_renew(struct aged *a, const struct follows *fs);
/* Keep those of FIRST and later that wait on UNTIL, by cell, by day. */
void aged_close(struct aged *a, int32_t first, int32_t until);
/* Those of CELL: N of them. */
const struct aged_one *aged_of(const struct aged *a, uint32_t cell, size_t *n);
void aged_release(struct aged *a);

#endif
