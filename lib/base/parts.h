/*
 * parts - where data begin and end, by days and what is counted on each
 *
 *	n = parts_sort(d, n);
 *	parts_find(&p, d, n);
 *	if (p.last != DATE_NONE)
 *
 * The days fall apart where more than PARTS_GAP pass with nothing.  The last
 * part that holds a hundredth of all ends the data; stray days after it are
 * mistakes.  Its first day is not the first of the data: a gap in the past is
 * only a gap, unless what lies before is less than that too.  A day that stands
 * alone is a mistake where others hang together: where one part has 28 days.
 */
#ifndef BASE_PARTS_H
#define BASE_PARTS_H

#include <stddef.h>
#include <stdint.h>

enum { PARTS_GAP = 30 };

struct part_day {
	int32_t day;
	int32_t begin; /* of the days that are counted on it: DAY, or before */
	uint64_t n;
};

struct part_ends {
	int32_t first; /* DATE_NONE where there are no data, as is last */
	int32_t last;
	size_t at; /* number of the day on which the last part begins */
	uint64_t n; /* what that part holds */
};

/* Put the N days of D in order, each once; how many there are then. */
size_t parts_sort(struct part_day *d, size_t n);
void parts_find(struct part_ends *p, const struct part_day *d, size_t n);

#endif
