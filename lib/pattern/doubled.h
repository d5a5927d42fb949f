/*
 * doubled - tallies that were given twice, as the same lines
 *
 *	doubled_add(&d, line, day);
 *	...
 *	n = doubled_count(&d);		lines that came in more than once
 *	doubled_release(&d);
 *
 * Add only lines that tell their senders, or have a floor: of those, two shards
 * have the same one only where somebody is in both, or as many people, on one
 * day and in one cell, and then not on most lines of a day.  Of many lines a
 * sample is kept, by their hashes, so that memory is bounded and the order of
 * lines does not matter.
 */
#ifndef PATTERN_DOUBLED_H
#define PATTERN_DOUBLED_H

#include "lib/base/set.h"

enum { DOUBLED_MOST = 1 << 15 /* lines in the sample */ };

struct doubled_line {
	uint64_t hash;
	int32_t day;
	uint32_t n; /* times that it came in */
};

struct doubled {
	struct set keys;
	struct doubled_line *line;
	size_t cap;
	int halves; /* lines whose hash has so many zeros in front are kept */
};

void doubled_add(struct doubled *d, struct slice line, int32_t day);
/*
 * How many lines of the sample came in again, on days of which half did; 0 if
 * they are few.
 */
uint64_t doubled_count(const struct doubled *d);
void doubled_release(struct doubled *d);

#endif
