/*
 * quota - a few of many texts, the same few whatever the order
 *
 *	struct quota s = { 0 };
 *
 *	if (quota_take(&s, org, day, id))
 *		... keep the text ...
 *	quota_has(&s, org, day, id)	is it still of the sample?
 *	quota_release(&s);
 *
 * Of the texts of an organisation on a day all are taken, up to QUOTA_MOST;
 * of more, those whose id's hash is in the first half, quarter, ... of all
 * hashes, the largest such part that has no more.  What was taken once may
 * so be dropped later: ask again when all has been read.
 */
#ifndef PATTERN_QUOTA_H
#define PATTERN_QUOTA_H

#include "lib/base/set.h"

enum { QUOTA_MOST = 500, QUOTA_HALVES = 24 };

struct quota_day {
	uint32_t n[QUOTA_HALVES]; /* texts by zeros at the head of the hash */
	uint32_t kept; /* in the part that is taken */
	uint32_t halves;
};

struct quota {
	struct set keys; /* organisation and day */
	struct quota_day *day;
	size_t cap;
};

bool quota_take(struct quota *s, uint32_t org, int32_t day, struct slice id);
bool quota_has(const struct quota *s, uint32_t org, int32_t day,
    struct slice id);
/* So many texts of ORG on DAY does each of the sample stand for. */
uint32_t quota_weight(const struct quota *s, uint32_t org, int32_t day);
/* Was any text left out of the days from FROM up to TO? */
bool quota_cut(const struct quota *s, int32_t from, int32_t to);
void quota_release(struct quota *s);

#endif
